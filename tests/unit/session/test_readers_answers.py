"""Whose answer is whose, which one stands, and what of it goes into files."""

from __future__ import annotations

import csv
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from retinaview.core.edits import GradingEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import now
from retinaview.project.store import ProjectStore
from retinaview.session.agreement import readers_agreement
from retinaview.session.label_export import export_labels
from retinaview.session.readers_answers import ReadersAnswers
from retinaview.session.session import Session

if TYPE_CHECKING:
    from pathlib import Path

ANNA, BEN = Grading(DRGrade.MILD, reader="Anna"), Grading(DRGrade.SEVERE, reader="Ben")


def test_the_own_answer_stands_and_else_the_latest() -> None:
    held = ReadersAnswers({1: (ANNA, BEN), 2: (BEN,)}, reader="Anna")
    assert (held.own(1), held.standing(1), held.others(1)) == (ANNA, ANNA, (BEN,))
    assert (held.own(2), held.standing(2)) == (Grading(), BEN)
    assert held.standing(3) == Grading()
    assert held.readers() == ("Ben", "Anna")


def test_others_are_seen_once_there_is_an_own_answer_which_a_comment_is_not() -> None:
    held = ReadersAnswers({1: (BEN,)}, reader="Anna")
    assert held.seen(1) == ()
    held.change(GradingEdit(1, "Grade", Grading(), Grading(comment="hazy")))
    assert held.seen(1) == ()
    held.change(GradingEdit(1, "Grade", Grading(comment="hazy"), Grading(ungradable=True)))
    assert held.seen(1) == (BEN,)


def test_the_latest_answer_is_the_one_given_last_whatever_the_clock_said(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ben's clock is a year behind Anna's; both times are kept, and an undo changes no order."""
    session.set_grading(1, Grading(DRGrade.MILD))
    path, reader = session.path, session.reader
    session.close()
    long_ago = now() - timedelta(days=400)
    with closing(Session(ProjectStore.open(path), reader="Ben")) as ben:
        monkeypatch.setattr("retinaview.session.session.now", lambda: long_ago)
        ben.set_grading(1, Grading(DRGrade.SEVERE))
        assert [each.reader for each in ben.answers.all_on(1)] == [reader, "Ben"]
    monkeypatch.undo()
    with closing(Session(ProjectStore.open(path), reader="Eve")) as eve:
        standing = eve.answers.standing(1)
        assert (standing.reader, standing.dr, standing.at) == ("Ben", DRGrade.SEVERE, long_ago)
        assert eve.answers.by(1, reader).at != long_ago
    with closing(Session(ProjectStore.open(path), reader=reader)) as again:
        again.set_grading(1, Grading(DRGrade.NONE))
        assert [each.reader for each in again.answers.all_on(1)] == ["Ben", reader]
        again.undo()
        assert [each.reader for each in again.answers.all_on(1)] == [reader, "Ben"]
    with closing(Session(ProjectStore.open(path), reader="Eve")) as eve:
        assert eve.answers.standing(1).reader == "Ben"


def second_reader(session: Session) -> Session:
    """Anna answers the first photograph; then Ben reads."""
    session.blinding.turn(True)
    session.set_grading(1, Grading(DRGrade.MILD))
    session.blinding.reveal(1, session.grading(1))
    session.set_grading(1, Grading(DRGrade.MODERATE, DMEGrade.NONE))
    session.draw(1, LesionClass.IRMA, Box(10, 10, 20, 20))
    path = session.path
    session.close()
    return Session(ProjectStore.open(path), reader="Ben")


def exported(session: Session, out: Path, **options: str) -> dict[str, str]:
    export_labels(session, "csv", out, **options)  # type: ignore[arg-type]
    with (out / "grades.csv").open(encoding="utf-8-sig") as file:
        return next(iter(csv.DictReader(file)))


def test_an_export_has_the_own_answer_the_first_one_and_the_others(
    session: Session, tmp_path: Path
) -> None:
    with closing(second_reader(session)) as ben:
        row = exported(ben, tmp_path / "before")
        assert (row["reader"], row["dr_grade"], row["first_dr_grade"]) == ("Anna", "2", "1")
        assert row["first_graded_at"]
        ben.set_grading(1, Grading(DRGrade.SEVERE))
        row = exported(ben, tmp_path / "after")
        assert (row["reader"], row["dr_grade"], row["first_dr_grade"]) == ("Ben", "3", "")
        assert row["other_answers"] == "Anna: DR 2, DME 0"
        row = exported(ben, tmp_path / "annas", reader="Anna")
        assert (row["reader"], row["dr_grade"], row["other_answers"]) == ("Anna", "2", "")


def test_a_second_readers_import_takes_nothing_from_the_first(session: Session) -> None:
    with closing(second_reader(session)) as ben:
        theirs = Grading(DRGrade.NONE, reader="Eve")
        ben.commit([GradingEdit(1, "Import grading", Grading(), theirs)])
        assert [each.reader for each in ben.answers.all_on(1)] == ["Anna", "Eve"]
        ben.undo()
        assert [each.reader for each in ben.answers.all_on(1)] == ["Anna"]


def test_agreement_is_of_what_both_have_read(session: Session) -> None:
    with closing(second_reader(session)) as ben:
        found = readers_agreement(ben, "Anna", "Ben")
        assert (found.scores, found.graded, found.marked) == ({}, 0, 0)
        ben.set_grading(1, Grading(DRGrade.MODERATE, DMEGrade.CENTRAL))
        ben.draw(1, LesionClass.IRMA, Box(11, 10, 20, 20))
        found = readers_agreement(ben, "Anna", "Ben")
        assert (found.graded, found.marked) == (1, 1)
        assert found.scores["same DR grade"].value == 1
        assert found.scores["same DME grade"].value == 0
        assert found.scores["box agreement (F1, IoU 0.5)"].value == pytest.approx(1)
        assert found.scores["IRMA (F1, IoM 0.5)"].value == pytest.approx(1)


def test_a_flag_is_the_readers_own_and_says_nothing_to_others() -> None:
    flag = Grading(flag=True, reader="Anna")
    held = ReadersAnswers({1: (BEN, flag)}, reader="Anna")
    assert held.own(1).flag
    assert held.standing(1) == BEN
    assert held.readers() == ("Ben",)
    assert ReadersAnswers({1: (flag,)}, reader="Ben").others(1) == ()
