"""Sources compared over a study, on boxes and regions whose overlap is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retinaview.core.errors import ProjectError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.session.answers import finding_by
from retinaview.session.comparing import compare_sources
from retinaview.session.session import Session

NEAR, FAR = Box(0, 0, 100, 100), Box(300, 300, 100, 100)
HAEMORRHAGE = LesionClass.HAEMORRHAGE


def said(source: str, *regions: Box) -> Finding:
    return Finding(
        Quality(1, gradable=True),
        GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1)),
        regions=tuple(Region(box, 0.5, rank) for rank, box in enumerate(regions, 1)),
        models=(ModelIdentity("grading", source, "1", "0" * 64),),
        field_of_view=FieldCircle(200, 200, 200, 400, 400),
    )


@pytest.fixture
def boxed(session: Session) -> tuple[Session, int, int]:
    """Both photographs have a box near the corner; the first has another one far from it."""
    first, second = (image.id for image in session.images)
    for image_id in (first, second):
        session.draw(image_id, HAEMORRHAGE, Box(20, 20, 10, 10))
    session.draw(first, HAEMORRHAGE, Box(320, 320, 10, 10))
    return session, first, second


def test_only_photographs_that_both_have_answered_are_compared(
    boxed: tuple[Session, int, int],
) -> None:
    session, first, second = boxed
    session.take_finding(first, said("a", NEAR), "a")
    session.take_finding(second, said("a", NEAR), "a")
    session.take_finding(first, said("b", NEAR, FAR), "b")
    comparison = compare_sources(session, ["a", "b"], repeats=5, resamples=20)
    assert comparison.asked.boxed == (first, second)
    assert comparison.asked.missing == {"a": (), "b": (second,)}
    assert comparison.asked.answered == (first,)
    found = comparison.localization
    assert found is not None
    assert (found.truth.images, found.truth.boxes, found.truth.persons) == (1, 2, 1)
    recalls = [report.regions.box.at(0.3, 2).value for report in found.reports.values()]
    assert recalls == [0.5, 1.0]
    assert found.differences["b"].box.value == 0.5


def test_the_main_finding_is_that_of_its_grader(
    boxed: tuple[Session, int, int],
) -> None:
    session, first, _ = boxed
    session.take_finding(first, said("a", NEAR))
    assert finding_by(session, first, "b") is None
    main = finding_by(session, first, "a")
    assert main is not None
    assert len(main.regions) == 1
    assert compare_sources(session, ["a"]).asked.answered == (first,)
    session.take_finding(first, said("a", NEAR, FAR), "a")
    asked_later = finding_by(session, first, "a")
    assert asked_later is not None
    assert len(asked_later.regions) == 2
    assert len(session.findings_of("a")[first].regions) == 2


def test_what_earlier_weights_of_that_name_said_does_not_count(
    boxed: tuple[Session, int, int],
) -> None:
    session, first, second = boxed
    session.take_finding(first, said("a", NEAR))
    session.take_finding(second, said("a", NEAR), "a")
    old, new = "0" * 64, "1" * 64
    assert finding_by(session, first, "a", sha256=old) is not None
    assert finding_by(session, first, "a", sha256=new) is None
    assert finding_by(session, second, "a", sha256=new) is None
    assert compare_sources(session, ["a"], weights={"a": new}).asked.missing == {
        "a": (first, second)
    }
    assert compare_sources(session, ["a"], weights={"a": old}).asked.missing == {"a": ()}


def test_without_boxes_or_answers_there_is_nothing_to_compare(session: Session) -> None:
    first = session.images[0].id
    session.take_finding(first, said("a", NEAR), "a")
    comparison = compare_sources(session, ["a", "b"])
    assert (comparison.asked.boxed, comparison.localization) == ((), None)
    session.draw(first, HAEMORRHAGE, Box(20, 20, 10, 10))
    comparison = compare_sources(session, ["a", "b"])
    assert (comparison.asked.answered, comparison.localization) == ((), None)
    assert compare_sources(session, []).localization is None


def test_proposals_and_landmarks_are_no_truth(session: Session) -> None:
    first = session.images[0].id
    session.draw(first, LesionClass.OPTIC_DISC, Box(20, 20, 10, 10))
    assert compare_sources(session, ["a"]).asked.boxed == ()


def test_what_the_project_could_not_take_is_compared_too(
    boxed: tuple[Session, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, first, second = boxed

    def refuse(*_: object, **__: object) -> None:
        raise ProjectError("the disk is full")

    monkeypatch.setattr(session._store, "save_finding", refuse)
    session.take_finding(first, said("a", NEAR), "a")
    session.take_finding(second, said("a", NEAR))
    assert session._store.findings_without_maps("a") == {}
    assert compare_sources(session, ["a"]).asked.answered == (first, second)


def test_findings_of_a_source_are_read_without_their_maps(
    session: Session, spots: Callable[..., Finding]
) -> None:
    first, second = (image.id for image in session.images)
    grader = (ModelIdentity("grading", "a", "1", "0" * 64),)
    session.take_finding(first, replace(spots((20, 20)), models=grader))
    session.take_finding(second, replace(spots((40, 40)), models=grader), "a")
    session.take_finding(second, replace(spots((40, 40)), models=grader), "b")
    found = session.findings_of("a")
    assert set(found) == {first, second}
    assert all(finding.lesion_maps == () for finding in found.values())
    assert found[first].grades == GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1))
    assert session.findings_of("nobody") == {}
