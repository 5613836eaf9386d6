"""Which photograph is analysed next: the open one, its neighbours, then the batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple


class Reason(IntEnum):
    """Why a photograph is wanted; the higher, the sooner."""

    BATCH = 0
    NEIGHBOUR = 1
    SHOWN = 2
    ASKED = 3


class QueueItem(NamedTuple):
    """A photograph, and the source that shall look at it; all models of the analysis where empty.

    Attributes
    ----------
    image_id : int
        The photograph in the study.
    source : str
        Name of weights.
    """

    image_id: int
    source: str = ""


@dataclass
class RunQueue:
    """The queue of photographs to analyse, without duplicates.

    Attributes
    ----------
    asked : list of QueueItem
        What the reader waits for, the first one first.
    shown : QueueItem or None
        The open photograph, while it is not analysed.
    neighbours : list of QueueItem
        Photographs likely to be shown next, the likeliest first.
    batch : list of QueueItem
        What "run on all" still has to do, in list order.
    """

    asked: list[QueueItem] = field(default_factory=list)
    shown: QueueItem | None = None
    neighbours: list[QueueItem] = field(default_factory=list)
    batch: list[QueueItem] = field(default_factory=list)

    def next(self) -> tuple[QueueItem, Reason] | None:
        """Return the item to run now, or None; it stays queued until `settle`."""
        for reason, items in self._by_reason():
            if items:
                return items[0], reason
        return None

    def wants(self, item: QueueItem) -> bool:
        """Whether an answer is still wanted."""
        return any(item in items for _, items in self._by_reason())

    def should_yield(self, running: QueueItem) -> bool:
        """Whether a run must make room: it is stale, or the reader waits for another one.

        One that the reader waits for as well is seen to its end: beginning it again would take
        longer.
        """
        waited_for = [*self.asked, *self._shown()]
        return not self.wants(running) or bool(waited_for and running not in waited_for)

    def settle(self, item: QueueItem) -> None:
        """Remove an item that has been answered or has failed."""
        self.shown = None if self.shown == item else self.shown
        self.asked = [other for other in self.asked if other != item]
        self.neighbours = [other for other in self.neighbours if other != item]
        self.batch = [other for other in self.batch if other != item]

    def ask(self, item: QueueItem) -> None:
        """Put an item before all others, but after those asked for earlier."""
        if item not in self.asked:
            self.asked.append(item)

    def add_batch(self, items: Iterable[QueueItem]) -> None:
        """Queue items that are not yet in the batch."""
        known = set(self.batch)
        self.batch.extend(item for item in items if item not in known)

    def forget_questions(self) -> None:
        """Remove the questions to single sources."""
        self.asked = [item for item in self.asked if not item.source]
        self.batch = [item for item in self.batch if not item.source]

    def clear(self) -> None:
        """Remove everything."""
        self.asked, self.shown = [], None
        self.neighbours, self.batch = [], []

    def _shown(self) -> list[QueueItem]:
        return [] if self.shown is None else [self.shown]

    def _by_reason(self) -> tuple[tuple[Reason, list[QueueItem]], ...]:
        return (
            (Reason.ASKED, self.asked),
            (Reason.SHOWN, self._shown()),
            (Reason.NEIGHBOUR, self.neighbours),
            (Reason.BATCH, self.batch),
        )
