"""What several networks say about one photograph, kept at hand as they answer."""

from __future__ import annotations

from dataclasses import replace

from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality
from retinaview.project.store import ProjectStore
from retinaview.session.session import Session


def finding(source: str, grade: int) -> Finding:
    shares = tuple(float(n == grade) for n in range(5))
    model = ModelIdentity("grading", source, "1", "a" * 64)
    return Finding(Quality(0.9, True), GradeProbabilities(shares), models=(model,))


def test_a_network_alone_has_no_spread(session: Session) -> None:
    session.take_finding(1, finding("one", 2))
    assert session.opinions.spread(1) is None
    session.take_finding(1, finding("two", 4), "two")
    session.take_finding(1, finding("three", 3), "three")
    assert session.opinions.spread(1) == 2
    assert session.opinions.spreads() == {1: 2}
    assert sorted(session.opinions.of(1)) == ["one", "three", "two"]


def test_a_main_finding_by_another_network_takes_the_place_of_the_one_before(
    session: Session,
) -> None:
    session.take_finding(1, finding("one", 2))
    session.take_finding(1, finding("two", 4), "two")
    session.take_finding(1, finding("main", 1))
    assert {name: int(g.dr_grade) for name, g in session.opinions.of(1).items()} == {
        "two": 4,
        "main": 1,
    }


def test_a_reopened_study_has_the_same_opinions(session: Session) -> None:
    session.take_finding(1, finding("one", 2))
    session.take_finding(1, finding("two", 4), "two")
    session.take_finding(2, replace(finding("one", 0), grades=None))
    before, path = dict(session.opinions.of(1)), session.path
    session.close()
    again = Session(ProjectStore.open(path), reader="Ben")
    assert again.opinions.of(1) == before
    assert again.opinions.spreads() == {1: 2}
    # The main finding alone is no second opinion, until there is one.
    again.take_finding(2, finding("three", 3), "three")
    assert again.opinions.spread(2) is None
    again.close()
