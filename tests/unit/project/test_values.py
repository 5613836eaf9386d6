"""Values that no program of ours has written are refused where they are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retinaview.project.values import count, number


@pytest.mark.parametrize("read", [number, count])
@pytest.mark.parametrize("value", [True, False, "1", None, [1], float("nan"), -0.5j])
def test_what_is_no_number_is_refused(read: Callable[[object], float], value: object) -> None:
    with pytest.raises(TypeError):
        read(value)


def test_numbers_are_read_as_they_are() -> None:
    assert number(-2) == -2.0
    assert count(3) == 3
    with pytest.raises(TypeError):
        count(-3)
