"""Parts of the window, each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.ui.actions import ACTIONS
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.language.keys import KEYS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen cannot do some things that a desktop does, and says so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _keys_as_made() -> Iterator[None]:
    """Let sentences name the keys of the tables, which a window would do."""
    before = dict(KEYS._keys)
    specs = (*ACTIONS, *BARE_ACTIONS)
    KEYS.set({spec.id: spec.named_key for spec in specs if spec.named_key})
    yield
    KEYS.set(before)
