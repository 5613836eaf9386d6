"""Kinds of photograph files, their headers, and limits on the cost of decoding."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum

from retinaview.core.budget import MAX_PIXELS
from retinaview.core.errors import ReadError

MIN_SIDE_PX = 32
MAX_SAMPLES = 4
"""Samples per pixel: RGB with transparency, or CMYK."""
MAX_DECODING_BYTES = 5 * 2**28
"""Limit on the memory for decoding, 1.25 GiB; computed from the header before decoding starts."""
RGB_BYTES = 3


class Kind(StrEnum):
    """File formats of photographs."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    BMP = "BMP"
    WEBP = "WebP"
    PPM = "PPM"
    DICOM = "DICOM"


@dataclass(frozen=True)
class Header:
    """The header of a photograph.

    Attributes
    ----------
    kind : Kind
        From the content, not the suffix.
    width, height : int
        Pixels as stored; `orientation` has not been applied.
    orientation : int
        1-8 as in EXIF 2.32, tag 274.
    depth_bits : int
        Bits per sample as stored.
    channels : int
        Samples per pixel; 3 for a palette.
    pages : int
        Images in the file; for DICOM, frames.
    data_start : int
        Offset of the first scan of a JPEG or of the samples of a PPM, bytes; 0 for other kinds.
    working_bytes : int
        Upper bound on the memory per pixel for decoding, beyond the photograph itself.
    needs_child : bool
        Whether it must be decoded in a child process, because its decoder has no limits.
    """

    kind: Kind
    width: int
    height: int
    orientation: int
    depth_bits: int
    channels: int
    pages: int = 1
    data_start: int = 0
    working_bytes: int = 0
    needs_child: bool = False

    @property
    def displayed_size(self) -> tuple[int, int]:
        """Width and height once the orientation is applied."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)

    @property
    def pixels(self) -> int:
        """Number of pixels."""
        return self.width * self.height

    @property
    def decoding_bytes(self) -> int:
        """Upper bound on the memory for decoding, bytes."""
        return self.pixels * (RGB_BYTES + self.working_bytes)

    def require_affordable(self, least_side_px: int = MIN_SIDE_PX) -> None:
        """Raise if the photograph is too large to decode or too small to be of use.

        Raises
        ------
        ReadError
            The size is out of range; the caller adds the file's name.
        """
        width, height = self.displayed_size
        if self.pixels > MAX_PIXELS:
            limit = MAX_PIXELS // 1_000_000
            raise ReadError(
                f"is {width} x {height} pixels, more than the limit of {limit} megapixels"
            )
        if min(width, height) < least_side_px:
            message = f"is {width} x {height} pixels; each side needs at least {least_side_px}"
            raise ReadError(message)
        if not 1 <= self.channels <= MAX_SAMPLES:
            raise ReadError(
                f"has {self.channels} samples per pixel; photographs have 1 to {MAX_SAMPLES}"
            )
        if self.decoding_bytes > MAX_DECODING_BYTES:
            needed, limit_gib = self.decoding_bytes / 2**30, MAX_DECODING_BYTES / 2**30
            raise ReadError(
                f"is {width} x {height} pixels, which take {needed:.2f} GiB to decode, more than "
                f"the limit of {limit_gib:g} GiB"
            )


ORIENTATION_TAG = 274


def orientation_of(exif: bytes | None) -> int:
    """Return the EXIF orientation, 1 if the tag is missing or invalid."""
    block = (exif or b"").removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", block, 4)
        (entries,) = struct.unpack_from(order + "H", block, start)
        for entry in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", block, start + 2 + 12 * entry)
            if tag == ORIENTATION_TAG:
                return valid_orientation(value)
    except struct.error:
        # A photograph with a broken EXIF block is still a photograph.
        return 1
    return 1


def valid_orientation(value: object) -> int:
    """Return the value if it is one of EXIF's eight orientations, else 1."""
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
