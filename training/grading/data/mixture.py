"""Mix batches from several pools of photographs, and split photographs by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from torch import Tensor

from retinaview.core.errors import ModelError
from training.grading.data.graded import LabelledPhotograph, Random, Views, collate
from training.parallel import own_share, seeds_of_batch
from training.same_eyes import is_seen_again

HELD_OUT, SPLIT_SEED = 1 / 7, 2017
"""Share of the patients and photographs that are held out, and the seed that draws them."""


class Grouped(Protocol):
    """An item that `hold_out` can split."""

    @property
    def group(self) -> str:
        """Group, whose photographs stay together."""

    @property
    def dr(self) -> int:
        """Grade of retinopathy, or -1."""


Item = TypeVar("Item", bound=Grouped)


@dataclass(frozen=True)
class Pool:
    """Photographs, their views, and the number of views in each batch of a process."""

    photographs: Sequence[LabelledPhotograph]
    views: Views
    per_batch: int


@dataclass(frozen=True)
class Mixture:
    """Batches with a fixed number of views from each pool, seeded by the epoch.

    With several processes, each draws its share of larger batches; together they draw the same
    views as one process with batches of that size.

    Attributes
    ----------
    pools : sequence of Pool
        Pools to mix; those without photographs are left out. Within an epoch, every photograph of a
        pool is used once before any is used twice.
    steps : int
        Batches per epoch and process.
    seed : int
        Seed, combined with the epoch's number.
    """

    pools: Sequence[Pool]
    steps: int
    seed: int = 0

    def __call__(self, epoch: int) -> Iterator[dict[str, Tensor]]:
        """Yield the batches of an epoch; raise `ModelError` if there is no photograph."""
        random = np.random.default_rng((self.seed, epoch))
        pools = [pool for pool in self.pools if pool.photographs]
        if not pools:
            raise ModelError("there is no photograph to learn from", field="data")
        orders = [_endless(len(pool.photographs), random) for pool in pools]
        for _ in range(self.steps):
            drawn = [
                view
                for pool, order in zip(pools, orders, strict=True)
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
    """Batches of several mixtures in alternation (SUNet, section 2.3), up to the shortest."""

    mixtures: Sequence[Mixture]

    def __call__(self, epoch: int) -> Iterator[dict[str, Tensor]]:
        """Yield the batches of an epoch."""
        for batches in zip(*(mixture(epoch) for mixture in self.mixtures), strict=False):
            yield from batches


def hold_out(
    items: Sequence[Item], *, share: float = HELD_OUT, seed: int = SPLIT_SEED
) -> tuple[list[Item], list[Item]]:
    """Split items into training and validation by group, stratified by the worst grade.

    Groups are sorted by their worst grade, in random order within a grade, and every
    ``1 / share``-th is held out. The split depends only on groups, grades and seed.

    A photograph whose eye another photograph has in a test folder is in neither part, one whose eye
    is held out in another photograph is not in training (`training.same_eyes`). Both are left out
    after dealing, so that the held-out photographs stay those of the weights that are shipped.
    """
    worst: dict[str, int] = defaultdict(lambda: -1)
    for item in items:
        worst[item.group] = max(worst[item.group], item.dr)
    names = sorted(worst)
    order = np.random.default_rng(seed).permutation(len(names))
    shuffled = sorted((names[index] for index in order), key=lambda name: worst[name])
    every = round(1 / share)
    held = set(shuffled[every // 2 :: every])
    untested = {group for group in worst if not is_seen_again(group, ())}
    taught = {group for group in untested - held if not is_seen_again(group, held)}
    return (
        [item for item in items if item.group in taught],
        [item for item in items if item.group in held & untested],
    )


def _endless(count: int, random: Random) -> Iterator[int]:
    while True:
        yield from (int(index) for index in random.permutation(count))
