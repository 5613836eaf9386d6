"""Findings of the photographs in the panes; what is not at hand is read beside the window."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.session.session import Session

Key = tuple[int, str]


class FindingsInView:
    """Answers at once: what has to be read from the project is asked for, and comes later.

    A finding has several maps to decode, and another program may keep the file for seconds.
    Throughout, a photograph's id goes with the name of a source, which is empty for the main
    finding.

    Parameters
    ----------
    ask : callable
        Called with photograph and source, once, for a finding to be read and given to `take`.

    Attributes
    ----------
    partial : (int, Finding) or None
        What is known of a photograph while networks are still at work on it. It is never stored,
        and gives way to what the session has.
    """

    def __init__(self, ask: Callable[[int, str], None]) -> None:
        self.partial: tuple[int, Finding] | None = None
        self._ask = ask
        self._known: dict[Key, Finding | None] = {}
        self._awaited: set[Key] = set()

    def get(self, session: Session, image_id: int, source: str = "") -> Finding | None:
        """Return a finding; None where there is none, or as long as it is awaited."""
        key = image_id, source
        if key in self._known or key in self._awaited:
            return self._known.get(key)
        found = session.finding_at_hand(image_id, source or None)
        is_without = not source and session.main_source(image_id) is None
        if found is not None or is_without:
            self._known[key] = found
        else:
            self._awaited.add(key)
            self._ask(image_id, source)
        return found

    def main(self, session: Session, image_id: int) -> Finding | None:
        """Return the main finding, or what is known of it so far."""
        finding = self.get(session, image_id)
        if finding is None and self.partial and self.partial[0] == image_id:
            return self.partial[1]
        return finding

    def graded_by(
        self, session: Session, image_id: int, source: str, sha256: str
    ) -> Finding | None:
        """Return what a source says, if it graded with these weights; empty for any."""
        found = self.get(session, image_id, source)
        return None if found is None or not found.graded_by(source, sha256) else found

    def awaits(self, session: Session, image_id: int, source: str = "") -> bool:
        """Whether a finding has to be read, which it is from now on if it was not."""
        self.get(session, image_id, source)
        return (image_id, source) in self._awaited

    def take(self, image_id: int, source: str, finding: Finding | None) -> bool:
        """Take what was read; False where nobody awaits it any more."""
        if (image_id, source) not in self._awaited:
            return False
        self._awaited.discard((image_id, source))
        self._known[image_id, source] = finding
        return True

    def forget(self, image_id: int, source: str = "") -> None:
        """Look again next time: the session has another finding now."""
        if not source and self.partial and self.partial[0] == image_id:
            self.partial = None
        self._known.pop((image_id, source), None)
        self._awaited.discard((image_id, source))

    def keep(self, image_ids: Collection[int | None]) -> None:
        """Forget all findings but those of some photographs."""
        self._known = {key: each for key, each in self._known.items() if key[0] in image_ids}
        self._awaited = {key for key in self._awaited if key[0] in image_ids}
