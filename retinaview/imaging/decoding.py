"""From a photograph's bytes to upright 8-bit RGB."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PpmImagePlugin import PpmImageFile
from PIL.WebPImagePlugin import WebPImageFile

from retinaview.imaging.headers import Header, Kind

Pixels = NDArray[Any]
Rgb = NDArray[np.uint8]

# Sample depths that sensors have; the smallest one that holds the brightest sample is taken.
_DEPTHS = (8, 10, 12, 14, 16)
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_TURNS = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
_REDUCED = {
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}
_Colours = tifffile.PHOTOMETRIC
_PLAIN_COLOURS = {_Colours.MINISBLACK, _Colours.MINISWHITE, _Colours.RGB}


class DecodingError(ValueError):
    """Why bytes are no photograph; the caller adds the file's name."""


def decode(data: bytes, header: Header) -> tuple[Rgb, tuple[str, ...]]:
    """Decode a photograph.

    Grey is repeated in all three channels, transparent parts are shown on black, CMYK is converted
    without a colour profile, and of several pages the first is taken. Samples of more than 8 bits
    are divided by the largest value of their significant bits: 4095 where no sample of a 16-bit
    file is above that.

    Parameters
    ----------
    data : bytes
        The whole file.
    header : Header
        Of the same bytes.

    Returns
    -------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, C-contiguous, with the EXIF orientation applied.
    notes : tuple of str
        What a person should know about the conversion.

    Raises
    ------
    DecodingError
        The bytes are cut short or damaged, or the samples are of a kind that no camera makes.
    """
    notes = [f"first of {header.pages} pages"] if header.pages > 1 else []
    pixels = _DECODERS[header.kind](data, header)
    if pixels.dtype != np.uint8:
        pixels, bits = _to_8_bits(pixels)
        notes.append(f"{bits} significant bits shown as 8")
    rgb, transparent = _to_rgb(pixels)
    if transparent:
        notes.append("transparent parts shown black")
    return np.ascontiguousarray(_upright(rgb, header.orientation)), tuple(notes)


def decode_reduced(data: bytes, header: Header, *, factor: int) -> Rgb | None:
    """Decode a JPEG at a fraction of its size, which takes a fraction of the time.

    Parameters
    ----------
    data, header
        As for `decode`.
    factor : {2, 4, 8}
        By which both sides are divided; what is left over of a side counts as one more pixel.

    Returns
    -------
    ndarray of uint8, shape (H / factor, W / factor, 3), or None
        RGB, C-contiguous, upright; None for kinds that cannot be decoded so.

    Raises
    ------
    DecodingError
        The bytes are cut short or damaged.
    """
    if header.kind is not Kind.JPEG or header.channels == 4:
        return None
    _require_jpeg_end(data, header)
    bgr = _opencv(data, _REDUCED[factor] | cv2.IMREAD_IGNORE_ORIENTATION)
    rgb = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)
    return np.ascontiguousarray(_upright(rgb, header.orientation))


def _require_jpeg_end(data: bytes, header: Header) -> None:
    # Decoders fill up what a cut file lacks with grey, and say nothing. Inside a scan the end
    # marker cannot occur; before it, a thumbnail may bring its own.
    if data.find(b"\xff\xd9", header.data_start) < 0:
        raise DecodingError("is cut short: the end of the JPEG is missing")


def _jpeg(data: bytes, header: Header) -> Pixels:
    _require_jpeg_end(data, header)
    if header.channels == 4:
        return np.asarray(JpegImageFile(io.BytesIO(data)).convert("RGB"))
    return _opencv(data, cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION)


def _png(data: bytes, _: Header) -> Pixels:
    if _PNG_END not in data[-65536:] and _PNG_END not in data:
        raise DecodingError("is cut short: the end of the PNG is missing")
    pixels = _opencv(data, cv2.IMREAD_UNCHANGED)
    if pixels.ndim == 2:
        return pixels
    swap = cv2.COLOR_BGR2RGB if pixels.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
    return np.asarray(cv2.cvtColor(pixels, swap))


def _opencv(data: bytes, flags: int) -> Pixels:
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error as error:
        raise DecodingError("is damaged and cannot be decoded") from error
    if pixels is None:
        raise DecodingError("is damaged and cannot be decoded")
    return np.asarray(pixels)


def _bmp(data: bytes, _: Header) -> Pixels:
    return np.asarray(BmpImageFile(io.BytesIO(data)).convert("RGB"))


def _webp(data: bytes, _: Header) -> Pixels:
    image = WebPImageFile(io.BytesIO(data))
    return np.asarray(image.convert("RGBA" if image.has_transparency_data else "RGB"))


def _ppm(data: bytes, _: Header) -> Pixels:
    image = PpmImageFile(io.BytesIO(data))
    # Pillow has already stretched the samples to 16 bits.
    wide = image.mode == "I"
    return np.asarray(image).astype(np.uint16) if wide else np.asarray(image.convert("RGB"))


def _tiff(data: bytes, _: Header) -> Pixels:
    with tifffile.TiffFile(io.BytesIO(data)) as tiff:
        page = tiff.pages.first
        ends = [sum(part) for part in zip(page.dataoffsets, page.databytecounts, strict=True)]
        if max(ends, default=0) > len(data):
            raise DecodingError("is cut short: the end of the TIFF is missing")
        if page.dtype is None or page.dtype.kind not in "bu" or page.dtype.itemsize > 2:
            raise DecodingError(f"has {page.dtype} samples; only 1 to 16 bits are photographs")
        return _tiff_colours(page, page.asarray())


def _tiff_colours(page: tifffile.TiffPage, pixels: Pixels) -> Pixels:
    """Grey, RGB or RGBA from the colours that a TIFF page may have."""
    colours, bits = tifffile.PHOTOMETRIC(page.photometric), int(page.bitspersample)
    if page.samplesperpixel > 1 and page.planarconfig == tifffile.PLANARCONFIG.SEPARATE:
        pixels = np.moveaxis(pixels, 0, -1)
    if colours == _Colours.PALETTE and page.colormap is not None:
        return np.asarray((page.colormap[:, pixels] >> 8).astype(np.uint8).transpose(1, 2, 0))
    if colours == _Colours.SEPARATED and pixels.dtype == np.uint8 and pixels.shape[-1] == 4:
        inks = Image.fromarray(np.ascontiguousarray(pixels), "CMYK")
        return np.asarray(inks.convert("RGB"))
    # Inside a TIFF, JPEG arrives as RGB already.
    is_jpeg = page.compression == tifffile.COMPRESSION.JPEG
    if colours not in _PLAIN_COLOURS and not (colours == _Colours.YCBCR and is_jpeg):
        raise DecodingError(f"has {colours.name} colours, which are not supported")
    if bits < 8:
        pixels = (pixels.astype(np.uint16) * 255 // (2**bits - 1)).astype(np.uint8)
    if colours == _Colours.MINISWHITE:
        pixels = np.asarray(2 ** max(bits, 8) - 1 - pixels).astype(pixels.dtype)
    return pixels


def _to_8_bits(pixels: Pixels) -> tuple[Rgb, int]:
    """16-bit samples by their significant bits, and how many those are."""
    needed = int(pixels.max()).bit_length()
    bits = next(depth for depth in _DEPTHS if depth >= needed)
    steps = np.arange(2**bits, dtype=np.float64) * (255 / (2**bits - 1))
    return np.rint(steps).astype(np.uint8)[pixels], bits


def _to_rgb(pixels: Pixels) -> tuple[Rgb, bool]:
    """RGB of grey, grey with alpha, RGB or RGBA, and whether anything was transparent."""
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    channels = pixels.shape[2]
    colours = pixels[..., :3] if channels > 2 else np.repeat(pixels[..., :1], 3, axis=2)
    if channels not in (2, 4) or pixels[..., -1].min() == 255:
        return colours, False
    weighted = colours.astype(np.uint16) * pixels[..., -1:] + 127
    return (weighted // 255).astype(np.uint8), True


def _upright(rgb: Rgb, orientation: int) -> Rgb:
    """Undo the camera's turn: EXIF 2.32, tag 274."""
    if orientation in (2, 5, 7):
        rgb = np.asarray(cv2.flip(rgb, 1))
    elif orientation == 4:
        return np.asarray(cv2.flip(rgb, 0))
    # 5 and 7 are 8 and 6 of a mirrored photograph.
    turn = _TURNS.get({5: 8, 7: 6}.get(orientation, orientation))
    return rgb if turn is None else np.asarray(cv2.rotate(rgb, turn))


_DECODERS: dict[Kind, Callable[[bytes, Header], Pixels]] = {
    Kind.JPEG: _jpeg,
    Kind.PNG: _png,
    Kind.TIFF: _tiff,
    Kind.BMP: _bmp,
    Kind.WEBP: _webp,
    Kind.PPM: _ppm,
}
