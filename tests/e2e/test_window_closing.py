"""The window may be closed at any moment, and survives what goes wrong in it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from retinaview.core.errors import ReadError
from retinaview.session.study import open_study
from retinaview.ui.log_file import catch_exceptions, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Driver, FakeEngine


def test_closing_stops_models_that_are_at_work(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.hold.clear()
    driver.open(folder)
    driver.until(lambda: bool(engine.seen))
    driver.window.close()
    assert driver.window.threads_ended


def test_closing_while_a_study_is_opening(driver: Driver, folder: Path) -> None:
    driver.window.open([folder])
    driver.window.close()
    assert driver.window.threads_ended
    assert driver.window.context.session is None


def test_closing_does_not_wait_for_a_model_that_will_not_stop(
    driver: Driver, folder: Path, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.ui.closing.STOP_TIMEOUT_S", 0.05)
    monkeypatch.setattr(engine, "analyse", lambda *_, **__: time.sleep(0.6))
    driver.open(folder)
    driver.until(lambda: driver.window.runner.running is not None)
    time.sleep(0.05)
    driver.window.close()
    assert not driver.window.threads_ended
    assert driver.window.context.session is None
    driver.window.threads_ended = True


def test_the_window_comes_back_as_it_was(driver: Driver, start: Callable[[], Driver]) -> None:
    driver.window.tabs.setCurrentIndex(2)
    driver.do("study_list")
    driver.window.resize(1100, 700)
    driver.window.close()
    again = start().window
    assert again.tabs.currentIndex() == 2
    assert not again.arrangement.study_dock.isVisible()
    assert not again.commands["study_list"].isChecked()


def test_a_fault_in_a_slot_is_a_message_and_a_log_entry(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    said: list[str] = []
    catch_exceptions(said.append)
    with caplog.at_level(logging.ERROR):
        try:
            raise KeyError("lost")
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    assert "KeyError" in said[0]
    assert "labels are saved" in said[0]
    assert "lost" in caplog.text


def test_an_expected_error_is_told_in_its_own_words() -> None:
    assert sentence_of(ReadError("is empty", path="a.jpg")) == "a.jpg: is empty"


BUSY = """
import sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from retinaview.session import demo
from retinaview.ui.application import run

draw_eye, drawing, working = demo._draw_eye, threading.Event(), threading.Event()

def slow(folder, eye, height_px, cancel):
    if eye not in demo.EYES[:2]:
        drawing.set()
        time.sleep(60)
    return draw_eye(folder, eye, 192, cancel)

class Engine:
    device_label = "none"
    def analyse(self, photograph, **_):
        working.set()
        time.sleep(60)

def on_window(window):
    def close_when_busy():
        if drawing.is_set() and working.is_set():
            print(time.time(), flush=True)
            window.close()
        else:
            QTimer.singleShot(20, close_when_busy)
    close_when_busy()

demo._draw_eye = slow
run(demo=Path(sys.argv[1]), make_engine=Engine, on_window=on_window)
"""


def test_the_process_is_gone_soon_whatever_its_threads_do(tmp_path: Path) -> None:
    names = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME")
    environment = os.environ | dict.fromkeys(names, str(tmp_path))
    study = tmp_path / "study"
    done = subprocess.run(
        [sys.executable, "-c", BUSY, str(study)],
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    ended = time.time()
    assert done.returncode == 0, done.stderr
    assert ended - float(done.stdout) < 4  # 2 on a machine of one's own
    assert {path.name for path in study.iterdir()} == {"P1_OD.jpg", "P1_OS.png", "study.retinaview"}
    open_study([study], reader="tester").close()
