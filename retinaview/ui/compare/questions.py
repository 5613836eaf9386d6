"""Questions of the comparison: which are open, how far they are, and which came to nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retinaview.inference.run import AnalysisProgress

if TYPE_CHECKING:
    from retinaview.ui.findings.models_runner import ModelProgress, ModelsRunner

Question = tuple[int, str]


@dataclass(frozen=True)
class QuestionState:
    """How a question stands.

    Attributes
    ----------
    waiting : bool
        It will be answered.
    progress : AnalysisProgress or None
        How far it is, once the source is at work on it.
    failure : str
        Why it came to nothing; empty where it did not.
    """

    waiting: bool = False
    progress: AnalysisProgress | None = None
    failure: str = ""


class Questions(QObject):
    """Puts photographs to sources, each once, until the reader asks again.

    A question that failed or was stopped is not asked again by itself. The answers are kept by
    the session; whoever hears of one says so by `settle`.

    Attributes
    ----------
    changed : Signal()
        Some question stands otherwise.
    """

    changed = Signal()

    def __init__(self, runner: ModelsRunner) -> None:
        super().__init__()
        self._runner = runner
        self._open: dict[Question, AnalysisProgress | None] = {}
        self._failures: dict[Question, str] = {}
        self._stopped: set[Question] = set()
        self._batch: set[Question] = set()
        self._given: set[Question] = set()  # answered, and on their way into the project
        runner.found.connect(lambda image_id, source, _: self._note_given((image_id, source)))
        runner.progressed.connect(self._on_progressed)
        runner.failed.connect(self._on_failed)

    def state(self, question: Question) -> QuestionState:
        """Return how a question stands."""
        if question in self._open:
            return QuestionState(waiting=True, progress=self._open[question])
        return QuestionState(failure=self._failures.get(question, ""))

    @property
    def waiting(self) -> int:
        """How many questions are still to be answered."""
        return len(self._open)

    @property
    def batch_left(self) -> int:
        """How many of these were asked for many photographs at once."""
        return len(self._batch.intersection(self._open))

    def ask(self, questions: Collection[Question]) -> None:
        """Ask what has not been asked yet, before anything in the background.

        What was asked here before, and is in neither these nor a batch, nobody waits for any more.
        """
        self._withdraw([each for each in self._open if each not in {*questions, *self._batch}])
        for question in questions:
            known = question in self._failures or question in self._stopped
            if not known and question not in self._open:
                self._open[question] = None
                self._runner.ask(*question)

    def ask_again(self, question: Question) -> None:
        """Ask although it failed or was stopped."""
        self._failures.pop(question, None)
        self._stopped.discard(question)
        self.ask([*self._open, question])
        self.changed.emit()

    def ask_all(self, questions: Sequence[Question]) -> None:
        """Ask about many photographs, whenever nothing nearer is wanted."""
        for question in questions:
            self._failures.pop(question, None)
            self._stopped.discard(question)
        new = [question for question in questions if question not in self._open]
        self._open.update(dict.fromkeys(new))
        self._batch = set(questions)
        self._runner.ask_all(new)
        self.changed.emit()

    def stop(self) -> None:
        """Ask nothing any more; what runs stops between two steps."""
        self._stopped.update(self._open)
        self._withdraw(list(self._open))
        self.changed.emit()

    def forget(self) -> None:
        """Ask nothing any more, and begin anew next time, as with another study."""
        self._withdraw(list(self._open))
        self._batch.clear()
        self._failures.clear()
        self._stopped.clear()

    def _withdraw(self, questions: Sequence[Question]) -> None:
        self._given.difference_update(questions)
        for question in questions:
            del self._open[question]
        for question in questions:
            self._runner.withdraw(*question)

    def settle(self, question: Question) -> None:
        """Note that the answer has come."""
        self._open.pop(question, None)
        self._given.discard(question)
        self._failures.pop(question, None)
        self.changed.emit()

    def fail(self, image_id: int, source: str, sentence: str) -> None:
        """Note that the answer will not come, or that there is none."""
        self._open.pop((image_id, source), None)
        self._given.discard((image_id, source))
        self._failures[image_id, source] = sentence
        self.changed.emit()

    def _note_given(self, question: Question) -> None:
        if question in self._open:
            self._given.add(question)

    def _on_failed(self, image_id: int, source: str, sentence: str) -> None:
        if source:  # and not the whole analysis
            self.fail(image_id, source, sentence)

    def _on_progressed(self, progress: ModelProgress | None) -> None:
        if progress is None:  # stopped from the main window: nothing runs any more
            self._stopped.update(self._open.keys() - self._given)
            self._open = {each: step for each, step in self._open.items() if each in self._given}
        else:
            question = progress.request.image_id, progress.request.source
            if question not in self._open:
                return
            self._open[question] = progress.step
        self.changed.emit()
