"""Draw the README's screenshots again: ``python docs/screenshots.py`` on a desktop or under Xvfb.

Opens the demo study (phantoms, never a person's photograph), lets the shipped models look at the
first eye with many lesions, and saves the window.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

from retinaview.core.grades import DRGrade
from retinaview.session.demo import make_demo_study
from retinaview.ui.application import run

if TYPE_CHECKING:
    from retinaview.ui.window import MainWindow

FOLDER = Path(__file__).parent
SIZE_PX = 1440, 900
SETTLE_MS = 1500


class Photographer(QObject):
    """Waits for a finding of moderate or worse, then takes the picture."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        window.resize(*SIZE_PX)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._look)
        self.timer.start(500)

    def _look(self) -> None:
        context = self.window.context
        if context.session is None or context.image_id is None:
            return
        finding = context.session.finding(context.image_id)
        if finding is None:
            return
        if finding.grades is None or finding.grades.dr_grade < DRGrade.MODERATE:
            self.window.reading.show_next()
            return
        self.timer.stop()
        QTimer.singleShot(SETTLE_MS, self._take)

    def _take(self) -> None:
        self.window.grab().save(str(FOLDER / "window.png"))
        self.window.close()


def main() -> int:
    """Make the study in a new folder, open it as at first start, take the picture."""
    os.environ["LOGNAME"] = "reader"  # not who takes the picture
    kept: list[Photographer] = []
    with tempfile.TemporaryDirectory() as folder:
        native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(native, user, folder)  # no effect on Windows
        project = make_demo_study(Path(folder) / "demo-study")
        return run([project], on_window=lambda window: kept.append(Photographer(window)))


if __name__ == "__main__":
    sys.exit(main())
