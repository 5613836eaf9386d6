from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, FileInTheWay, WriteError
from retinaview.core.grades import Laterality
from retinaview.imaging.eye_names import guess_eye
from retinaview.imaging.photograph import read_photograph
from retinaview.session import demo
from retinaview.session.demo import (
    EYES,
    demo_photographs,
    demo_truth,
    draw_demo,
    make_demo_study,
)
from retinaview.session.study import open_study

HEIGHT_PX = 192


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo_study(tmp_path_factory.mktemp("demo") / "study", height_px=HEIGHT_PX)


def test_four_patients_have_both_eyes(project: Path) -> None:
    session = open_study([project], reader="tester")
    try:
        eyes = Counter((image.patient, image.eye) for image in session.images)
        assert len(eyes) == 8
        assert {patient for patient, _ in eyes} == {"P1", "P2", "P3", "P4"}
        assert {eye for _, eye in eyes} == set(Laterality)
        assert all(session.marks(image.id) == () for image in session.images)
        assert all(session.grading(image.id).is_empty for image in session.images)
    finally:
        session.close()


def test_the_truth_lies_beside_the_photographs(project: Path) -> None:
    truth = {image.image: image for image in demo_truth(project.parent)}
    assert sorted(truth) == sorted(eye.file_name for eye in EYES)
    for eye in EYES:
        image = truth[eye.file_name]
        photograph = read_photograph(project.parent / eye.file_name)
        assert (image.width, image.height) == (photograph.width, photograph.height)
        assert image.sha256 == photograph.sha256
        assert (image.patient, image.eye) == (eye.patient, eye.eye)
        assert image.grading.dr is eye.dr
        assert bool(image.lesion_labels) is (eye.dr > 0)


def test_names_tell_the_eye() -> None:
    for path, eye in zip(demo_photographs(Path()), EYES, strict=True):
        guessed = guess_eye(path)
        assert (guessed.patient, guessed.eye) == (eye.patient, eye.eye)


def test_a_second_start_draws_nothing(project: Path) -> None:
    told: list[tuple[object, int, int]] = []
    before = {path: path.stat().st_mtime_ns for path in demo_photographs(project.parent)}
    again = make_demo_study(project.parent, height_px=HEIGHT_PX, drawn=lambda *at: told.append(at))
    assert again == project
    assert told == []
    assert before == {path: path.stat().st_mtime_ns for path in demo_photographs(project.parent)}


def test_an_interrupted_drawing_is_drawn_again(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "EYES", EYES[:1])
    before = tmp_path / EYES[0].file_name
    shutil.copyfile(project.parent / before.name, before)
    told: list[tuple[Path | None, int, int]] = []
    make_demo_study(tmp_path, height_px=HEIGHT_PX, drawn=lambda *at: told.append(at))
    assert told == [(None, 0, 1), (before, 1, 1)]
    # Drawn from its seed, bit by bit.
    assert before.read_bytes() == (project.parent / before.name).read_bytes()


def test_another_photograph_of_that_name_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "EYES", EYES[:1])
    mine = tmp_path / EYES[0].file_name
    mine.write_bytes(b"mine")
    with pytest.raises(FileInTheWay, match=mine.name):
        make_demo_study(tmp_path, height_px=HEIGHT_PX)
    assert mine.read_bytes() == b"mine"


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="the folder cannot be created"):
        make_demo_study(tmp_path / "file" / "study", height_px=HEIGHT_PX)


def test_photographs_are_told_of_in_order_until_nobody_wants_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "EYES", EYES[:3])
    token, told = CancelToken(), []

    def drawn(path: Path | None, done: int, _: int) -> None:
        told.append(None if path is None else path.name)
        if done == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        draw_demo(tmp_path, height_px=HEIGHT_PX, drawn=drawn, cancel=token)
    assert told == [None, EYES[0].file_name, EYES[1].file_name]
