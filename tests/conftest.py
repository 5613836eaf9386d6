"""Tests run without a screen, on sound Qt bindings, and leave no window behind."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, refused where the bindings would crash it.

    PySide6 6.12.0 gives away a reference to None with every call that returns nothing; before
    Python 3.12 None is counted, and the process dies after some seven thousand such calls.
    """
    before = sys.getrefcount(None)
    for _ in range(200):
        qapp.setObjectName("retinaview-tests")
    if sys.getrefcount(None) < before - 100:
        pytest.fail("these PySide6 bindings drop None; install PySide6-Essentials<6.12")
    return qapp


@pytest.fixture(autouse=True)
def _no_widget_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget behind."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    before = set(_top_level_widgets())
    yield
    left = _top_level_widgets() - before
    if left:  # a cycle may hold a widget that nobody wants; collecting is slow, so only now
        del left
        gc.collect()
        left = _top_level_widgets() - before
    assert not left, f"left behind: {sorted(map(repr, left))}"


def _top_level_widgets() -> set[QWidget]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return set(QApplication.topLevelWidgets())
