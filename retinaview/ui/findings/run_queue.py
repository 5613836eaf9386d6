"""Which photograph the models look at next: the one in front, its neighbours, then the batch."""

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


class Wish(NamedTuple):
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
    """The wishes of the window, none of them done twice.

    Attributes
    ----------
    asked : list of Wish
        What a person waits for, the first one first.
    shown : Wish or None
        The photograph in front, while the models still owe an answer on it.
    neighbours : list of Wish
        Photographs likely to be shown next, the likeliest first.
    batch : list of Wish
        What "run on all" still has to do, in list order.
    """

    asked: list[Wish] = field(default_factory=list)
    shown: Wish | None = None
    neighbours: list[Wish] = field(default_factory=list)
    batch: list[Wish] = field(default_factory=list)

    def next(self) -> tuple[Wish, Reason] | None:
        """The wish to run now, or None; it stays wanted until `settle`."""
        for reason, wishes in self._by_reason():
            if wishes:
                return wishes[0], reason
        return None

    def wants(self, wish: Wish) -> bool:
        """Whether an answer is still wanted."""
        return any(wish in wishes for _, wishes in self._by_reason())

    def should_yield(self, running: Wish) -> bool:
        """Whether a run must make room: it is stale, or a person waits for another one.

        One that a person waits for as well is seen to its end: beginning it again would take
        longer.
        """
        waited_for = [*self.asked, *self._shown()]
        return not self.wants(running) or bool(waited_for and running not in waited_for)

    def settle(self, wish: Wish) -> None:
        """The models have answered, or failed."""
        self.shown = None if self.shown == wish else self.shown
        self.asked = [other for other in self.asked if other != wish]
        self.neighbours = [other for other in self.neighbours if other != wish]
        self.batch = [other for other in self.batch if other != wish]

    def ask(self, wish: Wish) -> None:
        """Want this before anything else, after what was asked before it."""
        if wish not in self.asked:
            self.asked.append(wish)

    def add_batch(self, wishes: Iterable[Wish]) -> None:
        """Queue wishes that are not yet in the batch."""
        known = set(self.batch)
        self.batch.extend(wish for wish in wishes if wish not in known)

    def forget_questions(self) -> None:
        """Want no answer of any single source."""
        self.asked = [wish for wish in self.asked if not wish.source]
        self.batch = [wish for wish in self.batch if not wish.source]

    def clear(self) -> None:
        """Want nothing."""
        self.asked, self.shown = [], None
        self.neighbours, self.batch = [], []

    def _shown(self) -> list[Wish]:
        return [] if self.shown is None else [self.shown]

    def _by_reason(self) -> tuple[tuple[Reason, list[Wish]], ...]:
        return (
            (Reason.ASKED, self.asked),
            (Reason.SHOWN, self._shown()),
            (Reason.NEIGHBOUR, self.neighbours),
            (Reason.BATCH, self.batch),
        )
