"""Whose answer is shown: the main finding's, or another source's, which is asked for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.session.side_by_side import Layout
from retinaview.ui import settings as kept
from retinaview.ui.action_spec import When
from retinaview.ui.controller import Controller
from retinaview.ui.findings.finding_writer import FindingWriter
from retinaview.ui.findings.model_requests import ModelProgress
from retinaview.ui.findings.models_runner import ModelsRunner
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.language import later, tr
from retinaview.ui.language.below import said_below
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.inference.sources import Source

Question = tuple[int, str]
_ONLY_ONE = later(
    "No other grading network has weights; the list shows the command that trains each."
)


class SourcesController(Controller):
    """Keeps the list of sources, and asks the chosen one.

    The lesions of the main finding, which proposals are made from, are never touched.

    Parameters
    ----------
    context : WindowContext
        Shows the chosen source's answers.
    runner : ModelsRunner
        Asks.
    panel : FindingsPanel
        Has the list.
    settings : Settings
        Remembers the choice.
    keeper : FindingWriter
        Knows which answers are on their way into the project.
    list_sources : callable, optional
        Gives the grading sources and the name of the main finding's; those of this machine where
        absent. Called in a worker's thread.

    Attributes
    ----------
    listed : Signal()
        The sources are known, or others are.
    chosen_in_pane : Signal(str)
        The reader has picked a source while two of them are compared: it is one pane's alone.
    """

    listed = Signal()
    chosen_in_pane = Signal(str)
    _listed = Signal(object, str)

    def __init__(
        self,
        context: WindowContext,
        *,
        runner: ModelsRunner,
        panel: FindingsPanel,
        settings: Settings,
        keeper: FindingWriter,
        list_sources: Callable[[], tuple[Sequence[Source], str]] | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._runner = runner
        self._box = panel.sources
        self._settings = settings
        self._list_sources = list_sources or graders
        self._graders: dict[str, Source] = {}
        self._main = ""
        self._waiting: Question | None = None
        self._owed: Question | None = None
        self._failures: dict[Question, str] = {}
        self._stopped: set[Question] = set()
        self._keeper = keeper
        self._worker = Worker("sources", background=False)
        self._connect_signals()

    # What actions call

    def conditions(self) -> set[When]:
        """Whether there is a choice."""
        return {When.SOURCES} if len(self._askable()) > 1 else set()

    @property
    def listed_sources(self) -> tuple[Source, ...]:
        """The sources that grade, also those without weights; none until they are listed."""
        return tuple(self._graders.values())

    @property
    def main(self) -> str:
        """Name of the source that grades in the main finding."""
        return self._main

    def choose(self, name: str) -> None:
        """Show a source's answers, and ask it where it has none yet."""
        if self._context.layout is Layout.COMPARE:
            self.chosen_in_pane.emit(name)
            return
        self._settings.set(kept.SOURCE, "" if name == self._main else name)
        self._follow_choice()
        self._forget(self._question())
        self._ask()

    def show_next(self) -> None:
        """Show the next source that has weights; after the last one the first."""
        self._step(1)

    def show_previous(self) -> None:
        """Show the previous source that has weights; before the first one the last."""
        self._step(-1)

    def ask_again(self) -> None:
        """Ask the chosen source about the open photograph once more."""
        if (question := self._question()) is not None:
            self._forget(question)
            self._put(question)

    def refresh(self) -> None:
        """List the sources anew, beside the window: weights were added or taken away."""
        self._worker.submit("list", lambda: self._listed.emit(*self._list_sources()))

    def stop(self) -> None:
        """Give up the open question, and do not ask it again until someone wants it asked."""
        if self._waiting is not None:
            self._stopped.add(self._waiting)
            self._waiting = None
            self.changed.emit()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that looks at the weights on disk."""
        return (self._worker,)

    # What other controllers ask

    def pairs_eyes(self, name: str) -> bool:
        """Whether a source takes both eyes of a patient together."""
        source = self._graders.get(name)
        return source is not None and source.pairs_eyes

    def notice(self) -> tuple[str, bool]:
        """Tell why the chosen source has no answer here, and whether that is a fault."""
        question = self._question()
        if question is None:
            return "", False
        if question in self._failures:
            return self._failures[question], True
        if question == self._waiting:
            return tr("{network} is analysing this photograph …", network=question[1]), False
        return tr("Not analysed yet by {network} ({key:run} to run).", network=question[1]), False

    # What happens

    def _connect_signals(self) -> None:
        self._box.chosen.connect(self.choose)
        self._listed.connect(self._on_listed)
        self._context.study_changed.connect(self._on_study_changed)
        self._context.image_changed.connect(self._withdraw)
        for changed in (self._context.image_changed, self._context.answer_changed):
            changed.connect(self._show_choice)
        self._context.settled.connect(self._on_settled)
        self._context.finding_read.connect(self._on_finding_read)
        self._runner.found.connect(lambda image_id, source, _: self._on_found(image_id, source))
        self._runner.failed.connect(self._on_failed)
        self._keeper.failed.connect(lambda key, why: self._on_failed(key[1], key[2], why))
        self._runner.progressed.connect(self._on_progressed)

    def _askable(self) -> list[str]:
        return [name for name, source in self._graders.items() if source.has_weights]

    def _step(self, step: int) -> None:
        names = self._askable()
        if len(names) < 2:
            self._context.say(tr(_ONLY_ONE))
            return
        shown = self._context.source or self._main
        here = names.index(shown) if shown in names else 0
        self.choose(names[(here + step) % len(names)])

    def _follow_choice(self) -> None:
        """Select the remembered source, or the main finding if its weights are missing."""
        source = self._graders.get(self._settings.get(kept.SOURCE))
        if source is None or not source.has_weights or source.name == self._main:
            self._context.set_source("")
        else:
            self._context.set_source(source.name, sha256=source.sha256)
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        self._box.set_source(self._context.source or self._main)

    def _question(self) -> Question | None:
        """Return the question to ask while another source is shown on the open photograph."""
        opened = self._context.open_image
        return (
            None
            if opened is None or not self._context.source
            else (opened[1], self._context.source)
        )

    def _ask(self) -> None:
        """Ask unless there is an answer, or a reason not to."""
        question = self._question()
        if question != self._waiting:
            self._withdraw()
        if question is None or self._context.hidden or self._context.answer is not None:
            return
        if self._context.layout is Layout.COMPARE:  # then `CompareController` asks
            return
        if self._context.awaits_finding(*question):  # it may have answered already
            self._owed = question
            return
        open_to_it = question not in self._failures and question not in self._stopped
        if open_to_it and not self._keeper.is_keeping((self._context.session, *question)):
            self._put(question)

    def _on_finding_read(self, image_id: int, source: str) -> None:
        if (image_id, source) == self._owed:
            self._owed = None
            self._ask()

    def _put(self, question: Question) -> None:
        self._waiting = question
        self._runner.ask(*question)
        self.changed.emit()

    def _forget(self, question: Question | None) -> None:
        if question is not None:
            self._failures.pop(question, None)
            self._stopped.discard(question)

    def _withdraw(self) -> None:
        if self._waiting is not None:
            question, self._waiting = self._waiting, None
            self._runner.withdraw(*question)

    def _on_study_changed(self) -> None:
        self._waiting = None
        self._failures.clear()
        self._stopped.clear()

    def _on_settled(self) -> None:
        """Look at the weights on disk, and ask, once the photograph is on the screen."""
        if not self._graders:
            self.refresh()
        elif self._settings.get(kept.RUN_MODELS):
            self._ask()

    def _on_listed(self, listed: Sequence[Source], main: str) -> None:
        first, self._main = not self._graders, main
        self._graders = {source.name: source for source in listed}
        self._box.set_sources(listed, chosen=main)
        self._failures.clear()
        self._follow_choice()
        self.listed.emit()
        if first and self._settings.get(kept.RUN_MODELS):
            self._ask()

    def _on_found(self, image_id: int, source: str) -> None:
        if (image_id, source) == self._waiting:
            self._waiting = None
        self._forget((image_id, source))

    def _on_failed(self, image_id: int, source: str, sentence: str) -> None:
        if not source:  # the whole analysis
            return
        question = image_id, source
        self._waiting = None if question == self._waiting else self._waiting
        self._failures[question] = said_below(sentence)
        self.changed.emit()

    def _on_progressed(self, progress: ModelProgress | None) -> None:
        """Stop waiting where nothing runs any more: the reader has stopped the question."""
        if progress is None:
            self.stop()


def graders() -> tuple[Sequence[Source], str]:
    """Return the grading sources of this machine, and the name of the main finding's."""
    from retinaview.inference.engine import DEFAULT_MODELS
    from retinaview.inference.sources import sources
    from retinaview.models.weights.preferred import preferred

    found = [source for source in sources() if source.task == "grading"]
    names = preferred(DEFAULT_MODELS)
    main = next((source.name for source in found if source.name in names), "")
    return found, main
