"""Settings that are one of two, as rows of the preferences."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.ui import settings as kept
from retinaview.ui.language import later
from retinaview.ui.settings import Setting


@dataclass(frozen=True)
class Choice:
    """One row.

    Attributes
    ----------
    setting : Setting of bool
        What is chosen.
    title : str
        Beside it, in English.
    off, on : str
        The words for False and for True, in English.
    """

    setting: Setting[bool]
    title: str
    off: str
    on: str


CHOICES = (
    Choice(
        kept.LAYERS_AS_FIRST,
        later("Layers at start"),
        later("As they were left"),
        later("As at the first start"),
    ),
    Choice(
        kept.WHEEL_SCROLLS,
        later("Wheel"),
        later("Zooms at the pointer"),
        later("Scrolls; with Ctrl it zooms"),
    ),
    Choice(
        kept.KEEP_ZOOM,
        later("Next photograph"),
        later("At the zoom at which it was left"),
        later("At the zoom of the one before"),
    ),
    Choice(
        kept.RUN_MODELS,
        later("Models"),
        later("Run when asked"),
        later("Run on every photograph shown"),
    ),
)
