"""A mark: one lesion on one photograph, as a box or a mask, with its origin and its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from retinaview.core.geometry import Box, FloatArray, box_array
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.mask import Mask


class Status(StrEnum):
    """What a model or the reader did with a mark last."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    DRAWN = "drawn"

    @property
    def is_human(self) -> bool:
        """Whether a person has edited it; a run may replace untouched proposals only."""
        return self is not Status.PROPOSED

    @property
    def is_label(self) -> bool:
        """Whether it counts as the reader's label (truth) in export and evaluation."""
        return self is not _PROPOSED and self is not _REJECTED


# Named once: looked up in the class each time, they cost most of a pass over many marks.
_PROPOSED, _REJECTED = Status.PROPOSED, Status.REJECTED
DISCOVERY = " (discovery)"
"""Suffix of a model's name for marks from a cluster of places that a reader named."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The model run that proposed a mark.

    Attributes
    ----------
    model, version, weights_sha256 : str
        The network; the name ends in `DISCOVERY` if the class comes from a named cluster.
    threshold : float or None
        The threshold that a lesion component reached, 0-1.
    score : float or None
        The model's score of this mark, 0-1.
    """

    model: str
    version: str
    weights_sha256: str
    threshold: float | None = None
    score: float | None = None

    @property
    def is_discovery(self) -> bool:
        """Whether the class comes from a cluster that a reader named."""
        return self.model.endswith(DISCOVERY)


def new_mark_id() -> str:
    """Return a new identifier, unique across projects."""
    return uuid4().hex


def now() -> datetime:
    """Return the current time in UTC, with time zone, to the millisecond."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(frozen=True, slots=True)
class Mark:
    """One lesion.

    Attributes
    ----------
    id : str
        Unique across projects.
    lesion : LesionClass
        The class.
    box : Box
        Source pixels of the photograph as displayed.
    status : Status
        Proposed, accepted, edited, rejected or drawn.
    author : str
        Name of the reader who drew or last changed it; empty for an untouched proposal.
    provenance : Provenance or None
        The run that proposed it; kept through every later edit. None for a drawn mark.
    created, modified : datetime
        With time zone.
    locked : bool
        A locked mark can be selected but not moved, resized or deleted.
    comment : str
        Free text.
    source : str
        The label file that it was imported from; empty if it was made in this study.
    mask : Mask or None
        The pixels of the lesion; None where the box is all that is known of it. A painted mark has
        the box around its mask, an imported one that of its file, which may be drawn wider, or
        between pixels.
    unsure : bool
        The reader is not certain of it.
    """

    id: str
    lesion: LesionClass
    box: Box
    status: Status
    author: str
    created: datetime
    modified: datetime
    provenance: Provenance | None = None
    locked: bool = False
    comment: str = ""
    source: str = ""
    mask: Mask | None = None
    unsure: bool = False

    @classmethod
    def drawn(cls, lesion: LesionClass, shape: Box | Mask, *, author: str) -> Mark:
        """Return a mark that a person has just drawn, as a box or as a mask."""
        moment = now()
        mask = shape if isinstance(shape, Mask) else None
        box = shape.box if isinstance(shape, Mask) else shape
        return cls(new_mark_id(), lesion, box, Status.DRAWN, author, moment, moment, mask=mask)

    @classmethod
    def proposed(cls, lesion: LesionClass, box: Box, *, provenance: Provenance) -> Mark:
        """Return a mark proposed by a model."""
        moment = now()
        return cls(
            new_mark_id(), lesion, box, Status.PROPOSED, "", moment, moment, provenance=provenance
        )

    @property
    def is_place(self) -> bool:
        """Whether this is a discovered patch with a lesion class that no reader has changed.

        Earlier versions proposed such patches as boxes. They are places, not labels; a box that
        a reader has changed is the reader's label.
        """
        origin = self.provenance
        return origin is not None and origin.is_discovery and self.status is not Status.EDITED

    def with_box(self, box: Box, *, author: str) -> Mark:
        """Return the mark moved or resized by a person; a proposal becomes edited.

        A mask goes along in whole pixels, and is stretched where the box is.
        """
        mask = None if self.mask is None else _taken_along(self.mask, self.box, box)
        return self._touched(author, box=box, mask=mask)

    def with_mask(self, mask: Mask, *, author: str) -> Mark:
        """Return the mark with the pixels that a person gave it; a proposal becomes edited."""
        return self._touched(author, box=mask.box, mask=mask)

    def without_mask(self, *, author: str) -> Mark:
        """Return the mark as a box alone, by a person; a proposal becomes edited."""
        return self._touched(author, mask=None)

    def with_class(self, lesion: LesionClass, *, author: str) -> Mark:
        """Return the mark with a class set by a person; a proposal becomes edited."""
        return self._touched(author, lesion=lesion)

    def with_status(self, status: Status, *, author: str, at: datetime | None = None) -> Mark:
        """Return the mark accepted or rejected by a person, now or at a time."""
        # `replace` would take twice as long, and thousands are accepted in one frame of the window.
        return Mark(
            self.id,
            self.lesion,
            self.box,
            status,
            author,
            self.created,
            at or now(),
            self.provenance,
            self.locked,
            self.comment,
            self.source,
            self.mask,
            self.unsure,
        )

    def _touched(self, author: str, **changes: object) -> Mark:
        status = Status.DRAWN if self.status is Status.DRAWN else Status.EDITED
        return replace(self, status=status, author=author, modified=now(), **changes)  # type: ignore[arg-type]


def boxes_by_class(marks: Iterable[Mark]) -> dict[str, FloatArray]:
    """Return boxes, each array of shape (N, 4), by the names of their classes in a sentence."""
    boxes: dict[LesionClass, list[Box]] = {}
    for mark in marks:
        boxes.setdefault(mark.lesion, []).append(mark.box)
    return {style_of(lesion).words: box_array(found) for lesion, found in boxes.items()}


def _taken_along(mask: Mask, old: Box, new: Box) -> Mask:
    """Return the mask of a box that became another one."""
    across, along = new.width / old.width, new.height / old.height
    if abs(across - 1) < 1e-6 and abs(along - 1) < 1e-6:
        return mask.moved(round(new.x - old.x), round(new.y - old.y))
    x, y = new.x + (mask.x - old.x) * across, new.y + (mask.y - old.y) * along
    return mask.fitted(Box(x, y, mask.width * across, mask.height * along))
