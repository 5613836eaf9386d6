"""The adjudication layout: whose each mark is, labels copied across, and the consensus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.session.adjudicating import consensus_on
from retinaview.ui import settings as kept
from retinaview.ui.canvas.voices_item import COLOURS, letter_of, pen_of
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

    from retinaview.ui.settings import Settings
    from tests.e2e.conftest import Driver


@pytest.fixture
def eve(driver: Driver, folder: Path, settings: Settings) -> Driver:
    """Eve, at a photograph that Anna and Ben have read and two networks have seen."""
    settings.set(kept.READER, "Eve")
    driver.open_with_findings(folder)
    session, image_id = driver.window.context.session, driver.window.context.image_id
    drawn = [
        Mark.drawn(LesionClass.IRMA, Box(300, 200, 40, 40), author=name) for name in ("Anna", "Ben")
    ]
    session.commit(
        [
            GradingEdit(image_id, "Grade", Grading(), Grading(DRGrade.MILD, reader="Anna")),
            GradingEdit(image_id, "Grade", Grading(), Grading(DRGrade.SEVERE, reader="Ben")),
            MarksEdit(image_id, "Draw", (), tuple(drawn)),
        ]
    )
    return driver


def test_every_mark_has_the_sign_of_its_reader_and_the_legend_names_it(eve: Driver) -> None:
    window = eve.window
    plain = picture(window.canvas)
    eve.key(Qt.Key.Key_F6)
    eve.until(lambda: window.context.photograph is not None)
    outlines = window.canvas._overlays.voices.outlines
    assert {outline.voice for outline in outlines} == {0, 1, 2}  # Anna, Ben, the segmenter
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Adjudicate"
    assert len(window.adjudication.panel.buttons) == 4  # and the grading network
    assert picture(window.canvas) != plain
    eve.key(Qt.Key.Key_F2)
    assert window.canvas._overlays.voices.outlines == ()
    assert window.tabs.tabText(window.tabs.currentIndex()) != "Adjudicate"


def test_colour_is_never_the_only_sign() -> None:
    voices = range(len(COLOURS))
    assert len({letter_of(voice) for voice in voices}) == len(COLOURS)
    assert len({pen_of(voice).color().rgb() for voice in voices}) == len(COLOURS)
    assert len({pen_of(voice).style() for voice in range(4)}) == 4
    assert letter_of(27) == "B2"


def test_a_label_is_copied_across_by_one_key(eve: Driver) -> None:
    eve.key(Qt.Key.Key_F6)
    anna = next(mark for mark in eve.marks() if mark.author == "Anna")
    eve.select(anna.id)
    eve.key(Qt.Key.Key_F7)
    (copy,) = [mark for mark in eve.marks() if mark.author == "Eve"]
    assert (copy.lesion, copy.box) == (anna.lesion, anna.box)
    assert eve.window.canvas.selection() == (copy.id,)
    eve.select(anna.id)
    eve.key(Qt.Key.Key_F7)
    assert eve.window.messages.text == "These are yours already."
    eve.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Eve" not in {mark.author for mark in eve.marks()}


def test_the_consensus_is_recorded_with_who_decided(eve: Driver) -> None:
    window = eve.window
    session, image_id = window.context.session, window.context.image_id
    eve.key(Qt.Key.Key_F6)
    panel = window.adjudication.panel
    assert panel.decided == "Nothing decided yet"
    panel.buttons[1].click()  # as Ben says
    assert panel.decided.startswith("DR 3, decided by Eve, ")
    assert consensus_on(session, image_id).decided_by == "Eve"
    eve.key(Qt.Key.Key_2)
    eve.key(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert panel.decided.startswith("DR 2, decided by Eve, ")
    assert session.grading(image_id).dr is DRGrade.MODERATE
    panel.back.click()
    assert panel.decided == "Nothing decided yet"


def test_a_second_reader_sees_nothing_of_the_first_in_this_layout(eve: Driver) -> None:
    eve.do("next")
    eve.until(lambda: eve.window.context.photograph is not None)
    eve.key(Qt.Key.Key_F6)
    panel = eve.window.adjudication.panel
    assert panel.note == "Shown once you have answered, or two others have."
    assert not eve.can("decide")
    eve.key(Qt.Key.Key_1)
    assert panel.note == ""
    assert eve.can("decide")
