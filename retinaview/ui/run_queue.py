"""Which photograph the models look at next: the one shown, its neighbours, then the batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Reason(IntEnum):
    """Why a photograph is wanted; the higher, the sooner."""

    BATCH = 0
    NEIGHBOUR = 1
    SHOWN = 2


@dataclass
class RunQueue:
    """The wishes of the window, none of them done twice.

    Attributes
    ----------
    shown : int or None
        The photograph in front, while the models still owe an answer on it.
    neighbours : list of int
        Photographs likely to be shown next, the likeliest first.
    batch : list of int
        What "run on all" still has to do, in list order.
    """

    shown: int | None = None
    neighbours: list[int] = field(default_factory=list)
    batch: list[int] = field(default_factory=list)

    def next(self) -> tuple[int, Reason] | None:
        """The photograph to run on now, or None; it stays wanted until `settle`."""
        if self.shown is not None:
            return self.shown, Reason.SHOWN
        if self.neighbours:
            return self.neighbours[0], Reason.NEIGHBOUR
        if self.batch:
            return self.batch[0], Reason.BATCH
        return None

    def wants(self, image_id: int) -> bool:
        """Whether an answer on this photograph is still wanted."""
        return image_id == self.shown or image_id in self.neighbours or image_id in self.batch

    def should_yield(self, running: int) -> bool:
        """Whether a run on `running` must make room: it is stale, or another one is in front."""
        return not self.wants(running) or self.shown not in (None, running)

    def settle(self, image_id: int) -> None:
        """The models have answered, or failed, on this photograph."""
        if self.shown == image_id:
            self.shown = None
        self.neighbours = [other for other in self.neighbours if other != image_id]
        self.batch = [other for other in self.batch if other != image_id]

    def add_batch(self, image_ids: Iterable[int]) -> None:
        """Queue photographs that are not yet in the batch."""
        known = set(self.batch)
        self.batch.extend(image_id for image_id in image_ids if image_id not in known)

    def clear(self) -> None:
        """Want nothing."""
        self.shown = None
        self.neighbours = []
        self.batch = []
