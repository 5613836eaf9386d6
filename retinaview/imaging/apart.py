"""Decoding in a process of its own, which the system stops where it takes too much.

Some decoders have no limits: what they allocate and how long they run is said by the data alone,
and a few can be made to crash. Photographs of these rare kinds are decoded by a child; that costs
its start, about half a second. JPEG, PNG and plain TIFF are bounded by their headers and stay here.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Timer
from typing import IO

import numpy as np

from retinaview.core.errors import ReadError
from retinaview.imaging.decoding import Decoded
from retinaview.imaging.kinds import RGB_BYTES, Header

_ROOT = Path(__file__).parents[2]
_GAVE_UP = "is damaged: its decoder took too long, took too much memory or crashed"


def seconds_allowed(header: Header) -> int:
    """Return the processor time that decoding may take, in seconds."""
    return 2 + math.ceil(header.pixels / 10_000_000)


def decode_apart(data: bytes, header: Header) -> Decoded:
    """Decode a photograph in a child process; as `retinaview.imaging.decoding.decode`.

    Raises
    ------
    ReadError
        The bytes are damaged, or the child was stopped.
    """
    command = [sys.executable, "-m", "retinaview.imaging.apart_child"]
    path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    environment = {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as child:
        # Where the system knows no limits, and while others keep the processors busy.
        timer = Timer(10 + 4 * seconds_allowed(header), child.kill)
        timer.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            _ask(child.stdin, data, header)
            return _answer(child.stdout, header)
        finally:
            timer.cancel()
            child.kill()


def _ask(stdin: IO[bytes], data: bytes, header: Header) -> None:
    try:
        with stdin:
            stdin.write(json.dumps(asdict(header)).encode() + b"\n")
            stdin.write(data)
    except BrokenPipeError:
        return  # it died early; what it answers says so


def _answer(stdout: IO[bytes], header: Header) -> Decoded:
    line = stdout.readline()
    if not line:
        raise ReadError(_GAVE_UP)
    said = json.loads(line)
    if "error" in said:
        raise ReadError(str(said["error"]))
    width, height = header.displayed_size
    rgb = np.empty((height, width, RGB_BYTES), np.uint8)
    view = memoryview(rgb.data).cast("B")
    while view:
        count = stdout.readinto(view[: 1 << 20])  # type: ignore[attr-defined]
        if not count:
            raise ReadError(_GAVE_UP)
        view = view[count:]
    return Decoded(rgb, tuple(said["notes"]), str(said["damage"]))
