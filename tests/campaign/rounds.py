"""The parts of a campaign, and what came of each as rows of a table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaign import batches
from tests.campaign.batches import ROOT, Fault, Tally
from tests.campaign.child import Plan, Slice
from tests.campaign.soak import soak

SOAK = "soak"
SOAKED = "soak: photographs screened"
ROUND_S = 300.0
KEPT_ALIKE = 1
"""Faults that look the same are made smaller and kept so often."""
NO_END = 10**9


@dataclass
class Row:
    """A line of the table.

    Attributes
    ----------
    what : str
        The reader, or what was disturbed and how.
    tried : int
        Inputs, kills, or photographs.
    said : str
        How the others ended.
    ended : int, optional
        How many ended so.
    faults : list of str
        Each with the command that repeats it and the folder that holds its input.
    """

    what: str
    tried: int
    said: str
    ended: int | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def ending(self) -> str:
        """How the others ended, with their number."""
        return self.said if self.ended is None else f"{self.ended:,} {self.said}"


def read(
    names: Sequence[str], *, seed: int, seconds: float, number: int | None, keep: Path
) -> list[Row]:
    """Mutated inputs of readers, in rounds, until the time is over; or one input by its number."""
    totals = {name: Tally() for name in names}
    end = time.monotonic() + seconds
    first, count = (0, NO_END) if number is None else (number, 1)
    while True:
        each = min(ROUND_S, max(0.0, end - time.monotonic())) / len(names)
        slices = (Slice(name, first + totals[name].tried, count, each) for name in names)
        for name, tally in batches.run(Plan(seed, tuple(slices))).items():
            total = totals[name]
            total.tried, total.refused = total.tried + tally.tried, total.refused + tally.refused
            total.faults += tally.faults
        _say(f"{sum(total.tried for total in totals.values()):,} inputs")
        if number is not None or time.monotonic() >= end - 1:
            return [_reader_row(name, tally, seed, keep) for name, tally in totals.items()]


def _say(what: str) -> None:
    """How far it is, for whoever waits."""
    sys.stderr.write(f"{what}\n")


def _reader_row(name: str, tally: Tally, seed: int, keep: Path) -> Row:
    alike: dict[str, list[Fault]] = {}
    for fault in tally.faults:
        alike.setdefault(fault.what, []).append(fault)
    faults = []
    for what, found in alike.items():
        folders = [kept(fault, seed, keep) for fault in found[:KEPT_ALIKE]]
        command = f"python -m tests.campaign --seed {seed} --only {name} --number {found[0].number}"
        faults.append(f"{what} ({len(found)} times; `{command}`; {', '.join(map(str, folders))})")
    return Row(f"mutated {name}", tally.tried, "refused", tally.refused, faults)


def kept(fault: Fault, seed: int, keep: Path) -> Path:
    """Make the input of a fault smaller, and keep it."""
    place = keep.absolute() / f"{fault.target}-{seed}-{fault.number}"
    given = [fault.target, str(seed), str(fault.number), fault.what, str(place)]
    command = [sys.executable, "-m", "tests.campaign.smaller", *given]
    subprocess.run(command, env=_environment(), cwd=ROOT, check=True)
    return place


def _environment() -> dict[str, str]:
    """Of a process that forks, and must have no threads."""
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return os.environ | one_thread | {"PYTHONPATH": str(ROOT)}


def disturb(*ways: str, seed: int, seconds: float, keep: Path, count: int = NO_END) -> list[Row]:
    """Kills, or disks that fail, under everything that writes; so many seconds of each way."""
    command = [sys.executable, "-m", "tests.campaign.kills", *ways, "--seed", str(seed)]
    command += ["--seconds", str(seconds), "--count", str(count), "--keep", str(keep.absolute())]
    done = subprocess.run(
        command, env=_environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    rows = []
    for line in done.stdout.splitlines():
        came = json.loads(line)
        way = came["way"]
        said = "cut short" if way == "kill" else "refused"
        where = f"{way}-{came['name']}-{seed}"
        faults = [f"{what} ({keep / where}-{number})" for number, what in came["faults"]]
        _say(f"{way}: {came['name']}: {came['tried']}")
        rows.append(Row(f"{way}: {came['name']}", came["tried"], said, came["hit"], faults))
    return rows


def soaked(seconds: float, *, seed: int) -> Row:
    """Many photographs through the engine."""
    came = soak(seconds, seed=seed)
    said = f"{came.warm_mib} MiB once warm, {came.peak_mib} MiB at most"
    return Row(SOAKED, came.done, said, faults=list(came.faults))
