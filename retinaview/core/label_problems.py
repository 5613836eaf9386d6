"""Labels that cannot be taken as they are: what to do with them, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OnProblem(StrEnum):
    """What to do with a label that cannot be taken as it is.

    FAIL refuses everything, SKIP leaves such labels out, and CLIP also cuts boxes to their
    photograph.
    """

    FAIL = "fail"
    SKIP = "skip"
    CLIP = "clip"


@dataclass(frozen=True)
class Problem:
    """One label that was left out or cut.

    Attributes
    ----------
    message : str
        One sentence that names the file and the field.
    kind : str
        ``"class"``, ``"box"``, ``"photograph"`` or ``"grading"``.
    about : str
        The unknown class; empty for other kinds.
    cut : bool
        Whether the box was cut to its photograph; otherwise the label is left out.
    """

    message: str
    kind: str
    about: str = ""
    cut: bool = False

    def __str__(self) -> str:
        return f"{self.message} ({'cut' if self.cut else 'left out'})"
