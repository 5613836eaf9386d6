"""Own weights in place of shipped ones."""

from pathlib import Path

import pytest

from retinaview.models.weights import folders
from retinaview.models.weights.preferred import prefer, preferred


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "weights"
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    return folder


def test_nothing_is_preferred_at_first(own: Path) -> None:
    assert preferred(["a", "b"]) == ("a", "b")
    assert not own.exists()


def test_own_weights_run_while_they_are_there(own: Path) -> None:
    prefer("mine", over="b")
    assert preferred(["a", "b"]) == ("a", "b")  # they are not there yet
    (own / "mine.safetensors").touch()
    assert preferred(["a", "b"]) == ("a", "mine")
    (own / "mine.safetensors").unlink()
    assert preferred(["a", "b"]) == ("a", "b")


@pytest.mark.parametrize("content", ["", "[1]", '{"b": 3}', "\xff", "[" * 100_000])
def test_a_damaged_choice_counts_as_none(own: Path, content: str) -> None:
    own.mkdir()
    (own / "preferred.json").write_text(content, encoding="latin-1")
    assert preferred(["b"]) == ("b",)
    prefer("mine", over="b")
    (own / "mine.safetensors").touch()
    assert preferred(["b"]) == ("mine",)
