"""What the models look at next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retinaview.ui.findings.run_queue import QueueItem, Reason, RunQueue

items = st.builds(QueueItem, st.integers(0, 20), st.sampled_from(["", "sunet-small"]))


def test_what_a_person_waits_for_comes_first_then_neighbours_then_the_batch() -> None:
    queue = RunQueue(
        asked=[QueueItem(3, "sea-net")],
        shown=QueueItem(3),
        neighbours=[QueueItem(4), QueueItem(2)],
        batch=[QueueItem(0), QueueItem(1, "sunet")],
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
    queue = RunQueue(neighbours=[QueueItem(4)], batch=[QueueItem(0)])
    assert not queue.should_yield(QueueItem(4))
    assert not queue.should_yield(QueueItem(0))
    assert queue.should_yield(QueueItem(9))
    queue.shown = QueueItem(3)
    assert queue.should_yield(QueueItem(4))
    assert queue.should_yield(QueueItem(0))
    assert not queue.should_yield(QueueItem(3))
    queue.ask(QueueItem(3, "sea-net"))
    assert not queue.should_yield(QueueItem(3)), "half the work would be done twice"
    assert queue.should_yield(QueueItem(0))


def test_questions_are_asked_in_their_order_and_once() -> None:
    queue = RunQueue()
    for name in ("sea-net", "sunet", "sea-net"):
        queue.ask(QueueItem(1, name))
    assert queue.asked == [QueueItem(1, "sea-net"), QueueItem(1, "sunet")]


def test_forgetting_questions_leaves_the_analyses() -> None:
    queue = RunQueue(
        asked=[QueueItem(1, "sunet")],
        shown=QueueItem(1),
        batch=[QueueItem(2), QueueItem(2, "sunet")],
    )
    queue.forget_questions()
    assert (queue.asked, queue.shown, queue.batch) == ([], QueueItem(1), [QueueItem(2)])


@given(st.lists(items), st.none() | items, st.lists(items), st.lists(items))
def test_every_wish_is_settled_once(
    asked: list[QueueItem],
    shown: QueueItem | None,
    neighbours: list[QueueItem],
    batch: list[QueueItem],
) -> None:
    queue = RunQueue(shown=shown, neighbours=neighbours)
    queue.add_batch(batch)
    for item in asked:
        queue.ask(item)
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
    queue = RunQueue([QueueItem(0, "sunet")], QueueItem(1), [QueueItem(2)], [QueueItem(3)])
    queue.clear()
    assert queue.next() is None
