"""A fault that nobody foresaw: one sentence for a person, the traceback in the log."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.cli import main as program
from retinaview.ui import log_file


@pytest.fixture(autouse=True)
def _no_handler_is_left() -> Iterator[None]:
    logger = logging.getLogger("retinaview")
    before = list(logger.handlers)
    logger.handlers.clear()
    yield
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:] = before


def run(monkeypatch: pytest.MonkeyPatch, log: Path) -> int:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("of\x1b[2J\nus")

    monkeypatch.setattr(log_file, "log_folder", lambda: log)
    monkeypatch.setattr("retinaview.cli.last_resort.log_folder", lambda: log)
    monkeypatch.setattr(program, "app", fail)
    return program.main(["models"])


def test_a_fault_is_one_sentence_and_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path) == program.FAULT

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        r"retinaview: this is a fault of the program (ZeroDivisionError: of\u001b[2J\nus); "
        f"details are in {tmp_path / 'retinaview.log'}\n"
    )
    assert "Traceback" in (tmp_path / "retinaview.log").read_text()


def test_a_log_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()

    assert run(monkeypatch, tmp_path / "file" / "log") == program.FAULT

    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x" * 300, "y/" * 3000], ids=["one", "many"])
def test_a_name_that_the_system_refuses_is_no_fault_of_the_program(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["data", "check", str(tmp_path / name)]) == program.BAD_INPUT
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "its name is too long" in said
    assert len(said) < 700
