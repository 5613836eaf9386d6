"""Parsing of DICOM files by pydicom, which is only needed where there are any.

Only what stands before the pixels is parsed, so that a file of gigabytes costs no more than its
header.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from retinaview.core.errors import ReadError
from retinaview.core.paths import AnyPath
from retinaview.core.regular_files import require_regular

if TYPE_CHECKING:
    from pydicom import Dataset

PREAMBLE_BYTES = 128
MAGIC = b"DICM"
DIRECTORY = "DICOMDIR"
"""Name of the file that lists what a medium holds."""
MISSING = (
    "is a DICOM file, which needs the package pydicom; pip install 'retinaview[dicom]' brings it"
)
_PIXELS = 0x7FE00010
_MOST_ELEMENTS = 20_000
_LARGE_VALUE_BYTES = 1 << 16
_DEFLATED = "1.2.840.10008.1.2.1.99"


@dataclass(frozen=True, eq=False)
class Parsed:
    """A DICOM file without its pixels.

    Attributes
    ----------
    dataset : Dataset
        Everything before the pixels; values of more than 64 KiB are left in the file.
    syntax : str
        UID of the transfer syntax; empty where the file has none.
    pixels_at : int or None
        Offset of the pixels' value, bytes; None where there are none.
    pixel_bytes : int or None
        Its length; None where that is not stated because the pixels are compressed.
    """

    dataset: Dataset
    syntax: str
    pixels_at: int | None
    pixel_bytes: int | None


def is_dicom(start: bytes) -> bool:
    """Return whether the first 132 bytes of a file are those of a DICOM file."""
    return start[PREAMBLE_BYTES : PREAMBLE_BYTES + len(MAGIC)] == MAGIC


def is_dicom_file(path: AnyPath) -> bool:
    """Return whether a file is DICOM by its first bytes; False where it cannot be read."""
    try:
        require_regular(Path(path))
        with Path(path).open("rb") as stream:
            return is_dicom(stream.read(PREAMBLE_BYTES + len(MAGIC)))
    except (OSError, ValueError):
        return False


def parse(stream: BinaryIO) -> Parsed:
    """Parse what stands before the pixels.

    Parameters
    ----------
    stream : BinaryIO
        Open at the start of the file; seekable.

    Raises
    ------
    ReadError
        pydicom is missing, the header has too many elements, or is compressed.
    Exception
        Anything that pydicom raises; the caller converts it (see `core.guard`).
    """
    require_pydicom()
    from pydicom.filereader import read_partial

    pixels: list[tuple[int, int]] = []
    seen = 0

    def at_pixels(tag: int, _: str | None, length: int) -> bool:
        nonlocal seen
        seen += 1
        if seen > _MOST_ELEMENTS:
            raise ReadError("has more elements before its pixels than a photograph needs")
        if tag == _PIXELS:
            pixels.append((stream.tell(), length))
        return tag >= _PIXELS

    with quiet():
        refuse_deflated(stream)
        dataset = read_partial(stream, stop_when=at_pixels, defer_size=_LARGE_VALUE_BYTES)
    syntax = str(dataset.file_meta.get("TransferSyntaxUID", "") or "")
    at, length = pixels[0] if pixels else (None, 0)
    return Parsed(dataset, syntax, at, None if length == 0xFFFFFFFF else length)


def require_pydicom() -> None:
    """Raise `ReadError` where pydicom is not installed."""
    if find_spec("pydicom") is None:
        raise ReadError(MISSING)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pydicom from warning of every value that is not quite as the standard asks."""
    from pydicom import config

    config.settings.reading_validation_mode = config.IGNORE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def refuse_deflated(stream: BinaryIO) -> None:
    """Refuse a header that is compressed: it may grow a thousandfold."""
    from pydicom.filereader import read_dataset, read_preamble

    start = stream.tell()
    read_preamble(stream, force=False)
    meta = read_dataset(stream, False, True, stop_when=lambda tag, *_: tag >> 16 != 2)
    stream.seek(start)
    if meta.get("TransferSyntaxUID") == _DEFLATED:
        raise ReadError("is deflated DICOM, which is not supported")
