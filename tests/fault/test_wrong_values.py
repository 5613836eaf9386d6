"""A value of the wrong type in any column of any table: the study opens, and the rest works.

SQLite keeps a value of any type in almost any column, so every one is tried.
"""

from __future__ import annotations

import copy
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Float, Integer

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    Lesion,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.packed_finding import finding_of, grades_json, map_blobs, summary_json
from retinaview.project.schema import Base
from retinaview.project.store import NewImage, ProjectStore
from retinaview.project.values import UNREADABLE
from retinaview.session.study import open_study

HIT, OTHER = 1, 2
BYTES = b"\xff\x00"
WRONG, BELOW = ("wrong", BYTES), -7.5
KEY = ThresholdKey("net", "1", LesionClass.HAEMORRHAGE)


def finding() -> Finding:
    values, box = np.full((8, 8), 90, np.uint8), Box(0, 0, 64, 64)
    return Finding(
        Quality(0.5, gradable=True, reasons=("haze",)),
        grades=GradeProbabilities((0.2,) * 5, (0.4, 0.3, 0.3)),
        heat_maps=(HeatMap("net", "any DR", np.full((8, 8), 0.5, np.float32), box),),
        lesion_maps=(LesionMap(LesionClass.HAEMORRHAGE, values, box, 0.5),),
        regions=(Region(Box(1, 2, 3, 4), 0.5, 1),),
        lesions=(Lesion(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), 7.5, 0.5),),
        models=(ModelIdentity("segmentation", "net", "1", "ab" * 32),),
        seconds={"read": 0.5},
        notes=("a note",),
        field_of_view=FieldCircle(1.5, 2.5, 3.5, 4.5, 5.5),
        together="other.jpg",
    )


def marks() -> tuple[Mark, ...]:
    box = Box(1.5, 2.5, 3.5, 4.5)
    origin = Provenance("net", "1", "ab" * 32, 0.5, 0.5)
    return (
        Mark.drawn(LesionClass.HAEMORRHAGE, box, author="Anna"),
        Mark.proposed(LesionClass.HAEMORRHAGE, box, provenance=origin),
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "study.retinaview"
    with closing(ProjectStore.create(path)) as store:
        store.add_images([NewImage(f"{n}.jpg", "P7", Laterality.OD) for n in range(3)])
        for image_id in (HIT, OTHER):
            store.update_image(image_id, sha256="ab" * 32, width=64, height=64)
            answer = Grading(DRGrade.MILD, DMEGrade.NONE, comment="seen")
            store.save_finding(image_id, finding(), proposals=marks()[1:])
            store.save_finding(image_id, finding(), source="net")
            edits: list[Edit] = [
                MarksEdit(image_id, "Draw", (), marks()[:1]),
                GradingEdit(image_id, "Grade", Grading(), answer),
            ]
            store.apply(edits, reader="Anna")
        store.set_setting("panel", "lesions")
        store.set_thresholds({KEY: 0.4}, reader="Anna")
    return path.read_bytes()


def columns() -> list[tuple[str, str]]:
    return [(table.name, c.name) for table in Base.metadata.sorted_tables for c in table.columns]


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinaview.project.opening.SYNCHRONOUS", "OFF")


def spoilt(sound: bytes, path: Path, table: str, column: str, value: object) -> bool:
    """Put a value into the rows of one photograph; False where the table refuses it or has it."""
    path.write_bytes(sound)
    of = {"images": f"id = {HIT}", "settings": "1"}.get(table, f"image_id = {HIT}")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (row,) = connection.execute(f"SELECT min(rowid) FROM {table} WHERE {of}").fetchone()
        query = f"SELECT {column} FROM {table} WHERE rowid = ?"
        before = connection.execute(query, (row,)).fetchone()
        change = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"
        try:
            connection.execute(change, (value, row))
        except sqlite3.Error:
            return False
        return bool(connection.execute(query, (row,)).fetchone() != before)


def read_everything(store: ProjectStore) -> None:
    store.images()
    store.all_marks()
    store.gradings()
    for image_id in (HIT, OTHER):
        store.marks(image_id)
        store.finding(image_id)
        store.finding(image_id, "net")
        store.main_source(image_id)
        store.proposed_at(image_id)
        store.events(image_id)
    store.finding_summaries()
    store.findings_without_maps("net")
    store.events()
    store.runs()
    store.setting("panel")
    store.thresholds()
    store.card_threshold(KEY)


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_value_of_the_wrong_type(sound: bytes, tmp_path: Path, table: str, column: str) -> None:
    path = tmp_path / "study.retinaview"
    is_number = isinstance(Base.metadata.tables[table].c[column].type, Integer | Float)
    for value in (*WRONG, BELOW) if is_number else WRONG:
        if not spoilt(sound, path, table, column, value):
            continue
        with closing(ProjectStore.open(path, busy_timeout_s=0.1)) as store:
            read_everything(store)
            assert len(store.images()) == 3
            assert len(store.marks(OTHER)) == 2
            assert store.grading(OTHER).dr is DRGrade.MILD
            assert store.finding(OTHER) is not None
            assert OTHER in store.finding_summaries()
            assert store.damage.of(OTHER) == ()
            if value == BYTES and (table, column) not in HARMLESS:
                assert store.damage.of(HIT) or store.damage.of(None), (table, column)
            if value != BYTES:
                continue
            # All can be drawn, answered, described and computed again.
            store.apply([MarksEdit(HIT, "Draw", (), marks()[:1])], reader="Anna")
            answer = GradingEdit(HIT, "Grade", store.grading(HIT), Grading(DRGrade.SEVERE))
            store.apply([answer], reader="Anna")
            store.save_finding(HIT, finding(), proposals=marks()[1:])
            store.save_finding(HIT, finding(), source="net")
            store.update_image(HIT, sha256="cd" * 32, width=7, height=7, path="x.jpg", patient="P")
            assert store.finding(HIT) is not None
            assert store.grading(HIT).dr is DRGrade.SEVERE
            assert len(store.images()) == 3


# Values that nothing reads, or whose row is found without them.
HARMLESS = {
    ("marks", "version"),
    ("gradings", "version"),
    ("findings", "created"),
    ("settings", "key"),
    ("settings", "value"),
}


@pytest.mark.parametrize("table", [table.name for table in Base.metadata.sorted_tables])
def test_the_window_opens_such_a_study(sound: bytes, tmp_path: Path, table: str) -> None:
    path = tmp_path / "study.retinaview"
    for column in [name for of, name in columns() if of == table]:
        if not spoilt(sound, path, table, column, BYTES):
            continue
        with closing(open_study([path], reader="Anna")) as session:
            for image in session.images:
                session.marks(image.id)
                session.grading(image.id)
                session.finding(image.id)
                session.problems(image.id)
            assert len(session.marks(OTHER)) == 2


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield at
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield from places(value[key], (*at, key))


def at(value: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


OTHERS: tuple[Any, ...] = ("wrong", True, 7, [], {}, None, float("inf"))


def is_same_kind(one: object, other: object) -> bool:
    return (
        isinstance(one, float | int) is isinstance(other, float | int)
        and (isinstance(one, bool) is isinstance(other, bool))
        if isinstance(one, float | int)
        else type(one) is type(other)
    )


def test_a_json_value_of_the_wrong_type_anywhere_in_a_finding() -> None:
    sound = json.loads(json.dumps([grades_json(finding().grades), summary_json(finding())]))
    blobs = map_blobs(finding())
    assert finding_of(sound[0], sound[1], blobs).notes == ("a note",)
    refused = 0
    for place in list(places(sound))[1:]:
        old = at(sound, place)
        for new in OTHERS:
            optional = new is None and place in ((0,), (0, "dme"), (1, "field_of_view"))
            # 0 and 1 are truth values, as SQLite keeps them.
            if optional or (is_same_kind(old, new) and new != float("inf")):
                continue
            spoilt_json = copy.deepcopy(sound)
            at(spoilt_json, place[:-1])[place[-1]] = new
            try:
                finding_of(spoilt_json[0], spoilt_json[1], blobs)
            except (*UNREADABLE, LabelError):
                refused += 1
            else:
                pytest.fail(f"{place}: {old!r} became {new!r}")
    assert refused > 300
