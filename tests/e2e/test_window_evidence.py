"""Evidence beside the grade: counted live, leading to its lesions, hidden while reading blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.evidence import BEADING, HAEMORRHAGES, IRMA
from retinaview.core.fundus_frame import QUADRANTS, Quadrant
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver

IT, ST, SN = Quadrant.INFERIOR_TEMPORAL, Quadrant.SUPERIOR_TEMPORAL, Quadrant.SUPERIOR_NASAL


def cells(driver: Driver, name: str) -> str:
    """The numbers of a part of the rule: superior and inferior, temporal before nasal."""
    panel = driver.window.evidence.panel
    return " ".join(panel.cell(name, quadrant).text() for quadrant in QUADRANTS)


def texts(driver: Driver) -> str:
    return "\n".join(driver.window.evidence.panel.texts)


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    driver.open_with_findings(folder)
    driver.until(lambda: cells(driver, HAEMORRHAGES) == "0 0 1 0")
    return driver


def test_evidence_is_the_first_tab_and_says_what_was_not_assessed(reader: Driver) -> None:
    assert reader.window.tabs.tabText(0) == "Evidence"
    assert cells(reader, BEADING) == cells(reader, IRMA) == "– – – –"
    assert "1 proposed; more than 20 in 0 of 4 quadrants" in texts(reader)
    assert "New vessels, preretinal haemorrhage: not assessed" in texts(reader)
    assert (
        reader.window.evidence.panel.exudates.text()
        == "1 of 2 within 1 disc diameter (nearest 0.9)"
    )


def test_a_turn_takes_the_numbers_away_at_once(reader: Driver) -> None:
    reader.window.reading.show_next()
    assert cells(reader, HAEMORRHAGES) == "– – – –"
    assert "proposed" not in texts(reader)


def test_counts_follow_what_the_reader_does(reader: Driver) -> None:
    window = reader.window
    session, image_id = window.context.session, window.context.image_id
    session.draw(image_id, LesionClass.MICROANEURYSM, Box(560, 100, 10, 10))
    session.draw(image_id, LesionClass.IRMA, Box(200, 100, 10, 10))
    reader.until(lambda: cells(reader, HAEMORRHAGES) == "0 1 1 0")
    assert cells(reader, IRMA) == "1 0 0 0"
    proposed = [m.id for m in reader.marks("proposed") if m.lesion is LesionClass.HAEMORRHAGE]
    session.reject(image_id, proposed)
    reader.until(lambda: cells(reader, HAEMORRHAGES) == "0 1 0 0")
    reader.do("undo")
    reader.until(lambda: cells(reader, HAEMORRHAGES) == "0 1 1 0")


def test_a_number_leads_to_its_lesions(reader: Driver) -> None:
    panel = reader.window.evidence.panel
    panel.cell(HAEMORRHAGES, IT).click()
    (selected,) = reader.window.canvas.selected_marks()
    assert selected.lesion is LesionClass.HAEMORRHAGE
    panel.exudates.click()
    (near,) = reader.window.canvas.selected_marks()
    assert (near.lesion, near.box.x) == (LesionClass.HARD_EXUDATE, 400)
    assert not panel.cell(HAEMORRHAGES, ST).isEnabled()


def test_numbers_follow_the_fovea_as_it_is_dragged(reader: Driver) -> None:
    reader.key(Qt.Key.Key_F)
    reader.drag(330, 240, 130, 100)
    exudates = reader.window.evidence.panel.exudates
    reader.until(lambda: exudates.text() == "1 of 2 within 1 disc diameter (nearest 0.0)")


def test_the_networks_answers_stand_beside_each_other(reader: Driver) -> None:
    assert "DR 2 (70 %), DME 2 (70 %)" in texts(reader)
    assert "No other network has graded it" in texts(reader)
    reader.do("next_source")
    reader.until(lambda: "2 grades apart on DR" in texts(reader))
    assert "DR 0 (80 %)" in reader.window.evidence.panel.texts[3]


def test_in_a_blind_study_nothing_of_the_networks_is_counted_before_the_answer(
    reader: Driver,
) -> None:
    reader.do("blind")
    reader.until(lambda: cells(reader, HAEMORRHAGES) == "– – – –")
    assert "hidden until you have answered" in texts(reader)
    assert "DR" not in texts(reader)
    assert "No hard exudate" not in texts(reader)
    reader.do("grade_2")
    reader.key(Qt.Key.Key_Return)
    reader.until(lambda: reader.window.context.image_id is not None)


def test_no_number_moves_another(reader: Driver) -> None:
    panel = reader.window.evidence.panel
    cell = panel.cell(IRMA, SN)
    before, height = cell.geometry(), panel.sizeHint().height()
    session, image_id = reader.window.context.session, reader.window.context.image_id
    for n in range(30):
        session.draw(image_id, LesionClass.HAEMORRHAGE, Box(560 + n, 100, 10, 10))
    session.draw(image_id, LesionClass.NEOVASCULARISATION, Box(200, 100, 10, 10))
    reader.until(lambda: cells(reader, HAEMORRHAGES) == "0 30 1 0")
    assert "more than 20 in 1 of 4 quadrants" in texts(reader)
    assert (cell.geometry(), panel.sizeHint().height()) == (before, height)


def test_the_criteria_are_one_hover_away(reader: Driver) -> None:
    bar = reader.window.answer_bar
    assert "more than 20 intraretinal haemorrhages" in bar.dr.button(3).toolTip()
    assert "within one disc diameter" in bar.dme.button(2).toolTip()
    assert bar.dr.button(3).accessibleName() == "DR 3: Severe NPDR"
