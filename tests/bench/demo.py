"""The first demonstration: time until its window stands, and until its first photograph is seen.

Run as ``python -m tests.bench.demo``; prints one line of JSON.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from retinaview.ui.application import run
from tests.bench.window import since_process_start

if TYPE_CHECKING:
    from retinaview.ui.window import MainWindow


class Measurement(QObject):
    """Notes the first paint of the window and the first photograph, then closes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.result: dict[str, float] = {}
        window.installEventFilter(self)
        window.context.photograph_shown.connect(self._on_photograph)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.result.setdefault("demo_window_s", since_process_start())
        return False

    def _on_photograph(self) -> None:
        if self.window.context.photograph is not None and "demo_first_s" not in self.result:
            self.result["demo_first_s"] = since_process_start()
            print(json.dumps(self.result), flush=True)
            QTimer.singleShot(0, self.window.close)


def main() -> None:
    kept: list[Measurement] = []
    folder = Path(tempfile.mkdtemp()) / "demo-study"
    run(demo=folder, on_window=lambda window: kept.append(Measurement(window)))


if __name__ == "__main__":
    main()
