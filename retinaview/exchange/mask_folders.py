"""Masks of lesions in folders by class, as data sets have them; every spot becomes a mark.

A spot that fills the box around it is a box, as our own exports write boxes.

IDRiD (``1. Microaneurysms/IDRiD_01_MA.tif``), e-ophtha (``Annotation_EX/E01/C01_EX.png``),
DIARETDB1 (``hardexudates/image001.png``), ``EX/NAME.png``, and our own exports
(``NAME_hard_exudate.png``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.guard import guard
from retinaview.core.lesions import (
    LesionClass,
    class_of_folder,
    is_own_name,
    lesion_class,
    style_of,
)
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask as Spot
from retinaview.core.photograph_names import PHOTOGRAPH_SUFFIXES
from retinaview.core.photos import LabelledImage
from retinaview.exchange import photograph_fields, text_files
from retinaview.exchange.folder_writing import is_own
from retinaview.exchange.intake import Find, Intake
from retinaview.exchange.masks import LEGEND, Mask, pixels_of_png
from retinaview.exchange.merging import merged
from retinaview.exchange.outlines import Outline

_LARGEST_SHARE = 0.5


def read(folder: Path, intake: Intake) -> tuple[LabelledImage, ...]:
    """Read the photographs of a folder of masks.

    Parameters
    ----------
    folder : Path
        Has a folder per class at any depth, or masks with the class at the end of their names.
    intake : Intake
        Takes the boxes.

    Raises
    ------
    LabelError
        There is no mask of a known class, or one cannot be read or covers half its photograph.
    """
    intake.know(_legend(folder))
    found = [_photograph(*each, intake) for each in named_masks(folder, own=intake.own)]
    if not found:
        raise LabelError("contains no label file and no mask of a known class", path=folder)
    return merged(found, path=folder)


def holds_masks(folder: Path) -> bool:
    """Return whether there is a mask of a known class in a folder."""
    known = {str(lesion): lesion for lesion in _legend(folder)}
    return next(named_masks(folder, own=known.get), None) is not None


def named_masks(
    folder: Path, *, of_one_class: bool = True, own: Find = lambda _: None
) -> Iterator[tuple[Path, str, LesionClass]]:
    """Yield every mask with the name of its photograph and its class.

    Parameters
    ----------
    folder : Path
        Where they lie, at any depth.
    of_one_class : bool
        The folder's own name may be that of the class of all its pictures; not so where
        photographs lie in it too.
    own : callable
        Returns a class of the study's own by its name, or None.
    """
    with guard(LabelError, folder):
        images = (f for f in folder.rglob("*") if f.suffix.lower() in PHOTOGRAPH_SUFFIXES)
        files = sorted(file for file in images if not is_own(file, folder))
    for file in files:
        above = (folder.absolute().name, *file.relative_to(folder).parts[:-1])
        classes = [class_of_folder(part) or own(part) for part in above]
        if not of_one_class:
            classes[0] = None
        at = max((n for n, lesion in enumerate(classes) if lesion is not None), default=None)
        lesion = _class_in_name(file.stem, own) if at is None else classes[at]
        if lesion is not None:
            below = above if at is None else (*above[:at], *above[at + 1 :])
            stem = _without_class(file.stem, lesion, own)
            yield file, "/".join((*below[1 if at != 0 else 0 :], stem)), lesion


def _class_in_name(stem: str, own: Find) -> LesionClass | None:
    """Return the class at the end of a mask's name; None if there is none."""
    return next((lesion for _, lesion in _endings(stem, own) if lesion is not None), None)


def _without_class(stem: str, lesion: LesionClass, own: Find) -> str:
    """Return the name of a mask without its class at the end."""
    code = f"_{style_of(lesion).code}"
    if stem.upper().endswith(code):
        return stem[: -len(code)]
    return next((start for start, named in _endings(stem, own) if named is lesion), stem)


def _endings(stem: str, own: Find) -> Iterator[tuple[str, LesionClass | None]]:
    """Yield what stands before each separator, with the class that is named after it."""
    for at, char in enumerate(stem):
        if at and char in "_-":
            try:
                yield stem[:at], own(stem[at + 1 :]) or lesion_class(stem[at + 1 :])
            except LabelError:
                yield stem[:at], None


def _legend(folder: Path) -> list[LesionClass]:
    """Return the classes of a study's own that the legend of our export names."""
    file = folder / LEGEND
    if not file.is_file():
        return []
    names = (line.rpartition(",")[2].strip() for line in text_files.read_text(file).splitlines())
    return [LesionClass(name) for name in names if is_own_name(name)]


def _photograph(file: Path, name: str, lesion: LesionClass, intake: Intake) -> LabelledImage:
    intake.each_file()
    mask = read_mask(file)
    height, width = mask.shape
    found: list[Mark | Box | None] = []
    if np.count_nonzero(mask) > _LARGEST_SHARE * mask.size:
        problem = LabelError("covers more than half of its photograph", path=file)
        intake.problem(problem, "box")
    else:
        _, spots, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        for n, (x, y, across, along, area) in enumerate(stats[1:].tolist(), start=1):
            pixels = spots[y : y + along, x : x + across] == n
            outline = None if area == across * along else Outline(mask=Spot.of(pixels, x=x, y=y))
            found.append(
                intake.mark(
                    lesion,
                    (float(x), float(y), float(across), float(along)),
                    (width, height),
                    {},
                    f"spot {n}",
                    path=file,
                    outline=outline,
                )
            )
    return photograph_fields.photograph(name, (width, height), found, {}, "", path=file)


def read_mask(file: Path) -> Mask:
    """Return a mask, 1 where any channel is above 0, else 0.

    Raises
    ------
    LabelError
        The file is no picture, or too large.
    """
    content = text_files.read_bytes(file)
    with guard(LabelError, file, "cannot be read as a mask"):
        return pixels_of_png(content).astype(np.uint8)
