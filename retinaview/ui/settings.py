"""What the window remembers between two starts; every key is written down here, once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from retinaview.core.errors import RetinaViewError
from retinaview.core.lesions import LesionClass
from retinaview.core.server_address import Place, ServerAddress, place_of
from retinaview.ui.canvas.layers import OFF_AT_START, Layer

T = TypeVar("T")
RECENT_LIMIT = 10
_OLD_THRESHOLD = "layers/threshold_"


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One remembered value: its key in the store, and what holds while nothing is remembered."""

    key: str
    default: T


_KEYS = "keys/"
LANGUAGE = Setting("window/language", "en")
THEME = Setting("window/theme", "dark")
GEOMETRY = Setting("window/geometry", QByteArray())
STATE = Setting("window/state", QByteArray())
TEXT_SIZE = Setting("window/text_pt", 0)
TAB = Setting("window/tab", 0)
MODE = Setting("window/mode", "read")
RECENT = Setting("study/recent", "")
LAST_FOLDER = Setting("study/folder", "")
STUDY_COLUMNS = Setting("study/columns", "")
STUDY_ORDER = Setting("study/order", "")
ARCHIVE = Setting("archive/address", "")
ARCHIVE_TITLE = Setting("archive/title", "RETINAVIEW")
READER = Setting("study/reader", "")
READERS = Setting("study/readers", "")
LESION_TO_DRAW = Setting("draw/class", LesionClass.HAEMORRHAGE.value)
BRUSH_PX = Setting("draw/brush_px", 12)
RUN_MODELS = Setting("models/run_by_themselves", True)
WEIGHTS_INDEX = Setting("models/index", "")
SOURCE = Setting("models/source", "")
REGIONS = Setting("layers/regions_follow", "coverage")
WHEEL_SCROLLS = Setting("window/wheel_scrolls", False)
KEEP_ZOOM = Setting("window/keep_zoom", False)
LINKED = Setting("layouts/linked", True)
MIRRORED = Setting("layouts/mirrored", True)
LAYERS_AS_FIRST = Setting("layers/as_first", False)
MINIMAP = Setting("window/minimap", True)
ZOOM_STRIP = Setting("window/zoom_strip", True)
HEAT_COLOURS = Setting("layers/heat_colours", "inferno")
HEAT_OPACITY = Setting("layers/heat_opacity", 0.5)
LESION_FILL = Setting("layers/lesion_fill", False)
COMPARED_SOURCES = Setting("compare/sources", "")

# A reader looks at the retina first. Outlines show the lesions without hiding them; the map of
# attention, and boxes round the same lesions once more, are called up by their keys.
_LAYERS_OFF_AT_START = OFF_AT_START | {Layer.ATTENTION, Layer.PROPOSALS}


def own_keys(action_id: str) -> Setting[str]:
    """Return the keys given to an action by the reader, one a line; empty for the table's."""
    return Setting(f"{_KEYS}{action_id}", "")


def layer_visible(layer: Layer) -> Setting[bool]:
    """Whether a layer is shown."""
    return Setting(f"layers/{layer}", layer not in _LAYERS_OFF_AT_START)


class Settings:
    """Typed access to the store.

    Parameters
    ----------
    store : QSettings, optional
        Where values are kept; the user's own store where absent.
    """

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("RetinaView", "RetinaView")
        self._forget_thresholds()

    def get(self, setting: Setting[T]) -> T:
        """Return the remembered value; the default where there is none or another kind."""
        value: Any = self._store.value(setting.key)
        kind = type(setting.default)
        if kind is bool and value in ("true", "false"):  # as an INI file spells them
            value = value == "true"
        if kind in (int, float) and isinstance(value, (str, int, float)):
            try:
                value = kind(value)  # type: ignore[call-arg]
            except (ValueError, OverflowError):  # edited by hand
                return setting.default
            if not isfinite(value):
                return setting.default
        return value if isinstance(value, kind) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember a value."""
        self._store.setValue(setting.key, value)

    def keys_by_action(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that the reader has given to actions, by their ids."""
        ids = [key.removeprefix(_KEYS) for key in self._store.allKeys() if key.startswith(_KEYS)]
        given = {each: self.get(own_keys(each)) for each in ids}
        return {each: tuple(keys.splitlines()) for each, keys in given.items() if keys}

    def sync(self) -> None:
        """Write everything to disk now."""
        self._store.sync()

    def _forget_thresholds(self) -> None:
        """Drop the thresholds that earlier versions kept here for all studies."""
        for key in self._store.allKeys():
            if key.startswith(_OLD_THRESHOLD):
                self._store.remove(key)

    def recent(self) -> tuple[Place, ...]:
        """Return studies opened lately, the latest first; of files those that are still there."""
        places: list[Place] = []
        for line in self.get(RECENT).splitlines():
            with suppress(RetinaViewError, OSError, ValueError):  # edited by hand
                place = place_of(line)
                if isinstance(place, ServerAddress) or place.exists():
                    places.append(place)
        return tuple(places)

    def add_recent(self, place: Place) -> None:
        """Put a study in front of the recent ones, without its password."""
        place = place.absolute() if isinstance(place, Path) else place
        places = [place, *(p for p in self.recent() if p != place)]
        self.set(RECENT, "\n".join(str(p) for p in places[:RECENT_LIMIT]))
