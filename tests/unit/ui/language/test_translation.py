"""Phrases in the reader's language, and from one language into another."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from retinaview.ui.language import catalogues, tr
from retinaview.ui.language.keys import KEYS
from retinaview.ui.language.rewording import reword
from retinaview.ui.language.translation import Translation, speak

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    speak("en")


def test_a_phrase_is_said_in_the_language_that_is_spoken() -> None:
    assert tr("Haemorrhage") == "Haemorrhage"
    speak("fr")
    assert tr("Haemorrhage") == "Hémorragie"
    speak("zh_CN")
    assert tr("Haemorrhage") == "出血"
    speak("es")
    assert tr("Agree: {answer}", answer="RD 2") == "Conforme: RD 2"


def test_a_phrase_without_translation_stays_english() -> None:
    speak("fr")
    assert tr("Never translated {this}", this=1) == "Never translated 1"


def test_what_was_said_is_said_again_with_its_values() -> None:
    french, spanish = Translation("fr"), Translation("es")
    agree = french.say("Agree: {answer}", answer=french.say("ungradable"))
    assert agree == "D'accord : ininterprétable"
    phrase = french.phrase_of(agree)
    assert phrase is not None
    assert spanish.repeat(phrase) == "Conforme: no evaluable"
    assert french.phrase_of("P1_OD.jpg") is None


def test_what_was_said_long_ago_is_let_go() -> None:
    french = Translation("fr")
    for number in range(9000):
        french.say("Agree: {answer}", answer=number)
    assert len(french._filled_in) < 5000
    latest = french.phrase_of("D'accord : 8999")
    assert latest is not None
    assert Translation("en").repeat(latest) == "Agree: 8999"


def test_texts_of_widgets_change_but_not_what_was_typed(qtbot: QtBot) -> None:
    KEYS.set({"undo": "Ctrl+Z"})
    english, spanish = Translation("en"), Translation("es")
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    label, button, name = QLabel(english.say("Haemorrhage")), QPushButton(), QLabel("a.jpg")
    button.setToolTip(english.say("Undo ({key:undo})"))
    for each in (label, button, name):
        column.addWidget(each)
    reword(english, spanish)
    assert (label.text(), button.toolTip(), name.text()) == (
        "Hemorragia",
        "Deshacer (Ctrl+Z)",
        "a.jpg",
    )


def test_words_that_are_the_same_in_one_language_are_told_apart(qtbot: QtBot) -> None:
    english, chinese = Translation("en"), Translation("zh_CN")
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    labels = [QLabel(english.say(words)) for words in ("Ungradable", "ungradable")]
    for label in labels:
        column.addWidget(label)
    reword(english, chinese)
    assert labels[0].text() == labels[1].text() != "ungradable"
    reword(chinese, english)
    assert [label.text() for label in labels] == ["Ungradable", "ungradable"]


@pytest.mark.parametrize("content", [None, b"", b"no catalogue at all"])
def test_words_that_cannot_be_read_stay_english(
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / "fr.qm"
    if content is not None:
        path.write_bytes(content)
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(catalogues, "resource_path", lambda *_: path)
        speak("fr")
    assert tr("Haemorrhage") == "Haemorrhage"
    assert "they stay English" in caplog.text


def test_a_translation_with_a_wrong_placeholder_gives_way_to_english(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    french = Translation("fr")
    monkeypatch.setattr(french, "_look_up", lambda *_: "D'accord : {reponse}")
    assert french.say("Agree: {answer}", answer=1) == "Agree: 1"
    assert "does not fit" in caplog.text


@pytest.mark.parametrize(
    "wrong",
    ["{", "{answer.__class__}", "{other}", "{0}", "{answer:>999999999999}", "{answer!z}"],
)
def test_a_translation_that_does_not_fit_is_english(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    french = Translation("fr")
    monkeypatch.setattr(french, "_look_up", lambda *_: wrong)
    assert french.say("Agree: {answer}", answer="DR 2") == "Agree: DR 2"


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_damaged_catalogue_leaves_what_it_lacks_in_english(
    share: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = catalogues.resource_path("languages", "fr.qm").read_bytes()
    rng = random.Random(7)
    damaged = bytearray(whole[: int(share * len(whole))])
    for place in rng.sample(range(len(damaged)), k=min(200, len(damaged))):
        damaged[place] = rng.randrange(256)
    (tmp_path / "fr.qm").write_bytes(damaged)
    monkeypatch.setattr(catalogues, "resource_path", lambda *parts: tmp_path / parts[-1])
    french = Translation("fr")
    for word in ("Haemorrhage", "Agree: {answer}"):
        assert isinstance(french.say(word, answer="DR 2"), str)
