"""Headers of photographs, read and checked before anything is decoded.

The first bytes give the kind, never the suffix. `PIL.Image.open` is not used: it would warn about
sizes that are refused here anyway, and opening a WebP with Pillow allocates it.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.imaging.jpeg import read_jpeg_header
from retinaview.imaging.kinds import MIN_SIDE_PX, RGB_BYTES, Header, Kind, orientation_of

PLAIN_BMP = 0
"""BMP's compression 0: uncompressed rows of pixels."""

_PNG_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}
_NETPBM = re.compile(
    rb"P([2356])((?:\s|#[^\n]*\n)+)(\d{1,9})\s+(?:#[^\n]*\n\s*)*(\d{1,9})\s+"
    rb"(?:#[^\n]*\n\s*)*(\d{1,5})\s"
)
_NETPBM_START = 4096
_MAX_CHUNKS = 500_000


def read_header(stream: BinaryIO, *, path: AnyPath, least_side_px: int = MIN_SIDE_PX) -> Header:
    """Return the header of a photograph that can be decoded.

    Parameters
    ----------
    stream : BinaryIO
        Open at the start of the file; seekable.
    path : str or path-like
        For error messages.
    least_side_px : int
        Fewest pixels that each side must have.

    Raises
    ------
    ReadError
        The file is empty, of another kind, a volume, too small, or too large to decode, or its
        header is damaged.
    """
    start = stream.read(132)
    if not start:
        raise ReadError("is empty (0 bytes)", path=path)
    kind = _kind(start)
    if kind is None:
        kinds = ", ".join(Kind)
        raise ReadError(f"is not a photograph that can be read ({kinds})", path=path)
    stream.seek(0)
    with guard(ReadError, path, f"has a damaged or incomplete {kind} header"):
        header = _READERS[kind](stream)
        header.require_affordable(least_side_px)
    return header


def _kind(start: bytes) -> Kind | None:
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return Kind.WEBP
    if start[128:] == b"DICM":
        return Kind.DICOM
    return next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)


def _bmp(stream: BinaryIO) -> Header:
    head = stream.read(54)
    (size,) = struct.unpack_from("<I", head, 14)
    if size == 12:  # OS/2
        width, height, _, bits = struct.unpack_from("<HHHH", head, 18)
        compression = PLAIN_BMP
    else:
        width, height, _, bits, compression = struct.unpack_from("<iiHHI", head, 18)
    channels = 1 if bits == 1 else 3
    # A negative height means that rows run from the top.
    return Header(
        Kind.BMP,
        width,
        abs(height),
        1,
        8,
        channels,
        working_bytes=4,
        needs_child=compression in (1, 2),
    )


def _webp(stream: BinaryIO) -> Header:
    """Return the header from the first picture chunk, or from an extended file's canvas."""
    end = int.from_bytes(stream.read(12)[4:8], "little") + 8
    exif, frames, head = b"", 0, b""
    for name, at, length in riff_chunks(stream, end):
        if name in (b"VP8X", b"VP8 ", b"VP8L") and not head:
            head = name + stream.read(min(length, 10))
        elif name == b"ANMF":
            frames += 1
        elif name == b"EXIF":
            exif = stream.read(length)
        stream.seek(at + length + length % 2)
    width, height, transparent = _webp_size(head)
    channels = 4 if transparent else 3
    # Lossless WebP is decoded to four bytes per pixel first.
    return Header(
        Kind.WEBP,
        width,
        height,
        orientation_of(exif),
        8,
        channels,
        max(frames, 1),
        working_bytes=4 + channels,
    )


def riff_chunks(stream: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name, offset and length of every chunk up to `end`."""
    for _ in range(_MAX_CHUNKS):
        if stream.tell() + 8 > end or len(head := stream.read(8)) < 8:
            return
        name, length = struct.unpack("<4sI", head)
        yield name, stream.tell(), length
    raise ReadError("has more parts than a photograph needs")


def _webp_size(head: bytes) -> tuple[int, int, bool]:
    """Return width, height and whether there is transparency."""
    name, body = head[:4], head[4:]
    if name == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return width, height, bool(body[0] & 0x10)
    if name == b"VP8L" and body[0] == 0x2F:
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF, False
    raise ValueError("no picture")


def _ppm(stream: BinaryIO) -> Header:
    match = _NETPBM.match(stream.read(_NETPBM_START))
    if match is None:
        raise ValueError("no size")
    kind, width, height, largest = (int(match[group]) for group in (1, 3, 4, 5))
    if not 1 <= largest <= 65535:
        raise ValueError("no largest sample")
    depth_bits, channels = 8 if largest < 256 else 16, 1 if kind in (2, 5) else 3
    return Header(
        Kind.PPM,
        width,
        height,
        1,
        depth_bits,
        channels,
        data_start=match.end(),
        working_bytes=2 * channels * depth_bits // 8,
        needs_child=kind in (2, 3),
    )


def _png(stream: BinaryIO) -> Header:
    """Read all chunks, because an eXIf chunk may follow the pixels."""
    stream.seek(8)
    length, name = struct.unpack(">I4s", stream.read(8))
    if name != b"IHDR" or length != 13:
        raise ValueError("no IHDR chunk")
    width, height, depth_bits, colour = struct.unpack(">IIBB", stream.read(10))
    stream.seek(3 + 4, io.SEEK_CUR)
    exif, frames, transparent = None, 1, False
    for name, at, length in _png_chunks(stream):
        if name == b"eXIf":
            exif = exif or stream.read(length)
        elif name == b"acTL":
            (frames,) = struct.unpack(">I", stream.read(4))
        transparent |= name == b"tRNS"
        stream.seek(at + length + 4)
    channels = _PNG_CHANNELS[colour]
    decoded = (4 if transparent or channels in (2, 4) else channels) * (
        2 if depth_bits == 16 else 1
    )
    return Header(
        Kind.PNG,
        width,
        height,
        orientation_of(exif),
        depth_bits,
        channels,
        max(frames, 1),
        # OpenCV briefly holds two copies.
        working_bytes=max(decoded, 2 * decoded - RGB_BYTES),
    )


def _png_chunks(stream: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name, offset and length of every chunk before the end."""
    for _ in range(_MAX_CHUNKS):
        head = stream.read(8)
        if len(head) < 8 or head.endswith(b"IEND"):
            return
        length, name = struct.unpack(">I4s", head)
        yield name, stream.tell(), length
    raise ReadError("has more parts than a photograph needs")


_MAGIC = {
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"II*\0": Kind.TIFF,
    b"MM\0*": Kind.TIFF,
    b"II+\0": Kind.TIFF,
    b"MM\0+": Kind.TIFF,
    b"BM": Kind.BMP,
    b"P2": Kind.PPM,
    b"P3": Kind.PPM,
    b"P5": Kind.PPM,
    b"P6": Kind.PPM,
}


def _tiff(stream: BinaryIO) -> Header:
    from retinaview.imaging.tiff import read_tiff_header  # slow to import, and rare

    return read_tiff_header(stream)


def _dicom(stream: BinaryIO) -> Header:
    from retinaview.imaging.dicom.header import read_dicom_header  # needs a package of its own

    return read_dicom_header(stream)


_READERS: dict[Kind, Callable[[BinaryIO], Header]] = {
    Kind.JPEG: read_jpeg_header,
    Kind.PNG: _png,
    Kind.TIFF: _tiff,
    Kind.BMP: _bmp,
    Kind.WEBP: _webp,
    Kind.PPM: _ppm,
    Kind.DICOM: _dicom,
}
