"""Examination of one photograph with loaded networks: what each adds to its finding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retinaview.core.errors import ModelError
from retinaview.core.findings import GRADING, LANDMARKS, SEGMENTATION, Finding, Lesion, LesionMap
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.imaging.photograph import Photograph
from retinaview.inference.components import lesions_of
from retinaview.inference.pipeline import Pipeline
from retinaview.inference.run import AnalysisRun, AnalysisStep

if TYPE_CHECKING:
    from retinaview.inference.grading import Grader
    from retinaview.inference.landmarks import Locator
    from retinaview.inference.segmentation import Segmenter


@dataclass(frozen=True)
class EyePhotograph:
    """A photograph and its field of view."""

    photograph: Photograph
    fov: FieldOfView


@dataclass(frozen=True)
class Examination:
    """An analysis of one photograph by the networks of a pipeline.

    If one network fails, the rest of the finding is kept, and a note gives the reason.

    Attributes
    ----------
    pipeline : Pipeline
        The networks and their roles.
    eye : EyePhotograph
        The photograph.
    fellow : EyePhotograph or None
        The patient's fellow eye, for a network that grades both together.
    run : AnalysisRun
        Timing, progress and cancellation.
    """

    pipeline: Pipeline
    eye: EyePhotograph
    fellow: EyePhotograph | None
    run: AnalysisRun

    def segmented(self, finding: Finding, segmenter: Segmenter) -> Finding:
        """Return the finding with lesion maps and lesions."""
        try:
            with self.run.step(AnalysisStep.SEGMENTATION):
                maps = segmenter.segment(self.eye.photograph.rgb, self.eye.fov, run=self.run)
        except ModelError as error:
            return noted(finding, error.message)
        finding = self._with_lesions(finding, maps)
        return noted(self._credited(finding, SEGMENTATION), *segmenter.network.notes)

    def graded(self, finding: Finding, grader: Grader) -> Finding:
        """Return the finding with grades, heat maps and regions.

        A photograph of too poor quality gets maps and regions, but no grade.
        """
        try:
            with self.run.step(AnalysisStep.GRADING):
                graded = grader.grade(finding, self.eye, fellow=self.fellow, run=self.run)
        except ModelError as error:
            return noted(finding, error.message)
        if self.pipeline.grader_segments:
            graded = self._with_lesions(graded, graded.lesion_maps)
            graded = self._credited(graded, SEGMENTATION)
        else:
            graded = replace(graded, lesion_maps=finding.lesion_maps)
        return noted(self._credited(graded, GRADING), *grader.network.notes)

    def located(self, finding: Finding, locator: Locator) -> Finding:
        """Return the finding with disc and fovea."""
        photograph, fov = self.eye.photograph, self.eye.fov
        try:
            with self.run.step(AnalysisStep.LANDMARKS):
                landmarks = locator.locate(photograph.rgb, fov, run=self.run)
        except ModelError as error:
            return noted(finding, error.message)
        found = self._credited(replace(finding, landmarks=landmarks), LANDMARKS)
        return noted(found, *locator.network.notes)

    def _with_lesions(self, finding: Finding, maps: tuple[LesionMap, ...]) -> Finding:
        with self.run.step(AnalysisStep.LESIONS):
            lesions = tuple(lesion for each in maps for lesion in _lesions(each))
        return replace(finding, lesion_maps=maps, lesions=lesions)

    def _credited(self, finding: Finding, role: str) -> Finding:
        done = {role, *(model.role for model in finding.models)}
        models = tuple(each for each in self.pipeline.identities if each.role in done)
        return replace(finding, models=models)


def noted(finding: Finding, *notes: str) -> Finding:
    """Return the finding with more notes."""
    return replace(finding, notes=(*finding.notes, *notes))


def _lesions(lesion_map: LesionMap) -> tuple[Lesion, ...]:
    """Return the components of a map; landmarks (disc, fovea) have none."""
    return lesions_of(lesion_map) if lesion_map.lesion.is_lesion else ()
