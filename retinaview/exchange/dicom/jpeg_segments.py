"""Comments, EXIF and other texts inside the JPEGs of a DICOM file, where a camera may put names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydicom import Dataset

_JPEG = frozenset(f"1.2.840.10008.1.2.4.{number}" for number in (50, 51, 57, 70, 80, 81))
_COMMENT, _JFIF, _ADOBE = 0xFE, 0xE0, 0xEE
_SCAN = 0xDA


def without_texts(dataset: Dataset) -> str:
    """Remove texts from the JPEGs of a data set, in place; return what there was, in words."""
    from pydicom.encaps import encapsulate, generate_frames

    if str(dataset.file_meta.TransferSyntaxUID) not in _JPEG or "PixelData" not in dataset:
        return ""
    frames = int(dataset.get("NumberOfFrames") or 1)
    before = list(generate_frames(dataset.PixelData, number_of_frames=frames))
    after = [plain_jpeg(frame) for frame in before]
    if after == before:
        return ""
    dataset.PixelData = encapsulate(after)
    return "comments and application data inside the JPEG"


def plain_jpeg(data: bytes) -> bytes:
    """Return a JPEG without comments and application data, besides what its colours need.

    Unchanged where its segments cannot be followed.
    """
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker == _SCAN:
            return b"".join([*kept, data[at:]])
        if not _is_text(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return data


def _is_text(marker: int, content: bytes) -> bool:
    if marker == _COMMENT:
        return True
    needed = (marker == _JFIF and content.startswith(b"JFIF")) or marker == _ADOBE
    return _JFIF <= marker <= 0xEF and not needed
