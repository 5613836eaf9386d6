"""A file is the old one or the new one at every moment, and the new one is on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retinaview.core.errors import WriteError
from retinaview.core.whole_files import write_atomically


def test_whoever_reads_the_old_file_goes_on_with_it(tmp_path: Path) -> None:
    """The new content is put in the place of the old one, and never written into it."""
    path, old = tmp_path / "a.json", tmp_path / "old.json"
    path.write_bytes(b"old")
    os.link(path, old)
    write_atomically(path, b"new")
    assert (path.read_bytes(), old.read_bytes()) == (b"new", b"old")
    assert sorted(tmp_path.iterdir()) == [path, old]


def test_it_is_on_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, there = tmp_path / "a.json", []
    monkeypatch.setattr(os, "fsync", lambda _: there.append(path.exists()))
    write_atomically(path, b"new")
    assert there == [False]


def test_what_has_no_name_is_refused() -> None:
    with pytest.raises(WriteError, match="is no name of a file"):
        write_atomically(Path("/"), b"")
