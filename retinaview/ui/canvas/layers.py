"""What the canvas can show on top of a photograph, and what a drag on it does."""

from __future__ import annotations

from enum import StrEnum

from retinaview.core.marks import Status


class Layer(StrEnum):
    """Something that can be shown or hidden by itself."""

    MARKS = "marks"
    PROPOSALS = "proposals"
    REJECTED = "rejected"
    ATTENTION = "attention"
    LESIONS = "lesions"
    REGIONS = "regions"
    LANDMARKS = "landmarks"
    EARLIER = "earlier"


def layer_of(status: Status) -> Layer:
    """Return the layer that marks of a status are shown on."""
    if status is Status.PROPOSED:
        return Layer.PROPOSALS
    return Layer.REJECTED if status is Status.REJECTED else Layer.MARKS


OFF_AT_START = frozenset({Layer.REJECTED, Layer.LANDMARKS})
"""Layers that every canvas hides until they are switched on."""


class Tool(StrEnum):
    """What a drag with the left button does."""

    SELECT = "select"
    DRAW = "draw"
    BRUSH = "brush"
    ERASER = "eraser"
    POLYGON = "polygon"
    OUTLINE = "outline"
    MEASURE = "measure"

    @property
    def marks(self) -> bool:
        """Whether it makes or changes marks, with digits for the class."""
        return self not in (Tool.SELECT, Tool.MEASURE)

    @property
    def points(self) -> bool:
        """Whether it works on the places that are clicked."""
        return self in (Tool.POLYGON, Tool.OUTLINE)

    @property
    def paints(self) -> bool:
        """Whether it is drawn along, and leaves or takes away what it passes over."""
        return self in (Tool.BRUSH, Tool.ERASER)
