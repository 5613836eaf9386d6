"""The layouts of the main window."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from retinaview.session.side_by_side import SideBySide, alone, both_eyes, twice

if TYPE_CHECKING:
    from retinaview.session.session import Session


class Layout(StrEnum):
    """What the reader sees side by side."""

    ONE_EYE = "one eye"
    BOTH_EYES = "both eyes"
    COMPARE = "compare"
    ADJUDICATE = "adjudicate"

    @property
    def is_alone(self) -> bool:
        """Whether there is one photograph and nothing beside it."""
        return self in (Layout.ONE_EYE, Layout.ADJUDICATE)


def arranged(session: Session, image_id: int, layout: Layout, *, front: int) -> SideBySide:
    """Return what stands in the panes when a photograph is brought to the front.

    Parameters
    ----------
    session : Session
        The open study.
    image_id : int
        The photograph to work on.
    layout : Layout
        What the reader sees side by side.
    front : int
        The pane that is worked on until now, 0 or 1.
    """
    if layout is Layout.BOTH_EYES:
        return both_eyes(session, image_id)
    return twice(image_id, front=front) if layout is Layout.COMPARE else alone(image_id)
