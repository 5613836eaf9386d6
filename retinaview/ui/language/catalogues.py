"""The languages of the window, and the files that hold their words."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator

from retinaview.core.resources import resource_path

logger = logging.getLogger(__name__)

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "fr": "Français", "zh_CN": "简体中文", "es": "Español"}
"""Every language by its code, under its own name."""


def read_catalogue(language: str) -> QTranslator:
    """Read a language's words; English, with a line in the log, where they cannot be read."""
    catalogue = QTranslator()
    path = resource_path("languages", f"{language}.qm")
    if not catalogue.load(str(path)):
        logger.warning("the words of %r cannot be read from %s; they stay English", language, path)
    return catalogue


def read_qt_catalogue(language: str) -> QTranslator:
    """Read Qt's own words, such as those on standard buttons; none for English."""
    catalogue = QTranslator()
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    path = folder / f"qtbase_{language}.qm"
    if language != ENGLISH and not catalogue.load(str(path)):
        logger.warning("Qt's words in %r cannot be read from %s", language, path)
    return catalogue
