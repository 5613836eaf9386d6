"""The same place and magnification on two photographs. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from retinaview.core.field_circle import FieldCircle


@dataclass(frozen=True)
class Viewpoint:
    """What a view shows.

    Attributes
    ----------
    x, y : float
        The source point in the middle.
    zoom : float
        Screen pixels per source pixel.
    """

    x: float
    y: float
    zoom: float


@dataclass(frozen=True)
class Link:
    """The way from one photograph to the other.

    It is a shift, one scale for both axes, so that circles stay circles, and perhaps a reflection.

    Attributes
    ----------
    source, target : FieldCircle
        What places on the two photographs are measured against, source pixels of each.
    mirrored : bool
        Swap left and right, so that the nasal side of one eye meets the nasal side of the other.
    """

    source: FieldCircle
    target: FieldCircle
    mirrored: bool = False

    @property
    def inverse(self) -> Link:
        """The way back."""
        return Link(self.target, self.source, self.mirrored)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the target's point that lies as `(x, y)` in the source; either may be outside.

        Parameters
        ----------
        x, y : float
            Pixels of the source photograph.
        """
        scale = self.target.radius / self.source.radius
        across, down = (x - self.source.cx) * scale, (y - self.source.cy) * scale
        return self.target.cx + (-across if self.mirrored else across), self.target.cy + down

    def place(self, place: Viewpoint) -> Viewpoint:
        """Return the target's view of the same place, equally large on the screen."""
        return Viewpoint(
            *self.point(place.x, place.y), place.zoom * self.source.radius / self.target.radius
        )


@dataclass(frozen=True)
class RegisteredLink:
    """The way from one photograph of an eye to another one of it, as a registration found it.

    Attributes
    ----------
    rows : two tuples of three floats
        Take (x, y, 1), source pixels of the first, to x and y of the second.
    """

    rows: tuple[tuple[float, float, float], tuple[float, float, float]]

    @property
    def inverse(self) -> RegisteredLink:
        """The way back."""
        (a, b, x), (c, d, y) = self.rows
        whole = a * d - b * c
        back = (d / whole, -b / whole), (-c / whole, a / whole)
        (e, f), (g, h) = back
        return RegisteredLink(((e, f, -e * x - f * y), (g, h, -g * x - h * y)))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where the second photograph has the place `(x, y)` of the first one."""
        (a, b, across), (c, d, down) = self.rows
        return a * x + b * y + across, c * x + d * y + down

    def place(self, place: Viewpoint) -> Viewpoint:
        """Return the second photograph's view of the same place, equally large on the screen."""
        (a, b, _), (c, d, _) = self.rows
        return Viewpoint(*self.point(place.x, place.y), place.zoom / sqrt(abs(a * d - b * c)))


def frames(
    first: FieldCircle | None,
    second: FieldCircle | None,
    *,
    sizes: tuple[tuple[int, int], tuple[int, int]],
) -> tuple[FieldCircle, FieldCircle]:
    """Return the frame in which places on two photographs are compared.

    The fields of view, so that photographs of another camera or crop line up on the retina; the
    whole photographs where one of the two is not known, since a field of view and a frame are not
    alike.

    Parameters
    ----------
    first, second : FieldCircle or None
        The fields of view, source pixels.
    sizes : two pairs of int
        Width and height of the photographs, pixels.
    """
    if first is None or second is None:
        (width, height), (other_width, other_height) = sizes
        return FieldCircle.around(width, height), FieldCircle.around(other_width, other_height)
    return first, second
