"""Network inputs that can be prepared in advance on another thread."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.models.outputs.array_cache import ArrayCache
from retinaview.models.preprocessing import Circle, Floats, Frame, Image, Preprocessing

REMEMBERED = 16
"""Number of cached arrays: several photographs ahead, for two networks each."""
_cache = ArrayCache(REMEMBERED)


@dataclass(frozen=True)
class RememberingPreprocessing(Preprocessing):
    """A preprocessing with a cache of recent results.

    Results are shared and must not be modified; the scaled image is read-only.
    """

    @classmethod
    def of(cls, preprocessing: Preprocessing) -> RememberingPreprocessing:
        """Return the same preprocessing with a cache."""
        return cls(**asdict(preprocessing))

    def scale(self, rgb: Image, fov: Circle) -> tuple[Image, NDArray[np.bool_], Frame]:
        """Return what `Preprocessing.scale` does."""

        def make() -> tuple[Image, NDArray[np.bool_], Frame]:
            image, field, frame = Preprocessing.scale(self, rgb, fov)
            image.flags.writeable = field.flags.writeable = False
            return image, field, frame

        scaled: tuple[Image, NDArray[np.bool_], Frame] = _cache.get(rgb, (self, fov), make)
        return scaled

    def normalise(
        self, image: Image, field: NDArray[np.bool_], pixels: Image | None = None
    ) -> Floats:
        """Return what `Preprocessing.normalise` does."""
        if pixels is not None:
            return super().normalise(image, field, pixels)
        make = super().normalise
        # The field is part of the key, because the result depends on it too.
        known, normalised = _cache.get(image, self, lambda: (field, make(image, field)))
        return normalised if known is field else make(image, field)
