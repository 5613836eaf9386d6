from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from retinaview.project.images import StudyImage
from retinaview.session import photograph_files
from retinaview.session.photograph_files import (
    PhotographFiles,
    is_there,
    leads_elsewhere,
    new_images,
    relative_path,
)
from tests.dicom_files import miniature


def image(path: str, *, sha256: str = "") -> StudyImage:
    return StudyImage(1, path, sha256, None, None, "", None, 0)


def test_paths_are_relative_with_slashes() -> None:
    assert relative_path(Path("/data/clinic/a/1.png"), Path("/data/clinic")) == "a/1.png"
    assert relative_path(Path("/data/other/1.png"), Path("/data/clinic")) == "../other/1.png"


def test_on_another_drive_paths_are_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(photograph_files.os.path, "relpath", no_way)
    path = Path("/data/1.png").absolute()
    assert relative_path(path, Path("/elsewhere")) == path.as_posix()


def test_expected_places(tmp_path: Path) -> None:
    files = PhotographFiles(tmp_path / "clinic")
    assert files.expected(image("a/1.png")) == tmp_path / "clinic" / "a" / "1.png"
    assert files.expected(image("../other/1.png")) == tmp_path / "other" / "1.png"
    absolute = (tmp_path / "1.png").as_posix()
    assert files.expected(image(absolute)) == tmp_path / "1.png"


def test_a_changed_file_of_the_same_name_is_not_the_photograph(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "1.png").write_bytes(b"other")
    files = PhotographFiles(tmp_path)
    assert files.search(image("1.png", sha256="ab"), taken=()) is None


def test_a_new_photograph_has_the_day_of_its_header_or_else_of_its_name(tmp_path: Path) -> None:
    miniature(tmp_path / "P1_2020-01-01_OD.dcm")
    (tmp_path / "P2_2023-01-10_OD.png").write_bytes(b"")
    (tmp_path / "P3_OD.png").write_bytes(b"")
    days = {image.path: image.taken for image in new_images([tmp_path], tmp_path).images}
    assert days == {
        "P1_2020-01-01_OD.dcm": date(2024, 5, 1),
        "P2_2023-01-10_OD.png": date(2023, 1, 10),
        "P3_OD.png": None,
    }


def test_what_was_not_found_is_not_searched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = PhotographFiles(tmp_path)
    assert files.search(image("1.png"), taken=()) is None
    monkeypatch.setattr(files, "_index", lambda: pytest.fail("searched again"))
    assert files.search(image("1.png"), taken=()) is None


def test_a_search_ends_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (tmp_path / f"{number}.png").touch()
    monkeypatch.setattr(photograph_files, "_MAX_SEARCHED_FILES", 3)
    files = PhotographFiles(tmp_path)
    assert files.search(image("gone/2.png"), taken=()) == tmp_path / "2.png"
    assert PhotographFiles(tmp_path).search(image("gone/3.png"), taken=()) is None


@pytest.mark.parametrize("path", ["\\\\evil\\share\\P1_OD.png", "//evil/share/P1_OD.png"])
def test_a_project_sends_nobody_to_another_computer(tmp_path: Path, path: str) -> None:
    image = StudyImage(1, path, "", None, None, "", None, 0)

    assert PhotographFiles(tmp_path).expected(image) == tmp_path / "P1_OD.png"
    assert leads_elsewhere(path, tmp_path)
    assert not leads_elsewhere(path, Path("//EVIL/share/study"))
    assert not leads_elsewhere("../P1_OD.png", tmp_path)
    assert not leads_elsewhere("D:/P1_OD.png", tmp_path)


def test_a_name_that_cannot_be_is_not_there(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("x" * 300))
    assert not is_there(tmp_path / "a\0b")
    assert is_there(tmp_path)
