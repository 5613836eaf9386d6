"""Sentences name the key that is in force."""

from __future__ import annotations

import pytest

from retinaview.ui.language.keys import KEYS, key_text
from retinaview.ui.language.translation import Translation, tr


@pytest.fixture(autouse=True)
def _few_keys() -> None:
    """Let few commands have a key until the test ends; see conftest."""
    KEYS.set({"undo": "Ctrl+Z", "enter": "Return", "dme_1": "Shift+1"})


def test_a_sentence_names_the_key_in_force() -> None:
    assert tr("Undo ({key:undo})") == "Undo (Ctrl+Z)"
    KEYS.set({"undo": "Alt+Backspace"})
    assert tr("Undo ({key:undo})") == "Undo (Alt+Backspace)"


def test_which_command_may_be_a_value() -> None:
    said = tr("DME {grade}: {name} ({key:dme_{grade}})", grade=1, name="x")
    assert said == "DME 1: x (Shift+1)"


def test_a_sentence_of_another_language_names_it_too() -> None:
    french = Translation("fr")
    assert french.say("Undo ({key:undo})") == "Annuler (Ctrl+Z)"
    phrase = french.phrase_of("Annuler (Ctrl+Z)")
    assert phrase is not None
    KEYS.set({"undo": "F12"})
    assert french.repeat(phrase) == "Annuler (F12)"


def test_a_command_without_a_key_is_named_itself() -> None:
    assert tr("Undo ({key:no_such})") == "Undo (“no such”)"


def test_enter_is_called_so() -> None:
    assert key_text("Return") == key_text("Enter") == "Enter"
