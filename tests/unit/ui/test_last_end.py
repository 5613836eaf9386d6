"""What is known at the next start of a run that did not end properly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retinaview.ui import last_end
from retinaview.ui.last_end import RunNote, bad_ends

_RUN = """
import sys, os, pathlib
from retinaview.ui import last_end
last_end.log_folder = lambda: pathlib.Path(sys.argv[1])
last_end.RunNote().begin()
{end}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(last_end, "log_folder", lambda: tmp_path)
    return tmp_path


def run(folder: Path, end: str) -> None:
    """Run a process that leaves its note, and ends so."""
    script = _RUN.format(end=end)
    subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, check=False)


def test_a_proper_end_leaves_nothing(folder: Path) -> None:
    note = RunNote()
    note.begin()
    assert bad_ends() == ()  # it is still running
    note.end()
    assert bad_ends() == ()
    assert list(folder.iterdir()) == []


def test_a_killed_run_is_told_once(folder: Path) -> None:
    run(folder, "os._exit(1)")
    assert [end.what for end in bad_ends()] == [""]
    assert bad_ends() == ()


def test_a_fault_is_named(folder: Path) -> None:
    run(folder, "import faulthandler; faulthandler._sigsegv()")
    (end,) = bad_ends()
    assert end.what.startswith("Fatal Python error")


def test_a_folder_that_refuses_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_end, "log_folder", lambda: folder / "absent")
    note = RunNote()
    note.begin()
    note.end()
    assert bad_ends() == ()
