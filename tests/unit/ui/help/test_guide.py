"""The guide names the keys that are in force."""

from __future__ import annotations

import pytest

from retinaview.core.resources import guide_folder
from retinaview.ui.actions import ACTIONS
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.help.guide import _NAMED_KEY, PAGES, with_keys
from retinaview.ui.language.keys import KEYS, key_text

SPECS = {spec.id: spec for spec in (*ACTIONS, *BARE_ACTIONS)}


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_written_with_the_keys_that_commands_are_made_with(page: str) -> None:
    text = (guide_folder() / f"{page}.md").read_text("utf-8")
    for key, command in _NAMED_KEY.findall(text):
        assert key == key_text(SPECS[command].named_key), command
    assert with_keys(text) == _NAMED_KEY.sub(r"`\1`", text)


def test_a_key_that_was_changed_stands_in_the_page() -> None:
    KEYS.set({"undo": "F12"})  # until the test ends; see conftest
    page = "`Ctrl+Z`<!--undo--> takes back, `Y`<!--agree--> agrees, `code` stays"
    assert with_keys(page) == "`F12` takes back, `Y` agrees, `code` stays"
