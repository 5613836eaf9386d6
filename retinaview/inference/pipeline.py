"""The pipeline: which weights analyse a photograph, and in which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.findings import TASKS, ModelIdentity
from retinaview.core.paths import AnyPath
from retinaview.core.text import shown
from retinaview.models.weights.card import ModelCard, read_card


@dataclass(frozen=True)
class Weights:
    """A weights file and its card."""

    path: Path
    card: ModelCard

    def identity(self, role: str) -> ModelIdentity:
        """Return the identity of a role's model."""
        return ModelIdentity(role, self.card.name, self.card.version, self.card.weights_sha256)


@dataclass(frozen=True)
class Pipeline:
    """At most one network for each task.

    A grading network that also segments does both if there is no segmentation network.
    """

    segmentation: Weights | None
    grading: Weights | None
    landmarks: Weights | None = None

    @classmethod
    def of(cls, paths: Sequence[AnyPath]) -> Pipeline:
        """Read the cards of weights files.

        Raises
        ------
        WeightsError
            A card is missing, damaged or of another task.
        ModelError
            Two networks have the same task.
        """
        found: dict[str, Weights] = {}
        for path in map(Path, paths):
            card = read_card(path.with_suffix(".json"))
            if card.task not in TASKS:
                message = f"the task {shown(card.task)} is not part of an analysis"
                raise WeightsError(message, path=path, field="task")
            if card.task in found:
                other = found[card.task].card.name
                raise ModelError(f"{other} and {card.name} both do {card.task}; name one of them")
            found[card.task] = Weights(path, card)
        return cls(*map(found.get, TASKS))

    @property
    def grader_segments(self) -> bool:
        """Whether the lesion maps come from the grading network."""
        grading = self.grading
        return self.segmentation is None and grading is not None and bool(grading.card.lesions)

    @property
    def identities(self) -> tuple[ModelIdentity, ...]:
        """The models that an analysis runs, one per role."""
        segmenter = self.grading if self.grader_segments else self.segmentation
        roles = zip(TASKS, (segmenter, self.grading, self.landmarks), strict=True)
        return tuple(weights.identity(role) for role, weights in roles if weights is not None)

    @property
    def pairs_eyes(self) -> bool:
        """Whether the grading network grades both eyes of a patient together."""
        return self.grading is not None and self.grading.card.pairs_eyes

    @property
    def referable_threshold(self) -> float:
        """Probability of referable retinopathy from which to refer; 0.5 if the card gives none."""
        return 0.5 if self.grading is None else self.grading.card.thresholds.get("referable", 0.5)
