from __future__ import annotations

import gc
import threading
import weakref
from functools import partial
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.inference.network_cache import NetworkCache


class Net:
    """Stands in for a network; like one, it is part of a cycle."""

    def __init__(self, size: int = 10) -> None:
        self.size = size
        self.hook = self.pause

    def pause(self) -> None:
        """What a hook would call."""


def cache(limit: int) -> NetworkCache[Net]:
    return NetworkCache(limit, size=lambda net: net.size)


def test_a_network_is_loaded_once() -> None:
    kept, made = cache(100), []

    def load() -> Net:
        made.append(Net())
        return made[-1]

    for _ in range(3):
        with kept.use("a", load) as net:
            assert net is made[0]
    assert len(made) == 1
    assert kept.size_bytes == 10


def test_the_least_recently_used_is_let_go() -> None:
    kept = cache(20)
    for key in ("a", "b", "a", "c"):
        with kept.use(key, Net):
            pass
    assert [key in kept for key in "abc"] == [True, False, True]


def test_the_memory_of_what_is_let_go_is_freed() -> None:
    kept = cache(10)
    gc.disable()
    try:
        with kept.use("a", Net) as net:
            seen = weakref.ref(net)
        del net
        assert seen() is not None
        with kept.use("b", Net):
            assert seen() is None
    finally:
        gc.enable()


def test_what_is_in_use_is_never_let_go() -> None:
    kept = cache(10)
    with kept.use("a", Net) as first:
        with kept.use("b", Net), kept.use("c", Net):
            assert kept.size_bytes == 30
        assert "a" in kept
        with kept.use("a", lambda: pytest.fail("it was let go")) as again:
            assert again is first
    assert kept.size_bytes == 10


def test_one_that_alone_is_too_large_is_kept_until_another_comes() -> None:
    kept = cache(10)
    with kept.use("large", lambda: Net(50)):
        pass
    assert "large" in kept
    with kept.use("small", Net):
        pass
    assert "large" not in kept


def test_what_cannot_be_loaded_leaves_nothing_behind() -> None:
    kept = cache(10)

    def fail() -> Net:
        raise RuntimeError("damaged")

    with pytest.raises(RuntimeError, match="damaged"), kept.use("a", fail):
        pass
    assert "a" not in kept
    with kept.use("a", Net):
        assert "a" in kept


def test_a_user_that_fails_is_a_user_no_more() -> None:
    kept = cache(10)
    with pytest.raises(RuntimeError), kept.use("a", Net):
        raise RuntimeError
    with kept.use("b", Net):
        pass
    assert "a" not in kept


def test_threads_share_a_network_that_stays_while_one_needs_it() -> None:
    kept, inside, done = cache(10), threading.Event(), threading.Event()

    def hold() -> None:
        with kept.use("a", Net):
            inside.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert inside.wait(10)
    with kept.use("b", Net):
        pass
    assert "a" in kept
    done.set()
    thread.join()
    assert "a" not in kept or "b" not in kept


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 30)), max_size=8), st.integers(1, 60))
def test_the_bound_holds_when_nothing_is_in_use(uses: list[tuple[int, int]], limit: int) -> None:
    kept = cache(limit)
    # With all of torch in memory a collection takes a while; another test sees that it is made.
    with mock.patch.object(gc, "collect"):
        for key, size in uses:
            with kept.use(key, partial(Net, size)) as net:
                pass
            assert key in kept
            assert kept.size_bytes <= max(limit, net.size)
