"""Words in the reader's language, looked up as they are shown, and again when it changes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter

from PySide6.QtCore import QCoreApplication

from retinaview.ui.language.catalogues import ENGLISH, read_catalogue, read_qt_catalogue
from retinaview.ui.language.keys import IN_SENTENCE, KEYS

logger = logging.getLogger(__name__)
_MOST_FILLED_IN = 4000


@dataclass(frozen=True)
class Phrase:
    """What was asked for.

    Attributes
    ----------
    source, comment : str
        The words in English, and what tells them from others that are the same.
    count : int
        The number for ``%n``; -1 where there is none.
    values : mapping of str to object
        What is filled in; phrases among them were said in the same language.
    """

    source: str
    comment: str = ""
    count: int = -1
    values: Mapping[str, object] = field(default_factory=dict)


class Translation:
    """The words of one language, and what was said with them so far.

    Parameters
    ----------
    language : str
        Its code. What its catalogue lacks stays in English.

    Attributes
    ----------
    of_qt : QTranslator
        Qt's own words in that language.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = read_catalogue(language)
        self.of_qt = read_qt_catalogue(language)
        self._plain: dict[tuple[str, str], tuple[Phrase, str]] = {}
        self._said: dict[str, Phrase] = {}
        self._filled_in: dict[str, Phrase] = {}

    def say(self, source: str, comment: str = "", count: int = -1, /, **values: object) -> str:
        """Return a phrase in this language; the parameters are those of `tr`."""
        if count < 0 and not values:
            plain = self._plain.get((source, comment))
            if plain is None:
                plain = Phrase(source, comment), self._look_up(source, comment)
                self._plain[source, comment] = plain
            phrase, text = plain
            if IN_SENTENCE in source:
                text = self._filled(source, comment, count, {})
            self._said[text] = phrase
            return text
        text = self._filled(source, comment, count, values)
        parts = {
            name: self.phrase_of(value) or value if isinstance(value, str) else value
            for name, value in values.items()
        }
        self._remember(text, Phrase(source, comment, count, parts))
        return text

    def phrase_of(self, text: str) -> Phrase | None:
        """Return the phrase that was said with this text; the latest where there are several."""
        return self._said.get(text) or self._filled_in.get(text)

    def repeat(self, phrase: Phrase) -> str:
        """Say in this language what was said in another."""
        values = {
            name: self.repeat(value) if isinstance(value, Phrase) else value
            for name, value in phrase.values.items()
        }
        return self.say(phrase.source, phrase.comment, phrase.count, **values)

    def _look_up(self, source: str, comment: str, count: int = -1) -> str:
        return (source and self._catalogue.translate("", source, comment, count)) or source

    def _filled(self, source: str, comment: str, count: int, values: Mapping[str, object]) -> str:
        text = self._look_up(source, comment, count)
        if not _fits(text, source):
            logger.warning("the translation %r does not fit %r", text, source)
            text = source
        filled = text.format(**{"key": KEYS, **values})
        return filled if count < 0 else filled.replace("%n", str(count))

    def _remember(self, text: str, phrase: Phrase) -> None:
        """Keep a phrase with its values; the older half goes when there are many."""
        if len(self._filled_in) >= _MOST_FILLED_IN:
            for old in list(self._filled_in)[: _MOST_FILLED_IN // 2]:
                self._filled_in.pop(old, None)
        self._filled_in[text] = phrase


@lru_cache(maxsize=4096)
def _fits(text: str, source: str) -> bool:
    """Whether a translation fills in nothing but what its source does, in the same way."""
    try:
        return _fields(text) <= _fields(source)
    except ValueError:  # a brace that is not closed
        return False


def _fields(text: str) -> set[tuple[str, str | None, str | None]]:
    """Return what a text fills in: names, how they are written, and conversions."""
    parts = Formatter().parse(text)
    return {(name, how, conversion) for _, name, how, conversion in parts if name is not None}


def tr(source: str, comment: str = "", n: int = -1, /, **values: object) -> str:
    """Return a phrase in the reader's language.

    ``lupdate`` collects the phrases from the calls, not from calls inside f-strings.

    Parameters
    ----------
    source : str
        The phrase in English, with the names of `values` in braces, such as ``"{eye} eye"``, and
        keys by their commands, such as ``"{key:undo}"``.
    comment : str
        What tells it from another phrase of the same English words.
    n : int
        The number that ``%n`` stands for; a language may have several forms for it.
    **values : object
        What is filled in.
    """
    return _current.say(source, comment, n, **values)


def later(source: str, comment: str = "") -> str:
    """Mark a phrase for translation where it is written down, and return it in English.

    Whoever shows it calls `tr` on it, with the same comment.

    Parameters
    ----------
    source : str
        The phrase in English.
    comment : str
        What tells it from another phrase of the same English words.
    """
    del comment
    return source


def spoken_language() -> str:
    """Return the code of the language that `tr` answers in."""
    return _current.language


def current() -> Translation:
    """Return the language that `tr` answers in, with what was said."""
    return _current


def speak(language: str) -> tuple[Translation, Translation]:
    """Let `tr` and Qt itself answer in another language.

    Returns
    -------
    tuple of Translation
        The language spoken so far, and the new one.
    """
    global _current
    before = _current
    if language != before.language:
        _current = Translation(language)
        if QCoreApplication.instance() is not None:
            QCoreApplication.removeTranslator(before.of_qt)
            QCoreApplication.installTranslator(_current.of_qt)
    return before, _current


_current = Translation(ENGLISH)
