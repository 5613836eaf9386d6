"""Decoding in a child process with limits on time and memory.

Some decoders have no limits: only the data determine how much they allocate and how long they run,
and a few can be made to crash. Photographs of these rare kinds are decoded in a child process,
which takes half a second to start. JPEG, PNG and plain TIFF are bounded by their headers and are
decoded in this process.
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
from retinaview.imaging.kinds import RGB_BYTES, Header, Kind

_ROOT = Path(__file__).parents[2]
_GAVE_UP = "is damaged: its decoder took too long, took too much memory or crashed"


def seconds_allowed(header: Header) -> int:
    """Return the processor time that decoding may take, in seconds."""
    # DICOM's JPEG 2000 takes half a second for a million pixels of noise.
    dicom = header.kind is Kind.DICOM
    pixels_per_second = 1_500_000 if dicom else 10_000_000
    return (4 if dicom else 2) + math.ceil(header.pixels / pixels_per_second)


def decode_in_child(data: bytes, header: Header) -> Decoded:
    """Decode a photograph in a child process, as `retinaview.imaging.decoding.decode` does.

    Raises
    ------
    ReadError
        The bytes are damaged, or the child was stopped.
    """
    command = [sys.executable, "-m", "retinaview.imaging.decoding_child"]
    path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)
    environment = {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as child:
        # For systems without limits, and for times when the processors are busy.
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
        return  # the child died early; reading its answer reports that


def _answer(stdout: IO[bytes], header: Header) -> Decoded:
    line = stdout.readline()
    if not line:
        raise ReadError(_GAVE_UP)
    answer = json.loads(line)
    if "error" in answer:
        raise ReadError(str(answer["error"]))
    width, height = header.displayed_size
    rgb = np.empty((height, width, RGB_BYTES), np.uint8)
    view = memoryview(rgb.data).cast("B")
    while view:
        count = stdout.readinto(view[: 1 << 20])  # type: ignore[attr-defined]
        if not count:
            raise ReadError(_GAVE_UP)
        view = view[count:]
    return Decoded(rgb, tuple(answer["notes"]), str(answer["damage"]))
