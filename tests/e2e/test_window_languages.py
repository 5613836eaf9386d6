"""The window in another language, without a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from retinaview.ui import settings as kept
from retinaview.ui import theme
from retinaview.ui.answering.bar import AnswerBar
from retinaview.ui.language.catalogues import LANGUAGES
from retinaview.ui.language.translation import speak
from retinaview.ui.window import MainWindow
from tests.e2e.conftest import Driver

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.ui.settings import Settings


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    speak("en")


def texts(window: QWidget) -> list[str]:
    """Everything that the window says, in the order of its parts."""
    said = []
    for part in window.findChildren(QWidget):
        words = [getattr(part, name, "") for name in ("text", "title")]
        said += [each() if callable(each) else each for each in words]
        said += [part.toolTip(), part.accessibleName()]
    return said


@pytest.fixture
def window(driver: Driver, folder: Path) -> MainWindow:
    """A window on a photograph that the models have answered on."""
    driver.open_with_findings(folder)
    return driver.window


def test_every_word_changes_and_comes_back(window: MainWindow) -> None:
    before = texts(window)
    for language in ("fr", "zh_CN", "es"):
        window.languages.choose(language)
        window.languages.choose("en")
        assert texts(window) == before


def test_words_change_at_once(window: MainWindow) -> None:
    window.languages.choose("fr")
    assert window.commands["open_folder"].text() == "Ouvrir un dossier…"
    assert window.answer_bar.unsure.text() == "Incertain"
    assert window.answer_bar.eye.toolTip() == "L'œil droit (OD)"
    assert window.tabs.tabText(2) == "Marques"
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles[:2] == ["&Fichier", "É&dition"]
    window.languages.choose("zh_CN")
    assert window.commands["class_hard_exudate"].text() == "硬性渗出"
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles[:2] == ["文件(&F)", "编辑(&E)"]


def test_what_is_made_of_several_phrases_changes_too(window: MainWindow) -> None:
    window.languages.choose("fr")
    assert "Exsudat dur 2" in window.findings_panel.lesions
    assert window.chooser.itemText(1) == "Hémorragie   2"
    marks = window.marks_panel.table.model()
    assert marks.headerData(0, Qt.Orientation.Horizontal) == "Classe"
    assert window.status.research.text().startswith("Pour la recherche")
    window.languages.choose("en")
    assert "Hard exudate 2" in window.findings_panel.lesions
    assert window.chooser.itemText(1) == "Haemorrhage   2"


def test_menus_keep_a_letter_each(window: MainWindow) -> None:
    for language in LANGUAGES:
        window.languages.choose(language)
        titles = [action.text() for action in window.menuBar().actions()]
        letters = [title[title.index("&") + 1].lower() for title in titles]
        assert len(set(letters)) == len(titles)
        reasons = [a.text() for a in window.answer_bar.gradable.reasons.actions() if a.text()]
        letters = [title[title.index("&") + 1].lower() for title in reasons]
        assert len(set(letters)) == len(reasons)


def test_the_preferences_change_the_language_and_with_it_their_own_words(
    window: MainWindow, settings: Settings
) -> None:
    window.preferences.show()
    dialog = window.preferences.dialog
    assert dialog is not None
    dialog.language.setCurrentIndex(dialog.language.findText("Español"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert settings.get(kept.LANGUAGE) == "es"
    assert dialog.windowTitle() == "Preferencias"
    assert dialog.cell("open_folder", 0) == "Archivo › Abrir carpeta"
    assert dialog.language.currentText() == "Español"
    dialog.close()


def test_the_answer_bar_is_one_line_in_every_language(
    undressed: QApplication, qtbot: QtBot
) -> None:
    theme.apply_theme(undressed, "dark")
    for language in LANGUAGES:
        speak(language)
        bar = AnswerBar()
        qtbot.addWidget(bar)
        assert bar.minimumSizeHint().width() <= 1280
        assert bar.height() == 34


def test_a_language_that_is_not_ours_is_english(
    settings: Settings, start: Callable[[], Driver]
) -> None:
    settings.set(kept.LANGUAGE, "tlh")
    assert start().window.commands["undo"].text() == "Undo"


def test_the_window_stays_within_a_small_screen(undressed: QApplication, driver: Driver) -> None:
    theme.apply_theme(undressed, "dark")
    for language in LANGUAGES:
        driver.window.languages.choose(language)
        welcome = driver.window.welcome.minimumSizeHint().width()
        assert welcome <= 700  # what list and side panel leave of 1280
