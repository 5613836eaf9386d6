"""Findings into the project beside the window: writing one takes longer than painting a screen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.study_findings import KeptFinding

logger = logging.getLogger(__name__)


class FindingWriter(QObject):
    """Writes one finding after the other, and says when each is written.

    Attributes
    ----------
    kept : Signal(object, object)
        The key, and the `KeptFinding`, which says itself where the project could not take it.
    failed : Signal(object, str)
        The key, and one sentence on a fault that nobody expected.
    """

    kept = Signal(object, object)
    failed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("keeping", on_failure=self._report, background=False)
        self._waiting: set[Hashable] = set()
        self.kept.connect(lambda key, _: self._waiting.discard(key))
        self.failed.connect(lambda key, _: self._waiting.discard(key))

    def keep(self, key: Hashable, write: Callable[[], KeptFinding]) -> None:
        """Have a finding written; `write` runs in the worker's thread."""
        self._waiting.add(key)
        self.worker.submit(key, lambda: self.kept.emit(key, write()))

    def is_keeping(self, key: Hashable) -> bool:
        """Whether a finding of this key is on its way into the project."""
        return key in self._waiting

    def forget(self) -> None:
        """Write nothing more of what waits: its study is closed."""
        self.worker.retain(())
        self._waiting.clear()

    def _report(self, key: Hashable, error: Exception) -> None:
        self.failed.emit(key, f"The finding could not be saved: {error}")
