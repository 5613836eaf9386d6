"""What the rooms below say of files and edits, in the reader's language.

They know no Qt and speak English: errors name a file and what is wrong with it, messages and notes
say what happened. The sentences that a reader meets in a day's work are listed here; others stay
English.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retinaview.ui.language.translation import later, tr

_SENTENCES = (
    later("is damaged and cannot be decoded"),
    later("is damaged or of an unknown kind"),
    later("is damaged: it states two different sizes"),
    later("is damaged: parts of the photograph are missing"),
    later("is damaged: its decoder took too long, took too much memory or crashed"),
    later("is empty (0 bytes)"),
    later("is a folder, not a photograph"),
    later("is not a folder"),
    later("is not a regular file"),
    later("is there already"),
    later("does not exist"),
    later("permission denied"),
    later("does not fit into this computer's memory"),
    later("is not a RetinaView project"),
    later("only one project can be open at a time"),
    later("was not written by this program, or has changed since"),
    later("another program is writing to it; nothing was changed, try again in a moment"),
    later("the disk is full; nothing was changed, free some space and repeat the last step"),
    later("cannot be written (read-only file, folder or disk); nothing was changed"),
    later("the file is damaged; go back to a backup copy of it"),
    later(
        "another window changed the same marks, answer or patient first; nothing was changed, "
        "look at them again"
    ),
    later("another window changed the classes first; nothing was changed, look at them again"),
    later("The study was closed meanwhile; nothing was changed."),
    later("the connection to the server is lost"),
    later("your account may not do this; an administrator of the study can"),
    later("the account or its password is wrong (it may stand in the address, or in ~/.pgpass)"),
    later("Locked marks stay as they are; unlock them first"),
    later("The box lies outside the photograph"),
    later("The mask lies outside the photograph"),
)
_PATTERNS = (
    later("is cut short: the end of the {kind} is missing"),
    later("is not a photograph that can be read ({kinds})"),
    later("is too large for a photograph ({size} GiB)"),
    later("is a DICOM file of another kind ({name}), not a photograph"),
    later("cannot be read: {why}"),
    later("cannot be written: {why}"),
    later("cannot be written ({why})"),
    later("cannot be listed: {why}"),
    later("{name} has changed since it was labelled"),
    later("{name} was moved and is found again in {folder}"),
    later("{name} is not in the study"),
    later("unknown class {name}; known are {known}"),
    later("the class {name} has marks ({count}) and stays; change their class first"),
    later("{what} (left out)"),
    later("{name} grades macular oedema only: DME {answer}"),
    later("memory ran out: {name} ran on {side} px tiles"),
    later("graphics memory ran out: {name} ran on the processor"),
    later("Graded alone: the fellow eye's photograph cannot be read ({why})"),
)
_NESTED = frozenset({"why", "what"})
"""Values that are sentences themselves."""


def said_below(text: str) -> str:
    """Return a sentence of the rooms below in the reader's language, or as it is.

    Parameters
    ----------
    text : str
        A sentence, perhaps with the file and the field in front, each followed by a colon.
    """
    if (words := _said(text)) is not None:
        return words
    place = text.find(": ")
    while place >= 0:
        head, tail = text[: place + 2], text[place + 2 :]
        if (words := _said(tail)) is not None:
            return head + words
        place = text.find(": ", place + 1)
    return text


def _said(text: str) -> str | None:
    if text in _SENTENCES:
        return tr(text)
    for source, pattern in _compiled():
        if found := pattern.fullmatch(text):
            values = {
                name: said_below(value) if name in _NESTED else value
                for name, value in found.groupdict().items()
            }
            return tr(source, **values)
    return None


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((source, re.compile(_as_pattern(source))) for source in _PATTERNS)


def _as_pattern(source: str) -> str:
    """Return a pattern for a phrase; what begins one, such as a name, holds no colon."""
    parts = re.split(r"\{(\w+)\}", source)
    pattern = re.escape(parts[0])
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        kind = "[^:]+" if not pattern and name != "what" else ".+"
        pattern += f"(?P<{name}>{kind}){re.escape(words)}"
    return pattern
