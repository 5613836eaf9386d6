"""What is not at hand is asked for once, and shown when it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from retinaview.core.findings import Finding, Quality
from retinaview.ui.findings_in_view import FindingsInView

if TYPE_CHECKING:
    from retinaview.session.session import Session

GOOD, OTHER = Finding(Quality(1, True)), Finding(Quality(0.9, True))


class Study:
    """A session as far as findings in view go; on photograph 1 there is a main finding."""

    def __init__(self) -> None:
        self.at_hand: dict[tuple[int, str | None], Finding] = {}

    def main_source(self, image_id: int) -> str | None:
        return "net" if image_id == 1 else None

    def finding_at_hand(self, image_id: int, source: str | None = None) -> Finding | None:
        return self.at_hand.get((image_id, source))


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def asked() -> list[tuple[int, str]]:
    return []


@pytest.fixture
def view(asked: list[tuple[int, str]]) -> FindingsInView:
    return FindingsInView(lambda *what: asked.append(what))


def get(view: FindingsInView, study: Study, image_id: int, source: str = "") -> Finding | None:
    return view.get(cast("Session", study), image_id, source)


def awaits(view: FindingsInView, study: Study, image_id: int, source: str = "") -> bool:
    return view.awaits(cast("Session", study), image_id, source)


def test_what_is_at_hand_is_there_at_once(
    view: FindingsInView, study: Study, asked: list[tuple[int, str]]
) -> None:
    study.at_hand[1, None] = GOOD
    assert get(view, study, 1) is GOOD
    assert get(view, study, 2) is None
    assert not awaits(view, study, 1)
    assert not awaits(view, study, 2)
    assert asked == []


def test_what_is_not_is_asked_for_once(
    view: FindingsInView, study: Study, asked: list[tuple[int, str]]
) -> None:
    assert [get(view, study, 1), get(view, study, 1), get(view, study, 1, "x")] == [None] * 3
    assert asked == [(1, ""), (1, "x")]
    assert awaits(view, study, 1)
    assert view.take(1, "", GOOD)
    assert view.take(1, "x", None)
    assert get(view, study, 1) is GOOD
    assert get(view, study, 1, "x") is None
    assert not awaits(view, study, 1)
    assert not awaits(view, study, 1, "x")
    assert len(asked) == 2


@pytest.mark.parametrize("how", ["forgotten", "turned"])
def test_what_comes_too_late_is_not_shown(
    view: FindingsInView, study: Study, asked: list[tuple[int, str]], how: str
) -> None:
    get(view, study, 1)
    if how == "forgotten":
        view.forget(1, "")
    else:
        view.keep((2, None))
    assert not view.take(1, "", GOOD)
    study.at_hand[1, None] = OTHER
    assert get(view, study, 1) is OTHER
    assert asked == [(1, "")]


def test_what_is_known_so_far_stands_in_until_there_is_a_finding(
    view: FindingsInView, study: Study
) -> None:
    session = cast("Session", study)
    view.partial = 2, GOOD
    assert view.main(session, 2) is GOOD
    assert view.main(session, 1) is None
    view.forget(2, "x")
    assert view.main(session, 2) is GOOD
    study.at_hand[2, None] = OTHER
    view.forget(2)
    assert view.main(session, 2) is OTHER
    assert view.partial is None
