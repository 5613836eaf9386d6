"""Edits that wait for a server: on the disk, in order, and taken over from windows that died."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from retinaview.core.edits import DayEdit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, now
from retinaview.project.server.journal import Journal
from retinaview.project.server.kept_edits import KeptEdits


def entry(reader: str = "anna") -> KeptEdits:
    """One of every kind of edit."""
    drawn = Mark.drawn(LesionClass.HAEMORRHAGE, Box(0.1, 2, 3, 4), author=reader)
    proposed = Mark.proposed(
        LesionClass.HARD_EXUDATE, Box(1, 1, 9, 9), provenance=Provenance("n", "1", "a", 0.5, 0.9)
    )
    answer = Grading(dr=DRGrade(2), comment="naïve\n眼").signed(reader, now())
    return KeptEdits(
        now().isoformat(),
        reader,
        (
            MarksEdit(1, "Draw", (), (drawn,)),
            MarksEdit(1, "Accept", (proposed,), (drawn, proposed)),
            GradingEdit(2, "Grade", Grading(), answer),
            EyeEdit(3, "Change eye", ("P", None), ("", Laterality.OS)),
            DayEdit(3, "Change date", None, date(2024, 5, 1)),
        ),
        first_answer=(2, answer),
    )


def the_file(folder: Path) -> Path:
    (file,) = folder.glob("journal-*.jsonl")
    return file


def test_what_waits_is_there_after_the_window_died(tmp_path: Path) -> None:
    journal, entries = Journal(tmp_path), [entry(), entry()]
    for each in entries:
        journal.add(each)
    journal.close()
    assert Journal(tmp_path).waiting == tuple(entries)
    first = entries[0].edits[2]
    again = Journal(tmp_path / "none")
    assert again.waiting == ()
    assert isinstance(first, GradingEdit)


def test_an_entry_whose_writing_was_cut_off_never_counted_and_harms_no_other(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path)
    first, lost, second = entry(), entry(), entry()
    journal.add(first)
    journal.add(lost)
    journal.close()
    file = the_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-20])
    journal = Journal(tmp_path)
    assert journal.waiting == (first,)
    journal.add(second)
    journal.close()
    assert Journal(tmp_path).waiting == (first, second)


def test_written_and_settled_entries_leave_no_file(tmp_path: Path) -> None:
    journal, one, two = Journal(tmp_path), entry(), entry()
    journal.add(one)
    journal.add(two)
    journal.note_conflict(one, "somebody was first")
    journal.note_written(two)
    journal.close()
    journal = Journal(tmp_path)
    (conflict,) = journal.conflicts
    assert (conflict.kept, conflict.why) == (one, "somebody was first")
    journal.settle(conflict)
    assert not list(tmp_path.glob("*.jsonl"))


def test_each_window_has_a_journal_and_takes_over_those_of_dead_ones(tmp_path: Path) -> None:
    one, two = Journal(tmp_path), Journal(tmp_path)
    entries = [entry(), entry()]
    one.add(entries[0])
    two.add(entries[1])
    third = Journal(tmp_path)
    assert third.waiting == ()  # both are held
    one.close()
    two.close()
    assert set(Journal(tmp_path).waiting) == set(entries)
    assert len(list(tmp_path.glob("*.jsonl"))) == 1


def test_bytes_that_are_no_text_keep_no_journal_from_being_taken_over(tmp_path: Path) -> None:
    one, two = Journal(tmp_path), Journal(tmp_path)
    entries = [entry(), entry()]
    for journal, each in zip((one, two), entries, strict=True):
        journal.add(each)
        journal.close()
    for file in tmp_path.glob("*.jsonl"):
        file.write_bytes(file.read_bytes() + b"\n\xff\xfe")
    assert set(Journal(tmp_path).waiting) == set(entries)


def test_an_entry_of_another_program_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "journal-1.jsonl").write_text('{"waits": {"id": 3}}\n')
    with pytest.raises(ProjectError, match="holds an edit that cannot be read"):
        Journal(tmp_path)


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError):
        Journal(tmp_path / "file").add(entry())
