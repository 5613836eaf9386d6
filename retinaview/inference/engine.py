"""The engine: from a photograph to a finding with quality, grades, lesions and regions.

Importing this module does not import torch; the first analysis does, and loads the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from retinaview.core.cancel import CancelToken
from retinaview.core.findings import SEGMENTATION, Finding, ModelIdentity
from retinaview.core.paths import AnyPath
from retinaview.imaging.photograph import Photograph
from retinaview.inference.device import Device, choose_device
from retinaview.inference.examination import Examination, EyePhotograph, noted
from retinaview.inference.network_cache import NetworkCache
from retinaview.inference.overview import Overviews
from retinaview.inference.pipeline import Pipeline, Weights
from retinaview.inference.run import AnalysisRun, AnalysisStep, ProgressCallback, PublishCallback
from retinaview.models.network_table import DEFAULT_GRADER, DEFAULT_LOCATOR, DEFAULT_SEGMENTER
from retinaview.models.weights import folders
from retinaview.models.weights.preferred import preferred

if TYPE_CHECKING:
    from retinaview.inference.grading import Grader
    from retinaview.inference.landmarks import Locator
    from retinaview.inference.loading import LoadedNetwork
    from retinaview.inference.segmentation import Segmenter

DEFAULT_MODELS = (DEFAULT_SEGMENTER, DEFAULT_GRADER, DEFAULT_LOCATOR)
"""The shipped weights that run by default."""
NETWORKS_BYTES = 768 << 20
"""Memory limit of loaded networks: enough for all shipped, or a few of the papers' full size."""


@dataclass(frozen=True)
class Loaded:
    """The networks of a pipeline, on their device."""

    device: Device
    segmenter: Segmenter | None
    grader: Grader | None
    locator: Locator | None


class Engine:
    """Analysis of photographs, one at a time, with networks that are loaded on demand.

    Parameters
    ----------
    device : str or Device
        See `choose_device`; a `Device` fixes the precision too.
    models : sequence of str or path-like, optional
        Names or paths of weights, at most one per role; default `DEFAULT_MODELS`, or what the
        user prefers to them.
    weights_folder : str or path-like, optional
        Folder in which names are looked up, instead of the shipped weights.
    networks_bytes : int
        Memory limit beyond which the least recently used networks are unloaded.

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
        models: Sequence[AnyPath] | None = None,
        weights_folder: AnyPath | None = None,
        networks_bytes: int = NETWORKS_BYTES,
    ) -> None:
        self._folders = None if weights_folder is None else [Path(weights_folder)]
        self._asked_device = device
        self._overviews = Overviews()
        self._networks = NetworkCache["LoadedNetwork"](networks_bytes, size=_size_bytes)
        if models is None:
            models = DEFAULT_MODELS if weights_folder is not None else preferred(DEFAULT_MODELS)
        self._pipeline = self._pipeline_of(models)

    @property
    def identities(self) -> tuple[ModelIdentity, ...]:
        """The models that an analysis runs, known before they are loaded."""
        return self._pipeline.identities

    @property
    def pairs_eyes(self) -> bool:
        """Whether an analysis grades both eyes of a patient together."""
        return self._pipeline.pairs_eyes

    @property
    def device_label(self) -> str:
        """The device in words; imports torch and the code of the networks, but loads none."""
        import_module("retinaview.inference.loading")
        return self._device.label

    @property
    def referable_threshold(self) -> float:
        """Probability of referable retinopathy from which to refer; 0.5 if the card gives none."""
        return self._pipeline.referable_threshold

    def load(self) -> Loaded:
        """Import torch, choose the device and load the networks, unless already loaded.

        Raises
        ------
        WeightsError
            Weights are damaged, altered or belong to another network.
        ModelError
            This machine lacks the device.
        """
        with self._loaded(self._pipeline) as loaded:
            return loaded

    def analyse(
        self,
        photograph: Photograph,
        *,
        fellow: Photograph | None = None,
        progress: ProgressCallback | None = None,
        publish: PublishCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        """Analyse a photograph with all networks.

        A photograph of something other than a fundus is not given to any network. One of too poor
        quality gets maps and regions but no grade: ungradable is an answer, and means refer. If
        one network fails, the rest of the finding is kept, and a note gives the reason.

        Parameters
        ----------
        photograph : Photograph
            The photograph.
        fellow : Photograph, optional
            The patient's fellow eye, for a network that grades both eyes together.
        progress : callable, optional
            Called for every piece of work, on this thread.
        publish : callable, optional
            Called with the graded finding before the lesions, which take longer, are segmented.
        cancel : CancelToken, optional
            Checked before every layer of every network.

        Raises
        ------
        Cancelled
            On request.
        WeightsError, ModelError
            The networks cannot be loaded.
        """
        run = AnalysisRun(progress, cancel)
        return self._examined(self._pipeline, photograph, fellow, run, publish)

    def look_ahead(self, photograph: Photograph) -> None:
        """Prepare a photograph for its analysis, on another thread.

        Called while networks run on the previous photograph, so that they need not wait. The
        result is cached while the photograph is in memory, for a limited number of photographs.

        Raises
        ------
        WeightsError, ModelError
            The networks cannot be loaded.
        """
        seen = self._overviews.of(photograph, run=AnalysisRun(None, None))
        if seen.fov is None or not seen.is_eye:
            return
        with self._loaded(self._pipeline) as loaded:
            for network in (loaded.segmenter, loaded.grader, loaded.locator):
                if network is not None:
                    network.preprocessing.prepare(photograph.rgb, seen.fov)

    def ask(
        self,
        photograph: Photograph,
        source: AnyPath,
        *,
        fellow: Photograph | None = None,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        """Analyse a photograph with a single source.

        Parameters
        ----------
        photograph, fellow : Photograph
            See `analyse`.
        progress, cancel : callable, CancelToken
            See `analyse`.
        source : str or path-like
            Name or path of weights; see `retinaview.inference.sources.sources`.

        Raises
        ------
        Cancelled
            On request.
        WeightsError
            The weights are damaged or missing; then the message names the command that trains them.
        ModelError
            The network cannot be loaded on this machine.
        """
        return self._examined(
            self._pipeline_of([source]), photograph, fellow, AnalysisRun(progress, cancel)
        )

    def _examined(
        self,
        pipeline: Pipeline,
        photograph: Photograph,
        fellow: Photograph | None,
        run: AnalysisRun,
        publish: PublishCallback | None = None,
    ) -> Finding:
        seen = self._overviews.of(photograph, run=run)
        finding = Finding(seen.quality, field_of_view=seen.circle)
        if seen.fov is None or not seen.is_eye:
            return replace(finding, models=pipeline.identities, seconds=run.seconds)
        other = None
        if fellow is not None and pipeline.pairs_eyes:
            other = self._fellow(fellow, run)
            if other is None and seen.quality.gradable:
                finding = noted(
                    finding, f"Graded without {fellow.path.name}, which is not gradable"
                )
        examination = Examination(pipeline, EyePhotograph(photograph, seen.fov), other, run)
        with ExitStack() as stack:
            if pipeline.grading is not None:
                grader = cast("Grader", self._kept(pipeline.grading, stack, run))
                finding = examination.graded(finding, grader)
            if pipeline.landmarks is not None:
                locator = cast("Locator", self._kept(pipeline.landmarks, stack, run))
                finding = examination.located(finding, locator)
            if pipeline.segmentation is not None:
                if publish is not None and finding.models:
                    seconds = dict(run.seconds)
                    publish(replace(finding, seconds=seconds, pending=(SEGMENTATION,)))
                segmenter = cast("Segmenter", self._kept(pipeline.segmentation, stack, run))
                finding = examination.segmented(finding, segmenter)
        return replace(finding, seconds=run.seconds)

    def _fellow(self, fellow: Photograph, run: AnalysisRun) -> EyePhotograph | None:
        """Return the fellow eye; None if its photograph would only mislead."""
        seen = self._overviews.of(fellow, run=run)
        if seen.fov is None or not seen.quality.gradable:
            return None
        return EyePhotograph(fellow, seen.fov)

    @contextmanager
    def _loaded(self, pipeline: Pipeline) -> Iterator[Loaded]:
        """Yield a pipeline's networks, all kept in memory until the block ends."""
        wanted = (pipeline.segmentation, pipeline.grading, pipeline.landmarks)
        with ExitStack() as stack:
            segmenter, grader, locator = (each and self._kept(each, stack) for each in wanted)
            yield Loaded(
                self._device,
                cast("Segmenter | None", segmenter),
                cast("Grader | None", grader),
                cast("Locator | None", locator),
            )

    def _kept(
        self, weights: Weights, stack: ExitStack, run: AnalysisRun | None = None
    ) -> LoadedNetwork:
        """Return a network, loaded if needed and kept in memory until the stack closes."""
        from retinaview.inference.loading import load_network

        key = (weights.path, weights.card.weights_sha256)
        use = self._networks.use(key, lambda: load_network(weights, self._device))
        with (run or AnalysisRun(None, None)).step(AnalysisStep.LOAD):
            return stack.enter_context(use)

    @cached_property
    def _device(self) -> Device:
        asked = self._asked_device
        return asked if isinstance(asked, Device) else choose_device(asked)

    def _pipeline_of(self, names: Sequence[AnyPath]) -> Pipeline:
        return Pipeline.of([folders.find(name, folders=self._folders) for name in names])


def _size_bytes(loaded: LoadedNetwork) -> int:
    from retinaview.inference.loading import size_bytes

    return size_bytes(loaded)
