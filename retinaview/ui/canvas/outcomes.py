"""What a gesture on the canvas comes to, and what is shown of it until then."""

from __future__ import annotations

from dataclasses import dataclass, field

from retinaview.core.brush import Point
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.mask import Mask
from retinaview.core.outline import Outline


@dataclass(frozen=True)
class LandmarkMoved:
    """Disc or fovea shall be here, source pixels."""

    lesion: LesionClass
    x: float
    y: float


@dataclass(frozen=True)
class Measured:
    """A length between two points, or the area of the ellipse between them; source pixels."""

    x0: float
    y0: float
    x1: float
    y1: float
    is_area: bool = False


@dataclass(frozen=True)
class Brushed:
    """A stroke of brush or eraser.

    Attributes
    ----------
    way : tuple of tuple of float
        Points (x, y) in source pixels.
    width_px : int
        Of the brush.
    erases : bool
        It takes away.
    goes_on : bool
        It belongs to the selected mark, even apart from it.
    """

    way: tuple[Point, ...]
    width_px: int
    erases: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Pointed:
    """A click of a tool that works on a place, source pixels, at so many screen pixels for each."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class Ringed:
    """A polygon; its points (x, y) in source pixels."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Reshaped:
    """A mask whose outline was pulled by a point.

    Attributes
    ----------
    mark_id : str
        The mark.
    mask : Mask
        What it covers now.
    outline : Outline
        With the points as they were left.
    verb : str
        What was done, for the undo menu.
    """

    mark_id: str
    mask: Mask
    outline: Outline
    verb: str


@dataclass(frozen=True)
class Sketch:
    """What to show while a gesture lasts: the box being drawn, the band, or what is on its way."""

    draft: Box | None = None
    band: Box | None = None
    boxes: dict[str, Box] = field(default_factory=dict)
    landmark: LandmarkMoved | None = None
    measured: Measured | None = None
    brushed: Brushed | None = None
    pulled: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A new box."""

    box: Box


@dataclass(frozen=True)
class Edited:
    """Marks that shall go elsewhere, by id."""

    boxes: dict[str, Box]


@dataclass(frozen=True)
class Selected:
    """The selection shall be this."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class RegionClicked:
    """A click on the number or border of a region."""

    rank: int


Outcome = (
    Drawn | Edited | Selected | RegionClicked | LandmarkMoved | Brushed | Pointed | Reshaped | None
)
