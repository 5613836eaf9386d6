"""A key given twice is found, and only where it does two things at once."""

from retinaview.ui.action_spec import ActionSpec
from retinaview.ui.actions import ACTIONS
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.preferences.clashes import clashes


def test_the_table_of_actions_has_none() -> None:
    assert clashes((*ACTIONS, *BARE_ACTIONS)) == {}


def test_a_key_given_twice_is_told_of_both() -> None:
    first = ActionSpec("a", "First…", "a", "File", keys=("Ctrl+A", "B"))
    second = ActionSpec("b", "Second", "b", "File", canvas_keys=("ctrl+a",))
    assert clashes([first, second]) == {"a": ("Second",), "b": ("First",)}


def test_keys_of_two_modes_and_those_that_yield_do_not_clash() -> None:
    read = ActionSpec("a", "Read", "a", "File", read_keys=("1",))
    mark = ActionSpec("b", "Mark", "b", "File", mark_keys=("1",))
    accept = ActionSpec("c", "Accept", "c", "File", keys=("Y",))
    agree = ActionSpec("d", "Agree", "d", "File", keys=("Y",), yields_to="c")
    assert clashes([read, mark, accept, agree]) == {}
    everywhere = ActionSpec("e", "Everywhere", "e", "File", keys=("1",))
    assert clashes([read, mark, everywhere])["e"] == ("Read", "Mark")
