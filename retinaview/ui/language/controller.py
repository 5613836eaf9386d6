"""The language of the window."""

from __future__ import annotations

from PySide6.QtCore import Signal

from retinaview.ui import settings as kept
from retinaview.ui.controller import Controller
from retinaview.ui.language.catalogues import ENGLISH, LANGUAGES
from retinaview.ui.language.rewording import reword
from retinaview.ui.language.translation import current, speak
from retinaview.ui.settings import Settings


class LanguageController(Controller):
    """Lets the window speak the language that the reader has chosen, and remembers it.

    Attributes
    ----------
    applied : Signal()
        There are other words: what is made of several phrases is made again.
    """

    applied = Signal()

    def __init__(self, *, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._speak(ENGLISH)  # the window is made in English, so that its phrases are known

    def apply(self) -> None:
        """Speak the language that was chosen last."""
        if self.chosen != ENGLISH:
            self._speak(self.chosen)
            self.applied.emit()

    @property
    def chosen(self) -> str:
        """Code of the language; English where another than ours is remembered."""
        code = self._settings.get(kept.LANGUAGE)
        return code if code in LANGUAGES else ENGLISH

    def choose(self, language: str) -> None:
        """Use one of `LANGUAGES`, by its code, at once."""
        self._settings.set(kept.LANGUAGE, language)
        self._speak(language)
        self.applied.emit()

    def say_again(self) -> None:
        """Say everything in the same language, now that sentences name other keys."""
        reword(now := current(), now)
        self.applied.emit()

    def _speak(self, language: str) -> None:
        before, now = speak(language)
        if now is not before:
            reword(before, now)
