"""What this program is, and what it is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from retinaview import __version__
from retinaview.ui.widgets.status_bar import RESEARCH_ONLY


def show_about(parent: QWidget) -> None:
    """Show name, version and purpose."""
    box = QMessageBox(parent)
    box.setWindowTitle("About RetinaView")
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(f"<b>RetinaView {__version__}</b>")
    box.setInformativeText(
        f"{RESEARCH_ONLY}.<br><br>Fundus photographs, what published models see in them, and what "
        "readers say. The models show where they looked and what they found; they do not decide."
    )
    box.open()
