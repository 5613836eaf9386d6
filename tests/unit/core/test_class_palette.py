from itertools import combinations

import numpy as np
import pytest

from retinaview.core.class_palette import LEAST_APART, PALETTE, Colour, distance, farthest
from retinaview.core.lesions import STYLES

# Medians of photographs of fifteen data sets: of the darkest tenth, of all, and their 5 % darkest
# pixels; and a bright retina.
RETINA: tuple[Colour, ...] = ((131, 58, 6), (188, 92, 22), (118, 53, 12), (225, 140, 70))


def contrast(one: Colour, other: Colour) -> float:
    """Ratio of luminances, as WCAG 2 defines it."""

    def luminance(colour: Colour) -> float:
        share = np.array(colour) / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722)) + 0.05

    low, high = sorted((luminance(one), luminance(other)))
    return high / low


@pytest.mark.parametrize("name", PALETTE)
def test_every_colour_of_the_palette_is_seen_on_the_retina_by_everybody(name: str) -> None:
    colour = PALETTE[name]
    assert min(distance(colour, shade) for shade in RETINA) > 25
    assert contrast(colour, (188, 92, 22)) >= 1.5


def test_colours_of_the_palette_are_told_apart_by_everybody() -> None:
    for one, other in combinations(PALETTE.values(), 2):
        assert distance(one, other) >= LEAST_APART, (one, other)


def test_the_classes_of_lesions_are_told_apart_by_everybody() -> None:
    lesions = {lesion: style for lesion, style in STYLES.items() if not lesion.is_landmark}
    for one, other in combinations(lesions, 2):
        assert distance(STYLES[one].colour, STYLES[other].colour) >= LEAST_APART, (one, other)


def test_red_and_green_are_one_colour_to_some() -> None:
    assert distance((200, 80, 0), (120, 130, 0)) < LEAST_APART
    assert distance((0, 0, 0), (255, 255, 255)) == pytest.approx(100, abs=1)
    assert distance((9, 9, 9), (9, 9, 9)) == 0


def test_the_next_colour_is_far_from_those_that_are_taken() -> None:
    taken: list[Colour] = []
    for _ in PALETTE:
        taken.append(farthest(taken))
    assert sorted(taken) == sorted(PALETTE.values())
