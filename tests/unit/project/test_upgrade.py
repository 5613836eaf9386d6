from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.mask import Mask
from retinaview.project import upgrade
from retinaview.project.opening import APPLICATION_ID
from retinaview.project.schema import SCHEMA_VERSION, Base
from retinaview.project.store import NewImage, ProjectStore
from tests.unit.project.conftest import older_project


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables_of(path: Path) -> dict[str, object]:
    """Columns, keys, indexes and triggers by name, in no order."""
    with closing(sqlite3.connect(path)) as connection:
        found: dict[str, object] = {
            name: sql
            for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master")
            if kind == "trigger" or (kind == "index" and sql)
        }
        listed = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for table, sql in listed.fetchall():
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            found[table] = sorted(column[1:] for column in columns), keys, "AUTOINCREMENT" in sql
    found.pop("alembic_version", None)  # the migrations' own
    return found


def test_a_new_project_has_the_tables_that_the_migrations_make(
    store: ProjectStore, tmp_path: Path
) -> None:
    store.close()
    older = older_project(tmp_path / "old.retinaview")
    ProjectStore.open(older).close()
    assert tables_of(store.path) == tables_of(older)


def test_a_project_is_upgraded_that_was_new_at_an_older_schema(tmp_path: Path) -> None:
    older = older_project(tmp_path / "old.retinaview", version=3)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("DROP TABLE alembic_version")
    ProjectStore.open(older).close()
    assert version_of(older) == SCHEMA_VERSION


def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    older = older_project(tmp_path / "old.retinaview")
    ProjectStore.open(older).close()
    engine = create_engine(f"sqlite:///{older}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_project_tells_what_it_is(store: ProjectStore) -> None:
    store.close()
    head = store.path.read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert version_of(store.path) == SCHEMA_VERSION


def test_an_older_project_is_upgraded_after_a_backup(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview")
    store = ProjectStore.open(path)
    assert [image.path for image in store.images()] == ["a.jpg"]
    store.add_images([NewImage("b.jpg")])
    store.close()

    assert version_of(path) == SCHEMA_VERSION
    backup = tmp_path / "old.retinaview.schema-1"
    assert version_of(backup) == 1
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT path FROM images").fetchall() == [("a.jpg",)]
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, backup.name]


def test_backups_are_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "old.retinaview.schema-1").write_text("precious")
    ProjectStore.open(older_project(tmp_path / "old.retinaview")).close()
    assert (tmp_path / "old.retinaview.schema-1").read_text() == "precious"
    assert version_of(tmp_path / "old.retinaview.schema-1-2") == 1


def test_without_a_backup_there_is_no_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_project(tmp_path / "old.retinaview")
    monkeypatch.setattr(upgrade, "_free_name", lambda *_: tmp_path / "no" / "such" / "folder")
    with pytest.raises(ProjectError, match=r"old\.retinaview: was not upgraded, because no backup"):
        ProjectStore.open(path)
    assert version_of(path) == 1


def test_a_failed_upgrade_leaves_the_old_project(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview")
    with closing(sqlite3.connect(path)) as connection:
        # A trigger of the name that schema 2 gives to its last one.
        connection.execute(
            "CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs BEGIN SELECT 1; END"
        )
    with pytest.raises(ProjectError, match=r"old\.retinaview: .*runs_no_delete already exists"):
        ProjectStore.open(path)
    assert version_of(path) == 1
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert names.fetchall() == [("runs_no_delete",)]


def test_creating_never_overwrites(store: ProjectStore) -> None:
    with pytest.raises(ProjectError, match=r"study\.retinaview: is there already"):
        ProjectStore.create(store.path)
    assert len(store.images()) == 2


def test_creating_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"s\.retinaview: cannot be opened or written"):
        ProjectStore.create(tmp_path / "none" / "s.retinaview")


names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
boxes = st.tuples(*[st.floats(1, 5000)] * 4)


@given(
    paths=st.lists(names, min_size=1, max_size=4, unique=True),
    marked=st.lists(boxes, max_size=5),
    comment=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
)
@settings(max_examples=8, deadline=None)
def test_an_upgrade_loses_nothing(
    paths: list[str], marked: list[tuple[float, ...]], comment: str
) -> None:
    with TemporaryDirectory() as folder:
        path = older_project(Path(folder) / "old.retinaview", version=2)
        with closing(sqlite3.connect(path)) as connection, connection:
            _fill(connection, paths, marked, comment)
            before = _contents(connection)
        store = ProjectStore.open(path)
        assert [image.path for image in store.images()] == ["a.jpg", *paths]
        assert len(store.marks(1)) == len(marked)
        assert store.grading(1).comment == comment
        finding = store.finding(1)
        assert finding is not None
        assert finding.heat_maps[0].values.shape == (2, 3)
        assert store.main_source(1) == "zoom"
        assert np.array_equal(finding.heat_maps[0].values * 255, [[0, 1, 2], [3, 4, 5]])
        store.close()
        with closing(sqlite3.connect(path)) as connection:
            after = _contents(connection)
        # Schema 6 has the source in the keys, and which finding is the main one.
        after["findings"] = [(row[0], *row[3:]) for row in after["findings"]]
        after["maps"] = [(row[0], *row[2:]) for row in after["maps"]]
        for name, rows in before.items():
            # Newer schemas add columns at the end.
            assert [new[: len(old)] for new, old in zip(after[name], rows, strict=True)] == rows
        with closing(sqlite3.connect(f"{path}.schema-2")) as connection:
            assert _contents(connection) == before


def _fill(
    connection: sqlite3.Connection,
    paths: list[str],
    marked: list[tuple[float, ...]],
    comment: str,
) -> None:
    """A reader's work and a finding, as a program of schema 2 wrote them."""
    at = "2025-01-02T03:04:05+00:00"
    for number, name in enumerate(paths):
        values = (f"{name}", "", "P", number + 1)
        connection.execute(
            "INSERT INTO images (path, sha256, patient, position) VALUES (?, ?, ?, ?)", values
        )
    for number, box in enumerate(marked):
        connection.execute(
            "INSERT INTO marks (id, image_id, lesion, x, y, width, height, status, author,"
            " created, modified, locked, comment, version)"
            " VALUES (?, 1, 'hard_exudate', ?, ?, ?, ?, 'drawn', 'Anna', ?, ?, 0, '', 1)",
            (str(number), *box, at, at),
        )
    connection.execute(
        "INSERT INTO gradings VALUES (1, 2, NULL, 0, ?, 'Anna', ?, 1)", (comment, at)
    )
    summary = {
        "quality": {"score": 1, "gradable": True, "is_fundus": True, "reasons": []},
        "heat_maps": [
            {"source": "zoom", "target": "DR 2", "extent": [0, 0, 3, 2], "shape": [2, 3]}
        ],
        "lesion_maps": [],
        "regions": [],
        "lesions": [],
        "models": [["grading", "zoom", "1", "aa"]],
        "seconds": {},
        "notes": [],
        "field_of_view": None,
    }
    connection.execute("INSERT INTO findings VALUES (1, ?, NULL, ?)", (at, json.dumps(summary)))
    connection.execute("INSERT INTO maps VALUES (1, 0, ?)", (zlib.compress(bytes(range(6))),))


def _contents(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but Alembic's note of the version."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for (name,) in tables
        if name not in ("alembic_version", "sqlite_sequence")
    }


MARKS = {
    "drawn": ("haemorrhage", "drawn", None),
    "accepted": ("hard_exudate", "accepted", "ganet"),
    "region": ("suspicious_region", "accepted", "zoom-in-net-small"),
    "untouched region": ("suspicious_region", "proposed", "zoom-in-net-small"),
    "patch": ("hard_exudate", "accepted", "zoom-in-net-small (discovery)"),
    "untouched patch": ("hard_exudate", "proposed", "zoom-in-net-small (discovery)"),
    "redrawn patch": ("hard_exudate", "edited", "zoom-in-net-small (discovery)"),
}


def project_with_places(path: Path, *names: str) -> Path:
    """A project of schema 3 that holds these of `MARKS`."""
    older_project(path, version=3)
    at = "2025-01-02T03:04:05+00:00"
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in names:
            lesion, status, model = MARKS[name]
            connection.execute(
                "INSERT INTO marks (id, image_id, lesion, x, y, width, height, status, author,"
                " created, modified, locked, comment, model, model_version, weights_sha256, score,"
                " version) VALUES (?, 1, ?, 1, 2, 30, 40, ?, 'Anna', ?, ?, 0, '', ?, '1', 'ab',"
                " 0.5, 1)",
                (name, lesion, status, at, at, model),
            )
    return path


def test_places_are_set_aside_said_once_and_kept_in_the_log(tmp_path: Path) -> None:
    path = project_with_places(tmp_path / "old.retinaview", *MARKS)
    store = ProjectStore.open(path)
    assert {mark.id for mark in store.marks(1)} == {"drawn", "accepted", "redrawn patch"}
    (note,) = store.notes
    assert note.startswith("2 boxes were a network's suspicious region or discovered patch")
    (event,) = store.events(1)
    assert (event.label, event.after) == ("Set aside places", [])
    logged = {mark["id"]: mark for mark in event.before}
    assert set(logged) == {"region", "untouched region", "patch", "untouched patch"}
    assert logged["region"]["author"] == "Anna"
    assert logged["region"]["box"] == [1, 2, 30, 40]
    assert logged["region"]["provenance"] == {
        "model": "zoom-in-net-small",
        "version": "1",
        "weights_sha256": "ab",
        "threshold": None,
        "score": 0.5,
    }
    store.close()
    again = ProjectStore.open(path)
    assert again.notes == ()
    assert len(again.events(1)) == 1
    again.close()


def test_answers_of_schema_6_stand_as_they_were(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview", version=6)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO gradings (image_id, dr, ungradable, comment, reader, modified, version)"
            " VALUES (1, 2, 0, 'hazy', 'Anna', '2025-01-02T03:04:05+00:00', 1)"
        )
    with closing(ProjectStore.open(path)) as store:
        assert store.gradings() == {1: Grading(DRGrade.MODERATE, comment="hazy")}
        assert store.grading(1).reader == "Anna"
        # A second reader has room for another answer, and the first one's stands.
        second = Grading(DRGrade.NONE, reader="Ben")
        store.apply([GradingEdit(1, "Grade", Grading(), second)], reader="Ben")
        assert [each.reader for each in store.answers(1)[1]] == ["Anna", "Ben"]


def test_boxes_of_schema_8_stand_as_they_were_and_can_become_masks(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview", version=8)
    moment = "2025-01-02T03:04:05+00:00"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO marks (id, image_id, lesion, x, y, width, height, status, author, created,"
            " modified, locked, comment, version) VALUES ('a', 1, 'haemorrhage', 1.5, 2, 3, 4,"
            f" 'drawn', 'Anna', '{moment}', '{moment}', 0, 'sure', 1)"
        )
    at = datetime.fromisoformat(moment)
    drawn = Mark(
        "a",
        LesionClass.HAEMORRHAGE,
        Box(1.5, 2, 3, 4),
        Status.DRAWN,
        "Anna",
        at,
        at,
        comment="sure",
    )
    with closing(ProjectStore.open(path)) as store:
        assert store.marks(1) == (drawn,)
        painted = drawn.with_mask(Mask.filling(drawn.box), author="Ben")
        store.apply([MarksEdit(1, "Paint haemorrhage", (drawn,), (painted,))], reader="Ben")
    with closing(ProjectStore.open(path)) as store:
        assert store.marks(1) == (painted,)


def test_answers_and_marks_of_schema_9_have_no_flag_and_no_doubt(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview", version=9)
    moment = "2025-01-02T03:04:05+00:00"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO marks (id, image_id, lesion, x, y, width, height, status, author, created,"
            " modified, locked, comment, version) VALUES ('a', 1, 'haemorrhage', 1, 2, 3, 4,"
            f" 'drawn', 'Anna', '{moment}', '{moment}', 0, '', 1)"
        )
        connection.execute(
            "INSERT INTO gradings (image_id, reader, dr, ungradable, comment, modified, version)"
            f" VALUES (1, 'Anna', 2, 0, '', '{moment}', 1)"
        )
    with closing(ProjectStore.open(path)) as store:
        assert store.grading(1) == Grading(DRGrade.MODERATE)
        (mark,) = store.marks(1)
        doubted = replace(mark, unsure=True)
        decided = Grading(DRGrade.MILD, flag=True, reader="consensus", decided_by="Eve")
        edits = [
            MarksEdit(1, "Doubt", (mark,), (doubted,)),
            GradingEdit(1, "Decide", Grading(), decided),
        ]
        store.apply(edits, reader="Eve")
    with closing(ProjectStore.open(path)) as store:
        assert store.marks(1) == (doubted,)
        kept = store.answers(1)[1][-1]
        assert (kept, kept.reader, kept.decided_by) == (decided, "consensus", "Eve")


def test_untouched_places_go_without_a_word(tmp_path: Path) -> None:
    names = ("drawn", "untouched region", "untouched patch")
    store = ProjectStore.open(project_with_places(tmp_path / "old.retinaview", *names))
    assert store.notes == ()
    assert [mark.id for mark in store.marks(1)] == ["drawn"]
    assert len(store.events(1)) == 1
    store.close()


def test_a_project_without_places_gets_no_event(tmp_path: Path) -> None:
    store = ProjectStore.open(project_with_places(tmp_path / "old.retinaview", "drawn"))
    assert (store.notes, store.events()) == ((), ())
    store.close()


def test_an_answer_that_contradicts_itself_stands_as_it_was_shown(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview", version=3)
    at = "2025-01-02T03:04:05+00:00"
    with closing(sqlite3.connect(path)) as connection, connection:
        for number in (2, 3):
            values = (f"{number}.jpg", number)
            connection.execute(
                "INSERT INTO images (path, sha256, patient, position) VALUES (?, '', '', ?)", values
            )
        rows = [(1, 2, None, 1, "hazy"), (2, 3, 1, 0, ""), (3, None, None, 1, "")]
        for row in rows:
            connection.execute(
                "INSERT INTO gradings VALUES (?, ?, ?, ?, ?, 'Anna', ?, 1)", (*row, at)
            )
    store = ProjectStore.open(path)
    assert store.gradings() == {
        1: Grading(ungradable=True, comment="hazy"),
        2: Grading(DRGrade.SEVERE, DMEGrade.AWAY),
        3: Grading(ungradable=True),
    }
    assert store.grading(1).reader == "Anna"
    (note,) = store.notes
    assert note.startswith("a.jpg had a grade and were ungradable at once")
    (event,) = store.events()
    assert (event.image_id, event.before["dr"], event.after["dr"]) == (1, 2, None)
    store.close()
    assert ProjectStore.open(path).notes == ()


def test_an_answer_for_no_photograph_does_not_stop_the_upgrade(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview", version=7)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO gradings (image_id, dr, ungradable, comment, reader, modified, version)"
            " VALUES (?, 2, 0, ?, ?, '2024-01-01T00:00:00+00:00', 1)",
            [(1, "kept", ""), (77, "hazy", "Anna")],
        )
    with closing(ProjectStore.open(path)) as store:
        assert [each.comment for each in store.answers()[1]] == ["kept"]
        assert store.notes == (
            "an answer for photograph 77, which is not there, is in the log only",
        )
    with closing(sqlite3.connect(path)) as connection:
        ((label, before),) = connection.execute('SELECT label, "before" FROM events').fetchall()
    assert label == "Set aside answer"
    kept = json.loads(before)
    assert (kept["image_id"], kept["reader"], kept["comment"], kept["dr"]) == (
        77,
        "Anna",
        "hazy",
        2,
    )


def test_answers_of_schema_11_are_counted_by_their_times(tmp_path: Path) -> None:
    """What was given since is the latest, even where the clock was set back."""
    path = older_project(tmp_path / "old.retinaview", version=11)
    with closing(sqlite3.connect(path)) as connection, connection:
        for reader, dr, year in (("Anna", 1, 2024), ("Ben", 3, 2023)):
            connection.execute(
                "INSERT INTO gradings (image_id, reader, dr, ungradable, comment, modified, "
                f"version) VALUES (1, '{reader}', {dr}, 0, '', '{year}-01-02T03:04:05+00:00', 1)"
            )
    with closing(ProjectStore.open(path)) as store:
        assert [(each.reader, each.sequence) for each in store.answers(1)[1]] == [
            ("Ben", 1),
            ("Anna", 2),
        ]
        late = Grading(DRGrade.NONE).signed("Eve", datetime(2020, 1, 1, tzinfo=UTC))
        store.apply([GradingEdit(1, "Grade", Grading(), late)], reader="Eve")
        assert store.grading(1).reader == "Eve"
