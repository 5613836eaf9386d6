"""Read a photograph: its pixels as displayed, and the SHA-256 of its file."""

from __future__ import annotations

import hashlib
import io
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.budget import MAX_PIXELS
from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.imaging.decoding import decode, decode_reduced
from retinaview.imaging.decoding_process import decode_in_child
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.headers import read_header
from retinaview.imaging.kinds import MIN_SIDE_PX, Header, Kind
from retinaview.imaging.remote_copies import bring

__all__ = [
    "MAX_PIXELS",
    "MIN_SIDE_PX",
    "SUFFIXES",
    "EncodedPhotograph",
    "Photograph",
    "PhotographInfo",
    "file_sha256",
    "probe",
    "read_encoded",
    "read_photograph",
]

# Lower-case suffixes of the files that are listed in a folder.
SUFFIXES: frozenset[str] = frozenset(
    {
        ".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".bmp", ".webp", ".ppm", ".pgm", ".pnm",
        ".dcm", ".dicom", ".dic",
    }
)  # fmt: skip
REDUCED_FROM_PIXELS = 4_000_000
"""Smaller photographs decode so fast that a reduced copy would never be seen."""
_MAX_FILE_BYTES = 2**31
_LARGE_FILE_BYTES = 2**26
"""Of a larger DICOM file with many frames, the first one alone is read into memory."""


@dataclass(frozen=True)
class PhotographInfo:
    """Size and depth of a photograph, from its header.

    Attributes
    ----------
    path : Path
        The file.
    width, height : int
        Pixels as displayed, with the EXIF orientation applied.
    depth_bits : int
        Bits per sample in the file.
    channels : int
        Samples per pixel in the file; 3 for a palette.
    """

    path: Path
    width: int
    height: int
    depth_bits: int
    channels: int


@dataclass(frozen=True, eq=False)
class Photograph:
    """A decoded photograph.

    Attributes
    ----------
    path : Path
        The file.
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, C-contiguous, upright.
    depth_bits : int
        Bits per sample in the file.
    sha256 : str
        SHA-256 of the file, lower-case hexadecimal.
    notes : tuple of str
        How the file was converted, if not trivially.
    damage : str
        What the decoder had to repair, as a sentence, also among the notes; empty if nothing. Such
        pixels may be wrong, so the quality of the photograph is doubtful.
    """

    path: Path
    rgb: NDArray[np.uint8]
    depth_bits: int
    sha256: str
    notes: tuple[str, ...] = ()
    damage: str = ""

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.rgb.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.rgb.shape[0])

    @cached_property
    def halvings(self) -> Halvings:
        """The photograph at all sizes that a screen may need; computed on first use."""
        return Halvings(self.rgb)


@dataclass(frozen=True, eq=False)
class EncodedPhotograph:
    """A photograph whose file has been read but not decoded.

    Attributes
    ----------
    path : Path
        The file.
    data : bytes
        The whole file, or of a large DICOM file the header and the first frame.
    header : Header
        Its header, of a kind and size that can be decoded.
    sha256 : str
        SHA-256 of the file if `data` is not all of it, else empty.
    """

    path: Path
    data: bytes
    header: Header
    sha256: str = ""

    def decoded(self) -> Photograph:
        """Decode it; raises `ReadError` as `read_photograph` does."""
        data, header = self.data, self.header
        with guard(ReadError, self.path, "is damaged or cut short and cannot be decoded"):
            decoded = decode_in_child(data, header) if header.needs_child else decode(data, header)
        sha256 = self.sha256 or hashlib.sha256(data).hexdigest()
        return Photograph(
            self.path, decoded.rgb, header.depth_bits, sha256, decoded.notes, decoded.damage
        )

    def reduced(self, width_px: int, height_px: int) -> Halvings | None:
        """Decode only as much as a view of that size shows, if that is much faster.

        Parameters
        ----------
        width_px, height_px : int
            Size of the view that the photograph is fitted into, screen pixels.

        Returns
        -------
        Halvings or None
            The photograph without its largest levels; None if it must be decoded
            completely, or if only that shows what is wrong with it.
        """
        width, height = self.header.displayed_size
        if width * height < REDUCED_FROM_PIXELS:
            return None
        scale = min(width_px / width, height_px / height)
        factor = next((factor for factor in (8, 4, 2) if factor * scale <= 1), None)
        if factor is None:
            return None
        try:
            with guard(ReadError, self.path):
                rgb = decode_reduced(self.data, self.header, factor=factor)
        except ReadError:
            return None
        return None if rgb is None else Halvings(rgb, size=(width, height))


def probe(path: AnyPath) -> PhotographInfo:
    """Read size and depth from the header alone.

    Raises
    ------
    ReadError
        The file is missing, not a photograph, or of a size that `read_photograph` refuses.
    """
    path = Path(path)
    with guard(ReadError, path):
        _check_file(path)
        with path.open("rb") as stream:
            header = read_header(stream, path=path)
    width, height = header.displayed_size
    return PhotographInfo(path, width, height, header.depth_bits, header.channels)


def read_photograph(path: AnyPath) -> Photograph:
    """Read and decode a photograph, recognised by its content, not by its suffix.

    JPEG, PNG, TIFF, BMP, WebP, PPM and DICOM; grey, RGB, RGBA, palette and CMYK; up to 16 bits,
    shown as 8 (see `retinaview.imaging.decoding.decode`).

    Raises
    ------
    ReadError
        The file is missing, empty, a folder, not permitted, cut short, damaged, of another kind, a
        volume, below `MIN_SIDE_PX`, or too large to decode (see `retinaview.imaging.kinds`).
    """
    return read_encoded(path).decoded()


def read_encoded(path: AnyPath) -> EncodedPhotograph:
    """Read a photograph's file and its header; raises `ReadError` as `read_photograph` does."""
    path = Path(path)
    with guard(ReadError, path):
        _check_file(path)
        if path.stat().st_size > _LARGE_FILE_BYTES:
            with path.open("rb") as stream:
                header = read_header(stream, path=path)
                if header.kind is Kind.DICOM and header.pages > 1:
                    return _first_frame_of(path, stream, header)
        data = path.read_bytes()
        return EncodedPhotograph(path, data, read_header(io.BytesIO(data), path=path))


def _first_frame_of(path: Path, stream: io.BufferedReader, header: Header) -> EncodedPhotograph:
    from retinaview.imaging.dicom.pixels import with_first_frame  # needs a package of its own

    data = with_first_frame(stream, header)
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return EncodedPhotograph(path, data, header, sha256)


def file_sha256(path: AnyPath) -> str:
    """Return the SHA-256 of a file in lower-case hexadecimal digits.

    Raises
    ------
    ReadError
        The file is missing or cannot be read.
    """
    path = Path(path)
    with guard(ReadError, path):
        _check_file(path)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_file(path: Path) -> None:
    bring(path)
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ReadError("is a folder, not a photograph", path=path)
    if not stat.S_ISREG(status.st_mode):
        raise ReadError("is not a regular file", path=path)
    if status.st_size > _MAX_FILE_BYTES:
        size_gib = status.st_size / 2**30
        raise ReadError(f"is too large for a photograph ({size_gib:.1f} GiB)", path=path)
