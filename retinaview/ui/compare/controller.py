"""One photograph by two networks, or both eyes by one: what is asked, and the tables of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from retinaview.session.side_by_side import Layout
from retinaview.ui import settings as kept
from retinaview.ui.compare.grade_rows import grade_rows
from retinaview.ui.compare.panel import ComparePanel
from retinaview.ui.compare.questions import Question, Questions, QuestionState
from retinaview.ui.compare.side import Side
from retinaview.ui.controller import Controller
from retinaview.ui.findings.models_runner import ModelsRunner
from retinaview.ui.findings.sources import SourcesController
from retinaview.ui.language import later, tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.scores.controller import ScoresController
from retinaview.ui.settings import Settings
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.session.comparing import StudyComparison
    from retinaview.session.session import Session

_COUNTING = later("Scoring the networks' regions …")
_TITLES = {
    Layout.COMPARE: ("A", "B", "B – A"),
    Layout.BOTH_EYES: ("OD", "OS", "OS – OD"),
    Layout.VISITS: (later("Before"), later("Now"), later("Change")),
}


class CompareController(Controller):
    """Asks two networks about the open photograph while they are compared, and fills the tables.

    Attributes
    ----------
    sides : (Side, Side)
        Which network stands on each pane.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        panel: ComparePanel,
        runner: ModelsRunner,
        sources: SourcesController,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panel = panel
        self._asking = Questions(runner)
        self._sources = sources
        self._settings = settings
        self._layout = context.layout
        self.sides = Side(panes.both[0]), Side(panes.both[1])
        self._scores = ScoresController(context, panel=panel.recall, score=self._score)
        self._score_owed = False
        self._connect_signals()

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """What scores the two networks."""
        return (self._scores,)

    @property
    def on(self) -> bool:
        """Whether networks are compared."""
        return self._context.layout is Layout.COMPARE

    @property
    def names(self) -> tuple[str, str]:
        """The networks on the left and on the right; empty where there is none."""
        return self._context.panes[0].source, self._context.panes[1].source

    def choose(self, index: int, name: str) -> None:
        """Put a network on one side."""
        names = (name, self.names[1]) if index == 0 else (self.names[0], name)
        self._settings.set(kept.COMPARED_SOURCES, "\n".join(names))
        self._put(names)
        self._scores.invalidate()

    def ask_again(self, index: int) -> None:
        """Ask the network of one side, although it failed or was stopped."""
        if (question := self._question(index)) is not None:
            self._asking.ask_again(question)

    def refresh(self) -> None:
        """Show what is known of both sides, and ask for what is not."""
        if self._layout is not self._context.layout:
            self._turn_on_or_off()
        if self._context.layout.is_alone:
            return
        findings = [self._context.answer_in(index) for index in (0, 1)]
        self._show_table(findings)
        if self.on:
            if not self._are_being_read:  # they may have answered already
                self._asking.ask(self._questions(findings))
            self._show_states()

    def _turn_on_or_off(self) -> None:
        self._layout = self._context.layout
        for side in self.sides:
            side.set_on(self.on)
        self._panel.show_recall(self.on)
        self._scores.set_seen(self.on)
        if not self.on:
            self._asking.forget()
        else:
            self._begin()

    def _begin(self) -> None:
        """Put the networks on the panes that were compared last, as soon as they are known."""
        listed = self._sources.listed_sources
        usable = [source.name for source in listed if source.has_weights]
        names = self._first_choice(usable)
        for side, name in zip(self.sides, names, strict=True):
            side.sources.set_sources(listed, chosen=name)
        if names != self.names:
            self._put(names)
            self._scores.invalidate()

    def _first_choice(self, usable: Sequence[str]) -> tuple[str, str]:
        """Return the two networks compared last, if the one in the window is among them.

        Else the one that graded for the study, and the one in the window, or any other.
        """
        main, shown = self._sources.main, self._context.chosen_source
        last = self._settings.get(kept.COMPARED_SOURCES).splitlines()
        other = [main, shown] if shown and shown not in last else []
        wanted = [*other, *last, main, *usable]
        found = [name for name in dict.fromkeys(wanted) if name in usable][:2]
        padded = [*found, *found, "", ""]
        return padded[0], padded[1]

    def _put(self, names: tuple[str, str]) -> None:
        for side, name in zip(self.sides, names, strict=True):
            side.sources.set_source(name)
        sha256 = {source.name: source.sha256 for source in self._sources.listed_sources}
        first, second = ((name, sha256.get(name, "")) for name in names)
        self._context.set_pane_sources(first, second)

    def _question(self, index: int) -> Question | None:
        pane = self._context.panes[index]
        if pane.image_id is None or not pane.source:
            return None
        return pane.image_id, pane.source

    def _questions(self, findings: Sequence[Finding | None]) -> list[Question]:
        """Return the questions to ask, or to keep asking, for the two sides."""
        found = []
        for index, finding in enumerate(findings):
            question = self._question(index)
            at_hand = self._context.photograph is not None and not self._context.hidden
            if finding is None and question is not None and at_hand:
                waiting = self._asking.state(question).waiting
                if waiting or not self._comes_by_itself(question):
                    found.append(question)
        return found

    @property
    def _are_being_read(self) -> bool:
        """Whether the answer of a side is not known yet, or that there is none."""
        asked = filter(None, (self._question(0), self._question(1)))
        return any(self._context.awaits_finding(*question) for question in asked)

    def _comes_by_itself(self, question: Question) -> bool:
        """Whether an answer is about to be read, or the analysis of the photograph to give it."""
        if self._are_being_read:
            return True
        by_main = question[1] == self._sources.main
        return by_main and self._context.finding is None and self._settings.get(kept.RUN_MODELS)

    def _show_table(self, findings: Sequence[Finding | None]) -> None:
        first, second, difference = map(tr, _TITLES[self._context.layout])
        if self.on:
            first, second = f"{first}  {self.names[0]}", f"{second}  {self.names[1]}"
        self._panel.table.show_rows((first, second, difference), grade_rows(*findings))

    def _show_states(self) -> None:
        """Show how the questions stand: what runs, what failed, what can be asked."""
        if not self.on or not self._sources.listed_sources:
            return
        for index, side in enumerate(self.sides):
            question = self._question(index)
            state = QuestionState() if question is None else self._asking.state(question)
            hidden = self._context.photograph is None or self._context.hidden
            answered = hidden or self._context.answer_in(index) is not None
            soon = question is not None and self._comes_by_itself(question)
            name = self._context.panes[index].source
            side.show_state(name, state, answered=answered, soon=soon)
        self._panel.recall.set_asking(self._asking.batch_left)

    # What happens

    def _connect_signals(self) -> None:
        context, recall = self._context, self._panel.recall
        for index, side in enumerate(self.sides):
            side.sources.chosen.connect(lambda name, index=index: self.choose(index, name))
            side.notice.ask_requested.connect(lambda index=index: self.ask_again(index))
            side.notice.cancel_requested.connect(self._asking.stop)
        recall.missing_requested.connect(self._asking.ask_all)
        recall.stop_requested.connect(self._asking.stop)
        recall.plot.failed.connect(lambda why: context.say(why, MessageKind.ALARM))
        self._asking.changed.connect(self._on_asking_changed)
        self._sources.listed.connect(self._on_listed)
        self._sources.chosen_in_pane.connect(lambda name: self.choose(context.front, name))
        context.study_changed.connect(self._on_study_changed)
        for changed in (context.image_changed, context.photograph_shown, context.answer_changed):
            changed.connect(self.refresh)
        context.finding_changed.connect(self._on_finding_changed)

    def _on_listed(self) -> None:
        if self.on:
            self._begin()
            self.refresh()

    def _on_study_changed(self) -> None:
        self._asking.forget()
        self._panel.recall.show_nothing(tr(_COUNTING))

    def _on_asking_changed(self) -> None:
        self._show_states()
        if self._score_owed and not self._asking.waiting:
            self._score_owed = False
            self._scores.invalidate()

    def _on_finding_changed(self, image_id: int, source: str) -> None:
        self._score_owed = True  # once for a whole batch, and not after each of its answers
        question = image_id, source
        if self._context.answer_by(image_id, source) is not None:
            self._asking.settle(question)
        elif self._asking.state(question).waiting:
            self._asking.fail(image_id, source, self._why_not(image_id, source))

    def _why_not(self, image_id: int, source: str) -> str:
        """Return what the notes say of an answer that is none."""
        session = self._context.session
        given = None if session is None else session.finding_at_hand(image_id, source)
        notes = "  ".join(() if given is None else given.notes)
        return notes or tr("{network} gave no answer.", network=source)

    def _score(self, session: Session) -> StudyComparison:
        """Score the two networks; in the scores' thread. Imported late: it takes SciPy with it."""
        from retinaview.session.comparing import compare_sources

        weights = {each.name: each.sha256 for each in self._sources.listed_sources}
        names = [name for name in dict.fromkeys(self.names) if name]
        return compare_sources(session, names, weights=weights)
