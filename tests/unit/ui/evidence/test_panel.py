"""Evidence in words and numbers: what nobody has looked for is not said to be absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retinaview.core.evidence import HAEMORRHAGES, evidence_of
from retinaview.core.findings import GradeProbabilities
from retinaview.core.fundus_frame import QUADRANTS, FundusFrame
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.ui.evidence.panel import NETWORK_LINES, EvidencePanel
from retinaview.ui.evidence.words import NetworkAnswer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FRAME = FundusFrame.of(Landmarks(Landmark(743, 400, 0.9), Landmark(500, 400, 0.9)))


@pytest.fixture
def panel(qtbot: QtBot) -> EvidencePanel:
    panel = EvidencePanel()
    qtbot.addWidget(panel)
    return panel


def cells(panel: EvidencePanel) -> list[str]:
    return sorted(panel.cell(HAEMORRHAGES, quadrant).text() for quadrant in QUADRANTS)


def test_no_lesion_is_said_once_a_network_has_looked(panel: EvidencePanel) -> None:
    nothing = evidence_of((), FRAME)
    panel.show_evidence(nothing)
    assert "Haemorrhages, microaneurysms: not assessed" in panel.texts
    assert panel.exudates.text() == "Hard exudates: not assessed"
    assert cells(panel) == ["–"] * 4
    panel.show_evidence(nothing, sought=True)
    assert "No haemorrhage or microaneurysm" in panel.texts
    assert panel.exudates.text() == "No hard exudate"
    assert cells(panel) == ["0"] * 4


def test_the_readers_marks_are_counted_before_a_network_has_looked(panel: EvidencePanel) -> None:
    drawn = Mark.drawn(LesionClass.HAEMORRHAGE, Box(300, 300, 10, 10), author="Ada")
    panel.show_evidence(evidence_of((drawn,), FRAME))
    assert cells(panel) == ["0", "0", "0", "1"]
    assert "1; more than 20 in 0 of 4 quadrants" in panel.texts


def test_no_empty_line_stands_between_what_networks_say(panel: EvidencePanel) -> None:
    one = NetworkAnswer("zoom-in-net", GradeProbabilities((0.1, 0.1, 0.6, 0.1, 0.1)))
    panel.show_networks([one], None)
    said = [text for text in panel.texts[3:] if "network" in text or "zoom" in text]
    lines = panel.texts[3 : 3 + NETWORK_LINES + 1]
    assert (
        list(lines[: len(said)])
        == said
        == [
            "zoom-in-net: DR 2 (60 %)",
            "No other network has graded it",
        ]
    )
    assert not any(lines[len(said) :])
