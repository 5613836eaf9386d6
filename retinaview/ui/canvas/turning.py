"""How a photograph is turned on the screen; its file, and every place in it, stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform


class TurnStep(StrEnum):
    """What a reader does to a photograph on the screen."""

    RIGHT = "rotate right"
    LEFT = "rotate left"
    MIRROR = "mirror left and right"
    UPSIDE_DOWN = "mirror top and bottom"
    RESET = "as in the file"


@dataclass(frozen=True)
class Turn:
    """A photograph mirrored left to right, or not, and then rotated.

    Attributes
    ----------
    quarters : int
        Quarter turns to the right, 0-3.
    mirrored : bool
        Whether it is mirrored before it is rotated.
    """

    quarters: int = 0
    mirrored: bool = False

    @property
    def is_as_in_file(self) -> bool:
        """Whether nothing is turned."""
        return self == Turn()

    @property
    def swaps_sides(self) -> bool:
        """Whether what is wide in the file is high on the screen."""
        return self.quarters % 2 == 1

    @property
    def transform(self) -> QTransform:
        """The turn about the origin, in place of which a view puts its own middle."""
        cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[self.quarters]
        rotation = QTransform(cosine, sine, -sine, cosine, 0, 0)
        return QTransform.fromScale(-1.0, 1.0) * rotation if self.mirrored else rotation

    def after(self, step: TurnStep) -> Turn:
        """Return the turn after one more step, as it is seen on the screen."""
        if step is TurnStep.RESET:
            return Turn()
        if step is TurnStep.MIRROR:  # of what is seen: the rotation turns round
            return Turn(-self.quarters % 4, not self.mirrored)
        if step is TurnStep.UPSIDE_DOWN:
            return self.after(TurnStep.MIRROR).after(TurnStep.RIGHT).after(TurnStep.RIGHT)
        return Turn((self.quarters + (1 if step is TurnStep.RIGHT else -1)) % 4, self.mirrored)

    def to_file(self, dx: float, dy: float) -> tuple[float, float]:
        """Return a way on the screen as a way in the file; both have the same length."""
        way = self.transform.inverted()[0].map(QPointF(dx, dy))
        return way.x(), way.y()


def scale_of(transform: QTransform) -> float:
    """Return screen pixels per source pixel, however the photograph is turned."""
    return hypot(transform.m11(), transform.m12())


def is_turned(transform: QTransform) -> bool:
    """Return whether a photograph on the screen is rotated or mirrored."""
    return transform.m11() <= 0 or transform.m22() <= 0
