"""Photographs to and from their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.core.grades import Laterality
from retinaview.project.edits import log
from retinaview.project.images import NewImage, StudyImage
from retinaview.project.schema import ImageRow


def image_of(row: ImageRow) -> StudyImage:
    """Return the photograph of a row."""
    return StudyImage(
        id=row.id,
        path=row.path,
        sha256=row.sha256,
        width=row.width,
        height=row.height,
        patient=row.patient,
        eye=Laterality(row.eye) if row.eye in list(Laterality) else None,
        position=row.position,
    )


def read_images(transaction: Transaction, *, start: int = 0) -> tuple[StudyImage, ...]:
    """Return the photographs in their order, from a position on."""
    query = select(ImageRow).where(ImageRow.position >= start)
    ordered = query.order_by(ImageRow.position, ImageRow.id)
    return tuple(image_of(row) for row in transaction.scalars(ordered))


def add_images(transaction: Transaction, images: Sequence[NewImage]) -> tuple[StudyImage, ...]:
    """Add and log photographs whose paths are not in; the added ones, in the order given."""
    known = set(transaction.scalars(select(ImageRow.path)))
    fresh = {image.path: image for image in images if image.path not in known}
    if not fresh:
        return ()
    last = transaction.scalar(select(func.max(ImageRow.position)))
    start = 0 if last is None else last + 1
    values = [
        {"path": image.path, "patient": image.patient, "eye": image.eye, "position": position}
        for position, image in enumerate(fresh.values(), start)
    ]
    transaction.execute(insert(ImageRow), values)
    log(transaction, "Add photographs", change=([], list(fresh)))
    return read_images(transaction, start=start)


def update_image(
    transaction: Transaction, image_id: int, fields: Mapping[str, object], *, reader: str
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
    return image_of(row)


def require_image(transaction: Transaction, image_id: int) -> ImageRow:
    """Return the row of a photograph; raise `ProjectError` where there is none."""
    row = transaction.get(ImageRow, image_id)
    if row is None:
        raise ProjectError(f"holds no photograph number {image_id}")
    return row
