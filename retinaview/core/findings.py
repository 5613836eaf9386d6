"""Findings: what networks say about a photograph, in one form for window, files and scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.landmarks import Landmarks
from retinaview.core.lesions import LesionClass

Uint8Array = NDArray[np.uint8]
SEGMENTATION, GRADING, LANDMARKS = TASKS = "segmentation", "grading", "landmarks"
"""Tasks of networks, and their roles in an analysis."""


@dataclass(frozen=True)
class ModelIdentity:
    """Network, version and weights that produced something.

    Attributes
    ----------
    role : str
        Role in the analysis, one of `TASKS`.
    name, version, weights_sha256 : str
        As on the model card.
    """

    role: str
    name: str
    version: str
    weights_sha256: str


class QualityAnswer(StrEnum):
    """The quality gate's answers."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    UNGRADABLE = "ungradable"


@dataclass(frozen=True, slots=True)
class Quality:
    """Whether a photograph can be graded, and why not.

    Attributes
    ----------
    score : float
        0 (hopeless) to 1 (excellent).
    gradable : bool
        False where blur, darkness or the wrong subject forbids a grade.
    is_fundus : bool
        False for a photograph of something else.
    reasons : tuple of str
        Why it is not good, worst first, in short phrases such as ``"blur"``; empty if it is good.
    """

    score: float
    gradable: bool
    is_fundus: bool = True
    reasons: tuple[str, ...] = ()

    @property
    def answer(self) -> QualityAnswer:
        """The gate's answer: doubtful if gradable, but with reasons to doubt the grade."""
        if not self.gradable:
            return QualityAnswer.UNGRADABLE
        return QualityAnswer.DOUBTFUL if self.reasons else QualityAnswer.GOOD

    @property
    def doubt(self) -> str:
        """Warning shown before any grade; empty if the photograph is good.

        For example ``"quality doubtful: haze, blur"`` or ``"ungradable: dark"``.
        """
        if self.answer is QualityAnswer.GOOD:
            return ""
        doubtful = self.answer is QualityAnswer.DOUBTFUL
        head = "quality doubtful" if doubtful else "ungradable"
        return f"{head}: {', '.join(self.reasons)}" if self.reasons else head


@dataclass(frozen=True, slots=True)
class GradeProbabilities:
    """Calibrated probabilities of the grades, summing to 1."""

    dr: tuple[float, ...]
    dme: tuple[float, ...] | None = None

    @property
    def dr_grade(self) -> DRGrade:
        """The most probable retinopathy grade; the lower of two equal ones."""
        return DRGrade(self.dr.index(max(self.dr)))  # ten times faster here than NumPy

    @property
    def dme_grade(self) -> DMEGrade | None:
        """The most probable macular oedema grade; None if the network gives none."""
        return None if self.dme is None else DMEGrade(int(np.argmax(self.dme)))

    @property
    def referable(self) -> float:
        """Probability of moderate retinopathy or worse."""
        return float(sum(self.dr[DRGrade.MODERATE :]))


@dataclass(frozen=True, slots=True)
class FindingSummary:
    """What a list shows of a finding.

    Attributes
    ----------
    quality : Quality
        The gate's answer.
    grades : GradeProbabilities or None
        None if it is ungradable.
    landmarks : Landmarks or None
        Disc and fovea; None where no network looked for them.
    """

    quality: Quality
    grades: GradeProbabilities | None
    landmarks: Landmarks | None = None


@dataclass(frozen=True, eq=False)
class HeatMap:
    """Where a network looked. Never lesion evidence; always shown with model and target.

    Attributes
    ----------
    source : str
        The weights' name, such as ``"sunet-small"``; used in file names.
    target : str
        What the map is evidence for, such as ``"DR 2"``, ``"DME 1"`` or ``"any DR"``;
        ``"attention"`` if it belongs to no particular grade.
    values : ndarray of float32, shape (h, w)
        0-1, on a regular grid over `extent`.
    extent : Box
        The part of the photograph that the grid covers, source pixels.
    """

    source: str
    target: str
    values: NDArray[np.float32]
    extent: Box


@dataclass(frozen=True, eq=False)
class LesionMap:
    """Probability of one lesion class at every place.

    Attributes
    ----------
    lesion : LesionClass
        The class.
    probability : ndarray of uint8, shape (h, w)
        0-255 for 0-1, on a regular grid over `extent`; its own resolution, often below the
        photograph's.
    extent : Box
        The part of the photograph that the grid covers, source pixels.
    threshold : float
        Probability from which a pixel counts, 0-1: the model card's, chosen on validation
        photographs, or, in a view, the reader's.
    """

    lesion: LesionClass
    probability: Uint8Array
    extent: Box
    threshold: float


@dataclass(frozen=True)
class Region:
    """A suspicious region in source pixels; `rank` counts from 1, `score` is 0-1."""

    box: Box
    score: float
    rank: int


@dataclass(frozen=True)
class Lesion:
    """One connected component of a lesion map, in source pixels."""

    lesion: LesionClass
    box: Box
    area_px: float
    score: float


@dataclass(frozen=True, eq=False)
class Finding:
    """One source's answer about one photograph; the main finding is that of the whole analysis.

    Attributes
    ----------
    quality : Quality
        The gate's answer; if ungradable, `grades` is None.
    grades : GradeProbabilities or None
        DR and DME.
    heat_maps : tuple of HeatMap
        One per source and target.
    lesion_maps : tuple of LesionMap
        One per class.
    regions : tuple of Region
        Attention regions, at most four, ranked: where the grading network looked. Those that follow
        the lesions found are computed from `lesions`; see `retinaview.core.coverage`.
    lesions : tuple of Lesion
        Components of the lesion maps at the model card's thresholds.
    models : tuple of ModelIdentity
        The networks that produced it.
    seconds : dict of str to float
        Wall time per step.
    notes : tuple of str
        What the reader should know, such as a fallback to smaller tiles.
    field_of_view : FieldCircle or None
        None where the photograph has none.
    together : str
        File name of the fellow eye's photograph that was graded together with this one; empty
        where this one was graded alone.
    pending : tuple of str
        Roles of the networks that are still running. A finding with any is shown meanwhile and
        never saved.
    landmarks : Landmarks or None
        Disc and fovea; None where no network looked for them.
    """

    quality: Quality
    grades: GradeProbabilities | None = None
    heat_maps: tuple[HeatMap, ...] = ()
    lesion_maps: tuple[LesionMap, ...] = ()
    regions: tuple[Region, ...] = ()
    lesions: tuple[Lesion, ...] = ()
    models: tuple[ModelIdentity, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    field_of_view: FieldCircle | None = None
    together: str = ""
    pending: tuple[str, ...] = ()
    landmarks: Landmarks | None = None

    @property
    def summary(self) -> FindingSummary:
        """What a list shows of it."""
        return FindingSummary(self.quality, self.grades, self.landmarks)

    def model(self, role: str) -> ModelIdentity | None:
        """Return the model that played a role, or None."""
        return next((model for model in self.models if model.role == role), None)

    @property
    def source(self) -> str:
        """Name of the weights that graded, or else of those that segmented; may be empty."""
        model = self.model("grading") or self.model("segmentation")
        return "" if model is None else model.name

    def graded_by(self, source: str, sha256: str = "") -> bool:
        """Return whether weights of that name, and of that SHA-256 if any, gave the grades."""
        model = self.model("grading")
        return model is not None and model.name == source and sha256 in ("", model.weights_sha256)
