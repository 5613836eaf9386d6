"""What became of lesions that are no proposals of their own, in the reader's language."""

from __future__ import annotations

from retinaview.session.left_out import LeftOut
from retinaview.ui.language import tr


def left_out_words(counts: LeftOut) -> str:
    """Return one line; empty where every lesion has a box of its own."""
    parts = [
        words
        for count, words in (
            (counts.sharing, tr("{count} share a box with a neighbour", count=counts.sharing)),
            (counts.specks, tr("{count} left out as specks", count=counts.specks)),
            (counts.weakest, tr("{count} left out as the weakest", count=counts.weakest)),
        )
        if count
    ]
    if not parts:
        return ""
    return tr("{count} lesions found: {parts}", count=counts.found, parts=", ".join(parts))
