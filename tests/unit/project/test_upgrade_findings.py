"""From findings and opinions apart, as schemas 3 to 5 kept them, to findings of sources."""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.findings import GradeProbabilities
from retinaview.core.lesions import LesionClass
from retinaview.project.store import ProjectStore
from tests.unit.project.conftest import older_project

AT = "2025-01-02T03:04:05+00:00"


def summary_of(*models: list[str], shape: tuple[int, int] = (1, 2), **more: object) -> str:
    """A summary with one heat map, as programs of schema 3 to 5 wrote it."""
    heat_map = {"source": "x", "target": "DR 2", "extent": [0, 0, 2, 1], "shape": shape}
    quality = {"score": 1, "gradable": True, "is_fundus": True, "reasons": []}
    return json.dumps(
        {"quality": quality, "heat_maps": [heat_map], "models": models, "field_of_view": None}
        | {name: [] for name in ("lesion_maps", "regions", "lesions", "notes")}
        | {"seconds": {}, "together": ""}
        | more
    )


GRADED = (["grading", "zoom", "1", "aa"], ["segmentation", "ganet", "2", "bb"])


def add_finding(connection: sqlite3.Connection, image_id: int, summary: str, value: int) -> None:
    """A main finding whose one map is of that value."""
    connection.execute("INSERT INTO findings VALUES (?, ?, NULL, ?)", (image_id, AT, summary))
    maps = (image_id, zlib.compress(bytes([value, value])))
    connection.execute("INSERT INTO maps VALUES (?, 0, ?)", maps)


def add_opinion(
    connection: sqlite3.Connection, image_id: int, source: str, summary: str, value: int
) -> None:
    row = (image_id, source, AT, '{"dr": [1, 0, 0, 0, 0], "dme": null}', summary)
    connection.execute("INSERT INTO opinions VALUES (?, ?, ?, ?, ?)", row)
    maps = (image_id, source, zlib.compress(bytes([value, value])))
    connection.execute("INSERT INTO opinion_maps VALUES (?, ?, 0, ?)", maps)


def steps(store: ProjectStore, image_id: int, source: str | None = None) -> int | None:
    """By its one map, which finding this is."""
    finding = store.finding(image_id, source)
    return None if finding is None else round(float(finding.heat_maps[0].values[0, 1]) * 255)


@pytest.mark.parametrize("version", [3, 4, 5])
def test_findings_and_opinions_are_findings_of_their_sources(tmp_path: Path, version: int) -> None:
    path = older_project(tmp_path / "old.retinaview", version=version)
    proposed = {"proposed_at": {"hard_exudate": 0.25}}
    with closing(sqlite3.connect(path)) as connection, connection:
        for number in range(2, 6):
            row = (f"{number}.jpg", number)
            query = "INSERT INTO images (path, sha256, patient, position) VALUES (?, '', '', ?)"
            connection.execute(query, row)
        add_finding(connection, 1, summary_of(*GRADED, **proposed), 10)
        add_opinion(connection, 1, "sunet", summary_of(["grading", "sunet", "1", "cc"]), 11)
        add_opinion(connection, 1, "sea", summary_of(["grading", "sea", "1", "dd"]), 12)
        add_finding(connection, 2, summary_of(GRADED[1]), 20)
        add_finding(connection, 3, summary_of(), 30)
        add_opinion(connection, 4, "zoom", summary_of(GRADED[0]), 40)
    with closing(ProjectStore.open(path)) as store:
        assert [store.main_source(n) for n in range(1, 6)] == ["zoom", "ganet", "", None, None]
        assert [steps(store, n) for n in range(1, 6)] == [10, 20, 30, None, None]
        assert [steps(store, 1, name) for name in ("zoom", "sunet", "sea")] == [10, 11, 12]
        assert (steps(store, 2, "ganet"), steps(store, 4, "zoom")) == (20, 40)
        assert set(store.findings_without_maps("zoom")) == {1, 4}
        assert set(store.finding_summaries()) == {1, 2, 3}
        assert store.proposed_at(1) == {LesionClass.HARD_EXUDATE: 0.25}
        sunet = store.finding(1, "sunet")
        assert sunet is not None
        assert sunet.grades == GradeProbabilities((1, 0, 0, 0, 0))
        assert (store.events(), store.notes) == ((), ())


def test_an_opinion_of_who_graded_in_the_main_finding_is_kept_in_the_log(tmp_path: Path) -> None:
    path = older_project(tmp_path / "old.retinaview", version=5)
    opinion = summary_of(["grading", "zoom", "2", "ee"])
    with closing(sqlite3.connect(path)) as connection, connection:
        add_finding(connection, 1, summary_of(*GRADED), 10)
        add_opinion(connection, 1, "zoom", opinion, 11)
        add_opinion(connection, 1, "sea", summary_of(), 12)
    with closing(ProjectStore.open(path)) as store:
        assert [steps(store, 1, name) for name in (None, "zoom", "sea")] == [10, 10, 12]
        (event,) = store.events(1)
        assert (event.label, event.before["summary"]) == ("Set aside opinion", opinion)
        assert event.before["created"] == AT
        assert json.loads(event.before["grades"])["dr"] == [1, 0, 0, 0, 0]
        (kept,) = event.before["maps"]
        assert zlib.decompress(base64.b64decode(kept)) == bytes([11, 11])


UNREADABLE = (
    "{",
    "[1]",
    "5",
    "{}",
    '{"models": 5}',
    '{"models": [5]}',
    '{"models": [["grading", 5]]}',
    '{"models": [["grading", "\\ud800"]]}',
    '{"models": [[["grading"], "zoom"]]}',
)


@pytest.mark.parametrize("summary", UNREADABLE)
def test_what_cannot_be_read_is_upgraded_as_it_is(tmp_path: Path, summary: str) -> None:
    path = older_project(tmp_path / "old.retinaview", version=5)
    with closing(sqlite3.connect(path)) as connection, connection:
        add_finding(connection, 1, summary, 10)
        add_opinion(connection, 1, "sea", summary, 12)
        add_finding(connection, 99, summary_of(*GRADED), 13)  # of no photograph
        add_opinion(connection, 99, "sea", summary_of(*GRADED), 14)
    with closing(ProjectStore.open(path)) as store:
        assert (store.finding(1), store.finding(1, "sea"), store.main_source(1)) == (None, None, "")
        assert store.damage.of(1)[0].startswith("what the models said cannot be read")
    with closing(sqlite3.connect(path)) as connection:
        kept = "SELECT source, main, CAST(summary AS TEXT) FROM findings ORDER BY 1"
        assert connection.execute(kept).fetchall() == [("", 1, summary), ("sea", 0, summary)]
        assert connection.execute("SELECT count(*) FROM maps").fetchone() == (2,)
