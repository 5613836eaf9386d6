"""The folder of a retraining run, as the window sees it: how far it is, and how it ended.

The run is a process of its own that may have been started by an earlier window. Everything that is
known about it stands in its folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from retinaview.core.regular_files import read_regular, require_regular
from retinaview.core.text import brief, one_line, plain_lines
from retinaview.ui.language import tr
from retinaview.ui.language.terms import begun

_EVENTS, _STOP, _RUN, _LOCK = "progress.jsonl", "stop", "run.json", "running.lock"
ERRORS = "errors.txt"
_SAID = "verdict", "text"
_LARGEST, _LONGEST, _MOST_BYTES = 1_000_000_000, 2000, 64 << 20
_SETTLED = "settled"
"""Put there once the reader has decided what becomes of the weights."""


class Phase(Enum):
    """What a run is doing."""

    NONE = "none"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True)
class RunView:
    """A run at one moment.

    Attributes
    ----------
    phase : Phase
        What it is doing.
    sentence : str
        How far it is, why it has stopped, or whether the new weights are better.
    done, of : int
        Steps of its present part.
    losses : tuple of (float, float)
        Share of the training, 0-1, and the loss there.
    report : str
        Old against new, once that is known.
    weights : str
        File of the new weights.
    recommended : bool
        Whether old against new speaks for them.
    """

    phase: Phase
    sentence: str = ""
    done: int = 0
    of: int = 0
    losses: tuple[tuple[float, float], ...] = ()
    report: str = ""
    weights: str = ""
    recommended: bool = True


@dataclass
class RunFolder:
    """Follows one run by what is added to its files.

    Attributes
    ----------
    path : Path
        The folder; it need not exist yet.
    """

    path: Path
    _read_to: int = 0
    _losses: list[tuple[float, float]] = field(default_factory=list)
    _last: dict[str, object] = field(default_factory=dict)
    _report: dict[str, object] = field(default_factory=dict)
    _weights: str = ""

    def look(self) -> RunView:
        """Return how far the run is."""
        self._take_events()
        if self._weights:
            verdict, report = (plain_lines(str(self._report.get(key, ""))) for key in _SAID)
            return RunView(
                Phase.DONE,
                verdict,
                report=report,
                weights=self._weights,
                recommended=bool(self._report.get("recommended", True)),
            )
        running = self.is_running
        if not running and not (self.path / _RUN).exists():
            why = self.failure()
            return RunView(Phase.NONE, why)
        done, of = (_count(self._last.get(key)) for key in ("done", "of"))
        losses = tuple(self._losses)
        if running:
            sentence = _in_words(self._last)
            return RunView(Phase.RUNNING, sentence, done, of, losses)
        sentence = self.failure() or tr(
            "Stopped; it can be continued after the last finished part."
        )
        return RunView(Phase.STOPPED, sentence, done, of, losses)

    @property
    def is_running(self) -> bool:
        """Whether a process works on it."""
        lock = self.path / _LOCK
        if not lock.exists():
            return False
        probe = FileLock(lock)
        try:
            with probe.acquire(timeout=0):
                return False
        except (Timeout, OSError):
            return True

    def ask_to_stop(self) -> None:
        """Let the run stop after its present step."""
        with suppress(OSError):
            (self.path / _STOP).touch()

    def settle(self) -> None:
        """Remember that the reader has decided what becomes of the weights."""
        with suppress(OSError):
            (self.path / _SETTLED).touch()

    @property
    def is_settled(self) -> bool:
        """Whether the reader has decided what becomes of the weights."""
        return (self.path / _SETTLED).exists()

    def failure(self) -> str:
        """Return what the process said when it ended badly; empty if nothing."""
        try:
            said = read_regular(self.path / ERRORS)
            lines = said[-_MOST_BYTES:].decode(errors="replace").splitlines()
        except OSError:
            return ""
        return one_line(lines[-1].removeprefix("retinaview: "))[:_LONGEST] if lines else ""

    def _take_events(self) -> None:
        try:
            require_regular(self.path / _EVENTS)
            with (self.path / _EVENTS).open("rb") as file:
                file.seek(self._read_to)
                content = file.read(_MOST_BYTES)
        except OSError:
            return
        whole = content[: content.rfind(b"\n") + 1]
        self._read_to += len(whole)
        for line in whole.splitlines():
            with suppress(ValueError, RecursionError):
                event = json.loads(line)
                if isinstance(event, dict):
                    self._take(event)

    def _take(self, event: dict[str, object]) -> None:
        if event.get("event") == "step":
            self._last = event
            loss, of = _finite(event.get("loss")), _count(event.get("of"))
            if loss is not None and of:
                self._losses.append((_count(event.get("done")) / of, loss))
        elif event.get("event") == "report":
            self._report = event
        elif event.get("event") == "done":
            self._weights = str(event.get("weights", ""))


def _in_words(step: dict[str, object]) -> str:
    """Return a step as a sentence."""
    if not step:
        return tr("Reading the labels")
    left = _finite(step.get("seconds_left"))
    minutes = None if left is None else round(left / 60)
    what = tr(
        "{what}: {done} of {all}",
        what=begun(brief(step.get("what", ""))),
        done=_count(step.get("done")),
        all=_count(step.get("of")),
    )
    if minutes is None:
        return what
    if not minutes:
        return tr("{step}, nearly done", step=what)
    return tr("{step}, {minutes} min left", step=what, minutes=minutes)


def _finite(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= _LARGEST else None


def _count(value: object) -> int:
    """Return a number of steps; 0 where it is none."""
    number = _finite(value)
    return 0 if number is None or number < 0 else int(number)


def folder_of(project: Path) -> RunFolder:
    """Return the latest run of a project that the reader has not settled, or a new folder."""
    key = hashlib.sha256(str(project).encode(errors="surrogateescape")).hexdigest()[:12]
    above = user_data_path("retinaview", appauthor=False) / "retraining" / f"{project.stem}-{key}"
    runs = sorted(_numbered(above))
    latest = RunFolder(above / str(runs[-1])) if runs else None
    if latest is not None and not latest.is_settled:
        return latest
    return RunFolder(above / str(runs[-1] + 1 if runs else 1))


def _numbered(folder: Path) -> Sequence[int]:
    try:
        return [
            int(path.name) for path in folder.iterdir() if re.fullmatch("[0-9]{1,9}", path.name)
        ]
    except OSError:
        return []
