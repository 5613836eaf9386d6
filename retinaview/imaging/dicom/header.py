"""The header of a DICOM photograph: whether it is one, its size, and what decoding costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from retinaview.core.errors import ReadError
from retinaview.core.text import brief, shown
from retinaview.imaging.dicom.codecs import JPEG_BASELINE
from retinaview.imaging.dicom.parsing import Parsed, parse, quiet
from retinaview.imaging.kinds import Header, Kind

if TYPE_CHECKING:
    from pydicom import Dataset

_COLOURS = {
    "MONOCHROME1": 1, "MONOCHROME2": 1, "PALETTE COLOR": 1, "RGB": 3, "YBR_FULL": 3,
    "YBR_FULL_422": 3, "YBR_PARTIAL_420": 3, "YBR_PARTIAL_422": 3, "YBR_ICT": 3, "YBR_RCT": 3,
}  # fmt: skip
"""Samples per pixel of every photometric interpretation that can be shown."""

_OPHTHALMIC = "1.2.840.10008.5.1.4.1.1.77.1.5."
_PHOTOGRAPHS = (
    *(f"{_OPHTHALMIC}{number}" for number in (1, 2, 5, 6)),  # 8 bit, 16 bit, wide field
    "1.2.840.10008.5.1.4.1.1.77.1.4",  # photographic image
    "1.2.840.10008.5.1.4.1.1.7",  # secondary capture
    *(f"1.2.840.10008.5.1.4.1.1.7.{number}" for number in (1, 2, 3, 4)),
)
"""SOP classes of photographs; private ones are taken as well."""

_MOST_FRAMES = 100_000


def read_dicom_header(stream: BinaryIO) -> Header:
    """Read the header of the first frame.

    Raises
    ------
    ReadError
        The file is not a photograph, holds no pixels, or its header contradicts itself.
    Exception
        Anything that pydicom raises; the caller converts it (see `core.guard`).
    """
    parsed = parse(stream)
    with quiet():
        return header_of(parsed)


def header_of(parsed: Parsed) -> Header:
    """Return the header of a parsed file; raises as `read_dicom_header` does."""
    dataset = parsed.dataset
    require_photograph(dataset)
    if parsed.pixels_at is None:
        raise ReadError(_without_pixels(dataset))
    samples, bits = _samples(dataset), whole(dataset, "BitsAllocated")
    if bits not in (1, 8, 16):
        raise ReadError(f"has samples of {bits} bits; photographs have 8 or 16")
    if dataset.get("PixelRepresentation"):
        raise ReadError("has signed samples, which photographs have not")
    frames = whole(dataset, "NumberOfFrames", 1) or 1
    if frames > _MOST_FRAMES:
        raise ReadError(f"states {frames} frames, more than {_MOST_FRAMES}")
    size = max(1, bits // 8)
    header = Header(
        Kind.DICOM,
        whole(dataset, "Columns"),
        whole(dataset, "Rows"),
        1,
        bits,
        samples,
        frames,
        # The stored samples, their colours as RGB, and one copy of either.
        working_bytes=2 * (samples + 3) * size,
        # A plain JPEG is bounded by its own header, as it is outside of DICOM.
        needs_child=parsed.pixel_bytes is None and parsed.syntax != JPEG_BASELINE,
    )
    _require_syntax(parsed, header)
    return header


def is_photograph_class(uid: str) -> bool:
    """Return whether files of a SOP class may be photographs; private classes may."""
    from pydicom.uid import UID_dictionary

    return uid in _PHOTOGRAPHS or uid not in UID_dictionary


def require_photograph(dataset: Dataset) -> None:
    """Raise `ReadError` if the file is something else than a photograph."""
    from pydicom.uid import UID

    uid = UID(str(dataset.get("SOPClassUID", "") or ""))
    if not is_photograph_class(uid):
        name = uid.name.removesuffix(" Storage")
        raise ReadError(f"is a DICOM file of another kind ({name}), not a photograph")


def whole(dataset: Dataset, keyword: str, default: int = 0) -> int:
    """Return a whole number of the header.

    Raises
    ------
    ReadError
        It is something else.
    """
    value: Any = dataset.get(keyword, default)
    try:
        return int(default if value is None or value == "" else value)
    except (TypeError, ValueError, OverflowError):
        raise ReadError(f"{keyword} must be a whole number, not {shown(value)}") from None


def _samples(dataset: Dataset) -> int:
    samples = whole(dataset, "SamplesPerPixel", 1)
    colours = str(dataset.get("PhotometricInterpretation", "") or "").strip()
    if colours not in _COLOURS:
        raise ReadError(f"has {shown(colours)} colours, which are not supported")
    if _COLOURS[colours] != samples:
        raise ReadError(f"is damaged: {colours} has not {samples} samples per pixel")
    return samples


def _require_syntax(parsed: Parsed, header: Header) -> None:
    """Raise if the transfer syntax is unknown, or the pixels are stored in another way."""
    from pydicom.uid import UID, UID_dictionary

    syntax, stated = UID(parsed.syntax), parsed.pixel_bytes
    if not syntax:
        raise ReadError("does not say how its pixels are stored (no transfer syntax)")
    if parsed.syntax not in UID_dictionary or not syntax.is_transfer_syntax:
        raise ReadError(f"states an unknown transfer syntax ({brief(syntax)})")
    if syntax.is_encapsulated != (stated is None):
        how = "compressed" if stated is None else "not compressed"
        raise ReadError(f"is damaged: it states {syntax.name}, but its pixels are {how}")
    if stated is not None and stated < frame_bytes(parsed, header) * header.pages:
        raise ReadError("is damaged: it has fewer pixels than its size asks for")


def frame_bytes(parsed: Parsed, header: Header) -> int:
    """Return the length of an uncompressed frame."""
    halved = parsed.dataset.PhotometricInterpretation == "YBR_FULL_422"
    samples = 2 if halved else header.channels
    return (header.pixels * samples * header.depth_bits + 7) // 8


def _without_pixels(dataset: Dataset) -> str:
    if "EncryptedAttributesSequence" in dataset:
        return "holds no photograph that can be read: its contents are encrypted"
    return "holds no pixels"
