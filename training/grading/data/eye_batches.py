"""Batches of patients, so that both eyes of one are in the same batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from retinaview.core.errors import ModelError
from training.grading.data.graded import LabelledPhotograph, Random, Views, collate
from training.parallel import own_share, seeds_of_batch

Patient = tuple[LabelledPhotograph, ...]
"""Photographs of a patient: of one eye or of both."""


@dataclass(frozen=True)
class PatientPool:
    """Patients, the views of their photographs, and the number of patients in each batch."""

    patients: Sequence[Patient]
    views: Views
    per_batch: int


@dataclass(frozen=True)
class EyeBatches:
    """Batches with a fixed number of patients from each pool, seeded by the epoch.

    To the keys of `training.grading.data.graded.Views.draw` they add ``fellow``: the place of the
    fellow eye in the batch, or -1.

    Attributes
    ----------
    pools : sequence of PatientPool
        Pools to mix; those without patients are left out. Within an epoch, every patient of a pool
        is used once before any is used twice.
    steps : int
        Batches per epoch and process.
    seed : int
        Seed, combined with the epoch's number.
    """

    pools: Sequence[PatientPool]
    steps: int
    seed: int = 0

    def __call__(self, epoch: int) -> Iterator[dict[str, Tensor]]:
        """Yield the batches of an epoch; raise `ModelError` if there is no patient."""
        random = np.random.default_rng((self.seed, epoch))
        pools = [pool for pool in self.pools if pool.patients]
        if not pools:
            raise ModelError("there is no patient to learn from", field="data")
        orders = [_endless(len(pool.patients), random) for pool in pools]
        for _ in range(self.steps):
            drawn = [
                unit
                for pool, order in zip(pools, orders, strict=True)
                for unit in own_share(
                    [(pool, next(order), seed) for seed in seeds_of_batch(random, pool.per_batch)]
                )
            ]
            yield _batch(drawn)


def by_patient(photographs: Sequence[LabelledPhotograph]) -> list[Patient]:
    """Gather photographs of both eyes, in the order in which patients first appear.

    Of a group with more than two photographs each stands alone, since nobody knows which are eyes
    of one visit.
    """
    groups: dict[str, list[LabelledPhotograph]] = defaultdict(list)
    for photograph in photographs:
        groups[photograph.group].append(photograph)
    patients: list[Patient] = []
    for eyes in groups.values():
        patients += [tuple(eyes)] if len(eyes) <= 2 else one_by_one(eyes)
    return patients


def one_by_one(photographs: Sequence[LabelledPhotograph]) -> list[Patient]:
    """Treat every photograph as a patient's only one."""
    return [(photograph,) for photograph in photographs]


def _batch(drawn: Sequence[tuple[PatientPool, int, int]]) -> dict[str, Tensor]:
    samples: list[dict[str, Tensor]] = []
    fellows: list[int] = []
    for pool, index, seed in drawn:
        random = np.random.default_rng(seed)
        first = len(samples)
        samples += [pool.views.draw(photograph, random) for photograph in pool.patients[index]]
        both = len(samples) - first == 2
        fellows += [first + 1, first] if both else [-1]
    return collate(samples) | {"fellow": torch.tensor(fellows)}


def _endless(count: int, random: Random) -> Iterator[int]:
    while True:
        yield from (int(index) for index in random.permutation(count))
