"""The comparison at work: follows the context, shows both halves, asks what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from retinaview.session.answers import finding_by
from retinaview.session.comparing import compare_sources
from retinaview.ui import settings as kept
from retinaview.ui.compare.drawn import targets
from retinaview.ui.compare.halves import Half, Halves, Mode, nothing_open, two_eyes, two_sources
from retinaview.ui.compare.notices import show_state
from retinaview.ui.compare.photographs import Photographs
from retinaview.ui.compare.presenting import link_halves, show_half, show_marks, show_table
from retinaview.ui.compare.questions import Question, Questions, QuestionState
from retinaview.ui.compare.window import CompareWindow
from retinaview.ui.layers.controller import LayersController
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.scores.controller import ScoresController
from retinaview.ui.settings import Settings
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.inference.sources import Source
    from retinaview.session.comparing import StudyComparison
    from retinaview.session.session import Session

_COUNTING = "Scoring the networks' regions …"
_NO_STUDY = "Open photographs to compare them here."


class Comparison(QObject):
    """Keeps the window of the comparison in step with the context.

    Attributes
    ----------
    window : CompareWindow
        The window.
    halves : tuple of Half
        What stands on the halves.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        asking: Questions,
        reading: ReadingController,
        layers: LayersController,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._asking = asking
        self._reading = reading
        self._layers = layers
        self._settings = settings
        self._sources: tuple[str, str] = ("", "")
        self._weights: dict[str, str] = {}
        self._main = ""
        self._mode = Mode.SOURCES
        self._photographs = Photographs(context)
        self.halves: Halves = nothing_open(_NO_STUDY)
        self._findings: tuple[Finding | None, ...] = (None, None)
        self.window = CompareWindow(parent)
        self._scores = ScoresController(context, panel=self.window.recall, score=self._score)
        self._score_owed = False
        self.window.restore(settings)
        self._apply_style()
        self._connect_signals()

    def show(self, sources: Sequence[Source], main: str) -> None:
        """Bring the window to the front, with these sources to choose from.

        Parameters
        ----------
        sources : sequence of Source
            Those that grade.
        main : str
            Name of the one that grades in the main finding.
        """
        self._main = main
        self._weights = {source.name: source.sha256 for source in sources if source.has_weights}
        self._sources = self._first_choice(list(self._weights))
        for side, chosen in zip(self.window.sides, self._sources, strict=True):
            side.sources.set_sources(sources, chosen=chosen)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.recall.show_nothing(_COUNTING)
        self._scores.invalidate()
        self._scores.set_seen(True)
        self.refresh()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        drawing = [worker for side in self.window.sides for worker in side.canvas.workers]
        return *self._scores.workers, *self._photographs.workers, *drawing

    # What the reader chooses

    def choose_source(self, index: int, name: str) -> None:
        """Put a source on one half."""
        first, second = self._sources
        self._sources = (name, second) if index == 0 else (first, name)
        self._settings.set(kept.COMPARED_SOURCES, "\n".join(self._sources))
        self._scores.invalidate()
        self.refresh()

    def choose_mode(self, mode: Mode) -> None:
        """Compare two sources, or two eyes."""
        self._mode = mode
        self._scores.invalidate()
        self.refresh()

    def ask_again(self, index: int) -> None:
        """Ask the source of one half, although it failed or was stopped."""
        if (question := self.halves[index].question) is not None:
            self._asking.ask_again(question)

    # What is shown

    def refresh(self) -> None:
        """Show what is known of both halves, and ask for what is not."""
        if not self.window.isVisible():
            return
        self.window.set_mode(self._mode)
        self.halves = self._choose_halves()
        self._findings = tuple(self._finding_of(each) for each in self.halves)
        self._show_halves()
        show_table(self.window, self._mode, self.halves, self._findings)
        link_halves(self.window, self.halves, self._findings)
        self._asking.ask(self._questions())
        self._show_states()

    def _choose_halves(self) -> Halves:
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            return nothing_open(_NO_STUDY)
        if self._mode is Mode.EYES:
            return two_eyes(session, image_id, self._sources[0])
        return two_sources(session.image(image_id), *self._sources)

    def _finding_of(self, half: Half) -> Finding | None:
        """Return what a half's source reports, with the weights that are installed."""
        session = self._context.session
        if session is None or half.image_id is None:
            return None
        sha256 = self._weights.get(half.source, "")
        return finding_by(session, half.image_id, half.source, sha256=sha256)

    def _questions(self) -> list[Question]:
        """Return the questions to ask, or to keep asking, for the two halves."""
        found = []
        halves = zip(self.window.sides, self.halves, self._findings, strict=True)
        for side, half, finding in halves:
            if finding is None and side.has_photograph and half.question is not None:
                waiting = self._asking.state(half.question).waiting
                if waiting or not self._comes_by_itself(half):
                    found.append(half.question)
        return found

    def _comes_by_itself(self, half: Half) -> bool:
        """Whether the analysis of the open photograph is about to answer as well."""
        by_main = half.question == (self._context.image_id, self._main)
        return by_main and self._context.finding is None and self._settings.get(kept.RUN_MODELS)

    def _show_halves(self) -> None:
        session, layers = self._context.session, self.window.layers
        layers.set_targets(targets(self._findings))
        halves = zip(self.window.sides, self.halves, self._findings, strict=True)
        for side, half, finding in halves:
            if session is None or half.image_id is None:
                side.set_title(half.title, half.name)
                side.show_absence(half.absence)
            else:
                photograph = self._photographs.get(half.image_id)
                target = layers.chosen_target
                show_half(
                    side, half, finding, session=session, photograph=photograph, target=target
                )

    def _show_states(self) -> None:
        """Show how the questions stand: what runs, what failed, what can be asked."""
        halves = zip(self.window.sides, self.halves, self._findings, strict=True)
        for side, half, finding in halves:
            if side.has_photograph:
                state = self._asking.state(half.question) if half.question else QuestionState()
                show_state(side, half, state, finding, soon=self._comes_by_itself(half))
        self.window.recall.set_asking(self._asking.batch_left)

    # What happens

    def _connect_signals(self) -> None:
        window, context = self.window, self._context
        window.mode_chosen.connect(self.choose_mode)
        window.step_requested.connect(self._on_step_requested)
        window.closed.connect(self._on_closed)
        window.layers.target_chosen.connect(lambda _: self.refresh())
        window.layers.colours_chosen.connect(self._layers.set_heat_colours)
        window.layers.opacity_changed.connect(self._layers.set_heat_opacity)
        self._layers.style_changed.connect(self._apply_style)
        window.recall.missing_requested.connect(self._asking.ask_all)
        window.recall.stop_requested.connect(self._asking.stop)
        window.recall.plot.failed.connect(lambda why: context.say(why, MessageKind.ALARM))
        for index, side in enumerate(window.sides):
            side.sources.chosen.connect(lambda name, index=index: self.choose_source(index, name))
            side.ask_requested.connect(lambda index=index: self.ask_again(index))
            side.cancel_requested.connect(self._asking.stop)
        self._asking.changed.connect(self._on_asking_changed)
        self._photographs.changed.connect(self.refresh)
        context.study_changed.connect(self._on_study_changed)
        context.image_updated.connect(self._on_image_updated)
        context.finding_changed.connect(self._on_finding_changed)
        context.marks_changed.connect(self._on_marks_changed)
        context.thresholds_changed.connect(self._on_thresholds_changed)

    def _on_step_requested(self, step: int) -> None:
        (self._reading.show_next if step > 0 else self._reading.show_previous)()

    def _on_closed(self) -> None:
        self.window.remember(self._settings)
        self._asking.forget()
        self._scores.set_seen(False)
        for side in self.window.sides:
            side.show_absence("")

    def _on_study_changed(self) -> None:
        self._asking.forget()
        self.window.recall.show_nothing(_COUNTING)
        self.refresh()

    def _on_asking_changed(self) -> None:
        if self.window.isVisible():
            self._show_states()
        if self._score_owed and not self._asking.waiting:
            self._score_owed = False
            self._scores.invalidate()

    def _on_image_updated(self, _: int) -> None:
        """Choose again once patient or eye, and with them the fellow eye, may be known."""
        if self._choose_halves() != self.halves:
            self.refresh()

    def _on_finding_changed(self, image_id: int, source: str) -> None:
        self._score_owed = True  # once for a whole batch, and not after each of its answers
        question = image_id, source
        if self._finding_of(Half("", source, image_id)) is not None:
            self._asking.settle(question)
        elif self._asking.state(question).waiting:
            self._asking.fail(image_id, source, self._why_not(image_id, source))
        asked = {each.question for each in self.halves}
        front = {each.image_id for each in self.halves}
        if question in asked or (image_id in front and self._context.is_main(image_id, source)):
            self.refresh()

    def _why_not(self, image_id: int, source: str) -> str:
        """Return what the notes say of an answer that is none."""
        session = self._context.session
        given = None if session is None else session.finding(image_id, source)
        return "  ".join(() if given is None else given.notes) or f"{source} gave no answer."

    def _on_thresholds_changed(self) -> None:
        if self.window.isVisible():
            self._show_halves()

    def _on_marks_changed(self, image_id: int) -> None:
        session = self._context.session
        for side, half in zip(self.window.sides, self.halves, strict=True):
            if half.image_id == image_id and session is not None and side.has_photograph:
                show_marks(side, session, image_id)

    def _score(self, session: Session) -> StudyComparison:
        """Score the chosen sources; in the scores' thread."""
        chosen = self._sources if self._mode is Mode.SOURCES else self._sources[:1]
        names = [name for name in dict.fromkeys(chosen) if name]
        return compare_sources(session, names, weights=self._weights)

    def _first_choice(self, usable: Sequence[str]) -> tuple[str, str]:
        """Return the two sources compared last, if the one in the window is among them.

        Else the one that graded for the study, and the one in the window, or any other.
        """
        shown, last = self._context.source, self._settings.get(kept.COMPARED_SOURCES).splitlines()
        other = [self._main, shown] if shown and shown not in last else []
        wanted = [*other, *last, self._main, *usable]
        found = [name for name in dict.fromkeys(wanted) if name in usable][:2]
        padded = [*found, *found, "", ""]
        return padded[0], padded[1]

    def _apply_style(self) -> None:
        """Show maps and lesions as the reader has them on the main window."""
        colours = self._settings.get(kept.HEAT_COLOURS)
        opacity = self._settings.get(kept.HEAT_OPACITY)
        self.window.layers.set_style(colours, opacity)
        for side in self.window.sides:
            side.canvas.set_heat_colours(colours)
            side.canvas.set_heat_opacity(opacity)
            side.canvas.set_lesion_fill(self._settings.get(kept.LESION_FILL))
