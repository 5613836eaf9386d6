"""What labels hold, which networks they can improve, and what boxes teach about pixels."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange.label_snapshot import (
    ReadPhotograph,
    is_read,
    read_snapshot,
    write_snapshot,
)
from retinaview.models.network_table import DEFAULT_GRADER, DEFAULT_SEGMENTER
from retinaview.models.preprocessing import Frame
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.folders import find
from training.retraining.examples import boxed, has_masks, hold_out, outlined
from training.retraining.proposals import count_labels, propose
from training.retraining.weak_targets import WeakTarget, weak_target

EX, IRMA = LesionClass.HARD_EXUDATE, LesionClass.IRMA


def photograph(n: int, *marks: Mark, patient: str = "", dr: int | None = None) -> ReadPhotograph:
    grading = Grading(dr=None if dr is None else DRGrade(dr), reader="Anna")
    labels = LabelledImage(f"{n}.jpg", 100, 80, patient or f"P{n}", marks=marks, grading=grading)
    return ReadPhotograph(labels, Path(f"/photos/{n}.jpg"))


def box(lesion: LesionClass = EX, status: Status = Status.DRAWN) -> Mark:
    mark = Mark.drawn(lesion, Box(10, 10, 20, 10), author="Anna")
    if status is Status.DRAWN:
        return mark
    return replace(mark, status=status, provenance=Provenance("lesion-net-lite1", "1.0", "ab"))


@pytest.fixture(scope="module")
def segmenter() -> ModelCard:
    return read_card(find("lesion-net-lite1").with_suffix(".json"))


@pytest.fixture(scope="module")
def grader() -> ModelCard:
    return read_card(find("zoom-in-net-lite0").with_suffix(".json"))


def test_a_photograph_is_read_if_somebody_said_something_about_it() -> None:
    proposal = box(status=Status.PROPOSED)
    assert not is_read(photograph(1, proposal).labels)
    assert is_read(photograph(1, box(status=Status.REJECTED)).labels)
    assert is_read(photograph(1, dr=0).labels)
    ungradable = replace(photograph(1, box()).labels, grading=Grading(ungradable=True))
    assert not is_read(ungradable)
    assert not is_read(replace(photograph(1).labels, grading=Grading(flag=True)))


def test_a_snapshot_keeps_rejected_proposals_grades_and_paths(tmp_path: Path) -> None:
    given = [photograph(1, box(), box(status=Status.REJECTED), dr=2), photograph(2, dr=0)]
    sha256 = write_snapshot(given, tmp_path)
    found = read_snapshot(tmp_path)
    marks = [replace(mark, source="") for each in found for mark in each.labels.marks]
    assert marks == list(given[0].labels.marks)
    assert [each.labels.grading for each in found] == [each.labels.grading for each in given]
    assert [each.path for each in found] == [each.path for each in given]
    assert write_snapshot(given, tmp_path) == sha256
    assert write_snapshot(given[:1], tmp_path) != sha256


def test_a_snapshot_without_paths_is_one_sentence(tmp_path: Path) -> None:
    write_snapshot([photograph(1, box())], tmp_path)
    (tmp_path / "photographs.json").write_text("{}")
    with pytest.raises(LabelError, match=r"photographs\.json: 1\.jpg: has no path"):
        read_snapshot(tmp_path)


def test_labels_are_counted() -> None:
    counts = count_labels(
        [photograph(1, box(), box(IRMA), dr=2), photograph(2, box(status=Status.REJECTED))]
    )
    assert counts.boxes == {"hard_exudate": 1, "irma": 1}
    assert counts.rejected == {"hard_exudate": 1}
    assert (counts.photographs, counts.patients, counts.without_marks) == (2, 2, 1)
    assert counts.readers == ("Anna",)
    assert counts.grades == {2: 1}


def test_one_patient_is_too_few(segmenter: ModelCard) -> None:
    many = [photograph(n, *[box()] * 10, patient="P") for n in range(9)]
    proposal = propose(segmenter, count_labels(many))
    assert "the labels are of 1 patient" in proposal.why_not


def test_a_class_that_the_network_has_not_is_left_out_and_named(segmenter: ModelCard) -> None:
    many = [photograph(n, *[box()] * 10, box(IRMA)) for n in range(9)]
    proposal = propose(segmenter, count_labels(many))
    assert proposal.classes == ("hard_exudate",)
    assert "it has no class IRMA" in str(proposal)
    only = [photograph(n, *[box(IRMA)] * 10) for n in range(9)]
    assert "no class that it knows has 20 boxes" in propose(segmenter, count_labels(only)).why_not


def test_no_marks_teach_no_lesions(segmenter: ModelCard) -> None:
    healthy = [photograph(n, dr=0) for n in range(9)]
    assert propose(segmenter, count_labels(healthy)).why_not


def test_grades_of_one_kind_alone_teach_no_grader(grader: ModelCard) -> None:
    alike = [photograph(n, dr=0) for n in range(60)]
    assert (
        "0 of 60 graded photographs are referable" in propose(grader, count_labels(alike)).why_not
    )
    few = [photograph(n, dr=n % 5) for n in range(12)]
    assert "at least 40 are needed" in propose(grader, count_labels(few)).why_not
    mixed = [photograph(n, dr=n % 5) for n in range(60)]
    assert not propose(grader, count_labels(mixed)).why_not


@pytest.mark.parametrize(
    ("name", "why_not"),
    [
        (DEFAULT_SEGMENTER, ""),
        (DEFAULT_GRADER, ""),
        ("ganet", "cannot be retrained on boxes; lesion-net-lite1 can"),
        ("sunet-small", "cannot be retrained on grades; zoom-in-net-lite0 can"),
        ("landmark-net", "cannot be retrained on grades; zoom-in-net-lite0 can"),
    ],
)
def test_a_network_that_cannot_learn_is_named_before_a_run(name: str, why_not: str) -> None:
    many = [photograph(n, *[box()] * 10, dr=n % 5) for n in range(60)]
    card = read_card(find(name).with_suffix(".json"))
    assert propose(card, count_labels(many)).why_not == why_not


def test_both_eyes_of_a_patient_are_on_one_side() -> None:
    eyes = [photograph(n, box(), patient=f"P{n // 2}") for n in range(20)]
    halves = hold_out(eyes, share=0.3, seed=1)
    patients = [{each.labels.patient for each in half} for half in (halves.learnt, halves.held_out)]
    assert not patients[0] & patients[1]
    assert len(halves.held_out) == 6


FRAME = Frame(80, 100, 0, 0, 100, 80, 100, 80, 0, 0, 80, 100)


def target(levels: np.ndarray, *, complete: bool, **boxes: list[Box]) -> WeakTarget:
    given = {"boxes": [], "rejected": [], **boxes}
    return weak_target(levels, frame=FRAME, complete=complete, threshold=0.5, **given)


def test_a_lesion_that_was_missed_is_raised_and_a_mistake_is_none() -> None:
    levels = np.zeros((80, 100), np.uint8)
    levels[12:16, 12:20] = 90  # below the threshold, but there
    levels[13, 13] = 100
    levels[60:64, 60:64] = 250  # a mistake, outside every box
    found = target(levels, complete=True, boxes=[Box(10, 10, 20, 10)])
    assert found.levels[13, 13] == round(0.95 * 255)
    assert found.levels[12, 12] == round(0.9 * 0.95 * 255)
    assert found.levels[60:64, 60:64].max() == 0
    assert found.mistakes[60:64, 60:64].all()
    assert found.mistakes.sum() == 16
    assert not found.unknown.any()


def test_a_mask_says_which_pixels_are_lesion_and_which_in_its_box_are_not() -> None:
    levels = np.zeros((80, 100), np.uint8)
    levels[10:14, 20:40] = 250  # seen beside it
    mask = Mask(10, 10, 20, 10, (5, 10, 5, 180))
    found = weak_target(
        levels, boxes=[], rejected=[], masks=[mask], frame=FRAME, complete=True, threshold=0.5
    )
    expected = np.zeros((80, 100), bool)
    expected[10:20, 10:30] = mask.pixels
    assert ((found.levels == 255) == expected).all()
    assert found.mistakes[10:14, 32:38].all()
    assert not found.unknown.any()


def test_what_was_found_keeps_the_networks_own_edge() -> None:
    levels = np.zeros((80, 100), np.uint8)
    levels[12:16, 12:20] = np.linspace(20, 200, 8)
    found = target(levels, complete=True, boxes=[Box(10, 10, 20, 10)])
    assert (found.levels == levels).all()
    assert not found.mistakes.any()


def test_a_box_in_which_nothing_was_seen_teaches_nothing() -> None:
    found = target(np.zeros((80, 100), np.uint8), complete=True, boxes=[Box(10, 10, 3, 3)])
    assert found.levels.max() == 0
    assert found.unknown[10:13, 10:13].all()
    assert found.unknown.sum() == 9


def test_a_rejected_proposal_is_no_lesion_and_the_rest_stays() -> None:
    levels = np.zeros((80, 100), np.uint8)
    levels[10:20, 10:20] = levels[40:50, 40:50] = 200
    found = target(levels, complete=False, rejected=[Box(10, 10, 10, 10)])
    assert found.levels[10:20, 10:20].max() == 0
    assert found.mistakes[10:20, 10:20].all()
    assert (found.levels[40:50, 40:50] == 200).all()
    assert found.mistakes.sum() == 100


def test_masks_and_boxes_of_a_photograph_are_told_apart() -> None:
    disc = np.array([[0, 1], [1, 1]], bool)
    mask = Mask.of(disc, x=98, y=78)  # reaches to the corner of the photograph
    assert mask is not None
    marks = (box(), Mark.drawn(EX, mask, author="Anna"))
    read = photograph(1, *marks)
    assert boxed(read, "hard_exudate") == [marks[0].box]
    assert has_masks(read, "hard_exudate")
    assert not has_masks(read, "haemorrhage")
    found = outlined(read, "hard_exudate", (80, 100))
    assert found is not None
    assert np.argwhere(found).tolist() == [[78, 99], [79, 98], [79, 99]]
    assert outlined(read, "haemorrhage", (80, 100)) is None
