"""File names that only some systems allow are kept, told apart, shown as text, or said."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retinaview.batch.inputs import list_inputs, named
from retinaview.core.errors import ProjectError, ReadError
from retinaview.core.file_names import same_name_key
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.photos import LabelledImage
from retinaview.core.pictures import Pictures
from retinaview.exchange import READABLE, read_labels
from retinaview.exchange.file_names import base_names
from retinaview.session.label_export import export_labels
from retinaview.session.label_import import prepare_import
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.mutators.seeds import photographs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file systems forbid such names")

PNG = dict(photographs())["plain.png"]
NFC, NFD = (unicodedata.normalize(form, "é_OD.png") for form in ("NFC", "NFD"))
ODD = [
    NFC,
    NFD,
    "É_OD.png",
    "a\u202egnp.png",
    "two\nlines.png",
    "\x1b[31mred\x07.png",
    "zero\u200bwidth.png",
    "\u05d0\u05d1.png",
    "=1+1.png",
    "-rf.png",
    " space .png",
    "\U0001f441.png",
    "%s{0}&amp;.png",
    "\u2028.png",
]
BYTES = b"caf\xe9_OD.png"


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    session = open_study([folder], reader="Ann")
    try:
        yield session
    finally:
        session.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "study"
    found.mkdir()
    for name in ODD:
        (found / name).write_bytes(PNG)
    return found


@pytest.mark.parametrize("format_name", READABLE)
def test_odd_names_survive_export_and_import(
    format_name: str, folder: Path, tmp_path: Path
) -> None:
    with opened(folder) as session:
        assert sorted(image.path for image in session.images) == sorted(ODD)
        for number, image in enumerate(session.images):
            session.draw(image.id, LesionClass.HAEMORRHAGE, Box(number, 1, 3, 2))
        drawn = {image.path: session.marks(image.id)[0].box.x for image in session.images}
        report = export_labels(session, format_name, tmp_path / "out", pictures=Pictures.COPY)
    names = [str(path.relative_to(tmp_path / "out")) for path in report.files]
    assert len({same_name_key(name) for name in names}) == len(names)
    (folder / "study.retinaview").unlink()
    with opened(folder) as session:
        prepared = prepare_import(session, [tmp_path / "out"], format=format_name)
        session.commit(prepared.edits)
        assert {image.path: session.marks(image.id)[0].box.x for image in session.images} == drawn
    back = {image.image for image in read_labels([tmp_path / "out"], format=format_name)}
    assert len(back) == len(ODD)


def test_names_that_are_bytes_are_said_and_the_others_open(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/" + BYTES)).write_bytes(PNG)
    sentence = r"1 photograph left out because its name is not UTF-8 text: caf\udce9_OD.png"
    with opened(folder) as session:
        assert len(session.images) == len(ODD)
        assert [note for note in session.notes if sentence in note]
        said: list[str] = []
        session.message.connect(said.append)
        assert session.add_paths([folder]) == ()
        assert len(said) == 1
        assert sentence in said[0]


def test_a_folder_of_such_names_alone_is_refused_with_the_reason(tmp_path: Path) -> None:
    for number in range(3):
        Path(os.fsdecode(bytes(tmp_path) + b"/%d" % number + BYTES)).write_bytes(PNG)
    with pytest.raises(
        ReadError, match=r"3 photographs left out because their names are not UTF-8 text"
    ):
        open_study([tmp_path], reader="Ann")


def test_a_study_whose_folder_is_bytes_is_refused_in_one_sentence(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(bytes(tmp_path) + b"/\xff"))
    folder.mkdir()
    (folder / "a.png").write_bytes(PNG)
    with pytest.raises(ProjectError, match="its path is not UTF-8 text; rename the file or fold"):
        open_study([folder], reader="Ann")
    assert [path.name for path in folder.iterdir()] == ["a.png"]


def test_screening_keeps_them_apart(tmp_path: Path) -> None:
    spelt = tmp_path / r"caf\udce9_OD.png"  # what the bytes become in JSON
    for path in (Path(os.fsdecode(bytes(tmp_path) + b"/" + BYTES)), spelt, tmp_path / NFC):
        path.write_bytes(PNG)
    (tmp_path / NFD).write_bytes(PNG)
    inputs = list_inputs([tmp_path])
    assert len(inputs) == 4
    assert all(image.encode() for image in inputs)
    names = dict(named(inputs, {})).values()
    assert len({same_name_key(name) for name in names}) == 4


def test_names_are_unique_where_accents_or_case_do_not_count() -> None:
    names = base_names([LabelledImage(name) for name in (NFC, NFD, "É_OD.png")])
    assert len({same_name_key(name) for name in names}) == 3


def test_they_are_shown_on_one_line_in_their_order(folder: Path) -> None:
    with opened(folder) as session:
        shown = {image.path: image.name for image in session.images}
    assert shown["a\u202egnp.png"] == r"a\u202egnp.png"
    assert shown["two\nlines.png"] == r"two\nlines.png"
    assert all(name.isprintable() for name in shown.values())


@pytest.mark.parametrize("rows", [b"caf\xc3\xa9.png\n", b""], ids=["named", "itself"])
def test_a_table_in_a_folder_of_bytes_names_photographs(rows: bytes, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(bytes(tmp_path) + b"/\xff"))
    folder.mkdir()
    (folder / "café.png").write_bytes(PNG)
    (folder / "list.csv").write_bytes(b"image\n" + (rows or b"list.csv\n"))
    inputs = list_inputs([folder / "list.csv"])
    ((image, path),) = inputs.items()
    assert image.encode()
    assert path.is_file()
