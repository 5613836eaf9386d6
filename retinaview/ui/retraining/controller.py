"""Improves the networks with the study's labels: starts, follows and ends a process of its own."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QProcessEnvironment, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from retinaview.core.findings import SEGMENTATION
from retinaview.core.server_address import Place, ServerAddress
from retinaview.models.network_table import DEFAULT_GRADER, DEFAULT_SEGMENTER
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.retraining.run_folder import ERRORS, Phase, RunFolder, RunView, folder_of
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from retinaview.ui.retraining.dialog import NetworkChoice, RetrainingDialog

Command = Callable[[list[str]], list[str]]
AddWeights = Callable[[Path, Callable[[str], None]], None]
"""Checks weights and adds them; then calls back with their name."""
_LOOK_EVERY_MS = 1000
_MOST_LOOKS = 120
"""Looks that a process may take to begin: it reads the labels first."""


def own_command(arguments: list[str]) -> list[str]:
    """Return the program and arguments of a command of ours in a process of its own."""
    return [sys.executable, "-m", "retinaview", *arguments]


def _environment(project: Place) -> QProcessEnvironment:
    """Return the environment of a process on a study; a password is in no list of processes."""
    environment = QProcessEnvironment.systemEnvironment()
    if isinstance(project, ServerAddress) and (password := dict(project.secrets).get("password")):
        environment.insert("PGPASSWORD", password)
    return environment


def task_of(name: str) -> str:
    """Return the task of weights, from their card."""
    from retinaview.models.weights.card import read_card
    from retinaview.models.weights.folders import find

    return read_card(find(name).with_suffix(".json")).task


class RetrainingController(Controller):
    """Shows the dialog, and follows the run while the window is open.

    Parameters
    ----------
    context : WindowContext
        Has the study.
    add_weights : AddWeights
        Adds new weights beside the window.
    command : callable
        Returns the program and arguments of a command; tests put a stand-in here.
    parent : QWidget
        The window.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        add_weights: AddWeights,
        command: Command = own_command,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self._add_weights = add_weights
        self._command = command
        self._folder: RunFolder | None = None
        self._dialog: RetrainingDialog | None = None
        self._preview: QProcess | None = None
        self._looks_to_wait = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        context.study_changed.connect(self._on_study_changed)

    def show(self) -> None:
        """Open the dialog on the run of this study."""
        from retinaview.ui.retraining.dialog import RetrainingDialog

        session = self._context.session
        if session is None or self._dialog is not None:
            return
        self._folder = folder_of(session.path)
        self._dialog = dialog = RetrainingDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.start_requested.connect(self._start)
        dialog.stop_requested.connect(self._stop)
        dialog.continue_requested.connect(partial(self._launch, ["--resume"]))
        dialog.discard_requested.connect(self._discard)
        dialog.keep_requested.connect(self._keep)
        dialog.folder_requested.connect(self._open_folder)
        dialog.open()
        if self._look() is Phase.NONE:
            self._ask_what_is_possible(session.place)

    def close_windows(self) -> None:
        """Close the dialog; a run goes on."""
        if self._dialog is not None:
            self._dialog.close()
        self._end_preview()

    def _ask_what_is_possible(self, project: Place) -> None:
        """Have the labels counted in a process of its own; the dialog shows the answer."""
        arguments = ["retrain", str(project), "--out", str(self._path), "--dry-run", "--json"]
        program, *rest = self._command(arguments)
        self._preview = process = QProcess(self)
        process.setProcessEnvironment(_environment(project))
        process.finished.connect(self._on_preview_finished)
        process.start(program, rest)

    @Slot()
    def _on_preview_finished(self) -> None:
        process, self._preview = self._preview, None
        if process is None or self._dialog is None:
            return
        lines = bytes(process.readAllStandardOutput().data()).decode(errors="replace").splitlines()
        said = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        process.deleteLater()
        try:
            event = json.loads(lines[-1])
            self._dialog.set_choices(str(event["counts"]), _choices(event))
        except (ValueError, IndexError, KeyError, TypeError, RecursionError):
            why = said.splitlines()[-1].removeprefix("retinaview: ") if said else tr("It failed.")
            self._dialog.set_choices(why, [])

    def _start(self, network: str) -> None:
        self._launch(["--network", network])

    def _launch(self, more: list[str]) -> None:
        """Start or continue the run as a process that outlives the window."""
        session, folder = self._context.session, self._folder
        if session is None or folder is None:
            return
        with suppress(OSError):
            folder.path.mkdir(parents=True, exist_ok=True)
        given = ["retrain", str(session.place), "--out", str(folder.path), "--json", *more]
        program, *rest = self._command(given)
        process = QProcess()
        process.setProcessEnvironment(_environment(session.place))
        process.setProgram(program)
        process.setArguments(rest)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(str(folder.path / ERRORS))
        answer: object = process.startDetached()  # the bindings' versions differ in what it is
        if not (answer[0] if isinstance(answer, tuple) else answer):
            self._context.say(tr("The training could not be started."), MessageKind.ALARM)
            return
        self._looks_to_wait = _MOST_LOOKS
        if self._dialog is not None:
            self._dialog.set_view(RunView(Phase.RUNNING, tr("Starting")))
        self._timer.start()

    def _look(self) -> Phase:
        """Show how far the run is, and follow it while it works."""
        if self._folder is None:
            self._timer.stop()
            return Phase.NONE
        view = self._folder.look()
        if view.phase is Phase.RUNNING:
            self._looks_to_wait = 0
            self._timer.start()
        elif self._is_starting(view):
            self._looks_to_wait -= 1
            return Phase.RUNNING
        elif self._timer.isActive():
            self._on_ended(view)
        if self._dialog is not None:
            self._dialog.set_view(view)
        return view.phase

    def _is_starting(self, view: RunView) -> bool:
        """Whether the process has been started, and neither works nor has failed yet."""
        waits = self._looks_to_wait > 0 and view.phase is not Phase.DONE
        return waits and self._folder is not None and not self._folder.failure()

    def _on_ended(self, view: RunView) -> None:
        self._timer.stop()
        self._looks_to_wait = 0
        if self._dialog is None:
            kind = MessageKind.NOTICE if view.phase is Phase.DONE else MessageKind.CAUTION
            self._context.say(tr("Training: {what}", what=view.sentence), kind)

    def _stop(self) -> None:
        if self._folder is not None:
            self._folder.ask_to_stop()
        if self._dialog is not None:
            self._dialog.button("Stop").setEnabled(False)

    def _keep(self, use: bool) -> None:
        """Add the new weights, and perhaps run them from the next start on."""
        if self._folder is None:
            return
        folder = self._folder
        self._add_weights(Path(folder.look().weights), partial(self._on_added, folder, use))
        self.close_windows()

    def _on_added(self, folder: RunFolder, use: bool, name: str) -> None:
        from retinaview.models.weights import preferred

        folder.settle()
        if use:
            is_segmenter = task_of(name) == SEGMENTATION
            preferred.prefer(name, over=DEFAULT_SEGMENTER if is_segmenter else DEFAULT_GRADER)
            self._context.say(tr("{name} runs by default from the next start on.", name=name))

    def _discard(self) -> None:
        """Delete the run, which is the program's own folder."""
        if self._folder is not None and not self._folder.is_running:
            shutil.rmtree(self._folder.path, ignore_errors=True)
        self.close_windows()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    @property
    def _path(self) -> Path:
        return Path() if self._folder is None else self._folder.path

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None
        self._end_preview()

    def _end_preview(self) -> None:
        process, self._preview = self._preview, None
        if process is not None:
            process.finished.disconnect(self._on_preview_finished)
            process.kill()
            process.waitForFinished(500)
            process.deleteLater()

    @Slot()
    def _on_study_changed(self) -> None:
        """Follow the run of the study that is open now, which an earlier window may have begun."""
        self.close_windows()
        session = self._context.session
        self._folder = None if session is None else folder_of(session.path)
        if self._folder is not None and self._folder.is_running:
            self._timer.start()


def _choices(event: dict[str, object]) -> list[NetworkChoice]:
    """Return the networks of an answer."""
    from retinaview.ui.retraining.dialog import NetworkChoice

    found = event["proposals"]
    return [
        NetworkChoice(str(each["network"]), str(each["words"]), not each["why_not"])
        for each in (found if isinstance(found, list) else [])
    ]
