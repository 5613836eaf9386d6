from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.errors import ProjectError, ReadError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import read_photograph
from retinaview.project.store import ProjectStore
from retinaview.session import study
from retinaview.session.study import open_study

BOX = Box(1, 2, 3, 4)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder with three photographs of two patients, and something else."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    for number, name in enumerate(["10_left.png", "2_left.png", "2_right.png"]):
        write_photograph(folder / name, number)
    (folder / "notes.txt").write_text("not a photograph")
    return folder


def write_photograph(path: Path, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    assert cv2.imwrite(str(path), pixels)


def test_a_folder(clinic: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        assert session.path == clinic / "clinic.retinaview"
        assert [image.path for image in session.images] == [
            "2_left.png",
            "2_right.png",
            "10_left.png",
        ]
        assert [(i.patient, i.eye) for i in session.images][:2] == [
            ("2", Laterality.OS),
            ("2", Laterality.OD),
        ]
        assert all(image.width is None and not image.sha256 for image in session.images)
        assert session.path_of(1) == clinic / "2_left.png"
        assert (session.first_image_id, session.notes, session.read_only) == (1, (), False)


def test_opening_a_folder_again_finds_labels_and_new_photographs(clinic: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        mark = session.draw(2, LesionClass.IRMA, BOX)
        session.set_grading(2, Grading(DRGrade.MILD))
    write_photograph(clinic / "1_left.png", 9)
    with closing(open_study([clinic], reader="Ben")) as session:
        assert session.marks(2) == (mark,)
        assert session.answers.by(2, "Anna") == Grading(DRGrade.MILD)
        assert [image.id for image in session.images] == [1, 2, 3, 4]
        assert session.image(4).path == "1_left.png"


def test_one_photograph_opens_its_folders_project(clinic: Path) -> None:
    with closing(open_study([clinic / "2_right.png"], reader="Anna")) as session:
        assert session.path == clinic / "clinic.retinaview"
        assert [image.path for image in session.images] == ["2_right.png"]
    with closing(open_study([clinic], reader="Anna")) as session:
        assert len(session.images) == 3
    with closing(open_study([clinic / "10_left.png"], reader="Anna")) as session:
        assert session.first_image_id is not None
        assert session.image(session.first_image_id).path == "10_left.png"
        assert len(session.images) == 3


def test_photographs_of_several_folders(clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    write_photograph(tmp_path / "other" / "7_left.png", 7)
    paths = [clinic / "2_left.png", tmp_path / "other"]
    with closing(open_study(paths, reader="Anna")) as session:
        assert [image.path for image in session.images] == ["2_left.png", "../other/7_left.png"]
        assert session.path_of(2) == tmp_path / "other" / "7_left.png"


def test_a_project_file(clinic: Path) -> None:
    open_study([clinic], reader="Anna").close()
    project = clinic / "clinic.retinaview"
    with closing(open_study([project], reader="Anna")) as session:
        assert len(session.images) == 3
        assert session.first_image_id == 1
    write_photograph(clinic / "5_left.png", 5)
    with closing(open_study([project, clinic / "5_left.png"], reader="Anna")) as session:
        assert session.first_image_id == 4


def test_a_relative_path(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clinic)
    with closing(open_study([Path()], reader="Anna")) as session:
        assert session.path == clinic / "clinic.retinaview"
        assert session.images[0].path == "2_left.png"


def test_a_renamed_folder_keeps_its_project(clinic: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        mark = session.draw(1, LesionClass.IRMA, BOX)
    renamed = clinic.rename(clinic.with_name("archive"))
    with closing(open_study([renamed], reader="Anna")) as session:
        assert session.path == renamed / "clinic.retinaview"
        assert session.marks(1) == (mark,)
        assert session.path_of(1) == renamed / "2_left.png"
        assert len(session.images) == 3


def test_several_projects_in_a_folder(clinic: Path) -> None:
    for name in ("anna.retinaview", "ben.retinaview"):
        ProjectStore.create(clinic / name).close()
    message = r"clinic: holds several projects \(anna\.retinaview, ben\.retinaview\)"
    with pytest.raises(ProjectError, match=message):
        open_study([clinic], reader="Anna")
    with pytest.raises(ProjectError, match=r"ben\.retinaview: only one project can be open"):
        open_study([clinic / "anna.retinaview", clinic / "ben.retinaview"], reader="Anna")


def test_a_folder_of_patients_folders_says_what_to_open(tmp_path: Path) -> None:
    for name in ("notes", "P1", "P2"):
        (tmp_path / name).mkdir()
    for name in ("P1", "P2"):
        write_photograph(tmp_path / name / "OD.png", 1)
    with pytest.raises(
        ReadError, match="no photograph that can be opened; its folders do, such as 'P1'"
    ):
        open_study([tmp_path], reader="Anna")


def test_what_cannot_be_opened_leaves_nothing_behind(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    text = tmp_path / "labels.csv"
    text.write_text("image,class")
    with pytest.raises(ReadError, match="empty: holds no photograph"):
        open_study([empty], reader="Anna")
    with pytest.raises(ReadError, match="none: does not exist"):
        open_study([tmp_path / "none"], reader="Anna")
    with pytest.raises(ReadError, match=r"gone\.jpg: does not exist"):
        open_study([tmp_path / "gone.jpg"], reader="Anna")
    with pytest.raises(ReadError, match=r"labels\.csv: "):
        open_study([text], reader="Anna")
    with pytest.raises(ProjectError, match=r"gone\.retinaview: does not exist"):
        open_study([tmp_path / "gone.retinaview"], reader="Anna")
    with pytest.raises(ReadError, match="nothing to open"):
        open_study([], reader="Anna")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty", "labels.csv"]


def test_a_folder_that_cannot_be_written(
    clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "_is_writable", lambda _: False)
    monkeypatch.setattr(study, "user_data_path", lambda *_, **__: tmp_path / "data")
    with closing(open_study([clinic], reader="Anna")) as session:
        assert session.path.parent == tmp_path / "data" / "projects"
        assert session.path.name.startswith("clinic-")
        assert session.notes == (
            f"{clinic} cannot be written; its project is kept as {session.path}",
        )
        assert session.path_of(1) == clinic / "2_left.png"
        mark = session.draw(1, LesionClass.IRMA, BOX)
    with closing(open_study([clinic], reader="Anna")) as session:
        assert session.marks(1) == (mark,)
    assert not list(clinic.glob("*.retinaview"))


def test_damage_of_no_photograph_is_listed(clinic: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        path = session.path
        session.set_setting("panel", "lesions")
        session.draw(1, LesionClass.IRMA, BOX)
        assert session.study_problems() == ()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE settings SET value = x'00' WHERE key = 'panel'")
        connection.execute("UPDATE marks SET image_id = 'none'")
    with closing(open_study([path], reader="Anna")) as session:
        assert session.all_marks() == {}
        mark, setting = sorted(session.study_problems())
        assert mark.startswith(f"{path.name}: a mark cannot be read")
        assert setting.startswith(f"{path.name}: the setting panel cannot be read")


def test_a_read_only_project_is_for_looking(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_study([clinic], reader="Anna").close()
    write_photograph(clinic / "3_left.png", 3)
    opened = ProjectStore.open

    def open_protected(path: Path) -> ProjectStore:
        store = opened(path)
        store.read_only = True
        return store

    monkeypatch.setattr(ProjectStore, "open", open_protected)
    with closing(open_study([clinic], reader="Anna")) as session:
        heard: list[str] = []
        session.message.connect(heard.append)
        assert session.notes == (f"{session.path} is read-only: it can be looked at, not changed",)
        assert len(session.images) == 3
        assert session.draw(1, LesionClass.IRMA, BOX) is None
        assert "cannot be written" in heard[0]
        session.set_eyes({1: ("9", None)})
        assert session.image(1).patient == "2"
        session.set_setting("panel", "lesions")
        assert session.setting("panel") is None
        photograph = read_photograph(clinic / "2_left.png")
        assert session.note_photograph(1, photograph) is False
        assert session.image(1).width == 60


def test_add_paths(clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    write_photograph(tmp_path / "more" / "8_right.png", 8)
    with closing(open_study([clinic], reader="Anna")) as session:
        heard: list[bool] = []
        session.images_changed.connect(lambda: heard.append(True))
        (added,) = session.add_paths([clinic, tmp_path / "more"])
        assert (added.path, added.patient) == ("../more/8_right.png", "8")
        assert session.images[-1] == added
        assert session.add_paths([clinic]) == ()
        assert heard == [True]
        with pytest.raises(ReadError, match="none: does not exist"):
            session.add_paths([tmp_path / "none"])


# Photographs that moved


def moved_into(folder: Path, name: str) -> Path:
    (folder / "sorted").mkdir(exist_ok=True)
    return (folder / name).rename(folder / "sorted" / name)


def test_a_moved_photograph_is_found_by_its_checksum(clinic: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        session.note_photograph(1, read_photograph(clinic / "2_left.png"))
        heard: list[str] = []
        session.message.connect(heard.append)
        (clinic / "another").mkdir()
        write_photograph(clinic / "another" / "2_left.png", 77)
        moved = moved_into(clinic, "2_left.png")
        assert session.path_of(1) == moved
        assert heard == [f"2_left.png was moved and is found again in {moved.parent}"]
        assert session.path_of(1) == moved
        assert len(heard) == 1
    with closing(ProjectStore.open(clinic / "clinic.retinaview")) as store:
        assert store.images()[0].path == "sorted/2_left.png"
        assert store.images()[0].sha256 == hashlib.sha256(moved.read_bytes()).hexdigest()


def test_a_photograph_that_was_never_read_is_found_where_there_is_no_doubt(clinic: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        first, second = moved_into(clinic, "2_left.png"), moved_into(clinic, "2_right.png")
        (clinic / "again").mkdir()
        write_photograph(clinic / "again" / "2_right.png", 5)
        assert session.path_of(1) == first
        assert session.path_of(2) == clinic / "2_right.png"
        assert not session.path_of(2).exists()
        assert second.exists()


def test_a_photograph_is_not_taken_for_another_of_the_same_name(tmp_path: Path) -> None:
    for patient in ("P1", "P2"):
        (tmp_path / patient).mkdir()
        write_photograph(tmp_path / patient / "left.png", 1)
    write_photograph(tmp_path / "a.png", 2)
    paths = [tmp_path / "a.png", tmp_path / "P1", tmp_path / "P2"]
    with closing(open_study(paths, reader="Anna")) as session:
        (tmp_path / "P1" / "left.png").unlink()
        assert session.path_of(2) == tmp_path / "P1" / "left.png"
        assert session.path_of(3) == tmp_path / "P2" / "left.png"


def test_a_moved_study(clinic: Path, tmp_path: Path) -> None:
    with closing(open_study([clinic], reader="Anna")) as session:
        mark = session.draw(3, LesionClass.IRMA, BOX)
    away = tmp_path / "far" / "away"
    away.parent.mkdir()
    clinic.rename(away)
    with closing(open_study([away / "clinic.retinaview"], reader="Anna")) as session:
        assert [session.path_of(i).exists() for i in (1, 2, 3)] == [True] * 3
        assert session.marks(3) == (mark,)


def test_two_thousand_photographs_are_neither_decoded_nor_hashed(tmp_path: Path) -> None:
    for number in range(1000):
        for eye in ("left", "right"):
            # No photograph could be read from these.
            (tmp_path / f"{number}_{eye}.jpg").touch()
    with closing(open_study([tmp_path], reader="Anna")) as session:
        assert len(session.images) == 2000
        assert session.images[-1].path == "999_right.jpg"
        assert len(session.labelled_images()) == 2000
