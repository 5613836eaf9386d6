"""Networks and weights, from the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retinaview.models.weights import acceptance, folders
from retinaview.ui import settings as kept
from retinaview.ui.weights.dialog import WeightsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver


@pytest.fixture(autouse=True)
def own(tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, empty, with the tiny weights as those of the program."""
    folder = tmp_path / "own"
    monkeypatch.setattr(folders, "shipped_folder", lambda: tiny_weights)
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    monkeypatch.setattr(acceptance, "_check_answer", lambda _: None)
    return folder


def open_dialog(driver: Driver) -> WeightsDialog:
    driver.do("weights")
    dialog = driver.window.findChild(WeightsDialog)
    assert dialog is not None
    driver.until(lambda: bool(dialog.tree.names))
    return dialog


def test_the_dialog_opens_without_photographs(driver: Driver) -> None:
    dialog = open_dialog(driver)
    assert "ganet" in dialog.tree.names
    dialog.close()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_nothing_is_cut_off_in_a_small_window(driver: Driver, theme: str) -> None:
    driver.window.themes.choose(theme)
    dialog = open_dialog(driver)
    dialog.tree.select("sea-net")
    assert dialog.width() <= driver.window.width()
    assert dialog.height() <= driver.window.height()
    tree = dialog.tree
    wanted = tree.sizeHintForColumn(0) + tree.sizeHintForColumn(1)
    assert wanted <= tree.viewport().width()
    for button in (dialog.add_button, dialog.copy_button, dialog.close_button):
        assert button.width() >= button.sizeHint().width()
    dialog.close()


def test_weights_added_from_the_window_are_there_for_every_part(
    driver: Driver, own: Path, tiny_weights: Path
) -> None:
    dialog = open_dialog(driver)
    changed: list[str] = []
    driver.window.weights.weights_changed.connect(changed.append)
    driver.window.weights.add(
        tiny_weights / "zoom-in-net-small.safetensors", None, "clinic", replace=False
    )
    driver.until(lambda: changed == ["clinic"])
    driver.until(lambda: "clinic" in dialog.tree.names)
    assert "clinic" in folders.weights_files()
    assert (own / "clinic.json").exists()
    dialog.close()


def test_who_has_weights_added_hears_of_it_once_and_only_where_it_worked(
    driver: Driver, own: Path, tiny_weights: Path, tmp_path: Path
) -> None:
    file = tiny_weights / "zoom-in-net-small.safetensors"
    no_weights = tmp_path / "clinic.safetensors"
    no_weights.write_bytes(b"none")
    weights = driver.window.weights
    said: list[bool] = []
    names: list[str] = []
    weights.ended.connect(lambda _, well: said.append(well))
    weights.add(no_weights, None, "", replace=False, then=names.append)
    weights.add(file, None, "clinic", replace=False)
    driver.until(lambda: sorted(said) == [False, True])  # the newer may come first
    assert names == []
    weights.add(file, None, "clinic", replace=True, then=names.append)
    driver.until(lambda: names == ["clinic"])
    assert (own / "clinic.json").exists()


def test_an_open_dialog_does_not_keep_the_window_open(driver: Driver, tmp_path: Path) -> None:
    driver.window.settings.set(kept.WEIGHTS_INDEX, str(tmp_path / "absent.json"))
    dialog = open_dialog(driver)
    assert "absent.json" in dialog.index_fault
    driver.window.close()
    assert driver.window.threads_ended
