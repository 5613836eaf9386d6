"""Merging of entries of one photograph from several rows or files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.photos import LabelledImage
from retinaview.core.text import brief


def merged(pieces: Iterable[LabelledImage], *, path: Path) -> tuple[LabelledImage, ...]:
    """Merge entries by photograph name, in the order of first appearance.

    Parameters
    ----------
    pieces : iterable of LabelledImage
        The entries.
    path : Path
        The file or folder of the entries, for error messages.

    Raises
    ------
    LabelError
        Two entries of one photograph disagree on size, patient, eye, checksum or grades.
    """
    whole: dict[str, list[LabelledImage]] = defaultdict(list)
    for piece in pieces:
        whole[piece.image].append(piece)
    return tuple(_joined(group, path=path) for group in whole.values())


def _joined(pieces: Sequence[LabelledImage], *, path: Path) -> LabelledImage:
    """Merge all entries of one photograph."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    known: dict[str, object] = {
        name: _agreed([getattr(piece, name) for piece in pieces], name, first.image, path=path)
        for name in ("width", "height", "patient", "eye", "sha256")
    }
    gradings = dict.fromkeys(piece.grading for piece in pieces if not piece.grading.is_empty)
    if len(gradings) > 1:
        raise LabelError("has two different gradings", path=path, field=first.image)
    known["grading"] = next(iter(gradings), first.grading)
    known["marks"] = tuple(mark for piece in pieces for mark in piece.marks)
    known["places"] = tuple(place for piece in pieces for place in piece.places)
    return replace(first, **known)  # type: ignore[arg-type]


def _agreed(values: Sequence[object], name: str, image: str, *, path: Path) -> object:
    """Return the one value that entries give, or the empty one if none gives any."""
    given = list(dict.fromkeys(value for value in values if value not in (None, "")))
    if len(given) > 1:
        raise LabelError(
            f"has {name} {brief(given[0])} and {brief(given[1])}", path=path, field=image
        )
    return given[0] if given else values[0]
