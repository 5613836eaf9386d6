"""Weights: the dialog that shows them, and the thread that adds, downloads and removes them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, RetinaViewError
from retinaview.core.text import brief
from retinaview.ui import settings as kept
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.retraining.controller import RetrainingController
from retinaview.ui.settings import Settings
from retinaview.ui.theme import Theme
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import FailureHandler, Job, Worker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from retinaview.models.weights.index import IndexEntry
    from retinaview.ui.weights.dialog import WeightsDialog

_LISTING = "listing"

StoppableJob = Callable[[CancelToken], None]


class _Worker(Worker):
    """A worker whose running job is asked to end as well: downloads and checks can be long."""

    def __init__(self, name: str, *, on_failure: FailureHandler, on_stop: Job) -> None:
        # Importing torch holds the interpreter, so it must not wait behind other programs.
        super().__init__(name, on_failure=on_failure, background=False)
        self._on_stop = on_stop

    def stop(self) -> None:
        """Stop the job that runs, drop what waits, and end."""
        self._on_stop()
        super().stop()


class WeightsController(Controller):
    """Does everything with weights beside the window, one thing after the other.

    Parameters
    ----------
    context : WindowContext
        Told how it ended where the dialog is closed by then.
    colours : callable
        Gives the theme that is worn now.
    settings : Settings
        Remembers the index.
    parent : QWidget
        The window.

    Attributes
    ----------
    retraining : RetrainingController
        Makes new weights from the study's labels.
    weights_changed : Signal(str)
        Name of weights that were added, replaced or removed: lists of sources are to be made anew.
    listed : Signal(object)
        The `WeightsListing`, made anew.
    began : Signal(str)
        A sentence on what is under way.
    progressed : Signal(int, int)
        Bytes that are there, and all.
    ended : Signal(str, bool)
        A sentence on how it ended, and whether well.
    """

    weights_changed = Signal(str)
    listed = Signal(object)
    began = Signal(str)
    # Python's numbers: Qt's int ends at two gigabytes.
    progressed = Signal(object, object)
    ended = Signal(str, bool)
    _done = Signal(str, str)
    _added = Signal(object, str)

    def __init__(
        self,
        context: WindowContext,
        *,
        colours: Callable[[], Theme],
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._colours = colours
        self._settings = settings
        self._window = parent
        self._cancel = CancelToken()
        self._under_way = ""
        self._dialogs = 0
        self._worker = _Worker("weights", on_failure=self._report, on_stop=self.cancel)
        self.retraining = RetrainingController(context, add_weights=self._add_then, parent=parent)
        self._done.connect(self._on_done)
        self._added.connect(self._on_added)
        self.began.connect(self._on_began)
        self.ended.connect(self._on_ended)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._worker,)

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """The controller of retraining."""
        return (self.retraining,)

    def show_weights(self) -> None:
        """Open the dialog."""
        from retinaview.ui.weights.dialog import WeightsDialog

        dialog = WeightsDialog(self._colours(), parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._connect(dialog)
        if self._under_way:
            dialog.set_busy(self._under_way)
        dialog.open()
        self.refresh()

    def refresh(self) -> None:
        """List everything anew; `listed` follows."""
        chosen = self._settings.get(kept.WEIGHTS_INDEX)
        self._worker.submit(_LISTING, lambda: self._list(chosen))

    def set_index(self, address: str) -> None:
        """Download by another index from now on; an empty address is the program's own."""
        self._settings.set(kept.WEIGHTS_INDEX, address.strip())
        self.refresh()

    def add(
        self,
        file: Path,
        card: Path | None,
        name: str,
        *,
        replace: bool,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """Check weights and add them; `ended` follows, and `then` with their name if it worked."""

        def job(token: CancelToken) -> None:
            from retinaview.models.weights.own_weights import add_weights

            made = add_weights(file, card=card, name=name, replace=replace, cancel=token)
            if then is not None:
                self._added.emit(then, made.stem)
            self._done.emit(made.stem, tr("{name} is added.", name=made.stem))

        self._begin(tr("Checking {file}, and its answer to a phantom", file=file.name), job)

    def _add_then(self, file: Path, then: Callable[[str], None]) -> None:
        """Add weights, and call back with their name once they are there."""
        self.add(file, None, "", replace=False, then=then)

    def download(self, entry: IndexEntry) -> None:
        """Download weights and add them; `progressed` and `ended` follow."""

        def job(token: CancelToken) -> None:
            from retinaview.models.weights.fetching import fetch_weights

            made = fetch_weights(entry, progress=self.progressed.emit, cancel=token)
            self._done.emit(made.stem, tr("{name} is added.", name=made.stem))

        self._begin(tr("Downloading {name}", name=entry.name), job)

    def cancel(self) -> None:
        """Stop what is under way; of a download, what has come is kept for the next."""
        self._cancel.cancel()

    def remove(self, name: str) -> None:
        """Delete weights of the user's own; `ended` follows."""

        def job(_: CancelToken) -> None:
            from retinaview.models.weights.own_weights import remove_weights

            remove_weights(name)
            self._done.emit(name, tr("{name} was removed.", name=name))

        self._begin(tr("Removing {name}", name=name), job)

    def _begin(self, sentence: str, job: StoppableJob) -> None:
        """Do a job in the worker's thread; what it refuses is a sentence, not a fault."""
        self._cancel = token = CancelToken()

        def attempt() -> None:
            try:
                token.raise_if_cancelled()
                job(token)
            except Cancelled as stopped:
                self.ended.emit(stopped.message, True)
            except RetinaViewError as error:
                self.ended.emit(str(error), False)

        self.began.emit(sentence)
        self._worker.submit(sentence, attempt)

    def _connect(self, dialog: WeightsDialog) -> None:
        self.listed.connect(dialog.set_listing)
        self.began.connect(dialog.set_busy)
        self.progressed.connect(dialog.set_progress)
        self.ended.connect(dialog.set_ended)
        dialog.add_requested.connect(
            lambda wanted: self.add(wanted.file, wanted.card, wanted.name, replace=wanted.replace)
        )
        dialog.download_requested.connect(self.download)
        dialog.cancel_requested.connect(self.cancel)
        dialog.remove_requested.connect(self.remove)
        dialog.index_chosen.connect(self.set_index)
        self._dialogs += 1
        dialog.finished.connect(self._on_dialog_finished)

    def _list(self, chosen: str) -> None:
        """Read cards and index; in the worker's thread."""
        from retinaview.models.weights.index import index_address
        from retinaview.ui.weights.listing import list_weights

        self.listed.emit(list_weights(index_address(chosen)))

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialogs -= 1

    @Slot(str)
    def _on_began(self, sentence: str) -> None:
        self._under_way = sentence

    @Slot(str, bool)
    def _on_ended(self, sentence: str, well: bool) -> None:
        self._under_way = ""
        if not self._dialogs:
            self._context.say(sentence, MessageKind.NOTICE if well else MessageKind.ALARM)

    @Slot(str, str)
    def _on_done(self, name: str, sentence: str) -> None:
        self.ended.emit(sentence, True)
        self.weights_changed.emit(name)
        self.refresh()

    @Slot(object, str)
    def _on_added(self, then: Callable[[str], None], name: str) -> None:
        then(name)

    def _report(self, _key: Hashable, error: Exception) -> None:
        """Say what should not have happened; in the worker's thread."""
        self.ended.emit(
            tr("This failed: {why}", why=f"{type(error).__name__}: {brief(error)}"), False
        )
