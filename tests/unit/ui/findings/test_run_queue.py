"""What the models look at next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retinaview.ui.findings.run_queue import Reason, RunQueue, Wish

wishes = st.builds(Wish, st.integers(0, 20), st.sampled_from(["", "sunet-small"]))


def test_what_a_person_waits_for_comes_first_then_neighbours_then_the_batch() -> None:
    queue = RunQueue(
        asked=[Wish(3, "sea-net")],
        shown=Wish(3),
        neighbours=[Wish(4), Wish(2)],
        batch=[Wish(0), Wish(1, "sunet")],
    )
    order = []
    while (wanted := queue.next()) is not None:
        order.append(wanted)
        queue.settle(wanted[0])
    assert order == [
        ((3, "sea-net"), Reason.ASKED),
        ((3, ""), Reason.SHOWN),
        ((4, ""), Reason.NEIGHBOUR),
        ((2, ""), Reason.NEIGHBOUR),
        ((0, ""), Reason.BATCH),
        ((1, "sunet"), Reason.BATCH),
    ]


def test_a_run_yields_to_what_a_person_waits_for_and_when_nobody_wants_it() -> None:
    queue = RunQueue(neighbours=[Wish(4)], batch=[Wish(0)])
    assert not queue.should_yield(Wish(4))
    assert not queue.should_yield(Wish(0))
    assert queue.should_yield(Wish(9))
    queue.shown = Wish(3)
    assert queue.should_yield(Wish(4))
    assert queue.should_yield(Wish(0))
    assert not queue.should_yield(Wish(3))
    queue.ask(Wish(3, "sea-net"))
    assert not queue.should_yield(Wish(3)), "half the work would be done twice"
    assert queue.should_yield(Wish(0))


def test_questions_are_asked_in_their_order_and_once() -> None:
    queue = RunQueue()
    for name in ("sea-net", "sunet", "sea-net"):
        queue.ask(Wish(1, name))
    assert queue.asked == [Wish(1, "sea-net"), Wish(1, "sunet")]


def test_forgetting_questions_leaves_the_analyses() -> None:
    queue = RunQueue(asked=[Wish(1, "sunet")], shown=Wish(1), batch=[Wish(2), Wish(2, "sunet")])
    queue.forget_questions()
    assert (queue.asked, queue.shown, queue.batch) == ([], Wish(1), [Wish(2)])


@given(st.lists(wishes), st.none() | wishes, st.lists(wishes), st.lists(wishes))
def test_every_wish_is_settled_once(
    asked: list[Wish], shown: Wish | None, neighbours: list[Wish], batch: list[Wish]
) -> None:
    queue = RunQueue(shown=shown, neighbours=neighbours)
    queue.add_batch(batch)
    for wish in asked:
        queue.ask(wish)
    wished = {*asked, *neighbours, *batch} | (set() if shown is None else {shown})
    done = []
    while (wanted := queue.next()) is not None:
        assert queue.wants(wanted[0])
        assert not queue.should_yield(wanted[0])
        done.append(wanted[0])
        queue.settle(wanted[0])
        assert not queue.wants(wanted[0])
    assert sorted(done) == sorted(wished)


def test_clear_wants_nothing() -> None:
    queue = RunQueue([Wish(0, "sunet")], Wish(1), [Wish(2)], [Wish(3)])
    queue.clear()
    assert queue.next() is None
