"""The window's context: the open study, the photograph shown, and messages to the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from retinaview.core.landmarks import in_force
from retinaview.core.marks import Status
from retinaview.core.server_address import short_name
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList
from retinaview.session.answers import answer_of, without_grading
from retinaview.session.side_by_side import Layout
from retinaview.ui.classes.styles import show_classes
from retinaview.ui.findings_in_view import FindingsInView
from retinaview.ui.language.below import said_below
from retinaview.ui.open_photograph import OpenPhotograph
from retinaview.ui.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.core.landmarks import Landmarks
    from retinaview.core.marks import Mark
    from retinaview.imaging.photograph import Photograph
    from retinaview.session.session import Session

_REPEATED = (
    *("images_changed", "history_changed", "thresholds_changed", "image_updated"),
    *("marks_changed", "grading_changed", "finding_changed", "assignment_changed"),
    *("line_changed", "conflicts_changed"),
)
"""Events of a session that are signals of the same names here."""


class WindowContext(QObject):
    """State shared by the controllers: which study and which photographs are shown.

    One or two photographs are open, each in a pane; "the open photograph" is the one in front,
    which the reader works on.

    The session's events are repeated here as Qt signals, so that a controller connects once and
    not with every study.

    Attributes
    ----------
    is_reopened : bool
        The open study was open before, and has been opened anew, such as for another reader.
    study_changed : Signal()
        Another study is open, or none.
    image_changed : Signal()
        Another photograph was chosen, or another pane; the pixels may be on their way.
    photograph_shown : Signal()
        Its pixels are on the canvas.
    beside_shown : Signal()
        Those of the photograph in the other pane are, or there are none.
    settled : Signal()
        The screen has shown it; the time for anything slower than painting.
    images_changed, history_changed, thresholds_changed, line_changed, conflicts_changed : Signal()
        As of the session.
    image_updated, marks_changed, grading_changed, assignment_changed : Signal(int)
        As of the session.
    finding_changed : Signal(int, str)
        As of the session.
    classes_changed : Signal()
        The open study offers other classes, or they look otherwise; also with another study.
    finding_wanted : Signal(int, str)
        A source's finding of a photograph, or the main one (""), shall be given to `take_read`.
    finding_read : Signal(int, str)
        It is shown, or there is none.
    answer_changed : Signal()
        The answer on a photograph in a pane is another one.
    blinding_changed : Signal(object)
        The id of the photograph whose hidden answer may be seen now, or None for any.
    message_posted : Signal(object, str, object)
        `MessageKind`, a sentence, and the id of the photograph that it is about, or None.
    offer_posted : Signal(str, str, object)
        A sentence, and the words and the function of a button beside it.
    """

    study_changed = Signal()
    image_changed = Signal()
    photograph_shown = Signal()
    beside_shown = Signal()
    settled = Signal()
    images_changed = Signal()
    history_changed = Signal()
    thresholds_changed = Signal()
    classes_changed = Signal()
    image_updated = Signal(int)
    marks_changed = Signal(int)
    grading_changed = Signal(int)
    finding_changed = Signal(int, str)
    finding_wanted = Signal(int, str)
    finding_read = Signal(int, str)
    assignment_changed = Signal(int)
    line_changed = Signal()
    conflicts_changed = Signal()
    answer_changed = Signal()
    blinding_changed = Signal(object)
    message_posted = Signal(object, str, object)
    offer_posted = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self.panes = OpenPhotograph(), OpenPhotograph()
        self.front = 0
        self.is_reopened = False
        self.layout = Layout.ONE_EYE
        self._findings = FindingsInView(self.finding_wanted.emit)
        self._source = ""
        self._source_sha256 = ""
        self._about: int | None = None
        self._disconnect: list[Callable[[], None]] = []
        self.finding_changed.connect(self._on_finding_changed)
        self.blinding_changed.connect(self.answer_changed)

    @property
    def session(self) -> Session | None:
        """The open study."""
        return self._session

    @property
    def image_id(self) -> int | None:
        """The open photograph."""
        return self.panes[self.front].image_id

    @property
    def image_ids(self) -> tuple[int, ...]:
        """The photographs in the panes, from left to right, each once."""
        ids = (pane.image_id for pane in self.panes)
        return tuple(dict.fromkeys(image_id for image_id in ids if image_id is not None))

    @property
    def title(self) -> str:
        """What is open, for the head of the window."""
        if self._session is None:
            return "RetinaView"
        study = f"{short_name(self._session.place)} – RetinaView"
        if self.image_id is None:
            return study
        return f"{self._session.image(self.image_id).name} – {study}"

    @property
    def photograph(self) -> Photograph | None:
        """Its pixels; None until they are decoded."""
        return self.panes[self.front].photograph

    @property
    def open_image(self) -> tuple[Session, int] | None:
        """Session and photograph, once its pixels are shown; what every edit needs."""
        if self._session is None or self.image_id is None or self.photograph is None:
            return None
        return self._session, self.image_id

    @property
    def finding(self) -> Finding | None:
        """The main finding of the open photograph; None while it `awaits_finding`."""
        return self._main_finding(self.image_id)

    def awaits_finding(self, image_id: int, source: str = "") -> bool:
        """Whether a source's finding, or the main one (""), is still being read."""
        return self._session is not None and self._findings.awaits(self._session, image_id, source)

    def take_read(self, image_id: int, source: str, finding: Finding | None) -> None:
        """Show a finding that was read for `finding_wanted`, or that there is none."""
        if self._findings.take(image_id, source, finding):
            self.answer_changed.emit()
            self.finding_read.emit(image_id, source)

    def _main_finding(self, image_id: int | None) -> Finding | None:
        if self._session is None or image_id is None:
            return None
        return self._findings.main(self._session, image_id)

    def is_main(self, image_id: int, source: str) -> bool:
        """Return whether a source's finding is the main one of a photograph."""
        return self._session is not None and self._session.is_main(image_id, source)

    def set_partial(self, image_id: int, finding: Finding | None) -> None:
        """Show what is known of a photograph while networks are still at work, or no longer."""
        self._findings.partial = None if finding is None else (image_id, finding)
        if image_id in self.image_ids:
            self.answer_changed.emit()

    @property
    def source(self) -> str:
        """The source whose answers are shown in front; empty for the main finding."""
        return self._source_in(self.front)[0]

    @property
    def chosen_source(self) -> str:
        """The source whose answers are shown where networks are not compared."""
        return self._source

    def _source_in(self, pane: int) -> tuple[str, str]:
        """Return name and weights of the source whose answers are shown in a pane."""
        if self.layout is Layout.COMPARE:
            return self.panes[pane].source, self.panes[pane].sha256
        return self._source, self._source_sha256

    def set_pane_sources(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        """Compare two sources, each by its name and the SHA-256 of its weights."""
        for pane, (name, sha256) in zip(self.panes, (first, second), strict=True):
            pane.source, pane.sha256 = name, sha256
        self.answer_changed.emit()

    def set_source(self, name: str, *, sha256: str = "") -> None:
        """Show another source's answers.

        Parameters
        ----------
        name : str
            Of its weights; empty for the main finding.
        sha256 : str
            Of its weights: what others of that name have said does not count.
        """
        if (name, sha256) != (self._source, self._source_sha256):
            self._source, self._source_sha256 = name, sha256
            self.answer_changed.emit()

    @property
    def hidden(self) -> bool:
        """Whether the reader has to answer before anything of the models' is shown."""
        return self.hides(self.image_id)

    def hides(self, image_id: int | None) -> bool:
        """Return whether what the models say of a photograph is still hidden."""
        if self._session is None or image_id is None:
            return False
        return self._session.blinding.hides(image_id)

    def marks_on(self, image_id: int | None) -> tuple[Mark, ...]:
        """Return the marks of a photograph that the reader may see so far.

        A blind reader sees neither what the models propose nor what other readers have marked.
        """
        if self._session is None or image_id is None:
            return ()
        marks = self._session.marks(image_id)
        if not self.hides(image_id):
            return marks
        own = ("", self._session.reader)
        return tuple(m for m in marks if m.status is not Status.PROPOSED and m.author in own)

    @property
    def answer(self) -> Finding | None:
        """What is shown of the open photograph: the chosen source's answer, if it gave one."""
        return self.answer_in(self.front)

    def answer_in(self, pane: int) -> Finding | None:
        """Return what is shown in a pane: its source's answer, if it gave one."""
        name, sha256 = self._source_in(pane)
        return self._answer(self.panes[pane].image_id, name, sha256)

    def answer_by(self, image_id: int, source: str) -> Finding | None:
        """Return what a source that is shown in a pane answers on a photograph."""
        shown = dict(self._source_in(pane) for pane in (0, 1))
        return self._answer(image_id, source, shown.get(source, ""))

    def answer_on(self, image_id: int) -> Finding | None:
        """Return what the chosen source answers on a photograph."""
        return self._answer(image_id, self._source, self._source_sha256)

    def _answer(self, image_id: int | None, name: str, sha256: str) -> Finding | None:
        if self._session is None or image_id is None or self.hides(image_id):
            return None
        main = self._main_finding(image_id)
        if not name:
            return main
        found = self._findings.graded_by(self._session, image_id, name, sha256)
        return None if found is None else answer_of(found, main)

    def shown_in(self, pane: int) -> Finding | None:
        """Return the answer; while a source is asked, the lesions known already."""
        answer, image_id = self.answer_in(pane), self.panes[pane].image_id
        if answer is not None or self.hides(image_id):
            return answer
        main = self._main_finding(image_id)
        return None if main is None else without_grading(main)

    @property
    def landmarks(self) -> Landmarks | None:
        """Disc and fovea of the open photograph: the reader's places, else those that are shown."""
        return self.landmarks_in(self.front)

    def landmarks_in(self, pane: int) -> Landmarks | None:
        """Return disc and fovea in a pane: the reader's places, else those that are shown."""
        image_id = self.panes[pane].image_id
        if self._session is None or image_id is None:
            return None
        shown = self.shown_in(pane)
        found = None if shown is None else shown.landmarks
        return in_force(found, self.marks_on(image_id))

    def set_session(self, session: Session | None) -> None:
        """Set another study; the caller closes the old one.

        Where it is the same one, opened for another reader, what networks have said so far stays.
        """
        before = None if self._session is None else self._session.path
        self.is_reopened = session is not None and session.path == before
        for disconnect in self._disconnect:
            disconnect()
        self._session = session
        self._disconnect = [] if session is None else self._repeat_events_of(session)
        self._findings.keep(())
        if not self.is_reopened:
            self._findings.partial = None
        self._put((None, None), front=0)
        show_classes(DEFAULT_CLASSES if session is None else session.classes.current)
        self.study_changed.emit()
        self.classes_changed.emit()
        self.image_changed.emit()

    def _take_classes(self, classes: ClassList) -> None:
        show_classes(classes)
        self.classes_changed.emit()

    def set_images(self, image_ids: tuple[int | None, int | None], *, front: int = 0) -> None:
        """Choose what stands in the panes, and the one to work on.

        A photograph that stays in its pane keeps its pixels there.
        """
        self._put(image_ids, front=front)
        self.image_changed.emit()
        if self.photograph is not None:
            self.set_photograph(self.photograph)

    def set_photograph(self, photograph: Photograph | None, *, pane: int | None = None) -> None:
        """Set a chosen photograph, now decoded and on its canvas; in front if not said."""
        pane = self.front if pane is None else pane
        self.panes[pane].photograph = photograph
        if pane != self.front:
            self.beside_shown.emit()
            return
        self.photograph_shown.emit()
        QTimer.singleShot(0, self, lambda: self._settle(photograph))

    def _put(self, image_ids: tuple[int | None, int | None], *, front: int) -> None:
        self.front = front
        for pane, image_id in zip(self.panes, image_ids, strict=True):
            if image_id != pane.image_id:
                pane.image_id, pane.photograph = image_id, None
        self._findings.keep(image_ids)

    def show_again(self) -> None:
        """Let everything about the photographs in the panes be shown anew, in other words."""
        self.answer_changed.emit()
        for image_id in self.image_ids:
            self.marks_changed.emit(image_id)
            self.grading_changed.emit(image_id)

    def say(self, sentence: str, kind: MessageKind = MessageKind.NOTICE) -> None:
        """Tell the reader one sentence; inside `about` it goes with the photograph.

        One of the rooms below is said in the reader's language where it is known.
        """
        self.message_posted.emit(kind, said_below(sentence), self._about)

    @contextmanager
    def about(self, image_id: int | None) -> Iterator[None]:
        """Let what is said meanwhile be about a photograph."""
        before, self._about = self._about, image_id
        try:
            yield
        finally:
            self._about = before

    def offer(self, sentence: str, label: str, do: Callable[[], None]) -> None:
        """Tell the reader one sentence, with a button that does something about it."""
        self.offer_posted.emit(said_below(sentence), label, do)

    def complain(self, error: Exception) -> None:
        """Tell the reader what an expected error says."""
        self.say(str(error), MessageKind.ALARM)

    def _settle(self, photograph: Photograph | None) -> None:
        if photograph is self.photograph:
            self.settled.emit()

    def _on_finding_changed(self, image_id: int, source: str) -> None:
        self._findings.forget(image_id, source)
        if main := self.is_main(image_id, source):
            self._findings.forget(image_id)
        shown = {self._source_in(pane)[0] for pane in (0, 1)}
        if image_id in self.image_ids and (main or source in shown):
            self.answer_changed.emit()

    def _repeat_events_of(self, session: Session) -> list[Callable[[], None]]:
        return [
            *(getattr(session, each).connect(getattr(self, each).emit) for each in _REPEATED),
            session.blinding.changed.connect(self.blinding_changed.emit),
            session.classes.changed.connect(lambda: self._take_classes(session.classes.current)),
            session.message.connect(lambda sentence: self.say(sentence, MessageKind.CAUTION)),
        ]
