"""What the window remembers, and what holds where nothing sensible is remembered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from retinaview.ui import settings as kept
from retinaview.ui.canvas import Layer
from retinaview.ui.settings import RECENT_LIMIT, Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)


def test_defaults_hold_until_something_is_set(store: QSettings) -> None:
    settings = Settings(store)
    assert settings.get(kept.THEME) == "dark"
    assert settings.get(kept.layer_visible(Layer.LESIONS))
    for layer in (Layer.ATTENTION, Layer.PROPOSALS, Layer.REJECTED, Layer.LANDMARKS):
        assert not settings.get(kept.layer_visible(layer))


def test_values_come_back_with_their_kind(store: QSettings, tmp_path: Path) -> None:
    settings = Settings(store)
    settings.set(kept.layer_visible(Layer.LESIONS), False)
    settings.set(kept.HEAT_OPACITY, 0.25)
    settings.set(kept.TAB, 3)
    settings.sync()
    again = Settings(QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    assert again.get(kept.layer_visible(Layer.LESIONS)) is False
    assert again.get(kept.HEAT_OPACITY) == 0.25
    assert again.get(kept.TAB) == 3


def test_thresholds_of_earlier_versions_are_dropped(store: QSettings) -> None:
    store.setValue("layers/threshold_hard_exudate", 0.92)
    store.setValue(kept.HEAT_OPACITY.key, 0.25)
    assert Settings(store).get(kept.HEAT_OPACITY) == 0.25
    assert store.allKeys() == [kept.HEAT_OPACITY.key]


def test_foreign_values_fall_back_to_the_default(store: QSettings) -> None:
    store.setValue(kept.TAB.key, "third")
    store.setValue(kept.HEAT_OPACITY.key, ["a", "b"])
    settings = Settings(store)
    assert settings.get(kept.TAB) == 0
    assert settings.get(kept.HEAT_OPACITY) == 0.5


@pytest.mark.parametrize("value", ["nan", "inf", math.inf, math.nan])
def test_what_is_no_number_falls_back_to_the_default(store: QSettings, value: object) -> None:
    store.setValue(kept.HEAT_OPACITY.key, value)
    store.setValue(kept.BRUSH_PX.key, value)
    settings = Settings(store)
    assert settings.get(kept.HEAT_OPACITY) == 0.5
    assert settings.get(kept.BRUSH_PX) == 12


def test_recent_studies_are_few_unique_and_there(store: QSettings, tmp_path: Path) -> None:
    settings = Settings(store)
    paths = [tmp_path / f"{number}.retinaview" for number in range(RECENT_LIMIT + 3)]
    for path in paths:
        path.touch()
        settings.add_recent(path)
    settings.add_recent(paths[-2])
    assert len(settings.recent()) == RECENT_LIMIT
    assert settings.recent()[:2] == (paths[-2], paths[-1])
    paths[-1].unlink()
    assert paths[-1] not in settings.recent()
