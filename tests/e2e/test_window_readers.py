"""Two readers of one study: answers of their own, blind to each other, and how far they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retinaview.core.edits import GradingEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.ui import settings as kept
from retinaview.ui.study.rows import ReadingStage

if TYPE_CHECKING:
    from pathlib import Path

    from retinaview.ui.settings import Settings
    from tests.e2e.conftest import Driver, FakeEngine


def texts(driver: Driver) -> str:
    return "\n".join(driver.window.evidence.panel.texts)


def change_to(driver: Driver, name: str) -> None:
    """Choose another reader, and wait until the study is open for them."""
    window = driver.window
    before = window.context.session
    window.opening.readers.choose(name)
    driver.until(lambda: window.context.session not in (None, before))
    driver.until(lambda: window.context.photograph is not None)


@pytest.fixture
def anna(driver: Driver, folder: Path, settings: Settings) -> Driver:
    """Anna at the second photograph of a study; no network runs."""
    settings.set(kept.READER, "Anna")
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("next")
    driver.until(lambda: driver.window.context.photograph is not None)
    return driver


def test_the_second_reader_sees_nothing_of_the_first_before_answering(anna: Driver) -> None:
    anna.do("grade_2")
    name = anna.name
    change_to(anna, "Ben")
    session, image_id = anna.window.context.session, anna.window.context.image_id
    assert (anna.name, session.reader) == (name, "Ben")
    assert session.grading(image_id).is_empty
    assert anna.window.answer_bar.dr.choice is None
    assert anna.window.study_model.row(image_id).grading.is_empty
    anna.until(lambda: "shown once you have answered" in texts(anna))
    assert "DR 2" not in texts(anna)
    anna.do("grade_3")
    anna.until(lambda: "Anna: DR 2" in texts(anna))


def test_each_reader_finds_their_own_answers_again(anna: Driver) -> None:
    anna.do("grade_2")
    change_to(anna, "Ben")
    anna.do("grade_3")
    anna.do("undo")
    anna.do("grade_4")
    change_to(anna, "Anna")
    image_id = anna.window.context.image_id
    assert anna.window.context.session.grading(image_id).dr is DRGrade.MODERATE
    assert anna.window.answer_bar.dr.choice == 2
    assert [each.dr for each in anna.window.context.session.answers.others(image_id)] == [
        DRGrade.PROLIFERATIVE
    ]
    assert set(anna.window.opening.readers.names()[:2]) == {"Anna", "Ben"}


def test_one_name_in_two_spellings_of_its_spaces_is_one_reader(anna: Driver) -> None:
    before = anna.window.context.session
    anna.window.opening.readers.choose("  Anna ")
    anna.window.opening.readers.choose("")
    assert anna.window.context.session is before
    change_to(anna, "Ben  Smith")
    assert anna.window.context.session.reader == "Ben Smith"


def test_agreement_is_counted_over_what_both_have_read(anna: Driver) -> None:
    anna.do("agreement")
    assert "nobody has answered" in anna.window.messages.text
    first, second, third = anna.window.study_panel.shown_ids()
    for image_id, grade in ((first, 0), (second, 2), (third, 4)):
        anna.window.context.session.set_grading(image_id, Grading(DRGrade(grade), DMEGrade.NONE))
    change_to(anna, "Ben")
    for image_id, grade in ((first, 0), (second, 2)):
        anna.window.context.session.set_grading(image_id, Grading(DRGrade(grade), DMEGrade.NONE))
    anna.do("agreement")
    dialog = anna.window.opening.readers._agreement
    assert dialog is not None
    anna.until(lambda: dialog.table.topLevelItemCount() > 0)
    rows = [
        [dialog.table.topLevelItem(n).text(column) for column in (0, 1, 3)]
        for n in range(dialog.table.topLevelItemCount())
    ]
    assert ["Same DR grade", "1.000", "2"] in rows
    assert ["Quadratic weighted kappa", "1.000", "2"] in rows
    assert ["Same DME grade", "1.000", "2"] in rows
    assert "2 photographs" in dialog.note.text()
    readers = anna.window.opening.readers
    for _ in range(2):
        readers._agreement.reject()  # as Esc does
        anna.until(lambda: readers._agreement is None)
        anna.do("agreement")
    readers.close_windows()
    assert readers._agreement is None


def test_what_the_first_reader_marked_is_unread_for_the_second_and_hidden_while_blind(
    anna: Driver,
) -> None:
    session, image_id = anna.window.context.session, anna.window.context.image_id
    session.draw(image_id, LesionClass.HAEMORRHAGE, Box(100, 100, 20, 20))
    session.place_landmark(image_id, LesionClass.FOVEA, (300, 200))
    assert anna.window.study_model.row(image_id).reading is ReadingStage.MARKED
    change_to(anna, "Ben")
    assert anna.window.study_model.row(image_id).reading is ReadingStage.UNREAD
    assert len(anna.window.marks_panel.in_order()) == 2
    anna.do("blind")
    anna.until(lambda: anna.window.marks_panel.in_order() == ())
    assert anna.window.study_model.row(image_id).as_seen.marks == 0
    assert anna.window.context.landmarks is None
    anna.window.context.session.draw(image_id, LesionClass.IRMA, Box(10, 10, 20, 20))
    assert len(anna.window.marks_panel.in_order()) == 1
    assert anna.window.study_model.row(image_id).reading is ReadingStage.MARKED


def test_what_networks_have_said_so_far_stays_when_the_reader_changes(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    engine.hold.clear()
    engine.grades_first = True
    driver.open(folder)
    context = driver.window.context
    driver.until(lambda: context.answer is not None)
    assert context.answer.pending
    change_to(driver, "Ben")
    driver.until(lambda: context.answer is not None)
    assert context.answer.pending
    engine.hold.set()
    driver.until(lambda: bool(driver.marks("proposed")))
    assert engine.seen.count("P1_OD.jpg") == 1
    assert context.session.reader == "Ben"


def test_what_a_reader_answered_in_part_is_there_on_coming_back(anna: Driver) -> None:
    anna.do("grade_2")
    comment = anna.window.answer_bar.comment
    comment.insert("hazy")
    comment.setModified(True)  # as typing does
    change_to(anna, "Ben")
    change_to(anna, "Anna")
    given = anna.window.context.session.grading(anna.window.context.image_id)
    assert (given.dr, given.dme, given.comment) == (DRGrade.MODERATE, None, "hazy")
    assert anna.window.answer_bar.dr.choice == 2


def test_a_second_person_of_one_name_is_asked_for_another(anna: Driver) -> None:
    """Names are all that tells readers apart: one name is one reader, and that is said."""
    session, image_id = anna.window.context.session, anna.window.context.image_id
    bens = Grading(DRGrade.MILD, reader="Ben")
    session.commit([GradingEdit(image_id, "Import grading", Grading(), bens)])
    change_to(anna, " ben ")  # of this computer for the first time
    assert anna.window.context.session.reader == "Ben"
    assert anna.window.context.session.grading(image_id) == bens
    anna.until(lambda: "Ben has answered in this study before" in anna.window.messages.text)
    assert anna.window.messages.offered == "Another name"
    change_to(anna, "Anna")
    change_to(anna, "BEN")
    anna.until(lambda: "is the reader now" in anna.window.messages.text)


def test_nobody_reads_under_the_name_of_the_consensus(anna: Driver) -> None:
    anna.window.opening.readers.choose("Consensus")
    assert "No reader is called Consensus" in anna.window.messages.text
    assert anna.window.opening.reader() == "Anna"
