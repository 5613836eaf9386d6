"""The languages of the window, and the files that hold their words."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

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


def translate_qt(language: str) -> QTranslator:
    """Let Qt's own words, such as those on standard buttons, be in a language.

    Returns
    -------
    QTranslator
        Keep it; `QCoreApplication.removeTranslator` ends it.
    """
    own = QTranslator()
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if language != ENGLISH and own.load(str(folder / f"qtbase_{language}.qm")):
        QCoreApplication.installTranslator(own)
    return own
