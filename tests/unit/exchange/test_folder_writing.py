from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retinaview.core.errors import FileInTheWay, WriteError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import Picture, folder_writing, read_labels, write_labels
from retinaview.exchange.formats import FORMATS, READABLE


def labelled(*names: str, marks: int = 1) -> list[LabelledImage]:
    def drawn(number: int) -> Mark:
        return Mark.drawn(LesionClass.HAEMORRHAGE, Box(number, 2, 3, 4), author="Anna")

    drawn_here = tuple(drawn(number) for number in range(marks))
    return [LabelledImage(name, 50, 40, marks=drawn_here) for name in names]


def visible(folder: Path) -> dict[str, bytes]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in files
        if not file.name.startswith(".")
    }


def exported(format_name: str, images: list[LabelledImage], folder: Path) -> dict[str, bytes]:
    write_labels(format_name, images, folder)
    return visible(folder)


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name != "masks"])
def test_a_second_export_leaves_nothing_of_photographs_that_are_gone(
    tmp_path: Path, format_name: str
) -> None:
    images = labelled("a.jpg", "b.jpg")
    fresh = exported(format_name, images[:1], tmp_path / "fresh")
    out = tmp_path / "out"
    write_labels(format_name, images, out)
    assert exported(format_name, images[:1], out) == fresh


def test_what_a_killed_export_had_staged_is_gone_after_the_next(tmp_path: Path) -> None:
    staged = tmp_path / "out" / ".writing-1234" / "old.csv"
    staged.parent.mkdir(parents=True)
    staged.write_text("old")
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "out" / ".writing-link"
    link.symlink_to(tmp_path / "elsewhere")
    write_labels("csv", labelled("a.jpg"), tmp_path / "out")
    assert not staged.parent.exists()
    assert link.is_symlink()
    assert (tmp_path / "elsewhere").is_dir()


def test_files_of_others_stay(tmp_path: Path) -> None:
    images = labelled("a.jpg", "b.jpg", "c.jpg")
    (tmp_path / "mine.txt").write_text("mine")
    write_labels("voc", images, tmp_path)
    write_labels("csv", images, tmp_path)
    (changed,) = tmp_path.rglob("b.xml")
    changed.write_text("corrected by hand")
    write_labels("voc", images[:1], tmp_path)
    of_voc = {"default.txt", "labelmap.txt"}
    names = {Path(name).name for name in visible(tmp_path)}
    assert names == {"mine.txt", "a.xml", "b.xml", "boxes.csv", "grades.csv"} | of_voc
    assert changed.read_text() == "corrected by hand"


class Killed(BaseException):
    """The program ends here."""


def killed_at(moment: int) -> Callable[..., None]:
    """A stand-in for what moves and removes files, that dies at some call."""
    calls: Iterator[int] = iter(range(10**6))
    replace = Path.replace

    def replaced(self: Path, target: Path) -> Path:
        if next(calls) == moment:
            raise Killed
        return replace(self, target)

    return replaced  # type: ignore[return-value]


@pytest.mark.parametrize("format_name", READABLE)
def test_an_export_that_dies_while_files_are_moved_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    old, new = labelled("a.jpg", "b.jpg", "c.jpg"), labelled("a.jpg", "b.jpg", marks=2)
    fresh = exported(format_name, new, tmp_path / "fresh")
    for moment in range(len(fresh) + 1):
        out = tmp_path / str(moment)
        write_labels(format_name, old, out)
        monkeypatch.setattr(Path, "replace", killed_at(moment))
        with pytest.raises(Killed):
            write_labels(format_name, new, out)
        monkeypatch.undo()
        found = read_labels([out], format=format_name)
        assert {(image.image, len(image.marks)) for image in found} == {("a.jpg", 2), ("b.jpg", 2)}
        assert visible(out) == fresh
        assert not list(out.glob(".exported-*"))


def test_an_export_that_dies_before_it_is_whole_leaves_the_old_one(tmp_path: Path) -> None:
    before = exported("voc", labelled("a.jpg", "b.jpg"), tmp_path)

    def die() -> None:
        raise Killed

    with pytest.raises(Killed):
        write_labels("voc", labelled("a.jpg", marks=2), tmp_path, each_file=die)
    assert visible(tmp_path) == before
    assert len(read_labels([tmp_path])) == 2


def test_of_two_exports_at_a_time_the_second_says_so(tmp_path: Path) -> None:
    said: list[str] = []

    def second() -> None:
        with pytest.raises(WriteError) as error:
            write_labels("csv", labelled("b.jpg"), tmp_path)
        said.append(str(error.value))

    first = write_labels("voc", labelled("a.jpg"), tmp_path, each_file=second)
    assert said == [f"{tmp_path}: another export is writing to this folder"] * len(first)
    assert [image.image for image in read_labels([tmp_path])] == ["a.jpg"]
    write_labels("csv", labelled("b.jpg"), tmp_path)  # the first is over


def test_a_file_of_an_export_that_died_is_completed_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_labels("csv", labelled("a.jpg"), tmp_path)
    monkeypatch.setattr(Path, "replace", killed_at(0))
    with pytest.raises(Killed):
        write_labels("csv", labelled("a.jpg", marks=2), tmp_path)
    monkeypatch.undo()
    (found,) = read_labels([tmp_path / "boxes.csv"])
    assert len(found.marks) == 2


def test_a_record_leads_nowhere_else(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside.txt", tmp_path / "out"
    outside.write_text("")
    write_labels("labelme", labelled("a.jpg"), out)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    record = out / folder_writing.RECORD
    record.write_text(json.dumps({"labelme": {"../outside.txt": empty, os.fspath(outside): empty}}))
    write_labels("labelme", labelled("b.jpg"), out)
    assert outside.exists()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"labelme": 3}', '{"labelme": {"a.json": []}}', "[" * 9999]
)
def test_a_damaged_record_is_none(tmp_path: Path, text: str) -> None:
    write_labels("labelme", labelled("a.jpg"), tmp_path)
    (tmp_path / folder_writing.RECORD).write_text(text)
    write_labels("labelme", labelled("b.jpg"), tmp_path)
    assert len(read_labels([tmp_path])) == 2


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name != "masks"])
def test_a_file_that_no_export_wrote_or_that_changed_stays(
    tmp_path: Path, format_name: str
) -> None:
    images = labelled("a.jpg")
    fresh = exported(format_name, images, tmp_path / "fresh")
    for name in fresh:
        for known in (False, True):
            out = tmp_path / f"{Path(name).name}-{known}"
            if known:
                write_labels(format_name, images, out)
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(b"mine")
            before = visible(out)
            with pytest.raises(FileInTheWay, match="was not written by this program, or has chang"):
                write_labels(format_name, images, out)
            assert visible(out) == before
            write_labels(format_name, images, out, replace=True)
            assert visible(out) == fresh


def test_the_same_file_of_somebody_else_is_no_loss(tmp_path: Path) -> None:
    images = labelled("a.jpg")
    write_labels("csv", images, tmp_path)
    (tmp_path / folder_writing.RECORD).unlink()
    write_labels("csv", images, tmp_path)


def test_a_link_that_leads_nowhere_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "boxes.csv").symlink_to(tmp_path / "absent")
    with pytest.raises(FileInTheWay, match=r"boxes\.csv"):
        write_labels("csv", labelled("a.jpg"), tmp_path)


def test_what_stands_where_a_folder_or_a_file_must_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "voc").mkdir()
    (tmp_path / "voc" / "Annotations").write_text("")
    with pytest.raises(WriteError, match="Annotations: is a file, where the export needs a folder"):
        write_labels("voc", labelled("a.jpg"), tmp_path / "voc", replace=True)
    (tmp_path / "boxes.csv").mkdir()
    with pytest.raises(WriteError, match=r"boxes\.csv: is a folder, where the export needs a file"):
        write_labels("csv", labelled("a.jpg"), tmp_path, replace=True)
    assert visible(tmp_path) == {"voc/Annotations": b""}


def test_pictures_of_an_export_are_its_own(tmp_path: Path) -> None:
    photograph = tmp_path / "a.jpg"
    photograph.write_bytes(b"changed since the study knew its checksum")
    out = tmp_path / "out"
    for link in (False, False, True, True):
        pictures = {"a.jpg": Picture(photograph, "0" * 64, link=link)}
        write_labels("csv", labelled("a.jpg"), out, pictures=pictures)
    (copy,) = (out / "images").iterdir()
    assert copy.is_symlink()
