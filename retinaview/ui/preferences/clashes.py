"""Keys that would do two things at once. No widgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtGui import QKeySequence

from retinaview.ui.action_spec import ActionSpec, Mode
from retinaview.ui.language import tr


def clashes(specs: Iterable[ActionSpec]) -> dict[str, tuple[str, ...]]:
    """Find actions that share a key in a mode in which both of them have it.

    An action that yields its keys to another shares them on purpose.

    Returns
    -------
    dict of str to tuple of str
        The texts of the others, by the id of an action; only those that clash.
    """
    listed = [spec for spec in specs if not spec.apart]
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for mode in Mode:
        owners: dict[str, list[ActionSpec]] = defaultdict(list)
        for spec in listed:
            for key in dict.fromkeys((*spec.keys_in(mode), *spec.canvas_keys)):
                owners[QKeySequence(key).toString()].append(spec)
        for sharing in owners.values():
            for one in sharing:
                for other in sharing:
                    if one is not other and not _yields(one, other):
                        found[one.id][tr(other.text).rstrip("…")] = None
    return {action_id: tuple(texts) for action_id, texts in found.items()}


def _yields(one: ActionSpec, other: ActionSpec) -> bool:
    return one.yields_to == other.id or other.yields_to == one.id
