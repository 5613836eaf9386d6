"""The part of the table of actions that is keys alone: held ones, and those without a menu."""

from __future__ import annotations

from retinaview.ui.action_spec import ActionSpec
from retinaview.ui.language import later

BARE_ACTIONS = (
    ActionSpec(
        "hold_bare", later("While held: the bare photograph, without any overlay"),
        "layers.hold_bare", "View", keys=("Tab",), bare=True, held=True,
    ),
    ActionSpec(
        "hold_lens", later("While held: magnifier at the pointer"), "panes.hold_lens", "View",
        keys=("F5",), bare=True, held=True,
    ),
    ActionSpec(
        "hold_before", later("While held: the previous visit over this one"),
        "layouts.visits.hold", "View", keys=("F12",), bare=True, held=True,
    ),
    ActionSpec(
        "hold_pan", later("While held: a drag moves the photograph"), "panes.hold_pan", "View",
        keys=("Space",), bare=True, held=True,
    ),
    ActionSpec(
        "enter", later("Go on to the next unread photograph, or accept the proposal in Mark"),
        "modes.enter_key", "Go", keys=("Return", "Enter"), bare=True,
    ),
    ActionSpec(
        "point_back", later("Take a polygon's last point back"), "panes.take_point_back", "Mark",
        keys=("Backspace",), bare=True,
    ),
    ActionSpec(
        "next_place", later("Next place of the named clusters"), "discovery.look_up_next", "Models",
        keys=("N",), bare=True, apart=True,
    ),
)  # fmt: skip
