"""What several networks say about a photograph, and how far apart they are."""

from __future__ import annotations

from collections.abc import Mapping

from retinaview.core.findings import GradeProbabilities


class Opinions:
    """The grades of every network that answered, by photograph and source.

    Parameters
    ----------
    kept : mapping
        What the project holds: the grades by photograph and source.
    """

    def __init__(self, kept: Mapping[int, Mapping[str, GradeProbabilities]]) -> None:
        self._grades = {image_id: dict(grades) for image_id, grades in kept.items()}

    def note(self, image_id: int, source: str, grades: GradeProbabilities | None) -> None:
        """Take over what a source says now; None where it gives no grade, or no longer."""
        given = self._grades.setdefault(image_id, {})
        given.pop(source, None)
        if grades is not None:
            given[source] = grades

    def of(self, image_id: int) -> Mapping[str, GradeProbabilities]:
        """Return the grades of one photograph by source, as far as they are known here."""
        return self._grades.get(image_id, {})

    def spread(self, image_id: int) -> int | None:
        """Return how many grades of retinopathy the networks are apart; None for fewer than two."""
        given = [int(each.dr_grade) for each in self.of(image_id).values() if each.dr]
        return max(given) - min(given) if len(given) > 1 else None

    def spreads(self) -> dict[int, int]:
        """Return the spread of every photograph that has one."""
        found = {image_id: self.spread(image_id) for image_id in self._grades}
        return {image_id: spread for image_id, spread in found.items() if spread is not None}
