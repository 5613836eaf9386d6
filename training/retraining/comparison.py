"""What every comparison of old and new weights can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from retinaview.evaluation.estimates import Estimate
from retinaview.models.weights.card import Metric

SPLIT = "held-out patients of the reader's own"
"""What new weights are measured on, as their card calls it."""


@dataclass(frozen=True)
class Judgement:
    """Whether new weights are better than the old ones.

    Attributes
    ----------
    sentence : str
        What was found.
    recommended : bool
        They are better at something, and worse at nothing, beyond chance.
    """

    sentence: str
    recommended: bool


class Comparison(Protocol):
    """Old and new weights on the held-out patients."""

    def as_dict(self) -> dict[str, object]:
        """Return all numbers in JSON form."""

    def table(self) -> str:
        """Return the comparison as text."""

    def verdict(self) -> Judgement:
        """Return whether the new weights are better."""

    def metrics(self) -> list[Metric]:
        """Return the new weights' scores for their card."""


def judged(differences: dict[str, Estimate]) -> Judgement:
    """Judge new weights by where they are better or worse, beyond chance.

    Parameters
    ----------
    differences : dict of str to Estimate
        New less old, by what is measured; more is better.
    """
    better = [name for name, gap in differences.items() if gap.is_bounded and gap.low > 0]
    worse = [name for name, gap in differences.items() if gap.is_bounded and gap.high < 0]
    said = [f"better at {', '.join(better)}"] if better else []
    said += [f"worse at {', '.join(worse)}"] if worse else []
    if better and not worse:
        return Judgement(f"The new weights are {said[0]} on the held-out patients.", True)
    if not said:
        said = ["not distinguishable from the old ones"]
    words = " and ".join(said)
    sentence = f"The new weights are {words} on the held-out patients, and are not recommended."
    return Judgement(sentence, recommended=False)
