"""Dialogs that choose files, and that leave an open project's locks alone.

A file dialog shows each file's kind, and by default finds it out by reading the file in this
process. POSIX gives up all locks that a process has on a file when any part of the process closes
it, so a mere look at a folder would take SQLite's locks from the project that is open in it: the
next program that closes the project would remove the log from under the window.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QWidget

from retinaview.ui.language import tr

Mode = QFileDialog.FileMode


def choose_file(parent: QWidget, title: str, start: str, kinds: str) -> str:
    """Let the reader choose one file; return its path, or an empty text."""
    return next(iter(_chosen(_Dialog(parent, title, start, kinds, Mode.ExistingFile))), "")


def choose_files(parent: QWidget, title: str, start: str, kinds: str) -> list[str]:
    """Let the reader choose files; return their paths, none where they cancel."""
    return _chosen(_Dialog(parent, title, start, kinds, Mode.ExistingFiles))


def choose_folder(parent: QWidget, title: str, start: str) -> str:
    """Let the reader choose a folder; return its path, or an empty text."""
    dialog = _Dialog(parent, title, start, "", Mode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), "")


def choose_new_file(
    parent: QWidget, title: str, start: str, kinds: str, *, confirm_overwrite: bool = True
) -> tuple[str, str]:
    """Let the reader name a file to write; return its path and kind, empty where they cancel."""
    dialog = _Dialog(parent, title, start, kinds, Mode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not confirm_overwrite)
    dialog.selectFile(start)
    # Added by the dialog, which then asks about the file that is really written.
    dialog.setDefaultSuffix(_suffix(kinds.partition(";;")[0]))
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_suffix(kind)))
    chosen = next(iter(_chosen(dialog)), "")
    return chosen, dialog.selectedNameFilter() if chosen else ""


def _suffix(kind: str) -> str:
    """Return the suffix in a kind such as ``Image (*.png)``."""
    return kind.rpartition("*.")[2].rstrip(")")


class _KindsByName(QAbstractFileIconProvider):
    """Tells what a file is by its name alone."""

    def __init__(self, folder: QIcon, file: QIcon) -> None:
        super().__init__()
        self._folder, self._file = folder, file

    def icon(self, of: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Return one icon for folders and one for files."""
        if isinstance(of, QFileInfo):
            return self._folder if of.isDir() else self._file
        return self._file if of is QAbstractFileIconProvider.IconType.File else self._folder

    def type(self, info: QFileInfo) -> str:
        """Return the kind that stands in the dialog's column."""
        if info.isDir():
            return tr("Folder")
        if not info.suffix():
            return tr("File", "kind of a file")
        return tr("{kind} file", kind=info.suffix().upper())


class _Dialog(QFileDialog):
    """A file dialog that reads no file."""

    def __init__(self, parent: QWidget, title: str, start: str, kinds: str, mode: Mode) -> None:
        at = QFileInfo(start)
        folder = start if at.isDir() else at.path() if start else ""
        super().__init__(parent, title, folder, kinds)
        # Of Linux's own dialogs some read files in this process; elsewhere another one shows them.
        linux = sys.platform.startswith("linux")
        self.setOption(QFileDialog.Option.DontUseNativeDialog, linux)
        self.setFileMode(mode)
        icon, icons = self.style().standardIcon, self.style().StandardPixmap
        self._kinds = _KindsByName(icon(icons.SP_DirIcon), icon(icons.SP_FileIcon))
        self.setIconProvider(self._kinds)  # which Qt does not keep alive


def _chosen(dialog: _Dialog) -> list[str]:
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.selectedFiles() if accepted else []
