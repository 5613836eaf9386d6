"""Evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retinaview.core.evidence import MANY, NEAR_DISC_DIAMETERS, RED, Evidence, Ids
from retinaview.core.findings import GradeProbabilities
from retinaview.core.fundus_frame import QUADRANTS
from retinaview.core.grades import Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.words import percent
from retinaview.ui.answering.words import brief_words
from retinaview.ui.language import later, tr

WITHOUT_PLACES = later("Disc or fovea is not known; a box of each sets it.")
HIDDEN = later("Lesions are hidden until you have answered.")


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
        if sought:
            return tr("No haemorrhage or microaneurysm")
        return tr("Haemorrhages, microaneurysms: not assessed")
    return tr(
        "{count}; more than {many} in {quadrants} of {all} quadrants",
        count=_with_origin(found, red),
        many=MANY,
        quadrants=len(found.with_many),
        all=len(QUADRANTS),
    )


def new_vessel_words(found: Evidence) -> str:
    """Say whether new vessels or preretinal haemorrhages were marked; no network looks for them."""
    vessels = found.of((LesionClass.NEOVASCULARISATION,))
    blood = found.of((LesionClass.PRERETINAL_HAEMORRHAGE,))
    if not vessels and not blood:
        return tr("New vessels, preretinal haemorrhage: not assessed")
    return tr(
        "New vessels: {vessels}, preretinal haemorrhage: {blood} marked",
        vessels=len(vessels),
        blood=len(blood),
    )


def exudate_words(found: Evidence, *, sought: bool) -> str:
    """Say how many hard exudates there are, and how near to the fovea; see `rule_words`."""
    exudates = found.of((LesionClass.HARD_EXUDATE,))
    if not exudates:
        return tr("No hard exudate") if sought else tr("Hard exudates: not assessed")
    if found.near is None or found.nearest is None:
        return tr("{count}; distance not known", count=_with_origin(found, exudates))
    if not found.near:
        return tr(
            "{count}, none within {limit:.0f} disc diameter (nearest {nearest:.1f})",
            count=len(exudates),
            limit=NEAR_DISC_DIAMETERS,
            nearest=found.nearest,
        )
    return tr(
        "{near} of {count} within {limit:.0f} disc diameter (nearest {nearest:.1f})",
        near=len(found.near),
        count=len(exudates),
        limit=NEAR_DISC_DIAMETERS,
        nearest=found.nearest,
    )


def network_words(answer: NetworkAnswer) -> str:
    """Return a network's grades with their probabilities."""
    grades, parts = answer.grades, []
    if grades.dr:
        grade = grades.dr_grade
        share = percent(grades.dr[grade])
        parts.append(tr("DR {grade} ({share})", grade=int(grade), share=share))
    if (dme := grades.dme_grade) is not None and grades.dme is not None:
        share = percent(grades.dme[dme])
        parts.append(tr("DME {grade} ({share})", grade=int(dme), share=share))
    return f"{answer.name}: {', '.join(parts)}"


def spread_words(networks: int, spread: int | None) -> str:
    """Say how far apart the networks' grades of retinopathy are."""
    if spread is None:
        return tr("No other network has graded it") if networks == 1 else ""
    if spread == 0:
        return tr("The networks agree on DR")
    return tr("The networks are %n grade(s) apart on DR", "", spread)


def others_words(others: Sequence[Grading], seen: Sequence[Grading]) -> str:
    """Say what the other readers answered, or how many have where that is not to be seen yet."""
    if not others:
        return tr("Nobody else has answered")
    if not seen:
        return tr("%n answer(s) by others, shown once you have answered", "", len(others))
    none = tr("no grade")
    return "; ".join(f"{each.reader}: {brief_words(each) or none}" for each in seen)


def _with_origin(found: Evidence, ids: Ids) -> str:
    """Return a count, and how many of it nobody has confirmed."""
    proposed = sum(key in found.proposed for key in ids)
    if proposed == len(ids):
        return tr("{count} proposed", count=proposed)
    if not proposed:
        return str(len(ids))
    return tr("{count}, {proposed} proposed", count=len(ids), proposed=proposed)
