"""Texts that stand in widgets already, in another language."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabWidget,
    QWidget,
)

from retinaview.ui.language.translation import Translation

# What a reader types (the text of a line, an item of a list) is never touched.
_TEXTS: tuple[tuple[type[QObject], str, str], ...] = (
    (QLabel, "text", "setText"),
    (QAbstractButton, "text", "setText"),
    (QAction, "text", "setText"),
    (QAction, "toolTip", "setToolTip"),
    (QMenu, "title", "setTitle"),
    (QGroupBox, "title", "setTitle"),
    (QLineEdit, "placeholderText", "setPlaceholderText"),
    (QWidget, "windowTitle", "setWindowTitle"),
    (QWidget, "toolTip", "setToolTip"),
    (QWidget, "accessibleName", "setAccessibleName"),
)


_BETWEEN_PHRASES = re.compile(r"(\n| {2,}(?:·  )?)")


def reword(before: Translation, now: Translation) -> None:
    """Replace what all widgets say.

    Two English phrases may be the same words in another language, so every widget keeps its own.

    Parameters
    ----------
    before, now : Translation
        The language that they were worded in, and the one to come.
    """
    for top in QApplication.topLevelWidgets():
        for each in (top, *top.findChildren(QObject)):
            _reword(each, before, now)


def _reword(each: QObject, before: Translation, now: Translation) -> None:
    def again(name: str, text: str) -> str:
        whole = _again(each, f"said_{name}", text, before, now)
        if whole is not None:
            return whole
        parts = enumerate(_BETWEEN_PHRASES.split(text))
        return "".join(
            _again(each, f"said_{name}_{place}", part, before, now) or part for place, part in parts
        )

    for kind, getter, setter in _TEXTS:
        if isinstance(each, kind) and (text := getattr(each, getter)()):
            getattr(each, setter)(again(getter, text))
    if isinstance(each, QHeaderView):
        each.headerDataChanged(each.orientation(), 0, each.count() - 1)
    if isinstance(each, QAbstractScrollArea):
        each.viewport().update()
    if isinstance(each, QTabWidget):
        for index in range(each.count()):
            each.setTabText(index, again(f"tab{index}", each.tabText(index)))
    if isinstance(each, QComboBox):
        for index in range(each.count()):
            each.setItemText(index, again(f"item{index}", each.itemText(index)))


def _again(
    each: QObject, name: str, text: str, before: Translation, now: Translation
) -> str | None:
    """Return a text in the new language; None where it was never said."""
    kept_text, kept = each.property(name) or ("", None)
    phrase = kept if text == kept_text else before.phrase_of(text)
    if phrase is None:
        return None
    words = now.repeat(phrase)
    each.setProperty(name, (words, phrase))
    return words
