"""What a photograph's header says, read before anything is decoded.

The kind is told by the first bytes, never by the suffix. Pillow's plugins are called directly:
`PIL.Image.open` would warn about sizes that are refused here anyway.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import tifffile
from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.ImageFile import ImageFile
from PIL.PpmImagePlugin import PpmImageFile
from PIL.WebPImagePlugin import WebPImageFile

from retinaview.core.errors import ReadError

# What readers of headers raise on damaged bytes.
DAMAGE = (
    ValueError,
    SyntaxError,
    struct.error,
    LookupError,
    TypeError,
    ArithmeticError,
    OSError,
    tifffile.TiffFileError,
    Image.DecompressionBombError,
)

_ORIENTATION_TAG = 274
# C4, C8 and CC are tables and extensions.
_START_OF_FRAME = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PNG_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}


class Kind(StrEnum):
    """The kinds of files that hold photographs."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    BMP = "BMP"
    WEBP = "WebP"
    PPM = "PPM"


@dataclass(frozen=True)
class Header:
    """A photograph before decoding.

    Attributes
    ----------
    kind : Kind
        Told by the content.
    width, height : int
        Pixels as stored; `orientation` has not been applied.
    orientation : int
        1-8 as in EXIF 2.32, tag 274.
    depth_bits : int
        Bits per sample as stored.
    channels : int
        Samples per pixel; 3 where a palette stands for them.
    pages : int
        Pictures in the file.
    data_start : int
        Where the first scan of a JPEG begins, in bytes; 0 for other kinds.
    """

    kind: Kind
    width: int
    height: int
    orientation: int
    depth_bits: int
    channels: int
    pages: int = 1
    data_start: int = 0

    @property
    def displayed_size(self) -> tuple[int, int]:
        """Width and height once the orientation is applied."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)


def read_header(stream: BinaryIO, *, path: Path) -> Header:
    """Header of a photograph.

    Parameters
    ----------
    stream : BinaryIO
        Open at the start of the file; seekable.
    path : Path
        For the messages.

    Raises
    ------
    ReadError
        The file is empty, of another kind, or its header is damaged.
    """
    start = stream.read(16)
    if not start:
        raise ReadError("is empty (0 bytes)", path=path)
    kind = _kind(start)
    if kind is None:
        kinds = ", ".join(Kind)
        raise ReadError(f"is not a photograph that can be read ({kinds})", path=path)
    stream.seek(0)
    try:
        return _READERS[kind](stream)
    except DAMAGE as error:
        raise ReadError(f"has a damaged or incomplete {kind} header", path=path) from error


def _kind(start: bytes) -> Kind | None:
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return Kind.WEBP
    return next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)


def _orientation(exif: bytes | None) -> int:
    """EXIF orientation; 1 where the tag is missing, broken or makes no sense."""
    block = (exif or b"").removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", block, 4)
        (entries,) = struct.unpack_from(order + "H", block, start)
        for entry in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", block, start + 2 + 12 * entry)
            if tag == _ORIENTATION_TAG:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        # A photograph with a broken EXIF block is still a photograph.
        return 1
    return 1


def _from_pillow(image: ImageFile, kind: Kind, *, depth_bits: int = 8) -> Header:
    channels = 3 if image.mode == "P" else len(image.getbands())
    orientation = _orientation(image.info.get("exif"))
    return Header(kind, *image.size, orientation, depth_bits, channels)


def _jpeg(stream: BinaryIO) -> Header:
    """Walk the segments up to the first scan."""
    stream.seek(2)
    exif, frame = None, None
    while True:
        mark, marker, length = struct.unpack(">BBH", stream.read(4))
        if mark != 0xFF:
            raise ValueError("no marker where one belongs")
        if marker == 0xFF:  # fill byte
            stream.seek(-3, io.SEEK_CUR)
            continue
        segment = stream.read(length - 2)
        if marker in _START_OF_FRAME:
            frame = struct.unpack_from(">BHHB", segment)
        elif marker == 0xE1 and segment.startswith(b"Exif"):
            exif = exif or segment
        elif marker == 0xDA:
            break
    if frame is None:
        raise ValueError("no frame before the scan")
    depth_bits, height, width, channels = frame
    scan = stream.tell()
    return Header(
        Kind.JPEG, width, height, _orientation(exif), depth_bits, channels, data_start=scan
    )


def _bmp(stream: BinaryIO) -> Header:
    return _from_pillow(BmpImageFile(stream), Kind.BMP)


def _webp(stream: BinaryIO) -> Header:
    return _from_pillow(WebPImageFile(stream), Kind.WEBP)


def _ppm(stream: BinaryIO) -> Header:
    image = PpmImageFile(stream)
    return _from_pillow(image, Kind.PPM, depth_bits=16 if image.mode == "I" else 8)


def _png(stream: BinaryIO) -> Header:
    """Walk the chunks; an eXIf chunk may stand behind the picture."""
    stream.seek(8)
    length, name = struct.unpack(">I4s", stream.read(8))
    if name != b"IHDR" or length != 13:
        raise ValueError("no IHDR chunk")
    width, height, depth_bits, colour = struct.unpack(">IIBB", stream.read(10))
    stream.seek(3 + 4, io.SEEK_CUR)
    exif = None
    while len(head := stream.read(8)) == 8:
        length, name = struct.unpack(">I4s", head)
        if name == b"IEND":
            break
        if name == b"eXIf":
            exif = stream.read(length)
            break
        stream.seek(length + 4, io.SEEK_CUR)
    return Header(Kind.PNG, width, height, _orientation(exif), depth_bits, _PNG_CHANNELS[colour])


def _tiff(stream: BinaryIO) -> Header:
    with tifffile.TiffFile(stream) as tiff:
        page = tiff.pages.first
        tag = page.tags.get(_ORIENTATION_TAG)
        value = 1 if tag is None else tag.value
        return Header(
            Kind.TIFF,
            page.imagewidth,
            page.imagelength,
            value if isinstance(value, int) and 1 <= value <= 8 else 1,
            int(page.bitspersample),
            3 if page.photometric == tifffile.PHOTOMETRIC.PALETTE else page.samplesperpixel,
            len(tiff.pages),
        )


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

_READERS: dict[Kind, Callable[[BinaryIO], Header]] = {
    Kind.JPEG: _jpeg,
    Kind.PNG: _png,
    Kind.TIFF: _tiff,
    Kind.BMP: _bmp,
    Kind.WEBP: _webp,
    Kind.PPM: _ppm,
}
