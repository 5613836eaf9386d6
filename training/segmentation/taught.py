"""Photographs of several cameras without lesion masks, which trained networks label.

The label is the networks' mean probability on the unchanged photograph. Where the photograph's
grade rules a lesion out, the label is that there is none: without retinopathy there are no lesions,
and in mild retinopathy only microaneurysms, besides exudates where maculopathy is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.models.outputs.lesion_probability import predict_probability
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Circle, Preprocessing, place
from retinaview.models.weights.files import LoadedModel
from training.grading.data import rahim
from training.grading.data.listed_sets import rahim_set
from training.segmentation import idrid
from training.segmentation.photographs import CLASSES, LESIONS, LesionPhotograph

MILD = 1
_FAINT = 0.1
"""A class that is nowhere more probable than this is absent."""


@dataclass(frozen=True)
class Unmasked:
    """A photograph without masks, and the lesions that its grade allows."""

    name: str
    path: Path
    allowed: tuple[str, ...] = LESIONS


@dataclass(frozen=True)
class Counts:
    """How many photographs of each set are labelled by networks, or known to be without lesions.

    Attributes
    ----------
    idrid, rahim, rahim_mild : int
        Of IDRiD and of rahim600 with moderate or worse retinopathy, and of rahim600 with mild.
    rahim_healthy : int
        Of rahim600 without retinopathy; no network looks at these.
    """

    idrid: int = 12
    rahim: int = 60
    rahim_mild: int = 12
    rahim_healthy: int = 40


def unmasked(data: Path, counts: Counts) -> dict[str, list[Unmasked]]:
    """List the photographs that networks label, by set; nothing that is held out anywhere.

    A set whose folder is not there has none.
    """
    return {
        "taught-rahim": [
            *_drawn(_rahim(data, worse_than=MILD), counts.rahim),
            *_drawn(_rahim(data, grade=MILD), counts.rahim_mild),
        ],
        "taught-hrf": _hrf(data),
        "taught-roc": [
            Unmasked(f"roc/{name}", data / "roc_ma" / "train" / f"{name}.jpg")
            for name in roc_split(data)[0]
        ],
        "taught-idrid": _drawn(_idrid(data), counts.idrid),
    }


def roc_split(data: Path, *, every: int = 3) -> tuple[list[str], list[str]]:
    """Split the marked photographs of ``roc_ma/``, if it is there: every third is held out."""
    if not (data / "roc_ma").is_dir():
        return [], []
    marks = idrid.rows(data / "roc_ma" / "microaneurysms.csv")
    names = sorted({row["image"] for row in marks})
    held_out = names[every // 2 :: every]
    return [name for name in names if name not in held_out], held_out


def healthy_rahim(data: Path, count: int, scale: Preprocessing) -> Iterator[LesionPhotograph]:
    """Yield photographs of rahim600's training patients without retinopathy."""
    known = np.array([name in LESIONS for name in CLASSES], bool)
    for photo in _drawn(_rahim(data, grade=0), count):
        rgb = idrid.read_rgb(photo.path)
        fov = find_field_of_view(rgb)
        if fov is not None:
            image, field, _ = scale.scale(rgb, fov)
            yield LesionPhotograph(photo.name, image, _plane(field), {}, known)


def taught(
    photographs: Sequence[Unmasked],
    teachers: Sequence[LoadedModel],
    scale: Preprocessing,
    *,
    bfloat16: bool,
) -> Iterator[LesionPhotograph]:
    """Yield photographs with the mean probability of all teachers as their masks.

    Labels are valid where the teachers' preprocessing counts their output.
    """
    known = np.array([name in idrid.CLASSES for name in CLASSES])
    for photo in photographs:
        rgb = idrid.read_rgb(photo.path)
        fov = find_field_of_view(rgb)
        if fov is None:
            raise ReadError("no field of view found", path=photo.path)
        image, field, frame = scale.scale(rgb, fov)
        rim = teachers[0].card.preprocessing.rim_share
        maps = _mean_levels(teachers, rgb, fov, bfloat16=bfloat16)
        masks = {
            CLASSES.index(name): place(level, frame)
            for name, level in maps.items()
            if name in (*photo.allowed, "optic_disc") and level.max() > _FAINT * 255
        }
        counts = _plane(scale.field(frame, fov, rim_share=rim))
        yield LesionPhotograph(f"taught/{photo.name}", image, _plane(field), masks, known, counts)


def _mean_levels(
    teachers: Sequence[LoadedModel], rgb: idrid.Image, fov: Circle, *, bfloat16: bool
) -> dict[str, NDArray[np.uint8]]:
    """Return each class's mean probability, 0-255, on the photograph's own grid."""
    every = []
    for teacher in teachers:
        with in_precision(teacher.module, bfloat16=bfloat16):
            found = predict_probability(teacher.module, teacher.card.preprocessing, rgb, fov)
        every.append(found.values)
    mean = np.rint(np.mean(every, axis=0) * 255).astype(np.float32)
    return {
        name: found.frame.to_source(plane).astype(np.uint8)
        for name, plane in zip(teachers[0].card.classes, mean, strict=True)
    }


def _rahim(data: Path, *, grade: int | None = None, worse_than: int = -1) -> list[Unmasked]:
    """List the photographs of rahim600's training patients that have a grade."""
    if not (data / rahim.FOLDER).is_dir():
        return []
    listed = rahim.entries(data)
    training = {listed[index].name for index in rahim_set(data).split()[0]}
    found = []
    for row in idrid.rows(data / rahim.FOLDER / "labels.csv"):
        if row["image"] not in training:
            continue
        found_grade, macula = int(row["dr_grade"]), row["maculopathy"] == "1"
        if found_grade > worse_than and grade in (None, found_grade):
            path = data / rahim.FOLDER / "images" / f"{row['image']}.jpg"
            allowed = allowed_lesions(found_grade, maculopathy=macula)
            found.append(Unmasked(f"rahim/{row['image']}", path, allowed))
    return found


def allowed_lesions(grade: int, *, maculopathy: bool) -> tuple[str, ...]:
    """Return the lesions that there may be at a grade of retinopathy."""
    if grade > MILD:
        return LESIONS
    mild = ("microaneurysm",) if grade == MILD else ()
    return (*mild, "hard_exudate") if maculopathy else mild


def _hrf(data: Path) -> list[Unmasked]:
    folder = data / "hrf45"
    if not folder.is_dir():
        return []
    return [
        Unmasked(f"hrf/{row['image']}", folder / "images" / f"{row['image']}.jpg")
        for row in idrid.rows(folder / "labels.csv")
        if row["diagnosis"] == "diabetic_retinopathy"
    ]


def _idrid(data: Path) -> list[Unmasked]:
    """List IDRiD's graded photographs with moderate or worse retinopathy that stand in it once."""
    copies = idrid.copies(data)
    folder = data / "idrid" / "grading"
    return [
        Unmasked(f"idrid/grading/{row['image']}", folder / "train" / f"{row['image']}.jpg")
        for row in idrid.rows(folder / "grades.csv")
        if row["split"] == "train"
        and int(row["dr_grade"]) > MILD
        and f"grading/train/{row['image']}" not in copies
    ]


def _drawn(photographs: Sequence[Unmasked], count: int) -> list[Unmasked]:
    order = np.random.default_rng(0).permutation(len(photographs))
    return [photographs[index] for index in sorted(order[:count])]


def _plane(inside: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return inside.astype(np.uint8) * np.uint8(255)
