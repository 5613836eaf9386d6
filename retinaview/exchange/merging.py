"""Pieces of the same photograph, from several rows or files, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.photos import LabelledImage
from retinaview.core.text import brief


def merged(pieces: Iterable[LabelledImage], *, path: Path) -> tuple[LabelledImage, ...]:
    """One entry per photograph name, in the order of first appearance.

    Parameters
    ----------
    path : Path
        The file or folder that the pieces come from, for the message.

    Raises
    ------
    LabelError
        Two pieces of one photograph disagree on size, patient, eye, checksum or grades.
    """
    whole: dict[str, LabelledImage] = {}
    for piece in pieces:
        first = whole.get(piece.image)
        whole[piece.image] = piece if first is None else _joined(first, piece, path=path)
    return tuple(whole.values())


def _joined(first: LabelledImage, second: LabelledImage, *, path: Path) -> LabelledImage:
    known: dict[str, object] = {}
    for name in ("width", "height", "patient", "eye", "sha256"):
        values = [getattr(piece, name) for piece in (first, second)]
        known[name] = _one(values, name, first.image, path=path)
    gradings = [piece.grading for piece in (first, second) if not piece.grading.is_empty]
    if len(gradings) == 2 and gradings[0] != gradings[1]:
        raise LabelError("has two different gradings", path=path, field=first.image)
    grading = gradings[0] if gradings else first.grading
    marks = (*first.marks, *second.marks)
    places = (*first.places, *second.places)
    return replace(first, marks=marks, places=places, grading=grading, **known)  # type: ignore[arg-type]


def _one(values: list[object], name: str, image: str, *, path: Path) -> object:
    given = [value for value in values if value not in (None, "")]
    if len(given) == 2 and given[0] != given[1]:
        raise LabelError(
            f"has {name} {brief(given[0])} and {brief(given[1])}", path=path, field=image
        )
    return given[0] if given else values[0]
