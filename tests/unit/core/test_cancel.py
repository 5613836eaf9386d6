from __future__ import annotations

import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled


def test_raises_from_the_moment_it_is_cancelled() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    assert not token.cancelled
    token.cancel()
    token.cancel()
    assert token.cancelled
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()
