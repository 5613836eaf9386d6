"""The guide: its pages, and which of them is about what the reader is doing.

Behind each key a page names the command whose key it is, such as ```Ctrl+Z`<!--undo-->``; the
window shows the key that the reader has given it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from retinaview.core.resources import guide_folder
from retinaview.ui.language import later, tr
from retinaview.ui.language.keys import KEYS, key_text

PAGES = {
    "reading": later("Reading"),
    "marking": later("Marking"),
    "scoring": later("Scoring"),
    "comparing": later("Comparing"),
    "visits": later("Two visits"),
    "discovering": later("Discovering"),
}
"""The pages by their files' names; the guide itself is in English."""
_SIZE_PX = 1080, 760
_LIST_PX = 150
_NAMED_KEY = re.compile(r"`([^`]+)`<!--(\w+)-->")


class GuidePage(QTextBrowser):
    """Shows a page with the keys that are in force."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ANN401, N802 - as Qt has it
        """Read a page, or a picture of it."""
        if kind != QTextDocument.ResourceType.MarkdownResource:
            return super().loadResource(kind, name)
        return with_keys(Path(QUrl(name).toLocalFile()).read_text("utf-8"))


def with_keys(page: str) -> str:
    """Return a page with the keys in force in place of those that it was written with."""
    return _NAMED_KEY.sub(lambda found: f"`{_in_force(found[2]) or found[1]}`", page)


def _in_force(command: str) -> str:
    key = KEYS.of(command)
    return key_text(key) if key else ""


class GuideWindow(QDialog):
    """Shows a page of the guide, with the list of all; the window can be used meanwhile."""

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Guide"))
        self.resize(*_SIZE_PX)
        self.pages = QListWidget()
        self.pages.addItems([tr(title) for title in PAGES.values()])
        self.pages.setFixedWidth(_LIST_PX)
        self.pages.setAccessibleName(tr("Pages"))
        self.text = GuidePage()
        self.text.setAccessibleName(tr("Guide"))
        row = QHBoxLayout(self)
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        self.pages.currentRowChanged.connect(lambda place: self._open(tuple(PAGES)[place]))
        self.text.sourceChanged.connect(self._on_page_changed)

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        return Path(self.text.source().toLocalFile()).stem

    def show_page(self, name: str) -> None:
        """Show one of `PAGES`."""
        self.pages.setCurrentRow(tuple(PAGES).index(name))

    def _open(self, name: str) -> None:
        if name != self.page:
            path = guide_folder() / f"{name}.md"
            kind = QTextDocument.ResourceType.MarkdownResource
            self.text.setSource(QUrl.fromLocalFile(str(path)), kind)

    def _on_page_changed(self) -> None:
        """Follow a link between pages."""
        if self.page in PAGES:
            self.show_page(self.page)
