from __future__ import annotations

import gc

import numpy as np

from retinaview.models.outputs.recently_made import RecentlyMade


def test_nothing_outlives_its_array_or_the_limit() -> None:
    recent, made = RecentlyMade(limit=2), []

    def make() -> object:
        made.append(object())
        return made[-1]

    kept = [np.zeros(2) for _ in range(3)]
    for array in kept:
        recent.of(array, "how", make)
    assert recent.of(kept[2], "how", make) is made[2]
    recent.of(kept[0], "how", make)  # the oldest had to go
    assert len(made) == 4
    del array, kept
    gc.collect()
    recent.of(np.zeros(2), "how", make)
    assert len(made) == 5
    assert len(recent._made) == 1
