"""Photographs to and from their rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Row, func, insert, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.core.grades import Laterality
from retinaview.project.dialects import is_whole_number
from retinaview.project.edits import log
from retinaview.project.images import NewImage, StudyImage
from retinaview.project.schema import IMAGES, ImageRow
from retinaview.project.values import Damage, count, day, day_text, optional, text

ADD_PHOTOGRAPHS = "Add photographs"
"""Label in the event log."""
T = TypeVar("T")
_EYES = {None: None} | {eye.value: eye for eye in Laterality}


def _laterality(value: object) -> Laterality:
    return Laterality(text(value))


def image_of(row: ImageRow | Row[Any], damage: Damage) -> StudyImage:
    """Return the photograph of a row; unreadable values are noted, and taken for unknown."""

    def read(name: str, kind: Callable[[object], T], otherwise: T) -> T:
        with damage.noted(row.id, f"the photograph's {name} cannot be read"):
            return kind(getattr(row, name))
        return otherwise

    return StudyImage(
        id=row.id,
        path=read("path", text, f"unknown-{row.id}"),
        sha256=read("sha256", text, ""),
        width=read("width", partial(optional, count), None),
        height=read("height", partial(optional, count), None),
        patient=read("patient", text, ""),
        eye=read("eye", partial(optional, _laterality), None),
        position=read("position", count, row.id),
        taken=read("taken", day, None),
    )


def read_images(
    transaction: Transaction,
    *,
    damage: Damage,
    start: int | None = None,
    only: Collection[int] | None = None,
) -> tuple[StudyImage, ...]:
    """Return the photographs in their order; from a position on, or those of some ids alone."""
    ordered = select(IMAGES).order_by(IMAGES.c.position, IMAGES.c.id)
    if start is not None:
        ordered = ordered.where(IMAGES.c.position >= start)
    if only is not None:
        ordered = ordered.where(IMAGES.c.id.in_(only))
    rows = transaction.execute(ordered)
    return tuple(_sound_image(row) or image_of(row, damage) for row in rows)


def _sound_image(row: Row[Any]) -> StudyImage | None:
    """Return the photograph of a row that is as this program writes it, in a tenth of the time.

    A study may have a hundred thousand. None where a value is of another kind.
    """
    number, path, sha256, width, height, patient, eye, position, taken = tuple(row)
    texts = type(path) is type(sha256) is type(patient) is str
    sides = (width is None or type(width) is int) and (height is None or type(height) is int)
    known = texts and sides and type(position) is int and eye in _EYES
    if not known or min(width or 0, height or 0, position) < 0:
        return None
    try:
        known_day = day(taken)
    except (TypeError, ValueError):
        return None
    return StudyImage(number, path, sha256, width, height, patient, _EYES[eye], position, known_day)


def add_images(
    transaction: Transaction, images: Sequence[NewImage], *, damage: Damage
) -> tuple[StudyImage, ...]:
    """Add and log photographs whose paths are not in; the added ones, in the order given."""
    known = set(transaction.scalars(select(ImageRow.path)))
    fresh = {image.path: image for image in images if image.path not in known}
    if not fresh:
        return ()
    places = select(func.max(ImageRow.position))
    last = transaction.scalar(places.where(is_whole_number(transaction, ImageRow.position)))
    start = 0 if last is None else last + 1
    values = [
        {"path": image.path, "patient": image.patient, "eye": image.eye, "position": position}
        | {"taken": day_text(image.taken)}
        for position, image in enumerate(fresh.values(), start)
    ]
    transaction.connection().execute(insert(IMAGES), values)
    log(transaction, ADD_PHOTOGRAPHS, change=([], list(fresh)))
    return read_images(transaction, damage=damage, start=start)


def update_image(
    transaction: Transaction,
    image_id: int,
    fields: Mapping[str, object],
    *,
    reader: str,
    damage: Damage,
) -> StudyImage:
    """Fill in and log the columns that change; None leaves one as it is."""
    row = require_image(transaction, image_id)
    old = {name: getattr(row, name) for name in fields}
    new = {name: value for name, value in fields.items() if value not in (None, old[name])}
    if new:
        for name, value in new.items():
            setattr(row, name, value)
        change = {name: old[name] for name in new}, new
        log(transaction, "Describe photograph", reader=reader, image_id=image_id, change=change)
        transaction.flush()
    return image_of(row, damage)


def require_image(transaction: Transaction, image_id: int) -> ImageRow:
    """Return the row of a photograph; raise `ProjectError` where there is none."""
    row = transaction.get(ImageRow, image_id)
    if row is None:
        raise ProjectError(f"holds no photograph number {image_id}")
    return row
