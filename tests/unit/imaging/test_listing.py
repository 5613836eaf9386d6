"""Folders list their photographs in natural order, at once, without opening them."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.errors import ReadError
from retinaview.imaging.listing import find_photographs, natural_key


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).touch()
    return folder


def names(*paths: Path) -> list[str]:
    return [path.name for path in find_photographs(paths)]


def test_numbers_count_as_numbers(tmp_path: Path) -> None:
    folder = filled(tmp_path, "img10.jpg", "img2.jpg", "IMG1.jpg", "img02b.jpg", "a.jpg")

    assert names(folder) == ["a.jpg", "IMG1.jpg", "img2.jpg", "img02b.jpg", "img10.jpg"]


def test_only_photographs_by_suffix_in_any_case(tmp_path: Path) -> None:
    kept = ["a.JPG", "b.Jpeg", "c.PNG", "d.tif", "e.TIFF", "f.bmp", "g.webp", "h.ppm", ".i.jpg"]
    folder = filled(
        tmp_path, *kept, "notes.txt", "study.retinaview", "jpg", "._a.JPG", "x.jpg.part"
    )
    (folder / "folder.jpg").mkdir()

    assert sorted(names(folder)) == sorted(kept)


def test_only_the_folder_itself(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    filled(tmp_path / "below", "b.jpg")
    filled(tmp_path, "a.jpg")

    assert names(tmp_path) == ["a.jpg"]


def test_files_are_taken_as_given_and_in_the_given_order(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    folder = filled(tmp_path / "folder", "2.png", "1.png")
    filled(tmp_path, "z.dat", "a.jpg")

    assert names(tmp_path / "z.dat", folder, tmp_path / "a.jpg") == [
        "z.dat",
        "1.png",
        "2.png",
        "a.jpg",
    ]


def test_the_first_photographs_come_before_later_paths_are_looked_at(tmp_path: Path) -> None:
    found = find_photographs([filled(tmp_path, "a.jpg"), tmp_path / "gone"])

    assert next(found).name == "a.jpg"
    with pytest.raises(ReadError, match="gone: does not exist"):
        next(found)


def test_two_thousand_photographs_are_listed_without_being_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shuffled = [f"eye_{number}.jpg" for number in range(2000)]
    random.Random(1).shuffle(shuffled)
    folder = filled(tmp_path, *shuffled)

    def opened(*_args: object, **_options: object) -> None:
        raise AssertionError("a photograph was opened")

    monkeypatch.setattr(Path, "open", opened)

    assert names(folder) == [f"eye_{number}.jpg" for number in range(2000)]


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)

    with pytest.raises(ReadError, match="cannot be listed: permission denied") as caught:
        list(find_photographs([tmp_path]))
    assert caught.value.path == tmp_path


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_names_can_be_sorted_and_the_order_is_total(texts: list[str]) -> None:
    backwards = list(reversed(texts))

    assert sorted(texts, key=natural_key) == sorted(backwards, key=natural_key)


@given(st.text(alphabet="abc_-", max_size=5), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_smaller_number_comes_first(stem: str, first: int, second: int) -> None:
    earlier, later = sorted((first, second))

    assert natural_key(f"{stem}{earlier}") <= natural_key(f"{stem}{later}")
