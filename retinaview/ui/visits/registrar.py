"""Registration beside the window: one pair of photographs at a time, and each pair once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import RetinaViewError
from retinaview.ui.language import tr
from retinaview.ui.language.below import said_below
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.imaging.halvings import Halvings
    from retinaview.imaging.photograph import Photograph
    from retinaview.imaging.registration import Features, Registration

_KEPT = 64
"""Pairs; each takes a few hundred bytes."""

Pair = tuple[int, int]
"""Ids of the photographs of the previous visit and of this one."""


@dataclass(frozen=True, eq=False)
class Registered:
    """What came of a pair.

    Attributes
    ----------
    registration : Registration or None
        From the earlier photograph to the later one; None if they do not fit.
    matches : int
        How many points match.
    """

    registration: Registration | None
    matches: int


class Registrar(QObject):
    """Registers pairs in a thread of its own; what was asked for last is all that matters.

    Attributes
    ----------
    registered : Signal(object, object, object)
        The pair, the earlier `Photograph`, and what came of it: `Registered`.
    failed : Signal(object, str)
        The pair, and one sentence on why the earlier photograph cannot be read.
    worker : Worker
        The thread; to stop on close.
    """

    registered = Signal(object, object, object)
    failed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("registration", on_failure=self._report, background=False)
        self._known: OrderedDict[Pair, Registered] = OrderedDict()
        self._cancel = CancelToken()
        self._asked: Pair | None = None
        self.registered.connect(self._keep)

    def ask(
        self,
        pair: Pair,
        present: Photograph,
        earlier: Photograph | None,
        find: Callable[[], Path],
    ) -> None:
        """Have a pair registered; the answer is one of the signals.

        Parameters
        ----------
        pair : Pair
            Both photographs.
        present : Photograph
            The one of this visit.
        earlier : Photograph or None
            The one of the previous visit; None if it is not at hand.
        find : callable
            Finds its file; called in the thread.
        """
        if pair == self._asked:
            return
        self.stop()
        self._asked, self._cancel = pair, CancelToken()
        known, cancel = self._known.get(pair), self._cancel

        def work() -> None:
            from retinaview.imaging.photograph import read_photograph

            before = earlier or read_photograph(find())
            cancel.raise_if_cancelled()
            found = known or registered(before.halvings, present.halvings, cancel)
            cancel.raise_if_cancelled()
            self.registered.emit(pair, before, found)

        self.worker.submit(pair, work)

    def stop(self) -> None:
        """Give up what was asked for."""
        self._cancel.cancel()
        self.worker.retain(())
        self._asked = None

    def forget(self) -> None:
        """Begin anew, as with another study."""
        self.stop()
        self._known.clear()

    def _keep(self, pair: Pair, _: Photograph, found: Registered) -> None:
        if pair == self._asked:
            self._known[pair] = found
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)

    def _report(self, key: Hashable, error: Exception) -> None:
        known = isinstance(error, (RetinaViewError, OSError))
        name = type(error).__name__
        why = said_below(str(error)) if known else tr("Registration failed ({why}).", why=name)
        self.failed.emit(key, why)


def registered(earlier: Halvings, present: Halvings, cancel: CancelToken) -> Registered:
    """Register one photograph onto another, at reduced size."""
    from retinaview.imaging.registration import TooFewMatches, register

    features = [_features(halvings, cancel) for halvings in (earlier, present)]
    try:
        found = register(*features)
    except TooFewMatches as few:
        return Registered(None, few.matches)
    return Registered(found, found.matches)


def _features(halvings: Halvings, cancel: CancelToken) -> Features:
    from retinaview.imaging.registration import WORKING_SIDE_PX, find_features
    from retinaview.imaging.views import View

    longest = max(halvings.width, halvings.height)
    level = halvings.levels[halvings.level_for(min(1.0, WORKING_SIDE_PX / longest))]
    return find_features(level.seen(View.COLOUR), scale=level.width / halvings.width, cancel=cancel)
