"""Comparing: what stands on each half, which source is asked, and the score of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from retinaview.ui.controller import Controller
from retinaview.ui.findings.sources import graders
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.inference.sources import Source
    from retinaview.ui.compare.comparison import Comparison
    from retinaview.ui.findings.models_runner import ModelsRunner
    from retinaview.ui.layers.controller import LayersController
    from retinaview.ui.reading.controller import ReadingController


class CompareController(Controller):
    """Opens the comparison; it is made when first asked for, and kept.

    Parameters
    ----------
    context : WindowContext
        What is open; the comparison follows the open photograph.
    runner : ModelsRunner
        Asks the sources.
    reading : ReadingController
        Goes from photograph to photograph.
    layers : LayersController
        Knows the reader's colours and opacity.
    settings : Settings
        What is remembered.
    parent : QWidget
        The window.
    list_sources : callable, optional
        Gives the grading sources and the name of the main finding's; those of this machine where
        absent.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        runner: ModelsRunner,
        reading: ReadingController,
        layers: LayersController,
        settings: Settings,
        parent: QWidget,
        list_sources: Callable[[], tuple[Sequence[Source], str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = runner
        self._reading = reading
        self._layers = layers
        self._settings = settings
        self._window = parent
        self._list_sources = list_sources or graders
        self.comparison: Comparison | None = None

    def show(self) -> None:
        """Bring the comparison to the front."""
        if self.comparison is None:
            self.comparison = self._make()
        self.comparison.show(*self._list_sources())

    def close_windows(self) -> None:
        """Close the comparison, which remembers how it stood."""
        if self.comparison is not None:
            self.comparison.window.close()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The threads of the comparison."""
        return () if self.comparison is None else self.comparison.workers

    def _make(self) -> Comparison:
        """Make the window when it is first shown; imported late, because most compare nothing."""
        from retinaview.ui.compare.comparison import Comparison
        from retinaview.ui.compare.questions import Questions

        return Comparison(
            self._context,
            asking=Questions(self._runner),
            reading=self._reading,
            layers=self._layers,
            settings=self._settings,
            parent=self._window,
        )
