"""Labels in and out of a study, copies of it, and the reassurance that nothing needs saving."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from retinaview.core.errors import RetinaViewError
from retinaview.core.thresholds import in_words
from retinaview.ui.controllers.controller import Controller
from retinaview.ui.desk import Desk
from retinaview.ui.dialogs.export import ExportDialog
from retinaview.ui.panels.message_bar import Kind

logger = logging.getLogger(__name__)
LABEL_SUFFIXES = frozenset({".csv", ".json", ".xml"})


class LabelsController(Controller):
    """Imports and exports; both happen completely or not at all."""

    def __init__(self, desk: Desk, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent

    def say_saved(self) -> None:
        """Every finished edit is in the project already."""
        session = self._desk.session
        if session is None:
            return
        if session.read_only:
            self._desk.say(f"{session.path.name} is read-only; nothing is kept.", Kind.CAUTION)
        else:
            self._desk.say(f"Everything is already saved in {session.path.name}.")

    def ask_for_copy(self) -> None:
        """Let a person choose where a copy of the project goes."""
        session = self._desk.session
        if session is None:
            return
        path = session.path
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            "Save a copy",
            str(path.with_name(f"{path.stem} copy{path.suffix}")),
            f"Projects (*{path.suffix})",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.save_copy(Path(chosen))

    def save_copy(self, target: Path) -> None:
        """Copy the project as it stands, also where its file has been deleted or replaced."""
        session = self._desk.session
        if session is None:
            return
        if not target.suffix:
            target = target.with_suffix(session.path.suffix)
        try:
            session.save_copy(target)
        except (RetinaViewError, OSError) as error:
            logger.warning("no copy: %s", error)
            self._desk.complain(error)
        else:
            self._desk.say(f"The study as it stands is copied to {target}.")

    def ask_for_import(self) -> None:
        """Let a person choose label files."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            "Import labels",
            str(self._study_folder()),
            "Label files (*.csv *.json *.xml);;YOLO classes (classes.txt data.yaml);;All files (*)",
        )
        if chosen:
            self.import_files([_folder_of_yolo(Path(path)) for path in chosen])

    def import_files(self, files: Sequence[Path]) -> None:
        """Add the marks and answers of label files."""
        from retinaview.session.labels import import_labels

        session = self._desk.session
        if session is None:
            self._desk.say("Open the photographs first, then their labels.", Kind.CAUTION)
            return
        try:
            report = import_labels(session, files)
        except (RetinaViewError, OSError) as error:
            logger.warning("import failed: %s", error)
            self._desk.complain(error)
        else:
            self._desk.say(f"Imported {report}.")

    def ask_for_export(self) -> None:
        """Let a person choose format and folder."""
        caution = self._thresholds_in_words()
        folder = self._study_folder() / "labels"
        dialog = ExportDialog(folder, caution=caution, parent=self._window)
        if dialog.exec():
            self.export(dialog.format_name, dialog.folder)
        dialog.deleteLater()

    def export(self, format_name: str, folder: Path) -> None:
        """Write the study's marks and answers in one format."""
        from retinaview.session.labels import export_labels

        session = self._desk.session
        if session is None:
            return
        try:
            written = export_labels(session, format_name, folder)
        except (RetinaViewError, OSError) as error:
            logger.warning("export failed: %s", error)
            self._desk.complain(error)
            return
        count = len(written)
        done = f"{count} file{'' if count == 1 else 's'} written to {folder}."
        self._desk.say(f"{done} {self._thresholds_in_words()}".strip())

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _thresholds_in_words(self) -> str:
        """Which thresholds of the study are not the model card's."""
        session = self._desk.session
        return "" if session is None else in_words(session.changed_thresholds())

    def _study_folder(self) -> Path:
        session = self._desk.session
        return Path.home() if session is None else session.path.parent


def _folder_of_yolo(path: Path) -> Path:
    """YOLO labels are a folder; its list of classes stands for it in a file dialog."""
    return path.parent if path.suffix.lower() in (".txt", ".yaml") else path
