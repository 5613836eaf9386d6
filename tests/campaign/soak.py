"""A soak: very many photographs through the real engine, and the memory that it holds meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import psutil

from retinaview.batch.findings_file import FINDINGS, ErrorRow, read_findings
from retinaview.phantoms import make_phantom

PHANTOMS, PHOTOGRAPHS, HEIGHT_PX = 6, 1000, 600
WARM = 8
"""Photographs after which everything is loaded."""
MOST_GROWTH = 1.25
MOST_BYTES = 2560 << 20
"""With all networks loaded, as `tests.bench` has it."""


@dataclass(frozen=True)
class Soak:
    """What came of it: photographs done, memory once warm and at its most, and what is wrong."""

    done: int
    warm_mib: int
    peak_mib: int
    faults: tuple[str, ...]


def soak(seconds: float, *, seed: int, photographs: int = PHOTOGRAPHS) -> Soak:
    """Screen drawn photographs under many names until the time is over or all are done."""
    with TemporaryDirectory() as name:
        folder, out = Path(name, "in"), Path(name, "out")
        _draw(folder, seed, photographs)
        command = [sys.executable, "-m", "retinaview", "screen", str(folder), "--out", str(out)]
        said = Path(name, "said")
        with (
            said.open("wb") as stream,
            subprocess.Popen(
                [*command, "--device", "cpu"], stdout=stream, stderr=stream, env=os.environ
            ) as process,
        ):
            held = _watch(process, out / FINDINGS, seconds)
        rows = read_findings(out) if (out / FINDINGS).exists() else ()
        faults = [row.error.message for row in rows if isinstance(row, ErrorRow)]
        if process.returncode not in (0, -signal.SIGKILL):
            faults.append(said.read_text(errors="replace")[-500:])
    warm = max([size for done, size in held if done <= WARM], default=0)
    peak = max([size for _, size in held], default=0)
    if peak > MOST_BYTES:
        faults.append(f"memory: {peak >> 20} MiB")
    if len(rows) > WARM and peak > warm * MOST_GROWTH:
        faults.append(f"memory grew from {warm >> 20} to {peak >> 20} MiB")
    return Soak(len(rows), warm >> 20, peak >> 20, tuple(faults))


def _draw(folder: Path, seed: int, photographs: int) -> None:
    folder.mkdir()
    drawn = []
    for number in range(PHANTOMS):
        path = folder / f"phantom-{number}.jpg"
        rgb = make_phantom(seed + number, height_px=HEIGHT_PX).rgb
        cv2.imwrite(str(path), rgb[..., ::-1])
        drawn.append(path)
    for number in range(PHANTOMS, photographs):
        (folder / f"phantom-{number}.jpg").hardlink_to(drawn[number % PHANTOMS])


def _watch(
    process: subprocess.Popen[bytes], findings: Path, seconds: float
) -> list[tuple[int, int]]:
    """Photographs done and bytes held, every half second, until the end or the time's."""
    end, held = time.monotonic() + seconds, []
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        if time.monotonic() > end:
            process.kill()
            process.wait()
            break
        done = findings.read_bytes().count(b"\n") if findings.exists() else 0
        try:
            held.append((done, watched.memory_info().rss))
        except psutil.NoSuchProcess:
            break
        time.sleep(0.5)
    return held
