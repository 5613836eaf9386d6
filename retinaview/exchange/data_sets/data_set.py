"""A data set as read: its photographs with all that is said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass

ICDR = "ICDR 0-4"


@dataclass(frozen=True)
class ReadersBox:
    """A lesion that one reader marked, as a box."""

    lesion: LesionClass
    box: Box
    reader: str = ""


@dataclass(frozen=True)
class SetPhotograph:
    """One photograph of a data set.

    Attributes
    ----------
    name : str
        Path relative to the set's folder, with ``/``; the listed name of a missing one.
    path : Path or None
        The file; None where a list names it and there is none.
    split : str
        ``train``, ``val`` or ``test``; empty where the set has no such parts.
    patient : str
        Empty where the set does not tell.
    eye : Laterality or None
        None where the set does not tell.
    grades : tuple of int
        Grades of retinopathy on the set's scale, all that are stated; several that differ are a
        conflict.
    dme : tuple of int
        Grades of oedema, likewise.
    quality : str
        What the set says of the photograph's quality; empty if nothing.
    masks : mapping of LesionClass to tuple of Path
        Masks of source size; several for one class are of several parts or readers.
    boxes : tuple of ReadersBox
        Boxes of all readers.
    tags : tuple of str
        Lesions and diseases said to be somewhere in the photograph.
    places : mapping of LesionClass to tuple of float
        x and y of the centres of disc and fovea, in pixels.
    """

    name: str
    path: Path | None
    split: str = ""
    patient: str = ""
    eye: Laterality | None = None
    grades: tuple[int, ...] = ()
    dme: tuple[int, ...] = ()
    quality: str = ""
    masks: Mapping[LesionClass, tuple[Path, ...]] = field(default_factory=dict)
    boxes: tuple[ReadersBox, ...] = ()
    tags: tuple[str, ...] = ()
    places: Mapping[LesionClass, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class DataSet:
    """A folder in a layout that is known.

    Attributes
    ----------
    layout : str
        Name of the layout.
    folder : Path
        The folder.
    photographs : tuple of SetPhotograph
        All that lie there or are listed.
    scale : str
        The scale of the grades; empty without grades.
    notes : tuple of str
        What could not be read or needs to be known, one sentence each.
    """

    layout: str
    folder: Path
    photographs: tuple[SetPhotograph, ...]
    scale: str = ICDR
    notes: tuple[str, ...] = ()
