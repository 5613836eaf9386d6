"""Checks of single fields, shared by all formats; every error names the field."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.marks import Status
from retinaview.core.text import shown

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
