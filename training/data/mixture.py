"""Batches mixed from several pools of photographs, and splits that keep groups together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from training.data.graded import GradedPhotograph, Random, Views, collate


@dataclass(frozen=True)
class Pool:
    """Photographs, how to view them, and how many of them stand in every batch."""

    photographs: Sequence[GradedPhotograph]
    views: Views
    per_batch: int


@dataclass(frozen=True)
class Mixture:
    """Endless batches with a fixed number of views from every pool; seeded by the epoch.

    Attributes
    ----------
    pools
        What the batches are mixed from; every photograph of a pool comes once before any comes
        twice within an epoch.
    steps
        Batches per epoch.
    seed
        Of the first epoch.
    """

    pools: Sequence[Pool]
    steps: int
    seed: int = 0

    def __call__(self, epoch: int) -> Iterator[dict[str, Tensor]]:
        """Give the batches of an epoch."""
        random = np.random.default_rng((self.seed, epoch))
        orders = [_endless(len(pool.photographs), random) for pool in self.pools]
        for _ in range(self.steps):
            yield collate(
                [
                    pool.views.draw(pool.photographs[next(order)], random)
                    for pool, order in zip(self.pools, orders, strict=True)
                    for _ in range(pool.per_batch)
                ]
            )


def hold_out(
    photographs: Sequence[GradedPhotograph], *, share: float, seed: int
) -> tuple[list[GradedPhotograph], list[GradedPhotograph]]:
    """Split into training and validation, groups together, worst grades spread evenly.

    Groups are sorted by the worst grade in them and shuffled within a grade; every ``1 / share``-th
    is held out.
    """
    worst: dict[str, int] = defaultdict(lambda: -1)
    for photograph in photographs:
        worst[photograph.group] = max(worst[photograph.group], photograph.dr)
    names = sorted(worst)
    order = np.random.default_rng(seed).permutation(len(names))
    shuffled = sorted((names[index] for index in order), key=lambda name: worst[name])
    every = round(1 / share)
    held = set(shuffled[every // 2 :: every])
    training = [photograph for photograph in photographs if photograph.group not in held]
    return training, [photograph for photograph in photographs if photograph.group in held]


def _endless(count: int, random: Random) -> Iterator[int]:
    while True:
        yield from (int(index) for index in random.permutation(count))
