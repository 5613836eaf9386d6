"""Keys as the desktop writes them, and those in force in sentences that name them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence

from retinaview.core.text import brief

IN_SENTENCE = "{key:"
"""How a sentence names the key of a command, such as ``{key:undo}``."""
_ENTER = frozenset({"Return", "Enter"})


def key_text(key: str) -> str:
    """Return a key as the desktop writes it."""
    written = QKeySequence("Enter" if key in _ENTER else key)
    return written.toString(QKeySequence.SequenceFormat.NativeText)


class KeysInForce:
    """The keys of commands, by the commands' ids; ``format`` takes an id and gives its key."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def set(self, keys: Mapping[str, str]) -> None:
        """Take over the keys; commands without one are left out."""
        self._keys = dict(keys)

    def of(self, command: str) -> str:
        """Return the key of a command; empty where it has none."""
        return self._keys.get(command, "")

    def __format__(self, command: str) -> str:
        key = self.of(command)
        return key_text(key) if key else f"“{brief(command.replace('_', ' '))}”"


KEYS = KeysInForce()
