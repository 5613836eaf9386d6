"""The demonstration: its photographs are drawn beside the window and appear one by one."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from retinaview.core.cancel import CancelToken
from retinaview.core.demo_folder import demo_folder
from retinaview.core.errors import Cancelled, RetinaViewError
from retinaview.ui.controller import Controller
from retinaview.ui.demo.task_strip import TaskStrip
from retinaview.ui.language import later, tr
from retinaview.ui.study.opening import OpeningController
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

_DRAWING = later("Drawing the demo's photographs, once only; each appears when it is ready.")
_FIRST = 2
"""Photographs to begin with: both eyes of a patient, which are graded together."""


class DemoController(Controller):
    """Opens the demonstration's study, and draws its photographs where they are not there yet."""

    _drawn = Signal(object, int, int)
    _done = Signal(object)
    _failed = Signal(str)

    def __init__(
        self, context: WindowContext, *, opening: OpeningController, strip: TaskStrip
    ) -> None:
        super().__init__()
        self._context = context
        self._opening = opening
        self._strip = strip
        self._folder = Path()
        self._asked = False
        self._to_add: list[Path] = []
        self._cancel = CancelToken()
        # In front: this is what the reader waits for.
        self._worker = Worker("demo", on_failure=self._report, background=False)
        self._drawn.connect(self._on_drawn)
        self._done.connect(self._on_done)
        self._failed.connect(self._on_failed)

    def show(self, folder: Path) -> None:
        """Open the study of a folder as soon as its first patient's eyes are drawn."""
        self._folder, self._asked = folder, False
        self._opening.opened.connect(self._add, Qt.ConnectionType.UniqueConnection)
        self._worker.submit(folder, lambda: self._draw(folder))

    def show_own(self) -> None:
        """Open the demonstration where `retinaview demo` keeps it."""
        self.show(demo_folder())

    def close_windows(self) -> None:
        """Draw no further photograph."""
        self._cancel.cancel()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that draws."""
        return (self._worker,)

    def _draw(self, folder: Path) -> None:
        """Draw what is missing; in the worker's thread."""
        from retinaview.session.demo import draw_demo

        try:
            draw_demo(folder, drawn=self._drawn.emit, cancel=self._cancel)
        except Cancelled:
            return
        self._done.emit(folder)

    def _report(self, _: Hashable, error: Exception) -> None:
        known = isinstance(error, RetinaViewError)
        sentence = (
            str(error) if known else tr("The demo's photographs cannot be drawn: {why}", why=error)
        )
        self._failed.emit(sentence)

    def _on_drawn(self, path: Path | None, done: int, total: int) -> None:
        self._strip.show_task(tr(_DRAWING), done=done, total=total)
        if path is None:
            return
        self._to_add.append(path)
        if self._asked:
            self._add()
        elif done >= _FIRST:
            self._open()

    def _on_done(self, _: Path) -> None:
        self._strip.clear()
        if not self._asked:
            self._open()

    def _on_failed(self, sentence: str) -> None:
        self._strip.clear()
        self._context.say(sentence, MessageKind.ALARM)

    def _open(self) -> None:
        self._asked = True
        self._opening.open([self._folder])

    def _add(self) -> None:
        """Put what was drawn into the study; into none that was opened in the meantime."""
        session = self._context.session
        if session is None or not self._to_add or session.path.parent != self._folder:
            return
        drawn, self._to_add = self._to_add, []
        try:
            session.add_paths(drawn)
        except RetinaViewError as error:
            self._context.complain(error)
