"""Kills at random moments, and disks that fail, under everything that writes.

A process of its own without threads, so that it can fork: ``python -m tests.campaign.kills WAY
...``. The work and what must hold afterwards are those of `tests.killing`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import stat
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import cv2

from retinaview.core.errors import RetinaViewError
from retinaview.project import opening
from tests import killing
from tests.campaign.attempt import place
from tests.folders import fastest_folder
from tests.killing import COMMANDS, TRIALS, Trial

NOBODY = 65534
DONE, REFUSED, FAULT = 0, 3, 4
LARGEST_FULL_BYTES = 200_000


def kill(trial: Trial, folder: Path, rng: random.Random) -> bool:
    """Kill the work at some moment; whether that cut it short."""
    promised, killed = killing.live_and_die(trial, folder, rng.uniform(0, trial.longest_s))
    trial.check(folder, promised)
    return killed


def full(trial: Trial, folder: Path, rng: random.Random) -> bool:
    """No file can grow beyond some size; what was promised must be there all the same."""
    most = int(LARGEST_FULL_BYTES * rng.random() ** 2)

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    promised, refused = _work(trial, folder, fill)
    trial.check(folder, promised)
    return refused


def read_only(trial: Trial, folder: Path, rng: random.Random) -> bool:
    """Some files or folders cannot be written, by a user whom permissions bind."""
    everything = [folder, *sorted(folder.rglob("*"))]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in everything}
    protected = rng.sample(everything, rng.randint(1, max(1, len(everything) // 2)))
    is_root = os.geteuid() == 0
    for path in everything if is_root else ():
        os.chown(path, NOBODY, NOBODY)
    for path in protected:
        path.chmod(0o555 if path.is_dir() else 0o444)
    promised, refused = _work(trial, folder, lambda: os.setuid(NOBODY) if is_root else None)
    for path in protected:
        if path.exists():
            path.chmod(modes[path])
    trial.check(folder, promised)
    return refused


def removed(trial: Trial, folder: Path, rng: random.Random) -> bool:
    """A file is gone; the work and all that comes after say so, or do without it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    rng.choice(files).unlink()
    _, refused = _work(trial, folder, lambda: None)
    try:
        trial.check(folder, [])
    except (AssertionError, RetinaViewError):
        return True  # what was in the file is gone
    return refused


WAYS: dict[str, Callable[[Trial, Path, random.Random], bool]] = {
    "kill": kill,
    "full": full,
    "read-only": read_only,
    "removed": removed,
}


def _work(trial: Trial, folder: Path, before: Callable[[], None]) -> tuple[list[str], bool]:
    """Work in a child to its end: what it promised, and whether it ended with our own error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os._exit(_status(trial, folder, before, writing))
    os.close(writing)
    with os.fdopen(reading) as lines:
        promised = lines.read().splitlines()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (DONE, REFUSED, -signal.SIGALRM):
        raise AssertionError(promised[-1] if promised else f"the child ended with {status}")
    return promised, status == REFUSED


def _status(trial: Trial, folder: Path, before: Callable[[], None], report: int) -> int:
    # Work that would go on for long has been hindered enough by then.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 4 * trial.longest_s)
    try:
        before()
        trial.work(folder, report)
    except RetinaViewError:
        return REFUSED
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
        os.write(report, f"{type(fault).__name__} at {place(fault.__traceback__)}\n".encode())
        return FAULT
    return DONE


def run(
    way: str, name: str, *, seed: int, count: int, seconds: float, keep: Path
) -> dict[str, object]:
    """Do the same to one kind of work again and again; what came of it."""
    trial, end = (TRIALS | COMMANDS)[name], time.monotonic() + seconds
    tried, hit, faults = 0, 0, []
    with tempfile.TemporaryDirectory(dir=fastest_folder()) as temporary:
        Path(temporary).chmod(0o755)
        prepared = Path(temporary, "prepared")
        trial = replace(trial, longest_s=killing.prepare(trial, prepared))
        while tried < count and time.monotonic() < end:
            rng = random.Random(f"{seed} {way} {name} {tried}")
            copy = Path(temporary, str(tried))
            shutil.copytree(prepared, copy)
            try:
                hit += WAYS[way](trial, copy, rng)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
                faults.append([tried, f"{type(fault).__name__}: {fault} at {_line(fault)}"])
                shutil.copytree(copy, keep / f"{way}-{name}-{seed}-{tried}", dirs_exist_ok=True)
            shutil.rmtree(copy)
            tried += 1
    return {"way": way, "name": name, "tried": tried, "hit": hit, "faults": faults}


def _line(fault: BaseException) -> str:
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def main() -> None:
    """Run what is named; prints one JSON object for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ways", nargs="+", choices=WAYS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=10**9, help="Of each way.")
    parser.add_argument("--keep", type=Path, required=True)
    given = parser.parse_args()
    cv2.setNumThreads(0)
    opening.SYNCHRONOUS = "OFF"  # a kill takes nothing from the system's own memory
    work = [
        (way, name)
        for way, name in product(given.ways, TRIALS | COMMANDS)
        if way == "kill" or name in TRIALS
    ]
    for way, name in work:
        seconds = given.seconds / sum(way == other for other, _ in work)
        came = run(way, name, seed=given.seed, count=given.count, seconds=seconds, keep=given.keep)
        sys.stdout.write(json.dumps(came) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
