"""What files say of a photograph and its reader's answer, the same in all formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading, UngradableReason
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import fields
from retinaview.exchange.mark_fields import separate_places


def grading_cells(grading: Grading) -> dict[str, int | bool | str | None]:
    """Return a reader's answer keyed as `grading_from` reads it."""
    return {
        "dr_grade": None if grading.dr is None else int(grading.dr),
        "dme_grade": None if grading.dme is None else int(grading.dme),
        "ungradable": None if grading.is_empty else grading.ungradable,
        "ungradable_reason": grading.reason or "",
        "unsure": None if grading.is_empty else grading.unsure,
        "flag": None if grading.is_empty else grading.flag,
        "comment": grading.comment,
        "reader": grading.reader,
        "graded_at": None if grading.at is None else grading.at.isoformat(),
        "grading_source": grading.source,
        "decided_by": grading.decided_by,
    }


FIRST_COLUMNS = ("first_dr_grade", "first_dme_grade", "first_ungradable", "first_graded_at")
"""Columns of the answer that was given before the models' was seen; written, never read."""


def first_cells(first: Grading) -> dict[str, int | bool | str | None]:
    """Return the cells of a first answer; empty where there is none."""
    cells = grading_cells(first)
    names = (name.removeprefix("first_") for name in FIRST_COLUMNS)
    return {f"first_{name}": cells[name] for name in names}


def answers_in_words(answers: Sequence[Grading]) -> str:
    """Return other readers' answers as text, such as ``"Ben: DR 2, DME 0; Eve: ungradable"``."""
    return "; ".join(f"{given.reader}: {_in_words(given)}" for given in answers)


def _in_words(given: Grading) -> str:
    if given.ungradable:
        return "ungradable" if given.reason is None else f"ungradable, {given.reason}"
    parts = [f"DR {int(given.dr)}"] if given.dr is not None else []
    parts += [f"DME {int(given.dme)}"] if given.dme is not None else []
    return ", ".join(parts) or "no grade"


def grading_from(cells: Mapping[str, object], field: str, *, path: Path) -> Grading:
    """Return the reader's answer in cells from `grading_cells`; any of them may be missing."""
    comment, reader, source, decided_by = (
        fields.text(cells.get(name), f"{field}, {name}", path=path)
        for name in ("comment", "reader", "grading_source", "decided_by")
    )
    try:
        return Grading(
            dr=fields.dr_grade(cells.get("dr_grade"), f"{field}, dr_grade", path=path),
            dme=fields.dme_grade(cells.get("dme_grade"), f"{field}, dme_grade", path=path),
            ungradable=fields.yes_no(cells.get("ungradable"), f"{field}, ungradable", path=path),
            reason=_reason(cells.get("ungradable_reason")),
            unsure=fields.yes_no(cells.get("unsure"), f"{field}, unsure", path=path),
            flag=fields.yes_no(cells.get("flag"), f"{field}, flag", path=path),
            comment=comment,
            reader=reader,
            at=fields.moment(cells.get("graded_at"), f"{field}, graded_at", path=path),
            source=source,
            decided_by=decided_by,
        )
    except LabelError as error:
        if error.path is not None:
            raise
        raise LabelError(error.message, path=path, field=f"{field}, {error.field}") from error


def _reason(value: object) -> UngradableReason | None:
    name = str(value or "").strip().lower()
    if not name:
        return None
    if name not in tuple(UngradableReason):
        message = f"must be one of {', '.join(UngradableReason)}, not {shown(value)}"
        raise LabelError(message, field="ungradable_reason")
    return UngradableReason(name)


def photograph(
    name: str,
    size: tuple[int | None, int | None],
    found: Iterable[Mark | Box | None],
    extras: Mapping[str, object],
    field: str,
    *,
    path: Path,
) -> LabelledImage:
    """Return a photograph with its marks and what our own exports say about it.

    Parameters
    ----------
    name : str
        Its name.
    size : tuple of int or None
        Width and height, source pixels.
    found : iterable of Mark, Box or None
        Its marks and places; None for what was left out.
    extras : mapping of str to object
        Patient, eye, checksum, and the reader's answer as for `grading_from`.
    field, path
        Row or key, and the file, for error messages.
    """
    marks, places = separate_places(found)
    return LabelledImage(
        image=name,
        width=size[0],
        height=size[1],
        patient=fields.text(extras.get("patient"), f"{field}patient", path=path),
        eye=fields.eye(extras.get("eye"), f"{field}eye", path=path),
        marks=marks,
        places=places,
        grading=grading_from(extras, field.rstrip("., ") or "grading", path=path),
        sha256=fields.text(extras.get("sha256"), f"{field}sha256", path=path).strip(),
    )


def photograph_extras(image: LabelledImage) -> dict[str, str | None]:
    """Return what a photograph carries beyond its size, keyed as `photograph` reads it."""
    return {
        "image": image.image,
        "patient": image.patient,
        "eye": image.eye,
        "sha256": image.sha256,
        "quality": image.quality or None,
    }
