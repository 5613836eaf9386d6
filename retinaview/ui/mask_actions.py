"""The part of the table of actions that makes masks of lesions, and changes them."""

from __future__ import annotations

from retinaview.ui.action_spec import ActionSpec, When
from retinaview.ui.canvas.layers import Tool
from retinaview.ui.language import later

MASK_ACTIONS = (
    ActionSpec(
        "brush", later("Brush"), "drawing.take_tool", "Mark", icon="paint-brush", keys=("B",),
        when=When.PHOTOGRAPH, checkable=True, argument=Tool.BRUSH, separated=True,
        tip=later(
            "A stroke that touches the selected mark goes on with it; Shift: also one apart from "
            "it; Ctrl erases."
        ),
        also="paint mask segment pixel draw",
    ),
    ActionSpec(
        "eraser", later("Eraser"), "drawing.take_tool", "Mark", icon="eraser", keys=("Shift+B",),
        when=When.PHOTOGRAPH, checkable=True, argument=Tool.ERASER,
        tip=later("Takes from the selected marks, or from every mask where none is selected."),
        also="rubber erase remove mask pixel",
    ),
    ActionSpec(
        "narrower_brush", later("Narrower brush"), "drawing.painting.change_brush", "Mark",
        keys=("[", "-"),
        when=When.PHOTOGRAPH, argument=-1, also="smaller size eraser width",
    ),
    ActionSpec(
        "wider_brush", later("Wider brush"), "drawing.painting.change_brush", "Mark",
        keys=("]", "+"),
        when=When.PHOTOGRAPH, argument=1, also="larger bigger size eraser width",
    ),
    ActionSpec(
        "polygon", later("Polygon"), "drawing.take_tool", "Mark", icon="polygon", keys=("Shift+N",),
        when=When.PHOTOGRAPH, checkable=True, argument=Tool.POLYGON,
        tip=later(
            "Click point by point; a click on the first or the last one, or {key:enter}, closes "
            "it; {key:point_back} takes a point back."
        ),
        also="lasso freehand contour segment mask points",
    ),
    ActionSpec(
        "outline", later("Outline the lesion under the pointer"), "drawing.take_tool", "Mark",
        icon="magic-wand", keys=("O",), when=When.PHOTOGRAPH, checkable=True,
        argument=Tool.OUTLINE,
        tip=later("One click a lesion: by the models' map where there is one, else by colour."),
        also="magic wand segment one click watershed automatic",
    ),
    ActionSpec(
        "snap", later("Snap boxes to their lesions"), "drawing.outlining.snap", "Mark",
        keys=("Shift+O",), when=When.SELECTION, separated=True, also="fit tighten shrink box",
    ),
    ActionSpec(
        "to_masks", later("Make masks of boxes"), "drawing.outlining.to_masks", "Mark",
        keys=("Shift+M",), when=When.SELECTION, also="box to mask segment pixels convert",
        tip=later("The pixels of the lesions in them, by the models' map or by colour."),
    ),
    ActionSpec(
        "to_boxes", later("Make boxes of masks"), "drawing.outlining.to_boxes", "Mark",
        keys=("Ctrl+Shift+M",), when=When.SELECTION, also="mask to box convert",
    ),
    ActionSpec(
        "split", later("Split a cluster into its lesions"), "drawing.outlining.split", "Mark",
        keys=("Shift+K",), when=When.SELECTION, also="separate divide cut cluster apart",
    ),
)  # fmt: skip
