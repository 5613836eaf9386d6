"""Read a photograph: its pixels as displayed, and the fingerprint of its file."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.imaging.decoding import DecodingError, decode
from retinaview.imaging.headers import DAMAGE, Header, read_header

# Suffixes, in lower case, of the files that a folder is searched for.
SUFFIXES: frozenset[str] = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".bmp", ".webp", ".ppm", ".pgm", ".pnm"}
)
# Above any fundus camera and its mosaics; a decoded photograph stays below half a gigabyte.
MAX_PIXELS = 150_000_000
MIN_SIDE_PX = 32
_MAX_FILE_BYTES = 2**31


@dataclass(frozen=True)
class PhotographInfo:
    """What the header says.

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
        Of the file's bytes, in lower-case hexadecimal digits.
    notes : tuple of str
        How the file was converted, where that is not plain.
    """

    path: Path
    rgb: NDArray[np.uint8]
    depth_bits: int
    sha256: str
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.rgb.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.rgb.shape[0])


def probe(path: Path) -> PhotographInfo:
    """Size and depth from the header alone.

    Raises
    ------
    ReadError
        The file is missing, no photograph, or of a size that `read_photograph` refuses.
    """
    _check_file(path)
    try:
        with path.open("rb") as stream:
            header = _accepted(read_header(stream, path=path), path)
    except OSError as error:
        raise _unreadable(path, error) from error
    width, height = header.displayed_size
    return PhotographInfo(path, width, height, header.depth_bits, header.channels)


def read_photograph(path: Path) -> Photograph:
    """Read and decode a photograph; the kind is told by its content, not by its suffix.

    JPEG, PNG, TIFF, BMP, WebP and PPM; grey, RGB, RGBA, palette and CMYK; up to 16 bits, shown
    as 8 (see `retinaview.imaging.decoding.decode`).

    Raises
    ------
    ReadError
        One sentence that names the file: it is missing, empty, a folder, not permitted, cut short,
        damaged, of another kind, above `MAX_PIXELS` or below `MIN_SIDE_PX`.
    """
    _check_file(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    header = _accepted(read_header(io.BytesIO(data), path=path), path)
    try:
        rgb, notes = decode(data, header)
    except DecodingError as error:
        raise ReadError(str(error), path=path) from error
    except DAMAGE as error:
        raise ReadError("is damaged or cut short and cannot be decoded", path=path) from error
    except MemoryError as error:
        raise ReadError("does not fit into this computer's memory", path=path) from error
    return Photograph(path, rgb, header.depth_bits, hashlib.sha256(data).hexdigest(), notes)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in lower-case hexadecimal digits.

    Raises
    ------
    ReadError
        The file is missing or cannot be read.
    """
    _check_file(path)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if path.is_dir():
        raise ReadError("is a folder, not a photograph", path=path)
    if not path.is_file():
        raise ReadError("is not a regular file", path=path)
    if size > _MAX_FILE_BYTES:
        raise ReadError(f"is too large for a photograph ({size / 2**30:.1f} GiB)", path=path)


def _accepted(header: Header, path: Path) -> Header:
    """The header, once its size is neither absurd nor useless."""
    width, height = header.displayed_size
    if width * height > MAX_PIXELS:
        limit = MAX_PIXELS // 1_000_000
        message = f"is {width} x {height} pixels, more than the limit of {limit} megapixels"
        raise ReadError(message, path=path)
    if min(width, height) < MIN_SIDE_PX:
        message = f"is {width} x {height} pixels; each side needs at least {MIN_SIDE_PX}"
        raise ReadError(message, path=path)
    return header


def _unreadable(path: Path, error: OSError) -> ReadError:
    reasons = {
        FileNotFoundError: "does not exist",
        PermissionError: "may not be read: permission denied",
    }
    reason = reasons.get(type(error), f"cannot be read: {error.strerror or error}")
    return ReadError(reason, path=path)
