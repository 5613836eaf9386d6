"""The part of the table of actions that changes marks: drawing, reviewing, noting, nudging."""

from __future__ import annotations

from retinaview.core.lesions import style_of
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList, StudyClass
from retinaview.session.reviewing import ReviewOrder
from retinaview.ui.action_spec import ActionSpec, When
from retinaview.ui.language import later
from retinaview.ui.mask_actions import MASK_ACTIONS

NUDGE_ACTIONS = tuple(
    ActionSpec(
        f"nudge_{name.lower()}{suffix}", text, "editing.nudge", "Edit/Nudge",
        canvas_keys=(f"{modifier}{name}",), when=When.SELECTION, argument=(dx * step, dy * step),
    )
    for name, dx, dy, near, far in (
        ("Left", -1, 0, later("Nudge left"), later("Nudge left by ten pixels")),
        ("Right", 1, 0, later("Nudge right"), later("Nudge right by ten pixels")),
        ("Up", 0, -1, later("Nudge up"), later("Nudge up by ten pixels")),
        ("Down", 0, 1, later("Nudge down"), later("Nudge down by ten pixels")),
    )
    for modifier, suffix, text, step in (("", "", near, 1), ("Shift+", "_far", far, 10))
)  # fmt: skip

_MARK = (
    ActionSpec(
        "mark_mode", later("Mark: digits choose the class"), "modes.mark", "Mark", when=When.STUDY,
        checkable=True, separated=True, tip=later("Drawing a box switches to it, too."),
        also="annotate mode",
    ),
    ActionSpec(
        "select", later("Select and move"), "drawing.select_tool", "Mark", icon="cursor",
        keys=("Q",),
        when=When.PHOTOGRAPH, checkable=True, separated=True,
    ),
    ActionSpec(
        "draw", later("Draw box"), "drawing.draw_tool", "Mark", icon="bounding-box",
        keys=("R", "W", "N"), when=When.PHOTOGRAPH, checkable=True,
        tip=later("One drag per box, with the class used last."),
    ),
    ActionSpec(
        "measure", later("Measure a length or an area"), "drawing.measure_tool", "Mark",
        icon="ruler",
        keys=("Shift+R",), when=When.PHOTOGRAPH, checkable=True, also="caliper ruler distance",
        tip=later(
            "In pixels; also in disc diameters and millimetres where disc and fovea are known. "
            "With Shift, the area of an ellipse."
        ),
    ),
    ActionSpec(
        "accept", later("Accept proposal"), "editing.accept", "Mark", icon="check", keys=("Y",),
        when=When.PROPOSAL, separated=True, tip=later("In Mark also {key:enter}."),
    ),
    ActionSpec(
        "reject", later("Reject proposal"), "editing.reject", "Mark", icon="x", keys=("X",),
        when=When.PROPOSAL,
    ),
    ActionSpec(
        "accept_all", later("Accept all shown proposals"), "editing.accept_all", "Mark",
        icon="checks",
        keys=("Shift+Y",), when=When.PROPOSALS,
    ),
    ActionSpec(
        "reject_all", later("Reject all shown proposals"), "editing.reject_all", "Mark",
        keys=("Shift+X",), when=When.PROPOSALS,
    ),
    ActionSpec(
        "review", later("Review proposals, most certain first"), "review.start", "Mark",
        icon="list-bullets", keys=("Shift+P",), when=When.REVIEWABLE, separated=True,
        argument=ReviewOrder.CERTAIN, also="go through flow one by one",
        tip=later(
            "{key:accept} accepts, {key:reject} rejects, and the view goes on to the next; "
            "{key:end_review} ends."
        ),
    ),
    ActionSpec(
        "review_by_place", later("Review proposals by place"), "review.start", "Mark",
        when=When.REVIEWABLE, argument=ReviewOrder.PLACE, also="go through flow near",
        tip=later("From each on to the nearest."),
    ),
    ActionSpec(
        "end_review", later("End the review"), "review.end", "Mark", keys=("Esc",),
        when=When.REVIEWING, tip=later("The view returns to where it was."),
    ),
    ActionSpec(
        "accept_class", later("Accept all proposals of this class"), "review.accept_class", "Mark",
        keys=("Alt+Y",), when=When.PROPOSAL, separated=True,
    ),
    ActionSpec(
        "reject_class", later("Reject all proposals of this class"), "review.reject_class", "Mark",
        keys=("Alt+X",), when=When.PROPOSAL,
    ),
    ActionSpec(
        "decide_many", later("Accept or reject by class and score…"), "review.ask_for_many", "Mark",
        keys=("Ctrl+Shift+P",), when=When.REVIEWABLE, also="all above threshold batch",
    ),
    ActionSpec(
        "adopt", later("Copy labels across to mine"), "adjudication.adopt", "Mark", keys=("F7",),
        when=When.SELECTION, also="adopt take over copy other reader adjudicate",
        tip=later("Others' labels are copied, networks' proposals accepted."),
    ),
    ActionSpec(
        "mark_unsure", later("Not certain of the marks, or certain"), "noting.toggle_unsure",
        "Mark", keys=("Shift+I",), when=When.SELECTION, also="doubt sure question",
    ),
    ActionSpec(
        "mark_comment", later("Comment on the marks…"), "noting.ask_comment", "Mark",
        keys=("Shift+T",), when=When.SELECTION, also="text note remark",
    ),
    ActionSpec(
        "next_mark", later("Next mark"), "editing.select_next", "Mark", icon="caret-circle-down",
        keys=(".",), when=When.MARKS, separated=True, tip=later("Selects and centres it."),
    ),
    ActionSpec(
        "previous_mark", later("Previous mark"), "editing.select_previous", "Mark",
        icon="caret-circle-up", keys=(",",), when=When.MARKS,
    ),
)  # fmt: skip

DRAW_AS, CHANGE_TO = "Mark/Draw as", "Mark/Change class to"
"""The menus of classes."""


def class_actions(classes: ClassList) -> tuple[ActionSpec, ...]:
    """Return the actions that draw marks of a study's classes, and change marks to them."""
    return (*map(_drawing, classes.classes), *map(_changing, classes.classes))


def _drawing(each: StudyClass) -> ActionSpec:
    style = style_of(each.lesion)
    return ActionSpec(
        f"class_{each.lesion}", each.label, "drawing.draw_class", DRAW_AS,
        mark_keys=(each.key,) if each.key else (), when=When.PHOTOGRAPH, argument=each.lesion,
        also=f"{style.code} {style.label}",
    )  # fmt: skip


def _changing(each: StudyClass) -> ActionSpec:
    return ActionSpec(
        f"reclass_{each.lesion}", each.label, "editing.set_class", CHANGE_TO,
        keys=(f"Alt+{each.key}",) if each.key else (), when=When.SELECTION, argument=each.lesion,
        also=style_of(each.lesion).label,
    )  # fmt: skip


_CLASSES = ActionSpec(
    "classes", later("Classes of this study…"), "classes.show", "Mark", when=When.STUDY,
    also="label category name colour color key digit add rename remove",
    tip=later("Which classes are offered, in which order, with name, key and colour."),
)  # fmt: skip

MARK_ACTIONS = (*_MARK, *MASK_ACTIONS, *class_actions(DEFAULT_CLASSES), _CLASSES)
