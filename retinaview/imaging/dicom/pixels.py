"""Decoding of a DICOM photograph's first frame."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.text import brief
from retinaview.imaging.dicom.codecs import JPEG_BASELINE, decoder_of
from retinaview.imaging.dicom.header import frame_bytes
from retinaview.imaging.dicom.parsing import Parsed, parse, quiet
from retinaview.imaging.jpeg import decode_jpeg, read_jpeg_header
from retinaview.imaging.kinds import Header

if TYPE_CHECKING:
    from pydicom import Dataset

Pixels = NDArray[Any]


def decode_dicom(data: bytes, header: Header) -> tuple[Pixels, str]:
    """Decode the first frame, uint8 or uint16, (H, W) grey or (H, W, 3) RGB.

    Returns what a JPEG's decoder had to repair, too; empty if nothing.

    Neither window values nor a VOI table are applied: the reader sees all significant bits.

    Parameters
    ----------
    data : bytes
        The file, up to the end of its first frame at least.
    header : Header
        Header of the same file.

    Raises
    ------
    ReadError
        The frame is missing, cut short, or needs a decoder that is not installed.
    Exception
        Anything that the decoders raise; the caller converts it (see `core.guard`).
    """
    from pydicom.encaps import encapsulate

    parsed = parse(io.BytesIO(data))
    with quiet():
        dataset, frame = parsed.dataset, _first_frame(data, parsed, header)
        if parsed.syntax == JPEG_BASELINE:
            inner = _jpeg_header(frame, header)
            if _is_plain(frame, dataset):
                return decode_jpeg(frame, inner)
        dataset.NumberOfFrames = 1
        dataset.PixelData = frame if parsed.pixel_bytes is not None else encapsulate([frame])
        decoder, plugin = decoder_of(parsed.syntax)
        pixels, kept = decoder.as_array(dataset, index=0, raw=False, decoding_plugin=plugin)
        return _as_shown(pixels, dataset, str(kept["photometric_interpretation"]))


def with_first_frame(stream: BinaryIO, header: Header) -> bytes:
    """Return the header and the first frame of a file, without reading the others.

    Parameters
    ----------
    stream : BinaryIO
        Open on the file; seekable.
    header : Header
        Header of the same file.
    """
    from pydicom.encaps import encapsulate, get_frame

    stream.seek(0)
    parsed = parse(stream)
    at = parsed.pixels_at or 0
    stream.seek(0)
    head = stream.read(at)
    if parsed.pixel_bytes is not None:
        return head + stream.read(frame_bytes(parsed, header))
    with quiet():
        return head + encapsulate([get_frame(stream, 0, number_of_frames=header.pages)])


def _first_frame(data: bytes, parsed: Parsed, header: Header) -> bytes:
    """Return the bytes of the first frame."""
    from pydicom.encaps import get_frame

    at = parsed.pixels_at or 0
    if parsed.pixel_bytes is None:
        return get_frame(data[at:], 0, number_of_frames=header.pages)
    each = frame_bytes(parsed, header)
    frame = data[at : at + each]
    if len(frame) < each:
        raise ReadError("is cut short: the end of its pixels is missing")
    return frame + b"\0" * (each % 2)


def _is_plain(jpeg: bytes, dataset: Dataset) -> bool:
    """Return whether a JPEG says itself what its colours are.

    Some cameras state RGB for JPEGs whose own header says otherwise; the JPEG is right.
    """
    start = jpeg[:4096]
    marked = b"JFIF\0" in start or b"Adobe" in start
    return marked or dataset.PhotometricInterpretation in ("YBR_FULL", "YBR_FULL_422")


def _jpeg_header(frame: bytes, header: Header) -> Header:
    """Return the header of a JPEG, checked because it is decoded in this process."""
    if not frame.startswith(b"\xff\xd8"):
        raise ReadError("is damaged: its pixels are not the JPEG that it states")
    inner = read_jpeg_header(io.BytesIO(frame))
    if (inner.width, inner.height) != (header.width, header.height):
        raise ReadError("is damaged: it states two different sizes")
    return inner


def _as_shown(pixels: Pixels, dataset: Dataset, colours: str) -> tuple[Pixels, str]:
    """Return grey or RGB as it is displayed, and no damage."""
    if colours == "PALETTE COLOR":
        from pydicom.pixels import apply_color_lut

        return np.asarray(apply_color_lut(pixels, dataset))[..., :3], ""
    if colours not in ("MONOCHROME1", "MONOCHROME2", "RGB"):
        raise ReadError(f"has {brief(colours)} colours, which are not supported")
    if dataset.BitsAllocated == 1:
        pixels = (pixels > 0).astype(np.uint8) * np.uint8(255)
    if colours == "MONOCHROME1":
        stored = 8 if dataset.BitsAllocated == 1 else int(dataset.BitsStored)
        largest = (1 << stored) - 1
        pixels = (largest - np.minimum(pixels, largest)).astype(pixels.dtype)
    return pixels, ""
