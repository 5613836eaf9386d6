"""PNG masks of source size: one per class with 0 and 255, and one index mask for all.

In the index mask the value is the class's position in `PRIORITY`, from 1, and after these, by name,
that of a class of the study's own; where lesions overlap, the earlier class wins, small lesions
before large ones, and a lesion before a landmark. A mark with a mask has its pixels, one
proposed by a segmentation those of the lesion map inside the box; any other mark fills its box.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.budget import TOO_LARGE, is_affordable
from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange.classes import own_classes
from retinaview.exchange.layout import Placed

PRIORITY = (
    LesionClass.MICROANEURYSM,
    LesionClass.HARD_EXUDATE,
    LesionClass.HAEMORRHAGE,
    LesionClass.COTTON_WOOL_SPOT,
    LesionClass.NEOVASCULARISATION,
    LesionClass.IRMA,
    LesionClass.VENOUS_BEADING,
    LesionClass.PRERETINAL_HAEMORRHAGE,
    LesionClass.LASER_SCAR,
    LesionClass.DRUSEN,
    LesionClass.OTHER,
    LesionClass.FOVEA,
    LesionClass.OPTIC_DISC,
)

LEGEND = "legend.csv"
_LEGEND_HEAD = "value,class\n0,background\n"
_PNG = b"\x89PNG\r\n\x1a\n"
Mask = NDArray[np.uint8]
PixelsOf = Callable[[LabelledImage, Mark], NDArray[np.bool_] | None]


def encode(
    places: Sequence[Placed], *, pixels_of: PixelsOf | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content).

    Parameters
    ----------
    places : sequence of Placed
        The photographs with their marks.
    pixels_of : callable, optional
        Returns the pixels of a mark inside its box rounded outwards, bool (h, w), such as the
        component of the lesion map that proposed it; None fills the box.

    Raises
    ------
    LabelError
        A photograph's size is unknown.
    """
    numbers = {lesion: n for n, lesion in enumerate((*PRIORITY, *own_classes(places)), start=1)}
    legend = "".join(f"{n},{lesion}\n" for lesion, n in numbers.items())
    yield LEGEND, (_LEGEND_HEAD + legend).encode()
    for place in places:
        name = f"{place.folder}{place.name}"
        masks = class_masks(place.image, pixels_of=pixels_of)
        for lesion, mask in masks.items():
            yield f"{name}_{lesion}.png", png_of(mask)
        yield f"{name}_index.png", png_of(index_mask(place.image, masks, numbers))


def class_masks(
    image: LabelledImage, *, pixels_of: PixelsOf | None = None
) -> dict[LesionClass, Mask]:
    """Return masks of the classes that occur.

    Returns
    -------
    dict of LesionClass to ndarray of uint8, shape (H, W)
        0 or 255, source size.
    """
    masks: dict[LesionClass, Mask] = {}
    for mark in image.marks:
        if mark.lesion not in masks:
            masks[mark.lesion] = np.zeros(_shape(image), np.uint8)
        if mark.mask is not None:
            _paint(masks[mark.lesion], mark.mask.box, mark.mask.pixels)
        else:
            _paint(masks[mark.lesion], mark.box, pixels_of(image, mark) if pixels_of else None)
    return masks


def _paint(mask: Mask, box: Box, pixels: NDArray[np.bool_] | None) -> None:
    x0, y0 = int(box.x), int(box.y)
    x1, y1 = int(np.ceil(box.right)), int(np.ceil(box.bottom))
    area = mask[y0:y1, x0:x1]
    area[pixels if pixels is not None else slice(None)] = 255


def index_mask(
    image: LabelledImage, masks: dict[LesionClass, Mask], numbers: Mapping[LesionClass, int]
) -> Mask:
    """Return one mask of class numbers, (H, W) uint8; 0 is background, the earlier number wins."""
    index = np.zeros(_shape(image), np.uint8)
    for lesion in sorted(masks, key=lambda one: (not one.is_landmark, -numbers[one])):
        index[masks[lesion] > 0] = numbers[lesion]
    return index


def _shape(image: LabelledImage) -> tuple[int, int]:
    if image.width is None or image.height is None:
        raise LabelError("its size is not known yet; open the photograph once", path=image.image)
    if not is_affordable(image.width, image.height):
        message = f"its size of {image.width}x{image.height} px {TOO_LARGE}"
        raise LabelError(message, path=image.image)
    return image.height, image.width


def png_of(pixels: Mask | NDArray[np.bool_]) -> bytes:
    """Return a PNG of one channel; of a raster of truth values with 0 and 255."""
    values = np.asarray(pixels, dtype=np.uint8)
    return bytes(cv2.imencode(".png", values * 255 if pixels.dtype == np.bool_ else values)[1])


def pixels_of_png(content: bytes) -> NDArray[np.bool_]:
    """Return which pixels of a picture are above 0 in any channel, bool (H, W).

    Raises
    ------
    LabelError
        It is no picture, or too large.
    """
    # A PNG says its size at its beginning, and may be a thousand times larger than its file.
    head = content[16:24] if content.startswith(_PNG) else b""
    if len(head) == 8 and not is_affordable(*struct.unpack(">II", head)):
        raise LabelError(f"its size {TOO_LARGE}")
    try:
        pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        pixels = None
    if pixels is None:
        raise LabelError("cannot be read as a mask")
    if not is_affordable(pixels.shape[1], pixels.shape[0]):
        raise LabelError(f"its size {TOO_LARGE}")
    colours = pixels[..., :3].max(axis=2) if pixels.ndim == 3 else pixels
    return np.asarray(colours > 0)
