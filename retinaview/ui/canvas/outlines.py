"""Points to hold masks by, found once and kept as they are drawn. No Qt."""

from __future__ import annotations

from retinaview.core.mask import Mask
from retinaview.core.outline import Outline

_KEPT = 100


class Outlines:
    """Outlines of masks; one that was drawn point by point is held by just these points."""

    def __init__(self) -> None:
        self._known: dict[Mask, Outline | None] = {}

    def of(self, mask: Mask) -> Outline | None:
        """Return the outline of a mask; None where points are of no use."""
        if mask not in self._known:
            self.keep(mask, Outline.of(mask))
        return self._known[mask]

    def keep(self, mask: Mask, outline: Outline | None) -> None:
        """Remember the outline that a mask was made of."""
        self._known.pop(mask, None)
        self._known[mask] = outline
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
