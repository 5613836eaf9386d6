"""What a reader does to masks, as verbs of the session; each is one undo step.

A stroke that touches the selected mark goes on with it; one elsewhere begins a new mark. Nothing
is ever painted outside the photograph, nor onto a locked mark.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, new_mark_id, now
from retinaview.core.mask import Mask
from retinaview.session import mark_edits
from retinaview.session.session import Session


def paint(
    session: Session,
    image_id: int,
    stroke: Mask,
    *,
    lesion: LesionClass,
    selected: Collection[str],
    goes_on: bool = False,
) -> Mark | None:
    """Add a stroke of the brush.

    Parameters
    ----------
    session : Session
        The study.
    image_id : int
        The photograph.
    stroke : Mask
        What the brush passed over.
    lesion : LesionClass
        The class of a new mark; one that the stroke goes on with keeps its own.
    selected : collection of str
        Ids of the selected marks; where it is one, the stroke goes on with it if it touches it. A
        box becomes the mask of the stroke.
    goes_on : bool
        It does so even apart from it.

    Returns
    -------
    Mark or None
        The painted mark; None where nothing came of it.
    """
    inside = mark_edits.fitted(stroke, session.image(image_id))
    standing = [mark for mark in session.marks(image_id) if mark.id in selected]
    if inside is None or len(standing) != 1 or not (goes_on or touches(standing[0], inside)):
        return session.draw(image_id, lesion, stroke, verb="Paint")
    painted = [
        mark.with_mask(mask, author=session.reader)
        for mark in session.unlocked(image_id, selected)
        if (mask := inside if mark.mask is None else mark.mask.union(inside)) != mark.mask
    ]
    made = session.make(_changed(session, image_id, "Paint", painted))
    return made[0] if made else None


def erase(
    session: Session,
    image_id: int,
    stroke: Mask,
    *,
    selected: Collection[str],
    seen: Sequence[Mark],
) -> tuple[Mark, ...]:
    """Take away what the eraser passed over; a mark of which nothing is left is deleted.

    Parameters
    ----------
    session : Session
        The study.
    image_id : int
        The photograph.
    stroke : Mask
        What it passed over.
    selected : collection of str
        Ids of the selected marks: only of these, boxes too. Where there are none, of all masks.
    seen : sequence of Mark
        Those in sight; hidden ones stay as they are.

    Returns
    -------
    tuple of Mark
        What is left of the marks that changed.
    """
    touched = [
        mark.id
        for mark in seen
        if (mark.id in selected if selected else mark.mask is not None)
        and _mask_of(mark).without(stroke) != _mask_of(mark)
    ]
    delete = mark_edits.deleted(author=session.reader)

    def change(mark: Mark) -> Mark | None:
        left = _mask_of(mark).without(stroke)
        return delete(mark) if left is None else mark.with_mask(left, author=session.reader)

    marks = session.unlocked(image_id, touched)
    return session.make(mark_edits.changed(image_id, "Erase part of", marks, change))


def reshape(
    session: Session, image_id: int, verb: str, shapes: Mapping[str, Box | Mask]
) -> tuple[Mark, ...]:
    """Give marks another box, without a mask, or another mask.

    Parameters
    ----------
    session : Session
        The study.
    image_id : int
        The photograph.
    verb : str
        For the undo menu and the event log, such as ``"Snap"``.
    shapes : mapping of str to Box or Mask
        By the ids of the marks; cut to the photograph, and left out where nothing is left.
    """
    image, reshaped = session.image(image_id), []
    for mark in session.unlocked(image_id, shapes):
        shape = shapes[mark.id]
        if isinstance(shape, Mask):
            mask = mark_edits.fitted(shape, image)
            if mask is not None and mask != mark.mask:
                reshaped.append(mark.with_mask(mask, author=session.reader))
        else:
            box = mark_edits.fitted(shape, image)
            if box is not None and (box, None) != (mark.box, mark.mask):
                bare = mark.without_mask(author=session.reader)
                reshaped.append(bare.with_box(box, author=session.reader))
    return session.make(_changed(session, image_id, verb, reshaped))


def split(session: Session, image_id: int, parts: Mapping[str, Sequence[Mask]]) -> tuple[Mark, ...]:
    """Put several marks in the place of each; the first keeps its identity, all keep its origin.

    Parameters
    ----------
    session : Session
        The study.
    image_id : int
        The photograph.
    parts : mapping of str to sequence of Mask
        What each mark falls into, by its id, at least one.
    """
    before = session.unlocked(image_id, parts)
    after, moment = [], now()
    for mark in before:
        first, *others = (mark.with_mask(mask, author=session.reader) for mask in parts[mark.id])
        fresh = (replace(other, id=new_mark_id(), created=moment, source="") for other in others)
        after += [first, *fresh]
    if not before:
        return ()
    label = mark_edits.described("Split", tuple(before))
    return session.make(MarksEdit(image_id, label, tuple(before), tuple(after)))


def touches(mark: Mark, stroke: Mask) -> bool:
    """Return whether a stroke passes over a mark, or close beside it."""
    return _mask_of(mark).touches(stroke)


def _changed(session: Session, image_id: int, verb: str, marks: Sequence[Mark]) -> MarksEdit | None:
    """Return the edit that puts marks in place of what they were."""
    fresh = {mark.id: mark for mark in marks}
    before = [mark for mark in session.marks(image_id) if mark.id in fresh]
    return mark_edits.changed(image_id, verb, before, lambda mark: fresh[mark.id])


def _mask_of(mark: Mark) -> Mask:
    return Mask.filling(mark.box) if mark.mask is None else mark.mask
