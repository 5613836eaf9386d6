"""TIFF: the header, with the cost of decoding, and decoding."""

from __future__ import annotations

import io
import logging
from typing import BinaryIO

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from retinaview.core.errors import ReadError
from retinaview.imaging.kinds import ORIENTATION_TAG, Header, Kind, valid_orientation
from retinaview.imaging.look_up import look_up

Pixels = NDArray[np.uint8] | NDArray[np.uint16]

MAX_PAGES = 10_000
_Colours = tifffile.PHOTOMETRIC
_Compression = tifffile.COMPRESSION
_PLAIN_COLOURS = {_Colours.MINISBLACK, _Colours.MINISWHITE, _Colours.RGB}
# Compressions whose decoders fill a strip of known size; for others, the data determine the size.
_BOUNDED = {
    _Compression.NONE,
    _Compression.LZW,
    _Compression.ADOBE_DEFLATE,
    _Compression.DEFLATE,
    _Compression.PACKBITS,
}

# Our own errors report damaged files, so tifffile need not print.
logging.getLogger("tifffile").setLevel(logging.CRITICAL + 1)


def read_tiff_header(stream: BinaryIO) -> Header:
    """Read the header of the first page.

    Raises
    ------
    ReadError
        The file is a volume, or its samples are of a kind that no camera produces.
    """
    with tifffile.TiffFile(stream) as tiff:
        page = tiff.pages.first
        _require_plane(page, tiff)
        return Header(
            Kind.TIFF,
            page.imagewidth,
            page.imagelength,
            valid_orientation(page.tags.valueof(ORIENTATION_TAG)),
            int(page.bitspersample),
            3 if page.photometric == _Colours.PALETTE else page.samplesperpixel,
            _count_pages(tiff),
            working_bytes=3 * page.samplesperpixel * (2 if page.bitspersample > 8 else 1),
            needs_child=page.compression not in _BOUNDED,
        )


def _require_plane(page: tifffile.TiffPage, tiff: tifffile.TiffFile) -> None:
    depth = max(page.imagedepth, page.tiledepth if page.is_tiled else 1)
    slices = max(depth, _slices_of_one_page(tiff))
    if slices > 1:
        raise ReadError(f"is a volume of {slices} slices, not a photograph")
    if page.dtype is None or page.dtype.kind not in "bu" or page.dtype.itemsize > 2:
        raise ReadError(f"has {page.dtype} samples; photographs have integers of 1 to 16 bits")


def _slices_of_one_page(tiff: tifffile.TiffFile) -> int:
    """Return how many slices ImageJ keeps behind its only page, usually 1."""
    images = (tiff.imagej_metadata or {}).get("images", 1) if tiff.is_imagej else 1
    return images if isinstance(images, int) and len(tiff.pages) == 1 else 1


def _count_pages(tiff: tifffile.TiffFile) -> int:
    pages = len(tiff.pages)
    if pages > MAX_PAGES:
        raise ReadError(f"has more than {MAX_PAGES} pages, the limit for a photograph")
    return pages


def decode_tiff(data: bytes, header: Header) -> Pixels:
    """Decode the first page as stored, uint8 or uint16, (H, W) or (H, W, C).

    Raises
    ------
    ReadError
        The file is cut short, or its colours cannot be shown.
    """
    with tifffile.TiffFile(io.BytesIO(data)) as tiff:
        page = tiff.pages.first
        ends = [sum(part) for part in zip(page.dataoffsets, page.databytecounts, strict=True)]
        if max(ends, default=0) > len(data):
            raise ReadError("is cut short: the end of the TIFF is missing")
        if not ends or 0 in page.databytecounts or len(ends) < _parts(page):
            raise ReadError("is damaged: parts of the photograph are missing")
        pixels = page.asarray(maxworkers=1 if header.needs_child else None)
        if header.pixels * page.samplesperpixel != pixels.size:
            raise ReadError("is damaged: it states two different sizes")
        return _shown_colours(page, pixels)


def _parts(page: tifffile.TiffPage) -> int:
    """Return how many strips or tiles the page needs."""
    tall, wide = (page.tilelength, page.tilewidth) if page.is_tiled else (page.rowsperstrip, 0)
    down = -(-page.imagelength // min(tall, page.imagelength))
    across = -(-page.imagewidth // wide) if wide else 1
    planes = page.samplesperpixel if page.planarconfig == tifffile.PLANARCONFIG.SEPARATE else 1
    return int(down * across * planes)


def _shown_colours(page: tifffile.TiffPage, pixels: Pixels) -> Pixels:
    """Return grey, RGB or RGBA from any colour model that a TIFF page may have."""
    colours, bits = _Colours(page.photometric), int(page.bitspersample)
    if page.samplesperpixel > 1 and page.planarconfig == tifffile.PLANARCONFIG.SEPARATE:
        pixels = np.moveaxis(pixels, 0, -1)
    if colours == _Colours.PALETTE and page.colormap is not None:
        table = (page.colormap.T >> 8).astype(np.uint8)
        return look_up(table, pixels)
    if colours == _Colours.SEPARATED and pixels.dtype == np.uint8 and pixels.shape[-1] == 4:
        inks = Image.fromarray(np.ascontiguousarray(pixels), "CMYK")
        return np.asarray(inks.convert("RGB"))
    # Inside a TIFF, JPEG arrives as RGB already.
    is_jpeg = page.compression == _Compression.JPEG
    if colours not in _PLAIN_COLOURS and not (colours == _Colours.YCBCR and is_jpeg):
        raise ReadError(f"has {colours.name} colours, which are not supported")
    if bits < 8:
        scale = np.arange(2**bits, dtype=np.uint16) * 255 // (2**bits - 1)
        pixels = look_up(scale.astype(np.uint8), pixels.astype(np.uint8))
    if colours == _Colours.MINISWHITE:
        np.subtract(2 ** max(bits, 8) - 1, pixels, out=pixels)
    return pixels
