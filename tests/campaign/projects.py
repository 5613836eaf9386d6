"""Projects: damaged pages, logs beside them, and values that cannot be."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

import numpy as np

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding, HeatMap, LesionMap, Quality
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project import leftover_logs, opening, project_file
from retinaview.project.schema import SCHEMA_VERSION
from retinaview.project.store import NewImage, ProjectStore
from tests.campaign.target import Case, Lost, Target, changed
from tests.mutators.mutations import VALUES

PROJECT, LOG, JOURNAL = "study.retinaview", "study.retinaview-wal", "study.retinaview-journal"
PHOTOGRAPHS, IN_FILE, IN_LOG = 6, 24, 30
"""Photographs, and marks that are in the file, and in the file with an earlier program's log."""
HIT = 2
"""The photograph whose rows are given wrong values."""
KEPT = Path("build/campaign", f"projects-{SCHEMA_VERSION}-journal.npz").absolute()
PIECE_BYTES = 16
_TABLES = ("marks", "gradings", "findings", "maps", "images")


def targets() -> Iterator[Target]:
    """The file itself, a log or a journal beside it, and values in its rows."""
    yield Target("projects", _damaged, lambda path: read_project(path, at_least=0))
    yield Target("projects-log", _with_log, _read_beside_log)
    yield Target("projects-journal", _with_journal, _read_beside_journal)
    yield Target("projects-values", _with_values, _read_others)


@dataclass(frozen=True)
class Sound:
    """A closed project; the file and the log of an earlier program, and of a change cut short.

    Attributes
    ----------
    closed, live, log, cut_short, journal : bytes
        The contents of files.
    """

    closed: bytes
    live: bytes
    log: bytes
    cut_short: bytes
    journal: bytes


@cache
def sound() -> Sound:
    """Projects, and what lies beside them.

    Times, salts and names differ each time that they are made, so they are made once and kept: the
    inputs of a seed stay what they are.
    """
    if not KEPT.exists():
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT.parent) as folder:
            made = Path(folder, KEPT.name)
            np.savez_compressed(made, *(np.frombuffer(data, np.uint8) for data in _made(folder)))
            made.replace(KEPT)
    with np.load(KEPT) as kept:
        return Sound(*(kept[name].tobytes() for name in kept.files))


def _made(folder: str) -> tuple[bytes, ...]:
    with patch.object(opening, "SYNCHRONOUS", "OFF"):
        path = Path(folder) / PROJECT
        with closing(ProjectStore.create(path)) as store:
            _fill(store)
        closed = path.read_bytes()
        cut_short = _changing(path)
        with closing(ProjectStore.open(path)) as store, patch.object(store, "_logs", ()):
            store._connection.execute("PRAGMA journal_mode = WAL")
            with patch.object(project_file, "renew_salt"):
                for number in range(IN_LOG - IN_FILE):
                    store.apply([_drawn(1 + number % PHOTOGRAPHS)], reader="Anna")
            return closed, path.read_bytes(), path.with_name(LOG).read_bytes(), *cut_short


def _changing(path: Path) -> tuple[bytes, bytes]:
    """The file and its journal in the midst of a change."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE settings SET value = 'another ' || value")
        for number in range(200):
            connection.execute("INSERT INTO settings VALUES (?, ?)", (str(number), "x" * 500))
        found = path.read_bytes(), path.with_name(JOURNAL).read_bytes()
        connection.execute("ROLLBACK")
    return found


def _fill(store: ProjectStore) -> None:
    store.add_images([NewImage(f"{number}.jpg") for number in range(PHOTOGRAPHS)])
    store.apply([_drawn(1 + number % PHOTOGRAPHS) for number in range(IN_FILE)], reader="Anna")
    values, box = np.full((8, 8), 90, np.uint8), Box(0, 0, 64, 64)
    finding = Finding(
        Quality(1, gradable=True),
        heat_maps=(HeatMap("net", "any DR", values / np.float32(255), box),),
        lesion_maps=(LesionMap(LesionClass.HAEMORRHAGE, values, box, 0.5),),
    )
    for image_id in range(1, PHOTOGRAPHS + 1):
        answer = GradingEdit(image_id, "Grade", Grading(), Grading(DRGrade.MILD))
        store.apply([answer], reader="Anna")
        store.save_finding(image_id, finding)
        store.save_finding(image_id, finding, source="net")


def _drawn(image_id: int) -> MarksEdit:
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), author="Anna")
    return MarksEdit(image_id, "Draw haemorrhage", (), (mark,))


def _damaged(rng: random.Random) -> Case:
    return Case({PROJECT: _worn(sound().closed, rng)}, PROJECT)


def _worn(data: bytes, rng: random.Random) -> bytes:
    """Bytes of it overwritten; or a mutation as of any file."""
    if rng.random() < 0.3:
        return changed(data, ".bmp", rng)
    worn = bytearray(data)
    for _ in range(rng.choice((1, 5, 50))):
        start = rng.randrange(len(worn))
        end = min(len(worn), start + PIECE_BYTES)
        worn[start:end] = rng.randbytes(end - start)
    return bytes(worn)


def _with_log(rng: random.Random) -> Case:
    """A log that is damaged, or that lies beside the file of another day."""
    of = sound()
    file = of.live if rng.random() < 0.7 else of.closed
    return Case({PROJECT: file, LOG: _worn(of.log, rng) if rng.random() < 0.9 else of.log}, LOG)


def _with_journal(rng: random.Random) -> Case:
    """A damaged journal beside the file that it is of, or beside that of another day."""
    file = rng.choice((sound().cut_short, sound().closed))
    return Case({PROJECT: file, JOURNAL: _worn(sound().journal, rng)}, JOURNAL)


def _with_values(rng: random.Random) -> Case:
    """A value of one photograph's rows replaced, past what the tables allow."""
    data = bytearray(sound().closed)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(data))
        connection.execute("PRAGMA ignore_check_constraints = ON")
        table = rng.choice(_TABLES)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        key = "id" if table == "images" else "image_id"
        column = rng.choice([name for name in columns if name not in ("id", "image_id")])
        query = f"SELECT rowid, {column} FROM {table} WHERE {key} = ?"
        rowid, value = rng.choice(connection.execute(query, (HIT,)).fetchall())
        new = _wrong(value, rng)
        try:
            with connection:
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))
        except (sqlite3.Error, OverflowError, UnicodeEncodeError):
            pass  # the tables hold against this one: an unchanged project is tried
        return Case({PROJECT: connection.serialize()}, PROJECT)


def _wrong(value: object, rng: random.Random) -> object:
    if isinstance(value, str) and value[:1] in "{[" and rng.random() < 0.7:
        return changed(value.encode(), ".json", rng).decode(errors="replace")
    new = rng.choice((*VALUES, b"", b"\xff\x00", rng.randbytes(9)))
    return json.dumps(new) if isinstance(new, list | dict) else new


@contextmanager
def _in_haste() -> Iterator[None]:
    """Wait neither for the disk nor for other windows, of which there are none."""
    with patch.object(opening, "SYNCHRONOUS", "OFF"), patch.object(leftover_logs, "_PAUSE_S", 0.0):
        yield


def read_project(path: Path, *, at_least: int) -> None:
    """Open a project, read all of it and close it; where it does not open, nothing has changed."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with _in_haste():
        try:
            store = ProjectStore.open(path, busy_timeout_s=0.05)
        except ProjectError:
            after = {file.name: file.read_bytes() for file in path.parent.iterdir()}
            if after != before:
                raise Lost("a project that did not open has changed") from None
            if at_least:
                raise Lost("a sound project did not open") from None
            raise
        with closing(store):
            if at_least and sum(map(len, store.all_marks().values())) < at_least:
                raise Lost("marks of the file are gone")
            _each(_readings(store))


def _readings(store: ProjectStore) -> list[Callable[[], object]]:
    return [
        store.images,
        store.all_marks,
        store.gradings,
        lambda: store.finding(HIT),
        lambda: store.finding(HIT, "net"),
        store.finding_summaries,
        store.events,
        store.runs,
        lambda: store.setting("panel"),
    ]


def _each(readings: list[Callable[[], object]]) -> None:
    """Do all; the first error of our own goes on when all are done."""
    first: ProjectError | None = None
    for reading in readings:
        try:
            reading()
        except ProjectError as error:
            first = first or error
    if first is not None:
        raise first


def _read_beside_log(log: Path) -> None:
    read_project(log.with_name(PROJECT), at_least=IN_FILE)


def _read_beside_journal(journal: Path) -> None:
    file = journal.with_name(PROJECT)
    is_whole = file.read_bytes() == sound().closed
    read_project(file, at_least=IN_FILE if is_whole else 0)


def _read_others(path: Path) -> None:
    """Every other photograph keeps its marks, answer and finding, and takes a new mark."""
    with _in_haste():
        with closing(ProjectStore.open(path, busy_timeout_s=0.05)) as store:
            others = [number for number in range(1, PHOTOGRAPHS + 1) if number != HIT]
            for image_id in others:
                if len(store.marks(image_id)) != IN_FILE // PHOTOGRAPHS:
                    raise Lost(f"marks of photograph {image_id} are gone")
                if store.grading(image_id).dr != DRGrade.MILD or store.finding(image_id) is None:
                    raise Lost(f"the answer or the finding of photograph {image_id} is gone")
            store.apply([_drawn(1)], reader="Anna")
        read_project(path, at_least=0)
