"""The first steps of every analysis: field of view and quality."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Quality
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import Photograph
from retinaview.imaging.quality import GOOD_SCORE, GRADABLE_SCORE, assess_quality
from retinaview.inference.run import AnalysisRun, AnalysisStep


@dataclass(frozen=True)
class Overview:
    """A photograph's field of view, None if not found, and its quality."""

    fov: FieldOfView | None
    quality: Quality

    @property
    def is_eye(self) -> bool:
        """Whether the networks can analyse it."""
        return self.fov is not None and self.quality.is_fundus

    @property
    def circle(self) -> FieldCircle | None:
        """The field of view in the form that findings use."""
        fov = self.fov
        if fov is None:
            return None
        return FieldCircle(*fov.centre, fov.radius_px, fov.width, fov.height)


class Overviews:
    """A thread-safe cache of overviews, kept while their photographs are in memory.

    In the window several networks analyse one photograph, and in screening a photograph is also
    the fellow eye of another.
    """

    def __init__(self) -> None:
        self._made: WeakKeyDictionary[Photograph, Overview] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, photograph: Photograph, *, run: AnalysisRun) -> Overview:
        """Return a photograph's overview, reporting both steps to `run`."""
        with self._lock:
            made = self._made.get(photograph)
        with run.step(AnalysisStep.FIELD_OF_VIEW):
            fov = find_field_of_view(photograph.rgb) if made is None else made.fov
        with run.step(AnalysisStep.QUALITY):
            quality = quality_of(photograph, fov) if made is None else made.quality
        made = Overview(fov, quality)
        with self._lock:
            self._made[photograph] = made
        return made


def quality_of(photograph: Photograph, fov: FieldOfView | None) -> Quality:
    """Return a photograph's quality, at best doubtful if it had to be repaired."""
    quality = assess_quality(photograph.rgb, fov)
    if not photograph.damage:
        return quality
    score = min(quality.score, (GOOD_SCORE + GRADABLE_SCORE) / 2)
    return replace(quality, score=score, reasons=(*quality.reasons, "damaged file"))
