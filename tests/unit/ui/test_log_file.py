"""The log is a file; where it cannot be written, the program goes on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from retinaview.ui import log_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def package_log() -> Iterator[logging.Logger]:
    logger = logging.getLogger("retinaview")
    before, level = logger.handlers[:], logger.level
    yield logger
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def test_the_log_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package_log: logging.Logger
) -> None:
    monkeypatch.setattr(log_file, "log_folder", lambda: tmp_path / "log")
    log_file.start_log()
    package_log.warning("something to remember")
    text = (tmp_path / "log" / "retinaview.log").read_text()
    assert "something to remember" in text
    assert "RetinaView" in text


def test_a_folder_that_cannot_be_made_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package_log: logging.Logger
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(log_file, "log_folder", lambda: tmp_path / "file" / "log")
    log_file.start_log()
    package_log.warning("nowhere to go")


def test_a_disk_that_refuses_the_log_is_silent(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    package_log: logging.Logger,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(log_file, "log_folder", lambda: tmp_path)
    (tmp_path / "retinaview.log").mkdir()
    log_file.start_log()
    package_log.warning("nowhere to go")
    assert capsys.readouterr().err == ""


def test_unexpected_errors_keep_their_name() -> None:
    assert "ZeroDivisionError" in log_file.sentence_of(ZeroDivisionError("division by zero"))
