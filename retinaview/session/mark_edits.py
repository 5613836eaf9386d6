"""What a reader does to marks, as pure functions from marks to edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import style_of
from retinaview.core.marks import Mark, Status, now
from retinaview.core.mask import Mask
from retinaview.project.images import StudyImage

Shape = TypeVar("Shape", Box, Mask, Box | Mask)
Change = Callable[[Mark], Mark | None]
"""What becomes of a mark: another state, itself (nothing happens), or None (it is deleted)."""


def changed(image_id: int, verb: str, marks: Iterable[Mark], change: Change) -> MarksEdit | None:
    """Return the edit that changes marks; None where nothing would change."""
    pairs = [(mark, change(mark)) for mark in marks]
    pairs = [(before, after) for before, after in pairs if after is not before]
    if not pairs:
        return None
    before = tuple(pair[0] for pair in pairs)
    after = tuple(pair[1] for pair in pairs if pair[1] is not None)
    return MarksEdit(image_id, described(verb, before), before, after)


def added(image_id: int, verb: str, marks: Iterable[Mark]) -> MarksEdit | None:
    """Return the edit that adds marks; None where there are none."""
    new = tuple(marks)
    return MarksEdit(image_id, described(verb, new), (), new) if new else None


def described(verb: str, marks: tuple[Mark, ...]) -> str:
    """Describe an edit, such as ``"Draw hard exudate"`` or ``"Delete 3 marks"``."""
    if len(marks) > 1:
        return f"{verb} {len(marks)} marks"
    return f"{verb} {style_of(marks[0].lesion).words}"


def reboxed(boxes: Mapping[str, Box], image: StudyImage, *, author: str) -> Change:
    """Move or resize: a moved box is pushed inside the photograph, a resized one is cut."""

    def change(mark: Mark) -> Mark:
        to = boxes[mark.id]
        box = kept_inside(to, image) if is_move(mark.box, to) else fitted(to, image)
        if box is None or box == mark.box:
            return mark
        return _cut(mark.with_box(box, author=author), image)

    return change


def deleted(*, author: str) -> Change:
    """Delete; what a model proposed is rejected instead, or the next run would propose it again."""
    reject = rejected(author=author)

    def change(mark: Mark) -> Mark | None:
        return None if mark.provenance is None else reject(mark)

    return change


def accepted(*, author: str) -> Change:
    """Accept a proposal or take a rejection back; what is a label already stays."""
    moment = now()

    def change(mark: Mark) -> Mark:
        if mark.status.is_label:
            return mark
        return mark.with_status(Status.ACCEPTED, author=author, at=moment)

    return change


def rejected(*, author: str) -> Change:
    """Reject what a model proposed; a reader's own drawing stays."""
    moment = now()

    def change(mark: Mark) -> Mark:
        if mark.provenance is None or mark.status is Status.REJECTED:
            return mark
        return mark.with_status(Status.REJECTED, author=author, at=moment)

    return change


def noted(
    *, locked: bool | None = None, comment: str | None = None, unsure: bool | None = None
) -> Change:
    """Lock, comment or doubt, or no longer; whose mark it is and how it stands do not change."""

    def change(mark: Mark) -> Mark:
        lock = mark.locked if locked is None else locked
        text = mark.comment if comment is None else comment
        doubt = mark.unsure if unsure is None else unsure
        if (lock, text, doubt) == (mark.locked, mark.comment, mark.unsure):
            return mark
        return replace(mark, locked=lock, comment=text, unsure=doubt, modified=now())

    return change


def copied(
    marks: Iterable[Mark], image: StudyImage, *, author: str, dx: float = 0.0, dy: float = 0.0
) -> tuple[Mark, ...]:
    """Return copies that count as drawn, shifted and pushed inside the photograph."""
    copies = []
    for mark in marks:
        box = kept_inside(mark.box.moved(dx, dy), image)
        copy = Mark.drawn(mark.lesion, box, author=author)
        mask = _cut(mark.with_box(box, author=author), image).mask
        copies.append(replace(copy, comment=mark.comment, mask=mask))
    return tuple(copies)


def _cut(mark: Mark, image: StudyImage) -> Mark:
    """Return a mark whose mask does not reach over the photograph's edge by a rounding."""
    if mark.mask is None or (mask := fitted(mark.mask, image)) is mark.mask:
        return mark
    return replace(mark, mask=mask)


def fitted(shape: Shape, image: StudyImage) -> Shape | None:
    """Return a box or a mask cut to the photograph; None where nothing is left.

    While the photograph's size is not known, it stays as it is.
    """
    if image.width is None or image.height is None:
        return shape
    return shape.clipped(image.width, image.height)


def kept_inside(box: Box, image: StudyImage) -> Box:
    """Return a box pushed inside the photograph, while the size of that is known."""
    if image.width is None or image.height is None:
        return box
    return box.kept_inside(image.width, image.height)


def is_move(old: Box, new: Box) -> bool:
    """Whether a box kept its size, but for rounding."""
    return abs(old.width - new.width) < 1e-6 and abs(old.height - new.height) < 1e-6
