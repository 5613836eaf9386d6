"""Numbers by their place in a run's JSON (``evaluate ... --json``) or on a model card."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.guard import guard


@dataclass(frozen=True)
class Number:
    """A measured value with its 95 % interval, None where there is none.

    `by_seed` are the values of all trained runs of the recipe; empty if there was one.
    """

    value: float
    low: float | None = None
    high: float | None = None
    by_seed: tuple[float, ...] = ()

    def __str__(self) -> str:
        return short(self.value) if self.low is None else f"{short(self.value)} {self.interval}"

    @property
    def interval(self) -> str:
        """The interval in brackets, or a dash."""
        if self.low is None or self.high is None:
            return "–"
        return f"[{short(self.low)}, {short(self.high)}]"

    @property
    def mean(self) -> float:
        """Mean over the seeds, or the value of the only one."""
        return mean(self.by_seed or [self.value])

    @property
    def spread(self) -> str:
        """Sample standard deviation over the seeds, in words where there is one seed."""
        return short(stdev(self.by_seed)) if self.by_seed else "one seed"

    @property
    def is_chance(self) -> bool:
        """Whether the interval of a difference covers 0."""
        return self.low is not None and self.high is not None and self.low <= 0 <= self.high


def short(value: float) -> str:
    """Return a number with three decimals and no leading zero, such as ``".862"``."""
    text = f"{value:.3f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


class Sources:
    """The JSON files of runs and the model cards, read once.

    Parameters
    ----------
    runs : Path
        Folder with one file per run.
    cards : Path
        Folder of the model cards.
    """

    def __init__(self, runs: Path, cards: Path) -> None:
        self._folders = {"run": runs, "card": cards, "chance": cards}
        self._files: dict[tuple[str, str], Any] = {}

    def number(self, place: str) -> Number:
        """Return a number.

        Parameters
        ----------
        place : str
            ``"run:FILE/KEY/KEY..."``, where a key of a list is the ``class`` or ``name`` of an
            item; ``"card:FILE/SPLIT/METRIC"``; or ``"chance:FILE/METRIC"``, a card's chance level.

        Raises
        ------
        ReadError, LabelError
            There is no such file, or no such number in it.
        """
        kind, _, path = place.partition(":")
        name, *keys = path.split("/")
        found = self._file(kind, name)
        if kind == "chance":
            found = found["chance"].get("/".join(keys))
        elif kind == "card":
            split, metric = keys
            found = [m for m in found["metrics"] if (m["split"], m["name"]) == (split, metric)]
            found = found[0] if found else None
        else:
            for key in keys:
                found = _inside(found, key)
        if isinstance(found, int | float):
            return Number(float(found))
        if not isinstance(found, dict) or not isinstance(found.get("value"), int | float):
            raise LabelError("there is no such number", path=self._path(kind, name), field=path)
        by_seed = tuple(found.get("by_seed", {}).values())
        return Number(found["value"], found.get("low"), found.get("high"), by_seed)

    def _path(self, kind: str, name: str) -> Path:
        return self._folders[kind] / f"{name}.json"

    def _file(self, kind: str, name: str) -> Any:  # noqa: ANN401
        if (kind, name) not in self._files:
            path = self._path(kind, name)
            with guard(ReadError, path):
                self._files[kind, name] = json.loads(path.read_text(encoding="utf-8"))
        return self._files[kind, name]


def _inside(found: Any, key: str) -> Any:  # noqa: ANN401
    if isinstance(found, dict):
        return found.get(key)
    if isinstance(found, list):
        return next((x for x in found if key in (x.get("class"), x.get("name"))), None)
    return None
