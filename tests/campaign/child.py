"""The process that reads: one input after the other, noting where it is, until it ends or dies.

Called by `tests.campaign.batches` with a plan on standard input; faults go to standard output, one
JSON list a line. What it has done stands in a small file that outlives it.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2

from tests.campaign.attempt import LONGEST_S, REFUSED, attempt, limit
from tests.campaign.targets import find

CURRENT = struct.Struct("<q")
"""Which slice is being done."""
DONE = struct.Struct("<qqd")
"""Of each slice: inputs begun, inputs refused, seconds taken."""
GROWN = 75
"""Exit status of a process that has taken too much memory; the next begins afresh."""


@dataclass(frozen=True)
class Slice:
    """Inputs of one target: from `first` on, until `count` are done or `seconds` have passed."""

    target: str
    first: int
    count: int
    seconds: float


@dataclass(frozen=True)
class Plan:
    """What a child does."""

    seed: int
    slices: tuple[Slice, ...]
    longest_s: float = LONGEST_S

    def to_json(self) -> str:
        """For the child's standard input."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """As it came."""
        given = json.loads(text)
        return cls(
            given["seed"], tuple(Slice(**one) for one in given["slices"]), given["longest_s"]
        )


def main(state_file: Path, folder: Path) -> None:
    """Do a plan."""
    plan = Plan.from_json(sys.stdin.read())
    cv2.setNumThreads(0)
    limit()
    with state_file.open("r+b") as file, mmap.mmap(file.fileno(), 0) as state:
        for number, one in enumerate(plan.slices):
            CURRENT.pack_into(state, 0, number)
            _do(plan, one, folder / one.target, state, CURRENT.size + number * DONE.size)


def _do(plan: Plan, one: Slice, folder: Path, state: mmap.mmap, place: int) -> None:
    target = find(one.target)
    began, refused = time.monotonic(), 0
    for done in range(one.count):
        elapsed = time.monotonic() - began
        if elapsed > one.seconds:
            break
        DONE.pack_into(state, place, done + 1, refused, elapsed)
        case = target.case(plan.seed, one.first + done)
        fault = attempt(target, folder, case, longest_s=plan.longest_s)
        refused += fault == REFUSED
        DONE.pack_into(state, place, done + 1, refused, elapsed)
        if fault in ("", REFUSED):
            continue
        sys.stdout.write(json.dumps([one.target, one.first + done, fault]) + "\n")
        sys.stdout.flush()
        if fault.startswith("memory"):
            sys.exit(GROWN)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
