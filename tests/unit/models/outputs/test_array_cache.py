from __future__ import annotations

import gc

import numpy as np

from retinaview.models.outputs.array_cache import ArrayCache


def test_nothing_outlives_its_array_or_the_limit() -> None:
    cache, made = ArrayCache(limit=2), []

    def make() -> object:
        made.append(object())
        return made[-1]

    kept = [np.zeros(2) for _ in range(3)]
    for array in kept:
        cache.get(array, "how", make)
    assert cache.get(kept[2], "how", make) is made[2]
    cache.get(kept[0], "how", make)  # the oldest had to go
    assert len(made) == 4
    del array, kept
    gc.collect()
    cache.get(np.zeros(2), "how", make)
    assert len(made) == 5
    assert len(cache._entries) == 1
