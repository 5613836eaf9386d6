"""Graders: from a photograph to grades, heat maps, regions and lesion maps; imports torch."""

from __future__ import annotations

from dataclasses import replace

from retinaview.core.errors import ModelError
from retinaview.core.findings import Finding, GradeProbabilities, LesionMap
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.inference.device import Device
from retinaview.inference.examination import EyePhotograph
from retinaview.inference.heat_maps import HeatMaps
from retinaview.inference.lesion_maps import lesion_maps, require_thresholds
from retinaview.inference.network import Network
from retinaview.inference.preparing import RememberingPreprocessing
from retinaview.inference.run import AnalysisRun, AnalysisStep, PassCounter
from retinaview.models.outputs.array_cache import ArrayCache
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.preprocessing import Frame
from retinaview.models.weights.files import LoadedModel

EYES = 4
"""Eyes whose features a grader caches for pairs: both of this patient and of the previous one."""


class Grader:
    """A grading network with its preprocessing and the interpretation of its output.

    Raises
    ------
    WeightsError
        A lesion's threshold is missing.
    """

    def __init__(self, loaded: LoadedModel, device: Device) -> None:
        self.preprocessing = RememberingPreprocessing.of(loaded.card.preprocessing)
        self.grade_options = loaded.card.grade_options
        require_thresholds(loaded.card, self.grade_options.lesions)
        self.network = Network(loaded, device)
        self._cache = ArrayCache(EYES)

    def grade(
        self,
        finding: Finding,
        eye: EyePhotograph,
        *,
        run: AnalysisRun,
        fellow: EyePhotograph | None = None,
    ) -> Finding:
        """Grade a photograph and say where the network looked.

        Parameters
        ----------
        finding : Finding
            What is known of the photograph; if its quality is too poor, it gets no grade.
        eye : EyePhotograph
            The photograph.
        run : AnalysisRun
            Receives the progress of ``"grading"``.
        fellow : EyePhotograph, optional
            The patient's fellow eye.

        Returns
        -------
        Finding
            The same with grades, heat maps (see `HeatMaps.of`), regions, notes and, from a network
            that also segments, lesion maps.

        Raises
        ------
        ModelError
            The network failed, or its grades or lesions differ from its card.
        """
        graded = self._run(eye, fellow, run)
        self._check(graded)
        rgb, fov = eye.photograph.rgb, eye.fov
        frame = self.preprocessing.frame(rgb.shape[0], rgb.shape[1], fov)
        maps = HeatMaps(self.network.card.name, frame, self.preprocessing.field(frame, fov))
        return replace(
            finding,
            grades=_probabilities(graded) if finding.quality.gradable else None,
            heat_maps=maps.of(graded),
            regions=graded.regions,
            lesion_maps=self._lesion_maps(graded, frame),
            together=fellow.photograph.path.name if fellow and graded.together else "",
            notes=(*finding.notes, *self._notes(graded)),
        )

    def _run(
        self, eye: EyePhotograph, fellow: EyePhotograph | None, run: AnalysisRun
    ) -> GradedPhotograph:
        network = self.network
        count = PassCounter(run, AnalysisStep.GRADING, layers=network.layers)
        return network.run(
            lambda module: grade_photograph(
                module,
                self.preprocessing,
                self.grade_options,
                eye.photograph.rgb,
                eye.fov,
                fellow=None if fellow is None else (fellow.photograph.rgb, fellow.fov),
                cache=self._cache,
            ),
            between_layers=count.begin_layer,
        )

    def _check(self, graded: GradedPhotograph) -> None:
        """Raise if the numbers of grades or lesion classes differ from the expected ones."""
        name = self.network.card.name
        for disease, probabilities, wanted in (
            ("retinopathy", graded.dr, len(DRGrade)),
            ("macular oedema", graded.dme, len(DMEGrade)),
        ):
            if probabilities is not None and len(probabilities) not in (0, wanted):
                message = f"{name} gives {len(probabilities)} grades of {disease}, not {wanted}"
                raise ModelError(message)
        there = 0 if graded.lesions is None else len(graded.lesions)
        if there != len(self.grade_options.lesions):
            named = len(self.grade_options.lesions)
            raise ModelError(f"{name} maps {there} classes of lesion, its card names {named}")

    def _lesion_maps(self, graded: GradedPhotograph, frame: Frame) -> tuple[LesionMap, ...]:
        if graded.lesions is None:
            return ()
        thresholds = self.network.card.thresholds
        return lesion_maps(
            graded.lesions, frame, classes=self.grade_options.lesions, thresholds=thresholds
        )

    def _notes(self, graded: GradedPhotograph) -> tuple[str, ...]:
        """Return the answer of an oedema-only network, which has no retinopathy grade."""
        if len(graded.dr) or graded.dme is None:
            return ()
        grade = int(graded.dme.argmax())
        name, probability = self.network.card.name, graded.dme[grade]
        return (f"{name} grades macular oedema only: DME {grade} ({probability:.2f})",)


def _probabilities(graded: GradedPhotograph) -> GradeProbabilities | None:
    if not len(graded.dr):
        return None
    dr = tuple(float(value) for value in graded.dr)
    dme = None if graded.dme is None else tuple(float(value) for value in graded.dme)
    return GradeProbabilities(dr, dme)
