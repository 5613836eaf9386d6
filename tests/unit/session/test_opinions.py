from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from retinaview.core.findings import Finding, GradeProbabilities, Quality
from retinaview.project.packed_finding import packed
from retinaview.session.session import Session

Spots = Callable[..., Finding]
SUNET, SEA = "sunet-small", "sea-net-small"


def test_an_opinion_stands_beside_the_finding(session: Session, heard: Any, spots: Spots) -> None:
    main = spots((100, 100))
    session.take_finding(1, main)
    marks = session.marks(1)
    heard.events.clear()
    session.take_opinion(1, SUNET, spots((200, 200)))
    assert heard.events == [("opinion", 1, SUNET)]
    assert session.marks(1) == marks
    assert session.finding_summaries() == {1: main.grades}
    kept, opinion = session.finding(1), session.opinion(1, SUNET)
    assert kept is not None
    assert opinion is not None
    assert kept.lesions == main.lesions
    assert opinion.lesions[0].box.x == 200
    assert not session.can_undo


def test_opinions_of_one_photograph(session: Session, spots: Spots) -> None:
    assert session.opinions(1) == {}
    session.take_opinion(1, SUNET, spots((200, 200)))
    session.take_opinion(1, SEA, Finding(Quality(1, gradable=True)))
    session.take_opinion(2, SEA, Finding(Quality(0, gradable=False)))
    assert list(session.opinions(1)) == [SEA, SUNET]
    assert list(session.opinions(2)) == [SEA]
    assert session.opinion(2, SUNET) is None
    assert session.finding(1) is None


def test_a_newer_opinion_takes_the_place(session: Session) -> None:
    for score in (0.2, 0.7):
        session.take_opinion(1, SEA, Finding(Quality(score, gradable=True)))
        opinion = session.opinion(1, SEA)
        assert opinion is not None
        assert opinion.quality.score == score


def test_an_opinion_that_cannot_be_kept_is_shown_all_the_same(session: Session, heard: Any) -> None:
    with session._store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    opinion = Finding(Quality(1, gradable=True), notes=("x" * 50_000,))
    session.take_opinion(1, SEA, opinion)
    assert session.opinion(1, SEA) is opinion
    assert session.opinions(1) == {SEA: opinion}
    assert "sea-net-small's answer is kept only until you close" in heard.messages[0]
    assert heard.events[-1] == ("opinion", 1, SEA)


def test_many_opinions(session: Session, tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.jpg").write_bytes(b"")
    session.add_paths([tmp_path])
    grades = GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1))
    for image in session.images:
        session.take_opinion(image.id, SEA, Finding(Quality(image.id / 100, True), grades))
    for image in session.images:
        opinion = session.opinion(image.id, SEA)
        assert opinion is not None
        assert opinion.quality.score == image.id / 100


def test_a_finding_may_come_packed(session: Session, spots: Spots) -> None:
    finding = spots((100, 100))
    session.take_finding(1, packed(finding))
    kept = session.finding(1)
    assert kept is not None
    assert kept.lesions == finding.lesions
    assert len(session.marks(1)) == 1
