"""Batches mixed from several pools of photographs, and splits that keep groups together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from torch import Tensor

from training.grading.data.graded import LabelledPhotograph, Random, Views, collate
from training.parallel import own_share, seeds_of_batch

HELD_OUT, SPLIT_SEED = 1 / 7, 2017
"""Share of the patients and photographs that are held out, and the seed that draws them."""


class Grouped(Protocol):
    """What a split needs to know."""

    @property
    def group(self) -> str:
        """Photographs of one group stay on one side."""

    @property
    def dr(self) -> int:
        """Grade of retinopathy, or -1."""


Item = TypeVar("Item", bound=Grouped)


@dataclass(frozen=True)
class Pool:
    """Photographs, how to view them, and how many of them stand in every batch of a process."""

    photographs: Sequence[LabelledPhotograph]
    views: Views
    per_batch: int


@dataclass(frozen=True)
class Mixture:
    """Batches with a fixed number of views from every pool; seeded by the epoch.

    Of several processes each draws its share of larger batches: what all draw together is what one
    process would draw of so many times as large batches, view by view.

    Attributes
    ----------
    pools : sequence of Pool
        What the batches are mixed from; every photograph of a pool comes once before any comes
        twice within an epoch.
    steps : int
        Batches per epoch, of every process.
    seed : int
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
            drawn = [
                view
                for pool, order in zip(self.pools, orders, strict=True)
                for view in own_share(
                    [(pool, next(order), seed) for seed in seeds_of_batch(random, pool.per_batch)]
                )
            ]
            yield collate(
                [
                    pool.views.draw(pool.photographs[index], np.random.default_rng(seed))
                    for pool, index, seed in drawn
                ]
            )


@dataclass(frozen=True)
class Alternating:
    """A batch of each mixture in turn (SUNet, section 2.3); an epoch ends with the shortest."""

    mixtures: Sequence[Mixture]

    def __call__(self, epoch: int) -> Iterator[dict[str, Tensor]]:
        """Give the batches of an epoch."""
        for batches in zip(*(mixture(epoch) for mixture in self.mixtures), strict=False):
            yield from batches


def hold_out(
    items: Sequence[Item], *, share: float = HELD_OUT, seed: int = SPLIT_SEED
) -> tuple[list[Item], list[Item]]:
    """Split into training and validation, groups together, worst grades spread evenly.

    Groups are sorted by the worst grade in them and shuffled within a grade; every ``1 / share``-th
    is held out. The same groups give the same split, whatever else the items carry.
    """
    worst: dict[str, int] = defaultdict(lambda: -1)
    for item in items:
        worst[item.group] = max(worst[item.group], item.dr)
    names = sorted(worst)
    order = np.random.default_rng(seed).permutation(len(names))
    shuffled = sorted((names[index] for index in order), key=lambda name: worst[name])
    every = round(1 / share)
    held = set(shuffled[every // 2 :: every])
    training = [item for item in items if item.group not in held]
    return training, [item for item in items if item.group in held]


def _endless(count: int, random: Random) -> Iterator[int]:
    while True:
        yield from (int(index) for index in random.permutation(count))
