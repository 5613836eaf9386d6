"""Run several recipes or settings, one after the other, and collect their scores.

    python -m training.series sunet-phi --data DATA --out OUT --resume

Every run has a folder of its own in OUT; scaled photographs are shared. After each,
``results.json`` is written anew, with the metrics of the cards by split; ``--resume`` goes on where
a series was stopped. ``--epochs`` and ``--set`` change every run, for instance to try a series at a
reduced size.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from retinaview.core.errors import LabelError, RetinaViewError
from retinaview.core.guard import guard
from retinaview.core.whole_files import write_atomically
from retinaview.models.weights.card import ModelCard, read_card
from training import run

RESULTS = "results.json"
SEEDS = (1, 2, 3)
PHIS = (0.03, 0.06, 0.09, 0.12)
"""Shares of photographs with masks; IDRiD's training photographs have 13 % (Tu et al., Fig. 4)."""


@dataclass(frozen=True)
class Member:
    """A run of a series: its name, its recipe and changes to the recipe's options."""

    name: str
    recipe: str
    changes: tuple[str, ...] = ()


def _phi() -> list[Member]:
    """Return SUNet without masks and with growing shares of them."""
    shares = [Member(f"phi-{phi}", "sunet", (f"phi={phi}",)) for phi in PHIS]
    return [Member("phi-0", "sunet-no-regulariser"), *shares, Member("phi-all", "sunet")]


def _table_2() -> list[Member]:
    """Return SUNet and its baselines."""
    names = ("vgg19", "resnet34", "early", "middle", "late")
    return [*(Member(name, f"sunet-{name}") for name in names), Member("sunet", "sunet")]


def _modules() -> list[Member]:
    """Return the lesion network with and without GANet's two attentions, with every seed."""
    members = []
    for channel, spatial, seed in product((True, False), (True, False), SEEDS):
        name = f"cga-{'on' if channel else 'off'}-sgau-{'on' if spatial else 'off'}-seed-{seed}"
        switches = {"channel_attention": channel, "group_skip": spatial}
        changes = [f"arguments.{key}={json.dumps(value)}" for key, value in switches.items()]
        members.append(Member(name, "lesion-net-lite1", (*changes, f"settings.seed={seed}")))
    return members


def _cameras() -> list[Member]:
    """Return the default grader without each of its cameras, on which it is then scored."""
    return [
        Member(f"without-{name}", "zoom-in-net-lite0", (f"left_out={name}",))
        for name in ("idrid", "eyepacs", "rahim")
    ]


SERIES = {
    "sunet-phi": _phi,
    "sunet-table-2": _table_2,
    "lesion-modules": _modules,
    "leave-one-camera-out": _cameras,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a series; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.series", description=__doc__)
    parser.add_argument("series", choices=sorted(SERIES))
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the runs")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or mps")
    parser.add_argument("--epochs", type=int, help="epochs of every run")
    parser.add_argument("--resume", action="store_true", help="go on with a stopped series")
    parser.add_argument("--set", dest="changes", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args(arguments)
    try:
        path = run_series(
            SERIES[options.series](),
            data=options.data,
            out=options.out,
            device=options.device,
            epochs=options.epochs,
            resume=options.resume,
            changes=options.changes,
        )
    except RetinaViewError as error:
        sys.stderr.write(f"training.series: {error}\n")
        return 2
    sys.stdout.write(f"{path}\n")
    return 0


def run_series(
    members: Sequence[Member],
    *,
    data: Path,
    out: Path,
    device: str = "auto",
    epochs: int | None = None,
    resume: bool = False,
    changes: Sequence[str] = (),
) -> Path:
    """Run all members and return the file of their scores; see `training.run.train`."""
    path = out / RESULTS
    found = _read(path) if resume else {}
    for member in members:
        every = [*member.changes, *changes]
        if found.get(member.name, {}).get("changes") == every:
            continue
        _share_cache(out, out / member.name)
        weights = run.train(
            member.recipe,
            data=data,
            out=out / member.name,
            device=device,
            epochs=epochs,
            resume=resume,
            changes=every,
        )
        scores = _by_split(read_card(weights.with_suffix(".json")))
        found[member.name] = {"recipe": member.recipe, "changes": every, "metrics": scores}
        text = json.dumps(found, indent=1)
        write_atomically(path, f"{text}\n".encode())
    return path


def _share_cache(out: Path, folder: Path) -> None:
    """Let a run use the photographs that another has scaled, where the system has links."""
    folder.mkdir(parents=True, exist_ok=True)
    cache, link = out / "cache", folder / "cache"
    if not link.exists():
        cache.mkdir(exist_ok=True)
        with suppress(OSError):
            link.symlink_to(cache.resolve(), target_is_directory=True)


def _by_split(card: ModelCard) -> dict[str, dict[str, float]]:
    """Return a card's metrics by split and name."""
    splits: dict[str, dict[str, float]] = {}
    for metric in card.metrics:
        splits.setdefault(metric.split, {})[metric.name] = metric.value
    return splits


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    with guard(LabelError, path, "is not what a series has written"):
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise LabelError("is not what a series has written", path=path)
    return found


if __name__ == "__main__":
    sys.exit(main())
