"""What the models look at next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retinaview.ui.run_queue import Reason, RunQueue

ids = st.integers(0, 20)


def test_the_shown_photograph_comes_first_then_neighbours_then_the_batch() -> None:
    queue = RunQueue(shown=3, neighbours=[4, 2], batch=[0, 1])
    order = []
    while (wanted := queue.next()) is not None:
        order.append(wanted)
        queue.settle(wanted[0])
    assert order == [
        (3, Reason.SHOWN),
        (4, Reason.NEIGHBOUR),
        (2, Reason.NEIGHBOUR),
        (0, Reason.BATCH),
        (1, Reason.BATCH),
    ]


def test_a_run_yields_to_the_shown_photograph_and_when_nobody_wants_it() -> None:
    queue = RunQueue(neighbours=[4], batch=[0])
    assert not queue.should_yield(4)
    assert not queue.should_yield(0)
    assert queue.should_yield(9)
    queue.shown = 3
    assert queue.should_yield(4)
    assert queue.should_yield(0)
    assert not queue.should_yield(3)


@given(st.none() | ids, st.lists(ids), st.lists(ids))
def test_every_wish_is_settled_once(
    shown: int | None, neighbours: list[int], batch: list[int]
) -> None:
    queue = RunQueue(shown=shown, neighbours=neighbours)
    queue.add_batch(batch)
    wished = {*neighbours, *batch} | (set() if shown is None else {shown})
    done = []
    while (wanted := queue.next()) is not None:
        assert queue.wants(wanted[0])
        assert not queue.should_yield(wanted[0])
        done.append(wanted[0])
        queue.settle(wanted[0])
        assert not queue.wants(wanted[0])
    assert sorted(done) == sorted(wished)


def test_clear_wants_nothing() -> None:
    queue = RunQueue(shown=1, neighbours=[2], batch=[3])
    queue.clear()
    assert queue.next() is None
