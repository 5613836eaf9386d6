"""Makes an input that fails smaller, as long as it fails in the same way.

A process of its own without threads, so that it can fork:
``python -m tests.campaign.smaller TARGET SEED NUMBER WHAT PLACE``.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2

from tests.campaign.attempt import LONGEST_S, attempt, limit
from tests.campaign.target import Case, Target
from tests.campaign.targets import find

SECONDS = 10.0
"""How long a failure is worked at."""


def minimised(
    target: Target, case: Case, folder: Path, *, longest_s: float = LONGEST_S
) -> tuple[Case, str]:
    """The smallest input found, and how it fails; empty where it does not fail by itself.

    Pieces are cut out, half the file at first, then ever smaller ones. Each trial is a process of
    its own, for what it does to it.
    """
    what = in_fork(target, case, folder, longest_s)
    end = time.monotonic() + SECONDS
    data = case.files[case.mutated]
    size = len(data) // 2 if what else 0
    while size and time.monotonic() < end:
        start = 0
        while start < len(data) and time.monotonic() < end:
            shorter = data[:start] + data[start + size :]
            tried = replace(case, files=case.files | {case.mutated: shorter})
            if in_fork(target, tried, folder, longest_s) == what:
                data, case = shorter, tried
            else:
                start += size
        size //= 2
    return case, what


def in_fork(target: Target, case: Case, folder: Path, longest_s: float) -> str:
    """As `attempt`, also where that ends the process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            limit()
            os.write(writing, attempt(target, folder, case, longest_s=longest_s).encode()[:4000])
            os._exit(0)
        finally:
            os._exit(9)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return said if status == 0 else f"ended with {status}"


def keep(name: str, seed: int, number: int, what: str, place: Path) -> None:
    """Make the input of a fault smaller, and keep it in a folder."""
    target = find(name)
    with TemporaryDirectory() as folder:
        case, again = minimised(target, target.case(seed, number), Path(folder, "case"))
    for file, content in case.files.items():
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        (place / file).write_bytes(content)
    said = again or f"{what}, not by itself"
    (place / "fault.txt").write_text(f"{case.mutated}: {said}\n")


if __name__ == "__main__":
    cv2.setNumThreads(0)
    keep(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], Path(sys.argv[5]))
