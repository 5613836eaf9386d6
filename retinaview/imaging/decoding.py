"""Decode a photograph's bytes to upright 8-bit RGB."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.imaging.headers import PLAIN_BMP
from retinaview.imaging.jpeg import decode_jpeg, require_few_scans
from retinaview.imaging.kinds import Header, Kind
from retinaview.imaging.look_up import look_up, row_blocks
from retinaview.imaging.png import require_sound_png
from retinaview.imaging.webp import DAMAGED, ends_early

Pixels = NDArray[Any]
Rgb = NDArray[np.uint8]

# Sample depths of sensors; the smallest that holds the brightest sample is taken.
_DEPTHS = (8, 10, 12, 14, 16)
_TURNS = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_CLOCKWISE, 8: cv2.ROTATE_90_COUNTERCLOCKWISE}
_REDUCED = {
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


@dataclass(frozen=True, eq=False)
class Decoded:
    """A photograph's pixels.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, C-contiguous, with the EXIF orientation applied.
    notes : tuple of str
        What the reader should know about the conversion.
    damage : str
        What the decoder had to repair, as a sentence; empty if nothing.
    """

    rgb: Rgb
    notes: tuple[str, ...]
    damage: str = ""


def decode(data: bytes, header: Header) -> Decoded:
    """Decode a photograph, in this process.

    Grey is repeated in all three channels, transparent parts are shown on black, CMYK is converted
    without a colour profile, and only the first of several pages is decoded. Samples of more than
    8 bits are divided by the largest value of their significant bits: by 4095 if no sample of a
    16-bit file exceeds that.

    Parameters
    ----------
    data : bytes
        The whole file.
    header : Header
        Header of the same file; its size has been checked.

    Raises
    ------
    ReadError
        The bytes are cut short or damaged, or the samples are of a kind that no camera produces.
    Exception
        Anything that third-party decoders raise; the caller converts it (see `core.guard`).
    """
    parts = "frames" if header.kind is Kind.DICOM else "pages"
    notes = [f"first of {header.pages} {parts}"] if header.pages > 1 else []
    pixels, damage = _decoded(data, header)
    if pixels.shape[:2] != (header.height, header.width):
        raise ReadError("is damaged: it states two different sizes")
    if pixels.dtype != np.uint8:
        pixels, bits = _to_8_bits(pixels)
        notes.append(f"{bits} significant bits shown as 8")
    rgb, transparent = _to_rgb(pixels)
    if transparent:
        notes.append("transparent parts shown black")
    if damage:
        notes.append(damage)
    if header.kind is Kind.DICOM:
        notes += _dicom_notes(data)
    upright = np.ascontiguousarray(_upright(rgb, header.orientation))
    return Decoded(upright, tuple(notes), damage)


def decode_reduced(data: bytes, header: Header, *, factor: int) -> Rgb | None:
    """Decode a JPEG at a fraction of its size and in a fraction of the time.

    Parameters
    ----------
    data : bytes
        The whole file.
    header : Header
        Header of the same file.
    factor : {2, 4, 8}
        Divisor of both sides; a remainder counts as one more pixel.

    Returns
    -------
    ndarray of uint8, shape (H / factor, W / factor, 3), or None
        RGB, C-contiguous, upright; None for kinds that cannot be decoded in this way.

    Raises
    ------
    ReadError
        The bytes are cut short or damaged.
    Exception
        Anything that third-party decoders raise; the caller converts it (see `core.guard`).
    """
    if header.kind is not Kind.JPEG or header.channels == 4:
        return None
    require_few_scans(data, header)
    bgr = _opencv(data, _REDUCED[factor] | cv2.IMREAD_IGNORE_ORIENTATION)
    rgb = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)
    return np.ascontiguousarray(_upright(rgb, header.orientation))


def _decoded(data: bytes, header: Header) -> tuple[Pixels, str]:
    """Return the pixels as stored, and what had to be repaired."""
    if header.kind is Kind.JPEG:
        return decode_jpeg(data, header)
    if header.kind is Kind.DICOM:
        from retinaview.imaging.dicom.pixels import decode_dicom  # needs a package of its own

        return decode_dicom(data, header)
    # Before the pixels are there, so that memory holds one photograph at a time.
    damage = DAMAGED if header.kind is Kind.WEBP and ends_early(data) else ""
    return _DECODERS[header.kind](data, header), damage


def _png(data: bytes, _: Header) -> Pixels:
    require_sound_png(data)
    return _opencv(data, cv2.IMREAD_UNCHANGED)


def _opencv(data: bytes, flags: int) -> Pixels:
    """Return grey, RGB or RGBA, as stored."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    if pixels is None:
        raise ReadError("is damaged and cannot be decoded")
    pixels = np.asarray(pixels)
    if pixels.ndim == 3 and flags == cv2.IMREAD_UNCHANGED:
        swap = cv2.COLOR_BGR2RGB if pixels.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
        for rows in row_blocks(pixels.shape):
            pixels[rows] = cv2.cvtColor(pixels[rows], swap)
    return pixels


def _bmp(data: bytes, header: Header) -> Pixels:
    start, size = struct.unpack_from("<I", data, 10)[0], struct.unpack_from("<I", data, 14)[0]
    bits_at, packed = (24, PLAIN_BMP) if size == 12 else (28, struct.unpack_from("<I", data, 30)[0])
    (bits,) = struct.unpack_from("<H", data, bits_at)
    row_bytes = (header.width * bits + 31) // 32 * 4
    if packed == PLAIN_BMP and start + row_bytes * header.height > len(data):
        raise ReadError("is cut short: the end of the BMP is missing")
    return _opencv(data, cv2.IMREAD_COLOR_RGB)


def _webp(data: bytes, _: Header) -> Pixels:
    if int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise ReadError("is cut short: the end of the WebP is missing")
    return _opencv(data, cv2.IMREAD_UNCHANGED)


def _ppm(data: bytes, header: Header) -> Pixels:
    """Return samples scaled to 8 or 16 bits from the maximum in the header."""
    head = data[: header.data_start]
    largest = int(head.split()[-1])
    shape = (header.height, header.width, header.channels)
    count = header.pixels * header.channels
    if header.needs_child:  # numbers in decimal digits
        numbers = b" ".join(line.split(b"#")[0] for line in data[header.data_start :].split(b"\n"))
        samples = np.array(numbers.split()[:count], np.uint16)
    else:
        samples = np.frombuffer(
            data,
            np.dtype(">u2") if header.depth_bits == 16 else np.uint8,
            min(count, (len(data) - header.data_start) * 8 // header.depth_bits),
            header.data_start,
        )
    if samples.size < count:
        raise ReadError("is cut short: the end of the PPM is missing")
    full, dtype = (65535, np.uint16) if header.depth_bits == 16 else (255, np.uint8)
    steps = np.minimum(np.arange(full + 1), largest) * (full / largest)
    stretched = look_up(np.rint(steps).astype(dtype), samples.reshape(shape))
    return stretched if header.channels == 3 else stretched[..., 0]


def _to_8_bits(pixels: Pixels) -> tuple[Rgb, int]:
    """Return the significant bits of 16-bit samples as 8 bits, and how many those are."""
    needed = int(pixels.max()).bit_length()
    bits = next(depth for depth in _DEPTHS if depth >= needed)
    steps = np.arange(2**bits, dtype=np.float64) * (255 / (2**bits - 1))
    return look_up(np.rint(steps).astype(np.uint8), pixels), bits


def _to_rgb(pixels: Pixels) -> tuple[Rgb, bool]:
    """Return RGB, and whether anything was transparent."""
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    channels = pixels.shape[2]
    if channels == 3:
        return pixels, False
    transparent = channels in (2, 4) and int(pixels[..., -1].min()) < 255
    rgb = np.empty((*pixels.shape[:2], 3), np.uint8)
    for rows in row_blocks(rgb.shape):
        rgb[rows] = _on_black(pixels[rows]) if transparent else _opaque(pixels[rows])
    return rgb, transparent


def _opaque(pixels: Pixels) -> Pixels:
    """Return the colours without transparency; shape (H, W, 3) or (H, W, 1)."""
    if pixels.shape[2] == 4:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB))
    return pixels[..., :1]


def _on_black(pixels: Pixels) -> Pixels:
    """Return colours times opacity, rounded to the nearest; shape as of `_opaque`."""
    if pixels.shape[2] == 4:
        return _opaque(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2mRGBA)))
    return (pixels[..., :1].astype(np.uint16) * pixels[..., 1:] + 127) // 255


def _upright(rgb: Rgb, orientation: int) -> Rgb:
    """Apply the EXIF orientation (EXIF 2.32, tag 274)."""
    if orientation in (2, 5, 7):
        rgb = np.asarray(cv2.flip(rgb, 1))
    elif orientation == 4:
        return np.asarray(cv2.flip(rgb, 0))
    # Orientations 5 and 7 are 8 and 6 of a mirrored photograph.
    turn = _TURNS.get({5: 8, 7: 6}.get(orientation, orientation))
    return rgb if turn is None else np.asarray(cv2.rotate(rgb, turn))


def _dicom_notes(data: bytes) -> list[str]:
    from retinaview.imaging.dicom.facts import facts_of
    from retinaview.imaging.dicom.parsing import parse

    facts = facts_of(parse(io.BytesIO(data)).dataset)
    notes = [str(facts)] if str(facts) else []
    return [*notes, "the patient's details are burned in"] if facts.burned_in else notes


def _tiff(data: bytes, header: Header) -> Pixels:
    from retinaview.imaging.tiff import decode_tiff  # slow to import, and rare

    return decode_tiff(data, header)


_DECODERS: dict[Kind, Callable[[bytes, Header], Pixels]] = {
    Kind.PNG: _png,
    Kind.TIFF: _tiff,
    Kind.BMP: _bmp,
    Kind.WEBP: _webp,
    Kind.PPM: _ppm,
}
