"""The lists of public sets: which photographs they name, and with which grades."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.guard import guard
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.messidor import read_messidor

_IMAGES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
_UNGRADABLE_DDR = 5


@dataclass(frozen=True)
class Listed:
    """One photograph of a list.

    Grades are 0-4 and 0-2; `dme` is None where the set has none, `patient` and `eye` are empty
    where it does not tell them.
    """

    split: str
    path: Path
    patient: str
    eye: str
    dr: int
    dme: int | None = None


@dataclass(frozen=True)
class PublicSet:
    """A set, its folder below the data folder, and the height to which recipes expect it.

    With `by_split` each split has a folder of its own, because names repeat between them.
    """

    folder: str
    height_px: int
    read: Callable[[Path], list[Listed]]
    by_split: bool = False


def _aptos(root: Path) -> list[Listed]:
    """APTOS 2019: ``train.csv`` (id_code, diagnosis) and ``train_images/``."""
    rows = _table(_file(root, "train.csv"), "id_code", "diagnosis")
    return _found(root, (("train", name, "", "", grade, None) for name, grade in rows))


def _eyepacs(root: Path) -> list[Listed]:
    """EyePACS: ``trainLabels.csv`` (image, level), ``train/10_left.jpeg``."""
    rows = _table(_file(root, "trainLabels.csv"), "image", "level")

    def entries() -> Iterator[_Entry]:
        for name, grade in rows:
            patient, _, eye = name.partition("_")
            yield "train", name, patient, eye, grade, None

    return _found(root, entries())


def _messidor(root: Path) -> list[Listed]:
    """Messidor: twelve tables of Excel, ``Annotation_Base11.xls`` to ``34``; grades are 0-3."""
    found = read_messidor(Files(root))
    if found is None:
        raise ReadError(
            "there is no Annotation_Base11.xls or another of its lists in it", path=root
        )
    graded = [one for one in found.photographs if one.grades]
    entries = ((one.name, str(one.grades[0]), one.dme) for one in graded)
    return _found(
        root,
        (
            ("test", Path(name).stem, "", "", dr, str(dme[0]) if dme else None)
            for name, dr, dme in entries
        ),
    )


def _messidor2(root: Path) -> list[Listed]:
    """Messidor-2 with its adjudicated grades, ``messidor_data.csv``; ungradable ones left out."""
    columns = ("image_id", "adjudicated_dr_grade", "adjudicated_dme")
    rows = _table(_file(root, "messidor_data.csv"), *columns)
    graded = [row for row in rows if row[1]]
    return _found(root, (("test", Path(n).stem, "", "", dr, dme) for n, dr, dme in graded))


def _ddr(root: Path) -> list[Listed]:
    """DDR's ``DR_grading``: ``train.txt``, ``valid.txt`` and ``test.txt`` of names and grades."""

    def entries() -> Iterator[_Entry]:
        for split in ("train", "valid", "test"):
            for line in _lines(_file(root, f"{split}.txt")):
                name, _, grade = line.rpartition(" ")
                if grade != str(_UNGRADABLE_DDR):
                    yield split, Path(name).stem, "", "", grade, None

    return _found(root, entries())


def _idrid(root: Path) -> list[Listed]:
    """IDRiD's ``B. Disease Grading``; names repeat between its two folders."""
    found: list[Listed] = []
    for split, word in (("train", "Training"), ("test", "Testing")):
        table = _file(root, f"*IDRiD_Disease Grading_{word} Labels.csv")
        columns = ("Image name", "Retinopathy grade", "Risk of macular edema")
        folders = [each for each in root.rglob(f"*{word} Set") if "Original" in str(each)]
        if len(folders) != 1:
            raise ReadError(f"there is no folder of original images, {word} Set", path=root)
        rows = _table(table, *columns)
        found += _found(folders[0], ((split, name, "", "", dr, dme) for name, dr, dme in rows))
    return found


SETS = {
    "idrid": PublicSet("idrid/grading", 1024, _idrid, by_split=True),
    "eyepacs": PublicSet("eyepacs256", 256, _eyepacs),
    "aptos": PublicSet("aptos", 1024, _aptos),
    "messidor": PublicSet("messidor", 1024, _messidor),
    "messidor2": PublicSet("messidor2", 1024, _messidor2),
    "ddr": PublicSet("ddr", 1024, _ddr),
}
_Entry = tuple[str, str, str, str, str, str | None]


def _found(root: Path, entries: Iterator[_Entry]) -> list[Listed]:
    """Return listed photographs with their files; raise `ReadError` if some are missing."""
    files = {path.stem: path for path in sorted(root.rglob("*")) if path.suffix.lower() in _IMAGES}
    listed: list[Listed] = []
    missing: list[str] = []
    for split, name, patient, eye, dr, dme in entries:
        if name not in files:
            missing.append(name)
            continue
        grades = (_grade(dr, 4, files[name]), None if dme is None else _grade(dme, 2, files[name]))
        listed.append(Listed(split, files[name], patient, eye, *grades))
    if missing:
        total = len(missing) + len(listed)
        message = f"{len(missing)} of {total} listed photographs are missing, such as {missing[0]}"
        raise ReadError(message, path=root)
    if not listed:
        raise ReadError("the list names no photograph", path=root)
    return listed


def _grade(text: str, most: int, path: Path) -> int:
    if not re.fullmatch(r"\d+(\.0)?", text) or int(float(text)) > most:
        raise LabelError(f"{text!r} is no grade of 0 to {most}", path=path, field="grade")
    return int(float(text))


def _file(root: Path, pattern: str) -> Path:
    found = sorted(root.rglob(pattern))
    if not found:
        raise ReadError(f"there is no {pattern} in it", path=root)
    return found[0]


def _lines(path: Path) -> list[str]:
    with guard(ReadError, path, "is no text file"):
        return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line]


def _table(path: Path, *columns: str) -> list[tuple[str, ...]]:
    """Return the columns of a table; spaces around names and values are ignored."""
    with guard(ReadError, path, "is no table"), path.open(newline="", encoding="utf-8-sig") as file:
        rows = [
            {str(k).strip(): str(v).strip() for k, v in row.items()} for row in csv.DictReader(file)
        ]
    for column in columns:
        if rows and column not in rows[0]:
            raise LabelError("there is no such column", path=path, field=column)
    return [tuple(row[column] for column in columns) for row in rows if row[columns[0]]]
