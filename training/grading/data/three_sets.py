"""Read the graded photographs of IDRiD, EyePACS and rahim600, and hold out some of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.grading.data.cache import cached
from training.grading.data.eyepacs import read_eyepacs
from training.grading.data.graded import LabelledPhotograph
from training.grading.data.idrid import read_train
from training.grading.data.mixture import hold_out
from training.grading.data.rahim import read_rahim


@dataclass(frozen=True)
class ThreeSets:
    """Training photographs of each set, and held-out photographs by set.

    IDRiD's training photographs include some that have masks but no grade.
    """

    idrid: list[LabelledPhotograph]
    eyepacs: list[LabelledPhotograph]
    rahim: list[LabelledPhotograph]
    held_out: dict[str, list[LabelledPhotograph]]

    def without(self, name: str) -> ThreeSets:
        """Return the sets with the training photographs of one taken out; of none if empty."""
        return ThreeSets(
            [] if name == "idrid" else self.idrid,
            [] if name == "eyepacs" else self.eyepacs,
            [] if name == "rahim" else self.rahim,
            self.held_out,
        )


def read_three_sets(data: Path, cache: Path, *, side: int) -> ThreeSets:
    """Read the three sets; held out are the photographs that the other graders hold out.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/``, ``eyepacs256/`` and ``rahim600/``.
    cache : Path
        Folder in which scaled photographs are kept.
    side : int
        Side in pixels to which photographs of IDRiD and rahim600 are scaled.
    """
    rahim, rahim_held = hold_out(cached(cache / "rahim600", lambda: read_rahim(data, side=side)))
    eyepacs, eyepacs_held = hold_out(cached(cache / "eyepacs", lambda: read_eyepacs(data)))
    idrid, idrid_held = hold_out(cached(cache / "idrid", lambda: read_train(data, side=side)))
    held_out = {"eyepacs": eyepacs_held, "idrid": idrid_held, "rahim": rahim_held}
    return ThreeSets(idrid, eyepacs, rahim, held_out)
