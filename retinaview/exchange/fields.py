"""Checks of single fields, shared by all formats; every error names the field."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality, UngradableReason
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status, new_mark_id, now
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown

OWN_BOX = "box"
ROUNDING_PX = 1.0
"""How far boxes exceed the photograph in formats with relative or rounded coordinates, at most."""
_OVERHANG = 0.01
"""How far they may in any, as a share of its side: readers draw over the edge, but boxes of a
photograph of another size lie farther outside."""
_ASSUMED_SIDE_PX = 500
"""Side of a photograph whose size is not known, for this."""

_Grade = TypeVar("_Grade", DRGrade, DMEGrade)


def number(value: object, field: str, *, path: Path) -> float:
    """Return a finite number from text or JSON; booleans, and Python's 1_0, are refused."""
    is_other = isinstance(value, bool) or (isinstance(value, str) and "_" in value)
    try:
        result = math.nan if is_other else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        result = math.nan
    if not math.isfinite(result):
        raise LabelError(f"must be a finite number, not {shown(value)}", path=path, field=field)
    return result


def text(value: object, field: str, *, path: Path) -> str:
    """Return text, also of a number; empty if the field is empty or absent."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise LabelError(f"must be text, not {shown(value)}", path=path, field=field)
    return shown(value)


def share(value: object, field: str, *, path: Path) -> float | None:
    """Return a number from 0 to 1, such as a score; None if the field is empty or absent."""
    result = optional_number(value, field, path=path)
    if result is not None and not 0 <= result <= 1:
        raise LabelError(f"must be from 0 to 1, not {shown(value)}", path=path, field=field)
    return result


def optional_number(value: object, field: str, *, path: Path) -> float | None:
    """Return a finite number; None if the field is empty or absent."""
    return None if value is None or value == "" else number(value, field, path=path)


def pixels(value: object, field: str, *, path: Path) -> int | None:
    """Return a positive whole number of pixels; None if the field is empty or absent."""
    result = optional_number(value, field, path=path)
    if result is not None and (result <= 0 or result != int(result)):
        raise LabelError(
            f"must be a positive whole number, not {shown(value)}", path=path, field=field
        )
    return None if result is None else int(result)


def box(
    sides: tuple[float, float, float, float],
    size: tuple[int | None, int | None],
    field: str,
    *,
    path: Path,
) -> Box:
    """Return a box that lies inside its photograph.

    Parameters
    ----------
    sides : tuple of float
        x, y, width, height in source pixels.
    size : tuple of int or None
        Width and height of the photograph, if known.
    field, path
        Row or key, and the file, for the error message.

    Raises
    ------
    LabelError
        A side is not positive, or the box reaches too far over the edge, see `ends_outside`.
    """
    try:
        drawn = Box(*sides)
    except LabelError as error:
        raise LabelError(error.message, path=path, field=f"{field}, {error.field}") from error
    limits = (size[0] or math.inf, size[1] or math.inf)
    for name, value, side in (("x", drawn.x, size[0]), ("y", drawn.y, size[1])):
        if value < -_overhang_px(side):
            raise LabelError(
                f"must not be negative, but is {value:g}", path=path, field=f"{field}, {name}"
            )
    if ends_outside(drawn, size):
        raise LabelError(
            f"the box ends at ({drawn.right:g}, {drawn.bottom:g}), outside its photograph of "
            f"{size[0]}x{size[1]} px",
            path=path,
            field=field,
        )
    inside = drawn.clipped(*limits)
    if inside is None:
        raise LabelError("the box lies outside its photograph", path=path, field=field)
    return inside


def ends_outside(drawn: Box, size: tuple[int | None, int | None]) -> bool:
    """Return whether a box ends farther outside a photograph than readers draw over its edge.

    Parameters
    ----------
    drawn : Box
        The box.
    size : tuple of int or None
        Width and height of the photograph, if known.
    """
    ends = zip((drawn.right, drawn.bottom), size, strict=True)
    return any(side is not None and end > side + _overhang_px(side) for end, side in ends)


def _overhang_px(side_px: int | None) -> float:
    return max(ROUNDING_PX, _OVERHANG * (side_px or _ASSUMED_SIDE_PX))


def eye(value: object, field: str, *, path: Path) -> Laterality | None:
    """Return OD or OS, also from right and left; None if empty."""
    name = str(value or "").strip().upper()
    known = {"": None, "OD": Laterality.OD, "OS": Laterality.OS, "RIGHT": Laterality.OD}
    known |= {"LEFT": Laterality.OS, "R": Laterality.OD, "L": Laterality.OS}
    if name not in known:
        raise LabelError(f"must be OD or OS, not {shown(value)}", path=path, field=field)
    return known[name]


def dr_grade(value: object, field: str, *, path: Path) -> DRGrade | None:
    """Return a retinopathy grade 0-4; None if empty."""
    return _grade(value, field, DRGrade, path=path)


def dme_grade(value: object, field: str, *, path: Path) -> DMEGrade | None:
    """Return a macular oedema grade 0-2; None if empty."""
    return _grade(value, field, DMEGrade, path=path)


def _grade(value: object, field: str, scale: type[_Grade], *, path: Path) -> _Grade | None:
    grade = optional_number(value, field, path=path)
    if grade is None:
        return None
    if grade not in [int(step) for step in scale]:
        raise LabelError(f"must be 0-{len(scale) - 1}, not {shown(value)}", path=path, field=field)
    return scale(int(grade))


def yes_no(value: object, field: str, *, path: Path) -> bool:
    """Return a flag written as true/false, yes/no or 1/0; empty is false."""
    name = str(value if value is not None else "").strip().lower()
    if name in ("true", "yes", "1"):
        return True
    if name in ("", "false", "no", "0"):
        return False
    raise LabelError(f"must be true or false, not {shown(value)}", path=path, field=field)


def moment(value: object, field: str, *, path: Path) -> datetime | None:
    """Return an ISO 8601 time, in UTC where it names no zone; None if empty."""
    if value is None or value == "":
        return None
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        raise LabelError(
            f"must be an ISO 8601 time, not {shown(value)}", path=path, field=field
        ) from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def status(value: object, field: str, *, path: Path) -> Status | None:
    """Return a mark's status; None if empty, as other tools write it."""
    try:
        return Status(str(value)) if value else None
    except ValueError:
        known = ", ".join(Status)
        raise LabelError(
            f"must be one of {known}, not {shown(value)}", path=path, field=field
        ) from None


EXTRAS = (
    "id",
    "status",
    "author",
    "score",
    "threshold",
    "model",
    "version",
    "weights_sha256",
    "created",
    "modified",
    "locked",
    "comment",
    "source",
    "mask",
    "unsure",
)
"""What our own exports keep of a mark beyond class and box; the mask where they cannot draw it."""


def _share_or_none(value: float | None) -> float | None:
    """Return a score that can be read again; None if it is outside 0-1."""
    return value if value is not None and 0 <= value <= 1 else None


def extras_of(mark: Mark, *, drawn: bool = False) -> dict[str, str | float | bool | None]:
    """Return what a mark carries beyond class and box, keyed as in `EXTRAS`; None if unset.

    Parameters
    ----------
    mark : Mark
        The mark.
    drawn : bool
        Whether the format has outlines, and need not keep a mask as text.
    """
    run = mark.provenance
    return {
        "id": mark.id,
        "status": str(mark.status),
        "author": mark.author,
        "score": _share_or_none(run.score) if run else None,
        "threshold": _share_or_none(run.threshold) if run else None,
        "model": run.model if run else None,
        "version": run.version if run else None,
        "weights_sha256": run.weights_sha256 if run else None,
        "created": mark.created.isoformat(),
        "modified": mark.modified.isoformat(),
        "locked": mark.locked,
        "comment": mark.comment,
        "source": mark.source,
        "mask": None if drawn or mark.mask is None else mark.mask.text,
        "unsure": mark.unsure,
    }


def mark_from(
    lesion: LesionClass, drawn: Box, extras: Mapping[str, object], field: str, *, path: Path
) -> Mark | Box:
    """Return the mark of a checked box with the extras of its file; of a place, only the box.

    Parameters
    ----------
    lesion : LesionClass
        The class.
    drawn : Box
        The box, checked.
    extras : mapping of str to object
        Any of `EXTRAS`; missing ones take the values of a newly drawn mark. A box with a model or
        a score but no status is a proposal.
    field, path
        Row or key, and the file, for error messages.

    Returns
    -------
    Mark or Box
        A box for a discovered patch, which is never a mark.
    """

    def at(name: str) -> str:
        return f"{field}, {name}"

    def said(name: str) -> str:
        return text(extras.get(name), at(name), path=path)

    created, modified = _times(extras, at("created"), at("modified"), path=path)
    origin = _provenance(extras, at, path=path)
    stands = status(extras.get("status"), at("status"), path=path)
    if stands is Status.DRAWN and origin is not None:
        message = "a mark with a model or a score cannot be drawn; use another status"
        raise LabelError(message, path=path, field=at("status"))
    if stands not in (None, Status.DRAWN) and origin is None:
        origin = Provenance("unknown", "", "")
    mark = Mark(
        id=said("id") or new_mark_id(),
        lesion=lesion,
        box=drawn,
        status=stands or (Status.PROPOSED if origin else Status.DRAWN),
        author=said("author"),
        created=created,
        modified=modified,
        provenance=origin,
        locked=yes_no(extras.get("locked"), at("locked"), path=path),
        comment=said("comment"),
        source=said("source"),
        mask=_mask(said("mask"), drawn, at("mask"), path=path),
        unsure=yes_no(extras.get("unsure"), at("unsure"), path=path),
    )
    return drawn if mark.is_place else mark


def _mask(given: str, drawn: Box, field: str, *, path: Path) -> Mask | None:
    """Return a mask from its text; None where another program has moved its box since."""
    if not given:
        return None
    try:
        mask = Mask.from_text(given)
    except LabelError as error:
        raise LabelError(error.message, path=path, field=field) from None
    box, room = mask.box, ROUNDING_PX
    starts = box.x >= drawn.x - room and box.y >= drawn.y - room
    ends = box.right <= drawn.right + room and box.bottom <= drawn.bottom + room
    return mask if starts and ends else None


def own_sides(extras: Mapping[str, object]) -> tuple[float, float, float, float] | None:
    """Return the box that our own export kept beside an outline, ``x y width height``."""
    try:
        x, y, width, height = map(float, str(extras.get(OWN_BOX) or "").split())
    except ValueError:
        return None
    return x, y, width, height


def own_box(mark: Mark) -> dict[str, str]:
    """Return the box of a mask under `OWN_BOX`, where it is not the one around the pixels."""
    if mark.mask is None or mark.mask.box == mark.box:
        return {}
    box = mark.box
    return {OWN_BOX: f"{box.x} {box.y} {box.width} {box.height}"}


def separate_places(items: Iterable[Mark | Box | None]) -> tuple[tuple[Mark, ...], tuple[Box, ...]]:
    """Separate marks from the places between them, both in file order."""
    found = tuple(items)
    marks = tuple(item for item in found if isinstance(item, Mark))
    return marks, tuple(item for item in found if isinstance(item, Box))


def _provenance(
    extras: Mapping[str, object], at: Callable[[str], str], *, path: Path
) -> Provenance | None:
    given, cut = (share(extras.get(k), at(k), path=path) for k in ("score", "threshold"))
    model, version, sha256 = (
        text(extras.get(k), at(k), path=path) for k in ("model", "version", "weights_sha256")
    )
    if not model and given is None and cut is None:
        return None
    return Provenance(model or "unknown", version, sha256, cut, given)


def _times(
    extras: Mapping[str, object], created: str, modified: str, *, path: Path
) -> tuple[datetime, datetime]:
    """Return when a mark was made and last changed; now if the file does not say."""
    first = moment(extras.get("created"), created, path=path)
    last = moment(extras.get("modified"), modified, path=path)
    if first and last and last < first:
        message = f"must not be before the mark was created ({first.isoformat()})"
        raise LabelError(message, path=path, field=modified)
    first = first or last or now()
    return first, last or first


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
        text(cells.get(name), f"{field}, {name}", path=path)
        for name in ("comment", "reader", "grading_source", "decided_by")
    )
    try:
        return Grading(
            dr=dr_grade(cells.get("dr_grade"), f"{field}, dr_grade", path=path),
            dme=dme_grade(cells.get("dme_grade"), f"{field}, dme_grade", path=path),
            ungradable=yes_no(cells.get("ungradable"), f"{field}, ungradable", path=path),
            reason=_reason(cells.get("ungradable_reason")),
            unsure=yes_no(cells.get("unsure"), f"{field}, unsure", path=path),
            flag=yes_no(cells.get("flag"), f"{field}, flag", path=path),
            comment=comment,
            reader=reader,
            at=moment(cells.get("graded_at"), f"{field}, graded_at", path=path),
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
        patient=text(extras.get("patient"), f"{field}patient", path=path),
        eye=eye(extras.get("eye"), f"{field}eye", path=path),
        marks=marks,
        places=places,
        grading=grading_from(extras, field.rstrip("., ") or "grading", path=path),
        sha256=text(extras.get("sha256"), f"{field}sha256", path=path).strip(),
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
