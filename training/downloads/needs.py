"""What a recipe needs of a data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["idrid", "eyepacs256", "rahim600"]
"""A folder of graded photographs, of which the first may have masks and boxes."""


@dataclass(frozen=True)
class Needs:
    """What a recipe reads.

    Attributes
    ----------
    parts : tuple of str
        Folders of graded photographs: ``"idrid"``, ``"eyepacs256"``, ``"rahim600"``.
    masks, places, pairs : bool
        Whether it cannot do without lesion masks, the places of disc and fovea, or patients with
        both eyes.
    all_splits : bool
        Whether it divides test photographs into folds, too.
    """

    parts: tuple[Part, ...] = ()
    masks: bool = False
    places: bool = False
    pairs: bool = False
    all_splits: bool = False


MASKS = Needs(masks=True)
WITH_PAIRS = Needs(("idrid", "eyepacs256"), pairs=True)
TWO_PARTS = Needs(("idrid", "eyepacs256"))
THREE_PARTS = Needs(("idrid", "eyepacs256", "rahim600"))
EYES = Needs(("eyepacs256",))
PLACES = Needs(places=True)
