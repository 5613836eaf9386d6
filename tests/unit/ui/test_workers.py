"""One thread, urgent and new jobs first, faults reported and survived."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from retinaview.core.errors import Cancelled
from retinaview.ui.workers import Worker, stop_all

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator


class Gate:
    """A worker held at its first job until it is let go."""

    def __init__(self) -> None:
        self.failed: list[tuple[Hashable, str]] = []
        self.done: list[Hashable] = []
        self._go = threading.Event()
        self._begun = threading.Event()
        self.worker = Worker("test", on_failure=lambda key, e: self.failed.append((key, str(e))))
        self.worker.submit("first", self._wait)
        assert self._begun.wait(5)

    def _wait(self) -> None:
        self._begun.set()
        self._go.wait(5)

    def submit(self, key: Hashable, urgency: int = 0) -> None:
        self.worker.submit(key, lambda: self.done.append(key), urgency=urgency)

    def finish(self) -> None:
        last = threading.Event()
        self.worker.submit("last", last.set, urgency=-100)
        self._go.set()
        assert last.wait(5)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate._go.set()
    assert stop_all([gate.worker], timeout_s=5)


def test_the_newest_of_equals_comes_first(gate: Gate) -> None:
    for key in "abc":
        gate.submit(key)
    gate.finish()
    assert gate.done == ["c", "b", "a"]


def test_the_most_urgent_comes_first(gate: Gate) -> None:
    for key, urgency in (("low", -1), ("high", 2), ("middle", 0)):
        gate.submit(key, urgency)
    gate.finish()
    assert gate.done == ["high", "middle", "low"]


def test_a_job_of_the_same_key_is_replaced(gate: Gate) -> None:
    gate.submit("a")
    gate.worker.submit("a", lambda: gate.done.append("new a"))
    gate.finish()
    assert gate.done == ["new a"]


def test_only_retained_jobs_run(gate: Gate) -> None:
    for key in "abc":
        gate.submit(key)
    gate.worker.retain("b")
    gate.finish()
    assert gate.done == ["b"]


def test_a_fault_is_reported_and_the_next_job_runs(gate: Gate) -> None:
    def fail() -> None:
        raise ValueError("broken")

    gate.worker.submit("bad", fail, urgency=1)
    gate.submit("good")
    gate.finish()
    assert gate.failed == [("bad", "broken")]
    assert gate.done == ["good"]


def test_what_is_given_up_is_no_fault(gate: Gate, caplog: pytest.LogCaptureFixture) -> None:
    def give_up() -> None:
        raise Cancelled

    gate.worker.submit("closed", give_up, urgency=1)
    gate.submit("other")
    gate.finish()
    assert gate.done == ["other"]
    assert gate.failed == []
    assert "Traceback" not in caplog.text


def test_a_worker_knows_what_it_holds(gate: Gate) -> None:
    gate.submit("a")
    assert gate.worker.running == "first"
    assert gate.worker.holds("first")
    assert gate.worker.holds("a")
    assert not gate.worker.holds("b")
    gate.finish()


def test_a_stopped_worker_drops_what_waits_and_takes_nothing_more(gate: Gate) -> None:
    gate.submit("a")
    gate.worker.stop()
    gate.submit("b")
    gate._go.set()
    assert gate.worker.join(timeout_s=5)
    assert gate.done == []


def test_stopping_does_not_wait_longer_than_it_may(gate: Gate) -> None:
    assert not stop_all([gate.worker], timeout_s=0.01)


def test_a_worker_without_work_has_no_thread() -> None:
    before = threading.active_count()
    worker = Worker("idle")
    assert threading.active_count() == before
    assert stop_all([worker], timeout_s=0)
