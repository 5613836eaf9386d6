"""How a photograph will be seen first, so that it can be prepared for that beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retinaview.imaging.views import View

if TYPE_CHECKING:
    from retinaview.imaging.halvings import Halvings


@dataclass(frozen=True)
class FirstView:
    """What the next photograph will be shown on, as far as that can be foreseen.

    Attributes
    ----------
    width_px, height_px : int
        Pixels of the screen that the whole photograph will be fitted into.
    view : View
        How it will be looked at.
    """

    width_px: int = 1024
    height_px: int = 768
    view: View = View.COLOUR

    def prepare(self, halvings: Halvings) -> None:
        """Make what the first paint would wait for; on a worker's thread."""
        scale = min(self.width_px / halvings.width, self.height_px / halvings.height)
        halvings.levels[halvings.level_for(scale)].seen(self.view)
