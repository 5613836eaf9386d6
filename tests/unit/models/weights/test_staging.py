"""What is not yet whole lies where nothing finds it, and never stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retinaview.core.errors import WriteError
from retinaview.models.weights.staging import staged

KILLED = """
import os, sys
from pathlib import Path
from retinaview.models.weights.staging import staged
with staged(Path(sys.argv[1]), "a") as file:
    file.write_bytes(b"half")
    os._exit(9)
"""


def test_a_staged_file_is_gone_unless_it_was_moved(tmp_path: Path) -> None:
    with staged(tmp_path / "new", "a") as file:
        file.write_bytes(b"1")
        file.replace(tmp_path / "new" / "a")
    with staged(tmp_path / "new", "b") as file:
        file.write_bytes(b"2")
    assert not file.parent.exists()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a"]


def test_two_do_not_disturb_each_other(tmp_path: Path) -> None:
    with staged(tmp_path, "a") as first:
        first.write_bytes(b"1")
        with staged(tmp_path, "a") as second:
            assert first != second
            assert not second.exists()
        assert first.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == 9
    (left,) = tmp_path.iterdir()
    assert (left / "a").read_bytes() == b"half"
    with staged(tmp_path, "b"):
        assert not left.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="cannot be written"), staged(tmp_path / "file", "a"):
        pass
