"""What further sources say is kept beside the main finding, and touches nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from retinaview.core.errors import ProjectError
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.project.packed_finding import packed
from retinaview.project.store import ProjectStore

if TYPE_CHECKING:
    from collections.abc import Callable

SUNET = "sunet-small"
EXTENT = Box(2, 3, 640, 480)
share = st.floats(0, 1, width=32)
grids = arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9)))


@st.composite
def findings(draw: Callable[..., object]) -> Finding:
    """Any answer of a source; heat maps on the 256 steps that are kept."""
    dr = draw(st.tuples(*[share] * 5))
    dme = draw(st.none() | st.tuples(*[share] * 3))
    return Finding(
        Quality(draw(share), draw(st.booleans()), reasons=tuple(draw(st.lists(st.text())))),
        draw(st.none() | st.just(GradeProbabilities(dr, dme))),
        tuple(
            HeatMap(SUNET, f"DR {number}", np.divide(grid, 255, dtype=np.float32), EXTENT)
            for number, grid in enumerate(draw(st.lists(grids, max_size=3)))
        ),
        tuple(
            LesionMap(lesion, draw(grids), EXTENT, draw(share))
            for lesion in draw(st.lists(st.sampled_from(LesionClass), unique=True, max_size=2))
        ),
        tuple(
            Region(Box(draw(share), 1, 2, 3), draw(share), rank + 1)
            for rank in range(draw(st.integers(0, 4)))
        ),
        models=(ModelIdentity("grading", SUNET, draw(st.text()), "cc"),),
        together=draw(st.sampled_from(["", "P1_OS.jpg"])),
    )


def assert_same(one: Finding | None, two: Finding) -> None:
    assert one is not None
    first, second = packed(one), packed(two)
    assert first.maps == second.maps
    assert replace(one, heat_maps=(), lesion_maps=()).__dict__ == (
        replace(two, heat_maps=(), lesion_maps=()).__dict__
    )
    for name in ("heat_maps", "lesion_maps"):
        for a, b in zip(getattr(one, name), getattr(two, name), strict=True):
            assert a.extent == b.extent
            assert getattr(a, "target", "") == getattr(b, "target", "")
            assert getattr(a, "threshold", 0) == getattr(b, "threshold", 0)


@given(answers=st.lists(st.tuples(st.sampled_from([SUNET, "sea-net"]), findings()), max_size=4))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_finding_comes_back_and_the_main_one_stays(
    store: ProjectStore, image_id: int, answers: list[tuple[str, Finding]]
) -> None:
    main = Finding(Quality(0.9, True), GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1)))
    store.save_finding(image_id, main)
    marks = store.marks(image_id)
    for source, answer in answers:
        store.save_finding(image_id, answer, source=source)
    for source, answer in dict(answers).items():
        assert_same(store.finding(image_id, source), answer)
    assert_same(store.finding(image_id), main)
    assert store.finding_summaries() == {image_id: main.summary}
    assert store.marks(image_id) == marks


def test_a_finding_is_of_one_photograph_and_one_source(store: ProjectStore, image_id: int) -> None:
    finding = Finding(Quality(1, True), models=(ModelIdentity("grading", SUNET, "1", "cc"),))
    store.save_finding(image_id, finding, source=SUNET)
    assert store.finding(image_id, "sea-net") is None
    assert store.finding(image_id + 1, SUNET) is None
    assert store.finding(image_id) is None
    assert [run.model for run in store.runs()] == [SUNET]


def test_a_finding_on_no_photograph_is_refused(store: ProjectStore) -> None:
    with pytest.raises(ProjectError, match="no photograph number 99"):
        store.save_finding(99, Finding(Quality(1, True)), source=SUNET)
    assert store.runs() == ()


def test_findings_survive_closing(store: ProjectStore, image_id: int) -> None:
    finding = Finding(Quality(0.5, True), notes=("smaller tiles",))
    store.save_finding(image_id, finding, source=SUNET)
    store.close()
    again = ProjectStore.open(store.path)
    assert_same(again.finding(image_id, SUNET), finding)
    again.close()


def test_a_damaged_finding_is_a_sentence(store: ProjectStore, image_id: int) -> None:
    heat = HeatMap(SUNET, "DR 1", np.ones((4, 4), np.float32), EXTENT)
    store.save_finding(image_id, Finding(Quality(1, True), heat_maps=(heat,)), source=SUNET)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE maps SET data = x'00'")
    assert store.finding(image_id, SUNET) is None
    assert store.damage.of(image_id)[0].startswith("what the models said cannot be read")
    assert store.marks(image_id) == ()


def by(source: str, score: float) -> Finding:
    return Finding(Quality(score, True), models=(ModelIdentity("grading", source, "1", "cc"),))


def score_of(finding: Finding | None) -> float | None:
    return None if finding is None else finding.quality.score


said = st.tuples(st.sampled_from([1, 2]), st.sampled_from([SUNET, "sea-net", "zoom"]))


@given(answers=st.lists(st.tuples(said, st.booleans()), max_size=8))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_finding_per_photograph_and_source_and_at_most_one_main(
    store: ProjectStore, answers: list[tuple[tuple[int, str], bool]]
) -> None:
    with store._engine.begin() as connection:
        for table in ("maps", "findings"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    stand: dict[tuple[int, str], float] = {}
    main: dict[int, str] = {}
    for number, ((image_id, source), is_main) in enumerate(answers):
        score = number / 10
        store.save_finding(image_id, by(source, score), source=None if is_main else source)
        if is_main:
            stand.pop((image_id, main.get(image_id, "")), None)
            main[image_id] = source
        stand[image_id, source] = score
    for image_id in (1, 2):
        assert store.main_source(image_id) == main.get(image_id)
        assert score_of(store.finding(image_id)) == stand.get((image_id, main.get(image_id, "")))
        for source in (SUNET, "sea-net", "zoom"):
            wanted = stand.get((image_id, source))
            assert score_of(store.finding(image_id, source)) == wanted
            assert score_of(store.findings_without_maps(source).get(image_id)) == wanted
    assert set(store.finding_summaries()) == set(main)


def test_the_main_findings_are_found_without_a_look_at_the_others(store: ProjectStore) -> None:
    with store._engine.connect() as connection:
        for query in (
            "SELECT image_id, grades FROM findings WHERE main = 1",
            "SELECT source FROM findings WHERE image_id = 1 AND main = 1",
        ):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").fetchall()
            assert "ix_findings_main" in plan[0][3]
