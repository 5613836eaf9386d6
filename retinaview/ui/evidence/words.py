"""Evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retinaview.core.evidence import MANY, NEAR_DISC_DIAMETERS, RED, Evidence, Ids
from retinaview.core.findings import GradeProbabilities
from retinaview.core.fundus_frame import QUADRANTS
from retinaview.core.grades import Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.words import counted, percent
from retinaview.ui.answering.words import brief_words

WITHOUT_PLACES = "Disc or fovea is not known; a box of each sets it."
HIDDEN = "Lesions are hidden until you have answered."


class NetworkAnswer(NamedTuple):
    """What a network says: its name, its grades, and whether it is the one that is shown."""

    name: str
    grades: GradeProbabilities
    shown: bool = False


def rule_words(found: Evidence, *, sought: bool) -> str:
    """Say how many red lesions there are, and in how many quadrants there are many.

    Parameters
    ----------
    found : Evidence
        What was counted.
    sought : bool
        Whether a network has looked for lesions, and the reader may see what it found.
    """
    red = found.of(RED)
    if not red:
        return (
            "No haemorrhage or microaneurysm"
            if sought
            else "Haemorrhages, microaneurysms: not assessed"
        )
    many = f"more than {MANY} in {len(found.with_many)} of {len(QUADRANTS)} quadrants"
    return f"{_with_origin(found, red)}; {many}"


def new_vessel_words(found: Evidence) -> str:
    """Say whether new vessels or preretinal haemorrhages were marked; no network looks for them."""
    vessels = found.of((LesionClass.NEOVASCULARISATION,))
    blood = found.of((LesionClass.PRERETINAL_HAEMORRHAGE,))
    if not vessels and not blood:
        return "New vessels, preretinal haemorrhage: not assessed"
    return f"New vessels: {len(vessels)}, preretinal haemorrhage: {len(blood)} marked"


def exudate_words(found: Evidence, *, sought: bool) -> str:
    """Say how many hard exudates there are, and how near to the fovea; see `rule_words`."""
    exudates = found.of((LesionClass.HARD_EXUDATE,))
    if not exudates:
        return "No hard exudate" if sought else "Hard exudates: not assessed"
    if found.near is None or found.nearest is None:
        return f"{_with_origin(found, exudates)}; distance not known"
    within = f"within {NEAR_DISC_DIAMETERS:.0f} disc diameter"
    if not found.near:
        return f"{len(exudates)}, none {within} (nearest {found.nearest:.1f})"
    return f"{len(found.near)} of {len(exudates)} {within} (nearest {found.nearest:.1f})"


def network_words(answer: NetworkAnswer) -> str:
    """Return a network's grades with their probabilities."""
    grades, parts = answer.grades, []
    if grades.dr:
        grade = grades.dr_grade
        parts.append(f"DR {int(grade)} ({percent(grades.dr[grade])})")
    if (dme := grades.dme_grade) is not None and grades.dme is not None:
        parts.append(f"DME {int(dme)} ({percent(grades.dme[dme])})")
    return f"{answer.name}: {', '.join(parts)}"


def spread_words(networks: int, spread: int | None) -> str:
    """Say how far apart the networks' grades of retinopathy are."""
    if spread is None:
        return "No other network has graded it" if networks == 1 else ""
    if spread == 0:
        return "The networks agree on DR"
    return f"The networks are {counted(spread, 'grade')} apart on DR"


def others_words(others: Sequence[Grading], seen: Sequence[Grading]) -> str:
    """Say what the other readers answered, or how many have where that is not to be seen yet."""
    if not others:
        return "Nobody else has answered"
    if not seen:
        return f"{counted(len(others), 'answer')} by others, shown once you have answered"
    return "; ".join(f"{each.reader}: {brief_words(each) or 'no grade'}" for each in seen)


def _with_origin(found: Evidence, ids: Ids) -> str:
    """Return a count, and how many of it nobody has confirmed."""
    proposed = sum(key in found.proposed for key in ids)
    if proposed == len(ids):
        return f"{proposed} proposed"
    return f"{len(ids)}, {proposed} of them proposed" if proposed else str(len(ids))
