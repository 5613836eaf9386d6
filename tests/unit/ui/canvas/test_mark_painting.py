from __future__ import annotations

from dataclasses import replace

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.ui.canvas.mark_painting import STROKES, full_text, short_text

BOX = Box(10, 10, 20, 20)
RUN = Provenance("ganet", "1", "0" * 64, threshold=0.5, score=0.87)
DRAWN = Mark.drawn(LesionClass.HARD_EXUDATE, BOX, author="reader")
PROPOSED = Mark.proposed(LesionClass.HARD_EXUDATE, BOX, provenance=RUN)


def test_every_status_has_a_line() -> None:
    assert set(STROKES) == set(Status)


def test_a_proposal_is_dashed_thinner_and_questioned() -> None:
    proposal, human = STROKES[Status.PROPOSED], STROKES[Status.DRAWN]
    assert proposal.dashes
    assert not human.dashes
    assert proposal.width < human.width
    assert proposal.badge == "question"
    assert STROKES[Status.ACCEPTED].badge == STROKES[Status.EDITED].badge == "tick"


def test_a_label_says_what_is_special() -> None:
    assert full_text(DRAWN) == "Hard exudate"
    assert "87" in full_text(PROPOSED)
    assert "accepted" in full_text(PROPOSED.with_status(Status.ACCEPTED, author="reader"))
    assert "locked" in full_text(replace(DRAWN, locked=True))
    assert short_text(DRAWN) == "EX"


def test_a_proposal_without_a_score_says_only_that_it_is_one() -> None:
    unscored = replace(PROPOSED, provenance=replace(RUN, score=None))
    assert full_text(unscored).endswith("proposed")
