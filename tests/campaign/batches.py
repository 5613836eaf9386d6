"""Runs children through a plan, restarts them when they die, and names the input they died of."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.campaign.child import CURRENT, DONE, GROWN, Plan, Slice
from tests.folders import fastest_folder

ROOT = Path(__file__).parents[2]
STUCK_S, PAUSE_S = 60.0, 0.05
"""Asleep for so long over one input: it waits for something that will not come."""
MOST_FAULTS = 50
"""Of one target; with more there is nothing to learn from the next."""


@dataclass(frozen=True)
class Fault:
    """An input that was not read as it should be."""

    target: str
    number: int
    what: str


@dataclass
class Tally:
    """What came of one target's inputs."""

    tried: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)


def run(plan: Plan) -> dict[str, Tally]:
    """Do a plan in children; the tally of each target."""
    tallies = {one.target: Tally() for one in plan.slices}
    while plan.slices:
        with TemporaryDirectory(dir=fastest_folder()) as folder:
            plan = _run_once(plan, Path(folder), tallies)
    return tallies


def _run_once(plan: Plan, folder: Path, tallies: dict[str, Tally]) -> Plan:
    """One child's life; what is left to do after it."""
    state_file, faults = folder / "state", folder / "faults"
    state_file.write_bytes(CURRENT.pack(0) + DONE.pack(0, 0, 0) * len(plan.slices))
    died_of = _live(plan, state_file, faults)
    for line in faults.read_text().splitlines():
        found = Fault(*json.loads(line))
        tallies[found.target].faults.append(found)
    state = state_file.read_bytes()
    (current,) = CURRENT.unpack_from(state)
    left = []
    for number, one in enumerate(plan.slices):
        done, refused, elapsed = DONE.unpack_from(state, CURRENT.size + number * DONE.size)
        tally = tallies[one.target]
        tally.tried, tally.refused = tally.tried + done, tally.refused + refused
        if number == current and died_of:
            tally.faults.append(Fault(one.target, one.first + done - 1, died_of))
        if number >= current and len(tally.faults) < MOST_FAULTS:
            left.append(
                Slice(one.target, one.first + done, one.count - done, one.seconds - elapsed)
            )
    return replace(plan, slices=() if died_of is None else tuple(left))


def _live(plan: Plan, state_file: Path, faults: Path) -> str | None:
    """Run a child to its end: what it died of; None where it did all, empty where it only grew."""
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    command = [sys.executable, "-m", "tests.campaign.child", str(state_file), str(faults.parent)]
    said = faults.with_name("said")
    with (
        faults.open("wb") as stdout,
        said.open("wb") as stderr,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            env=os.environ | one_thread | {"PYTHONPATH": path},
            cwd=ROOT,
        ) as child,
    ):
        assert child.stdin is not None
        with child.stdin as stdin:
            stdin.write(plan.to_json().encode())
        waits = _waits_for_ever(child, state_file)
    if waits:
        return "hang: it waits"
    if child.returncode in (0, GROWN):
        return None if child.returncode == 0 else ""
    if child.returncode > 0:
        raise RuntimeError(said.read_text(errors="replace"))
    died_of = signal.Signals(-child.returncode)
    return "hang" if died_of == signal.SIGPROF else f"crash: {died_of.name}"


def _waits_for_ever(child: subprocess.Popen[bytes], state_file: Path) -> bool:
    """Wait until a child has ended, or end it once it has slept for very long.

    On a busy machine it may be that it is only not let run; that is no fault of it.
    """
    process, before, asleep_s = psutil.Process(child.pid), b"", 0.0
    while child.poll() is None:
        time.sleep(PAUSE_S)
        now = state_file.read_bytes()
        if now != before:
            before, asleep_s = now, 0.0
        elif process.is_running() and process.status() == psutil.STATUS_SLEEPING:
            asleep_s += PAUSE_S
        if asleep_s > STUCK_S:
            child.kill()
            return True
    return False
