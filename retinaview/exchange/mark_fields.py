"""What files say of a mark beyond class and box, the same in all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status, new_mark_id, now
from retinaview.core.mask import Mask
from retinaview.exchange import fields

_OWN_BOX = "box"
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
        return fields.text(extras.get(name), at(name), path=path)

    created, modified = _times(extras, at("created"), at("modified"), path=path)
    origin = _provenance(extras, at, path=path)
    stands = fields.status(extras.get("status"), at("status"), path=path)
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
        locked=fields.yes_no(extras.get("locked"), at("locked"), path=path),
        comment=said("comment"),
        source=said("source"),
        mask=_mask(said("mask"), drawn, at("mask"), path=path),
        unsure=fields.yes_no(extras.get("unsure"), at("unsure"), path=path),
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
    box, room = mask.box, fields.ROUNDING_PX
    starts = box.x >= drawn.x - room and box.y >= drawn.y - room
    ends = box.right <= drawn.right + room and box.bottom <= drawn.bottom + room
    return mask if starts and ends else None


def own_sides(extras: Mapping[str, object]) -> tuple[float, float, float, float] | None:
    """Return the box that our own export kept beside an outline, ``x y width height``."""
    try:
        x, y, width, height = map(float, str(extras.get(_OWN_BOX) or "").split())
    except ValueError:
        return None
    return x, y, width, height


def own_box(mark: Mark) -> dict[str, str]:
    """Return the box of a mask under ``box``, where it is not the one around the pixels."""
    if mark.mask is None or mark.mask.box == mark.box:
        return {}
    box = mark.box
    return {_OWN_BOX: f"{box.x} {box.y} {box.width} {box.height}"}


def separate_places(items: Iterable[Mark | Box | None]) -> tuple[tuple[Mark, ...], tuple[Box, ...]]:
    """Separate marks from the places between them, both in file order."""
    found = tuple(items)
    marks = tuple(item for item in found if isinstance(item, Mark))
    return marks, tuple(item for item in found if isinstance(item, Box))


def _provenance(
    extras: Mapping[str, object], at: Callable[[str], str], *, path: Path
) -> Provenance | None:
    given, cut = (fields.share(extras.get(k), at(k), path=path) for k in ("score", "threshold"))
    model, version, sha256 = (
        fields.text(extras.get(k), at(k), path=path) for k in ("model", "version", "weights_sha256")
    )
    if not model and given is None and cut is None:
        return None
    return Provenance(model or "unknown", version, sha256, cut, given)


def _times(
    extras: Mapping[str, object], created: str, modified: str, *, path: Path
) -> tuple[datetime, datetime]:
    """Return when a mark was made and last changed; now if the file does not say."""
    first = fields.moment(extras.get("created"), created, path=path)
    last = fields.moment(extras.get("modified"), modified, path=path)
    if first and last and last < first:
        message = f"must not be before the mark was created ({first.isoformat()})"
        raise LabelError(message, path=path, field=modified)
    first = first or last or now()
    return first, last or first
