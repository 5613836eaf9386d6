"""JPEG: the header, a check of all scans before they are decoded, and decoding.

libjpeg-turbo (through simplejpeg) decodes, because it reports damaged data that it had to repair;
other decoders fill such places silently.
"""

from __future__ import annotations

import io
import re
import struct
from typing import BinaryIO

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL.JpegImagePlugin import JpegImageFile

from retinaview.core.errors import ReadError
from retinaview.imaging.kinds import Header, Kind, orientation_of
from retinaview.imaging.torn import torn_from

MAX_SCANS = 64
"""Progressive files have about ten; each scan covers the whole photograph again."""
MAX_SCANNED_PIXELS = 2_000_000_000
"""Limit on scans times pixels, which determine the decoding time."""

# C4, C8 and CC are tables and extensions.
_START_OF_FRAME = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MAX_MARKERS = 100_000
_SEQUENTIAL = {0xC0, 0xC1, 0xC9}
_START_OF_SCAN, _END = 0xDA, 0xD9
# Within a scan, FF00 encodes a data byte FF, and FFD0-FFD7 are restart markers.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PATCHED = ("Corrupt JPEG data", "Premature end")
# Warnings that do not concern the pixels.
_HARMLESS = ("bad ICC marker",)
# Height and width of the blocks, by the names of libjpeg-turbo; others are 8 x 8.
_BLOCKS = {"420": (16, 16), "422": (8, 16), "440": (16, 8), "411": (8, 32), "441": (32, 8)}


def read_jpeg_header(stream: BinaryIO) -> Header:
    """Read the segments up to the first scan."""
    stream.seek(2)
    exif, frame = None, None
    for _ in range(_MAX_MARKERS):
        mark, marker, length = struct.unpack(">BBH", stream.read(4))
        if mark != 0xFF:
            raise ValueError("no marker where one belongs")
        if marker == 0xFF:  # fill byte
            stream.seek(-3, io.SEEK_CUR)
            continue
        segment = stream.read(length - 2)
        if marker in _START_OF_FRAME:
            frame = (marker, *struct.unpack_from(">BHHB", segment))
        elif marker == 0xE1 and segment.startswith(b"Exif"):
            exif = exif or segment
        elif marker == _START_OF_SCAN:
            break
    if frame is None or marker != _START_OF_SCAN:
        raise ValueError("no frame before the scan")
    coding, depth_bits, height, width, channels = frame
    # A single scan is decoded row by row; for several, all coefficients are kept in memory.
    one_scan = coding in _SEQUENTIAL and segment[0] == channels
    inks = 10 if channels == 4 else 0
    return Header(
        Kind.JPEG,
        width,
        height,
        orientation_of(exif),
        depth_bits,
        channels,
        data_start=stream.tell(),
        working_bytes=inks + (0 if one_scan else 2 * channels),
    )


def decode_jpeg(data: bytes, header: Header) -> tuple[NDArray[np.uint8], str]:
    """Decode a JPEG, and say what the decoder had to repair, or what looks damaged.

    Raises
    ------
    ReadError, ValueError
        The file is cut short, has too many scans, or is too damaged to be decoded.
    """
    require_few_scans(data, header)
    height, width, _, sampling = simplejpeg.decode_jpeg_header(data)
    if (height, width) != (header.height, header.width):
        raise ValueError("two sizes")
    damage = ""
    try:
        pixels = simplejpeg.decode_jpeg(data, "RGB")
    except ValueError as warning:
        pixels = simplejpeg.decode_jpeg(data, "RGB", strict=False)
        damage = _damage(str(warning))
    if header.channels == 4:
        pixels = np.asarray(JpegImageFile(io.BytesIO(data)).convert("RGB"))
    return pixels, damage or _torn(pixels, _BLOCKS.get(sampling, (8, 8)))


def _torn(pixels: NDArray[np.uint8], block: tuple[int, int]) -> str:
    row = torn_from(pixels, block=block)
    if row is None:
        return ""
    return f"the JPEG may be damaged: brightness or colour jumps from row {row} of the file on"


def _damage(warning: str) -> str:
    if not warning.startswith(_PATCHED) or warning.endswith(_HARMLESS):
        return ""
    return "the JPEG is damaged: parts of the photograph may be wrong"


def require_few_scans(data: bytes, header: Header) -> None:
    """Raise if there are too many scans; counting takes 1 % of the time of decoding.

    Raises
    ------
    ReadError
        There are too many for the size, or the end is missing.
    """
    scans, at = 1, header.data_start
    for _ in range(_MAX_MARKERS):
        match = _MARKER.search(data, at)
        if match is None:
            # Decoders fill the missing part of a truncated file with grey. The end marker is looked
            # for after the first scan, because a thumbnail before it may have its own.
            raise ReadError("is cut short: the end of the JPEG is missing")
        marker, at = match.group()[1], match.end()
        if marker == _END:
            return
        scans += marker == _START_OF_SCAN
        if marker == _START_OF_SCAN or 0xC0 <= marker <= 0xFE:
            at += int.from_bytes(data[at : at + 2], "big")
        if scans > MAX_SCANS or scans * header.pixels > MAX_SCANNED_PIXELS:
            raise ReadError("has more scans than can be decoded in a reasonable time")
    raise ReadError("is damaged: its scans contain only markers")
