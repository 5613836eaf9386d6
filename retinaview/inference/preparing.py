"""Inputs of networks that can be made ahead of time, on another thread than the networks'."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinaview.models.preprocessing import Circle, Floats, Frame, Image, Preprocessing

REMEMBERED = 16
"""Arrays: of some photographs ahead, for two networks each."""


class RecentlyMade:
    """What was made last from arrays, for as long as these live; safe between threads."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._limit = limit
        self._made: OrderedDict[Hashable, tuple[weakref.ref[Any], Any]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, array: NDArray[Any], how: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return what `make` gave for this very array and `how`, calling it if it is not known."""
        key = (id(array), how)
        with self._lock:
            source, made = self._made.get(key, (None, None))
            if source is not None and source() is array:
                self._made.move_to_end(key)
                return made
        made = make()
        with self._lock:
            self._made[key] = weakref.ref(array), made
            while len(self._made) > self._limit:
                self._made.popitem(last=False)
            for old in [key for key, (source, _) in self._made.items() if source() is None]:
                del self._made[old]
        return made


_recent = RecentlyMade()


@dataclass(frozen=True)
class RememberingPreprocessing(Preprocessing):
    """A preprocessing that does not prepare the same photograph twice in a row.

    What it returns is shared and must not be changed; the image that is scaled can only be read.
    """

    def scale(self, rgb: Image, fov: Circle) -> tuple[Image, NDArray[np.bool_], Frame]:
        """See `Preprocessing.scale`."""

        def make() -> tuple[Image, NDArray[np.bool_], Frame]:
            image, field, frame = Preprocessing.scale(self, rgb, fov)
            image.flags.writeable = field.flags.writeable = False
            return image, field, frame

        scaled: tuple[Image, NDArray[np.bool_], Frame] = _recent.of(rgb, (self, fov), make)
        return scaled

    def normalise(
        self, image: Image, field: NDArray[np.bool_], pixels: Image | None = None
    ) -> Floats:
        """See `Preprocessing.normalise`."""
        if pixels is not None:
            return super().normalise(image, field, pixels)
        make = super().normalise
        # Remembered with the field, since the same image within another is something else.
        known, normalised = _recent.of(image, self, lambda: (field, make(image, field)))
        return normalised if known is field else make(image, field)
