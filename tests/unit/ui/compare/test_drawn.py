"""What of a finding is drawn, and whose the caption says it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retinaview.core.findings import Finding, LesionMap, ModelIdentity
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import ThresholdKey, Thresholds
from retinaview.ui.compare.drawn import OWN_GRADE, shown, targets

if TYPE_CHECKING:
    from collections.abc import Callable

    Said = Callable[..., Finding]

CARDS = Thresholds()


@pytest.fixture
def main(said: Said) -> Finding:
    """The study's own finding, outlined by ganet."""
    found = said("zoom-in-net-small", lesions=True)
    segmented = ModelIdentity("segmentation", "ganet", "1", "c" * 64)
    return replace(found, models=(*found.models, segmented))


def pixels(maps: tuple[LesionMap, ...]) -> list[int]:
    return [id(each.probability) for each in maps]


def test_a_source_shows_the_map_of_its_own_grade(said: Said) -> None:
    drawn = shown(said("a"), None, target=OWN_GRADE, thresholds=CARDS)
    assert drawn.heat_map is not None
    assert drawn.heat_map.target == "DR 2"
    assert drawn.caption == "Attention for DR 2"
    assert len(drawn.regions) == 1


def test_a_wanted_grade_is_shown_or_said_to_be_missing(said: Said) -> None:
    drawn = shown(said("a"), None, target="DR 1", thresholds=CARDS)
    assert drawn.heat_map is not None
    assert drawn.heat_map.target == "DR 1"
    drawn = shown(said("a"), None, target="DR 4", thresholds=CARDS)
    assert (drawn.heat_map, drawn.caption) == (None, "No map for DR 4")


def test_the_only_map_of_a_network_speaks_for_its_own_grade(said: Said) -> None:
    drawn = shown(said("sea", targets=("attention",)), None, target=OWN_GRADE, thresholds=CARDS)
    assert drawn.heat_map is not None
    assert drawn.caption == "Attention"
    assert (
        shown(said("a", targets=()), None, target=OWN_GRADE, thresholds=CARDS).caption
        == "No attention map"
    )


def test_a_source_that_outlines_lesions_shows_its_own(said: Said, main: Finding) -> None:
    sunet = said("sunet-small", lesions=True)
    drawn = shown(sunet, main, target=OWN_GRADE, thresholds=CARDS)
    assert pixels(drawn.lesion_maps) == pixels(sunet.lesion_maps)
    assert drawn.caption.endswith("lesions outlined by sunet-small")


def test_the_study_s_outlines_stand_in_and_are_named(said: Said, main: Finding) -> None:
    drawn = shown(said("sea"), main, target=OWN_GRADE, thresholds=CARDS)
    assert pixels(drawn.lesion_maps) == pixels(main.lesion_maps)
    assert drawn.caption.endswith("lesions outlined by ganet")
    waiting = shown(None, main, target=OWN_GRADE, thresholds=CARDS)
    assert (waiting.heat_map, waiting.regions) == (None, ())
    assert waiting.caption == "Lesions outlined by ganet"
    assert shown(None, None, target=OWN_GRADE, thresholds=CARDS).caption == ""


def test_the_study_s_thresholds_hold_and_are_named(said: Said, main: Finding) -> None:
    exudates = ThresholdKey("ganet", "1", LesionClass.HARD_EXUDATE)
    drawn = shown(said("sea"), main, target=OWN_GRADE, thresholds=Thresholds({exudates: 0.92}))
    assert [each.threshold for each in drawn.lesion_maps] == [0.92]
    assert [(each.key, each.value) for each in drawn.thresholds] == [(exudates, 0.92)]
    own = shown(said("sunet", lesions=True), main, target=OWN_GRADE, thresholds=Thresholds())
    assert own.thresholds == ()


def test_a_disc_is_no_lesion(said: Said) -> None:
    found = said("sunet", lesions=True)
    disc = replace(found.lesion_maps[0], lesion=LesionClass.OPTIC_DISC)
    assert (
        shown(
            replace(found, lesion_maps=(disc,)), None, target=OWN_GRADE, thresholds=CARDS
        ).lesion_maps
        == ()
    )


def test_targets_of_both_are_offered_once(said: Said) -> None:
    both = [said("a"), said("b", targets=("DR 2", "DR 3")), None]
    assert targets(both) == ("DR 1", "DR 2", "DR 3")
