"""Folders of retraining runs, as the command continues them and the window follows them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from retinaview.core.text import plain_lines
from retinaview.exchange.label_snapshot import read_snapshot
from retinaview.ui.retraining.run_folder import RunFolder
from tests.campaign.target import Case, Lost, Target, changed
from tests.mutators import seeds
from training.retraining.examples import hold_out
from training.retraining.proposals import count_labels
from training.retraining.run import Request, begun
from training.retraining.using import weights_of

_EVENTS = (
    {"event": "labels", "text": "1 photograph", "counts": {}},
    {"event": "step", "what": "training", "done": 1, "of": 4, "seconds_left": 90, "loss": 0.5},
    {"event": "report", "text": "old new", "verdict": "better"},
    {"event": "done", "weights": "own.safetensors", "report": "report.txt"},
)


def targets() -> Iterator[Target]:
    """A folder, of which one file is mutated."""
    files = _files()

    def make(rng: random.Random) -> Case:
        name = rng.choice(sorted(files))
        suffix = Path(name).suffix
        if suffix != ".jsonl":
            return Case(files | {name: changed(files[name], suffix, rng)}, name)
        lines = files[name].splitlines()
        number = rng.randrange(len(lines))
        lines[number] = changed(lines[number], ".json", rng).replace(b"\n", b" ")
        return Case(files | {name: b"\n".join(lines[: rng.choice((3, 4))]) + b"\n"}, name)

    yield Target("retraining", make, _look)


def _files() -> dict[str, bytes]:
    (_, labels) = seeds.labels()["coco"]
    request = Request("lesion-net-lite1", "own", 0.3, 1, 12, "a" * 64)
    return {
        "run.json": json.dumps(asdict(request)).encode(),
        "progress.jsonl": b"".join(json.dumps(event).encode() + b"\n" for event in _EVENTS),
        "errors.txt": b"retinaview: it is stopped\n",
        "labels/annotations.json": labels["annotations.json"],
        "labels/photographs.json": json.dumps({"a.jpg": "/x/a.jpg", "b.jpg": "b.jpg"}).encode(),
        "report.json": b"{}",
        "own.safetensors": b"",
    }


def _look(path: Path) -> None:
    folder = path
    while folder.name != "retraining":  # as `child` calls it
        folder = folder.parent
    view = RunFolder(folder).look()
    said = f"{view.sentence}\n{view.report}"
    if said != plain_lines(said):
        raise Lost("control characters come into the window")
    weights = weights_of(folder)
    if weights.parent != folder:
        raise Lost("weights of another folder are taken")
    begun(folder)
    photographs = read_snapshot(folder / "labels")
    str(count_labels(photographs))
    hold_out(photographs, share=0.3, seed=1)
