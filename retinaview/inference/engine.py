"""From a photograph to a finding: field of view, quality, lesions, grades, regions.

Importing this module does not import torch; the first analysis does, and loads the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, Lesion, LesionMap, ModelIdentity
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import Photograph
from retinaview.imaging.quality import assess_quality
from retinaview.inference.cancel import CancelToken
from retinaview.inference.components import lesions_of
from retinaview.inference.device import Device, choose_device
from retinaview.inference.requests import ProgressCallback, Step
from retinaview.inference.run import Run
from retinaview.models.card import ModelCard, read_card
from retinaview.models.places import find

if TYPE_CHECKING:
    from retinaview.inference.grading import Grader
    from retinaview.inference.network import Network
    from retinaview.inference.segmentation import Segmenter

Image = NDArray[np.uint8]

DEFAULT_MODELS = ("ganet", "zoom-in-net-small")
"""The shipped weights that run where nobody names others."""
ROLES = ("segmentation", "grading")


@dataclass
class _Loaded:
    device: Device
    segmenter: Segmenter | None
    grader: Grader | None


class Engine:
    """Analyses photographs, one at a time, with networks that it loads once.

    Parameters
    ----------
    device : str or Device
        See `choose_device`; a `Device` fixes the precision too.
    models : sequence of str, optional
        Names or paths of weights, at most one per role; default `DEFAULT_MODELS`.
    weights_folder : Path, optional
        Where names are looked for instead of the shipped weights.

    Raises
    ------
    WeightsError
        Weights or their card are missing or damaged.
    ModelError
        Two models have one role.
    """

    def __init__(
        self,
        *,
        device: str | Device = "auto",
        models: Sequence[str] | None = None,
        weights_folder: Path | None = None,
    ) -> None:
        folders = None if weights_folder is None else [weights_folder]
        names = DEFAULT_MODELS if models is None else models
        self._weights = _by_role([find(name, folders=folders) for name in names])
        self._device = device
        self._loaded: _Loaded | None = None

    @property
    def identities(self) -> tuple[ModelIdentity, ...]:
        """The models that an analysis runs; known before they are loaded."""
        return tuple(_identity(role, card) for role, (_, card) in self._weights.items())

    @property
    def device_label(self) -> str:
        """The device in words; loads the networks."""
        return self.load().device.label

    @property
    def referable_threshold(self) -> float:
        """Probability of referable retinopathy from which to refer; 0.5 where no card says."""
        grading = self._weights.get("grading")
        return 0.5 if grading is None else grading[1].thresholds.get("referable", 0.5)

    def load(self) -> _Loaded:
        """Import torch, choose the device and load the weights, unless that has been done.

        Raises
        ------
        WeightsError
            Weights are damaged, altered or belong to another network.
        ModelError
            This machine lacks the device.
        """
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def analyse(
        self,
        photograph: Photograph,
        *,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        """Say everything that the models see in a photograph.

        A photograph of something else is shown to no network. One of too poor quality gets maps
        and regions, but no grade: ungradable is an answer, and it means refer. Where one network
        fails, the rest of the finding stands, and a note says why.

        Parameters
        ----------
        photograph : Photograph
            As read.
        progress : callable, optional
            Told of every piece of work, on this thread.
        cancel : CancelToken, optional
            Looked at before every layer of every network.

        Raises
        ------
        Cancelled
            On request.
        WeightsError, ModelError
            The networks cannot be loaded.
        """
        run = Run(progress, cancel)
        with run.step(Step.FIELD_OF_VIEW):
            fov = find_field_of_view(photograph.rgb)
        with run.step(Step.QUALITY):
            quality = assess_quality(photograph.rgb, fov)
        finding = Finding(quality, field_of_view=None if fov is None else _circle(fov))
        if fov is None or not quality.is_fundus:
            return replace(finding, models=self.identities, seconds=run.seconds)
        with run.step(Step.LOAD):
            loaded = self.load()
        if loaded.segmenter is not None:
            finding = self._segmented(finding, photograph.rgb, fov, loaded.segmenter, run=run)
        if loaded.grader is not None:
            finding = self._graded(finding, photograph.rgb, fov, loaded.grader, run=run)
        return replace(finding, seconds=run.seconds)

    def _segmented(
        self, finding: Finding, rgb: Image, fov: FieldOfView, segmenter: Segmenter, *, run: Run
    ) -> Finding:
        """The finding with lesion maps and lesions, or with a note on why not."""
        try:
            with run.step(Step.SEGMENTATION):
                maps = segmenter.segment(rgb, fov, run=run)
        except ModelError as error:
            return _noted(finding, error.message)
        with run.step(Step.LESIONS):
            lesions = tuple(lesion for each in maps for lesion in _lesions(each))
        finding = replace(finding, lesion_maps=maps, lesions=lesions)
        return self._credited(finding, "segmentation", segmenter.network)

    def _graded(
        self, finding: Finding, rgb: Image, fov: FieldOfView, grader: Grader, *, run: Run
    ) -> Finding:
        """The finding with grades, heat maps and regions, or with a note on why not."""
        try:
            with run.step(Step.GRADING):
                graded = grader.grade(rgb, fov, run=run)
        except ModelError as error:
            return _noted(finding, error.message)
        finding = replace(
            finding,
            grades=graded.probabilities if finding.quality.gradable else None,
            heat_maps=graded.heat_maps,
            regions=graded.regions,
        )
        return self._credited(finding, "grading", grader.network)

    def _credited(self, finding: Finding, role: str, network: Network) -> Finding:
        identity = _identity(role, network.card)
        return _noted(replace(finding, models=(*finding.models, identity)), *network.notes)

    def _load(self) -> _Loaded:
        from retinaview.inference.grading import Grader
        from retinaview.inference.segmentation import Segmenter
        from retinaview.models.weights import load

        name = self._device
        device = name if isinstance(name, Device) else choose_device(name)
        files = {role: path for role, (path, _) in self._weights.items()}
        return _Loaded(
            device,
            Segmenter(load(files["segmentation"]), device) if "segmentation" in files else None,
            Grader(load(files["grading"]), device) if "grading" in files else None,
        )


def _by_role(paths: Sequence[Path]) -> dict[str, tuple[Path, ModelCard]]:
    """Weights and cards by what they do, in the order in which they run."""
    found: dict[str, tuple[Path, ModelCard]] = {}
    for path in paths:
        card = read_card(path.with_suffix(".json"))
        if card.task not in ROLES:
            message = f"the task {card.task!r} has no place in an analysis"
            raise WeightsError(message, path=path, field="task")
        if card.task in found:
            other = found[card.task][1].name
            raise ModelError(f"{other} and {card.name} both do {card.task}; name one of them")
        found[card.task] = (path, card)
    return {role: found[role] for role in ROLES if role in found}


def _identity(role: str, card: ModelCard) -> ModelIdentity:
    return ModelIdentity(role, card.name, card.version, card.weights_sha256)


def _circle(fov: FieldOfView) -> FieldCircle:
    return FieldCircle(*fov.centre, fov.radius_px, fov.width, fov.height)


def _lesions(lesion_map: LesionMap) -> tuple[Lesion, ...]:
    """Components of a map; disc and fovea are landmarks, shown as maps and not counted."""
    return lesions_of(lesion_map) if lesion_map.lesion.is_lesion else ()


def _noted(finding: Finding, *notes: str) -> Finding:
    return replace(finding, notes=(*finding.notes, *notes))
