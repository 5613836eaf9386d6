"""The part of the table of actions that says what is seen: layouts, zoom, views, layers, panels."""

from __future__ import annotations

from retinaview.session.side_by_side import Layout
from retinaview.ui.action_spec import ActionSpec, When
from retinaview.ui.canvas.turning import TurnStep
from retinaview.ui.language import later

LAYOUTS = (
    ActionSpec(
        "one_eye", later("One eye"), "layouts.choose", "View", keys=("F2",), when=When.STUDY,
        checkable=True, argument=Layout.ONE_EYE, also="single photograph layout",
    ),
    ActionSpec(
        "both_eyes", later("Both eyes"), "layouts.choose", "View", keys=("F3",), when=When.STUDY,
        checkable=True, argument=Layout.BOTH_EYES,
        tip=later("OD left, OS right; {key:fellow} goes to the other."),
        also="OD OS side by side fellow dual layout",
    ),
    ActionSpec(
        "compare", later("Compare two networks"), "layouts.choose", "View", icon="columns",
        keys=("F4", "C"), when=When.REVEALED, checkable=True, argument=Layout.COMPARE,
        tip=later("This photograph as each of them sees it, with their scores in the side panel."),
        also="models side by side difference recall layout",
    ),
    ActionSpec(
        "adjudicate", later("Adjudicate readers"), "layouts.choose", "View", keys=("F6",),
        when=When.REVEALED, checkable=True, argument=Layout.ADJUDICATE,
        tip=later("Everybody's marks over each other, each with its sign, and what is decided."),
        also="consensus arbitration second reader overlay layout",
    ),
    ActionSpec(
        "visits", later("Previous visit beside"), "layouts.choose", "View", keys=("Shift+F12",),
        when=When.STUDY, checkable=True, argument=Layout.VISITS,
        tip=later("The same eye before, left, registered onto this photograph."),
        also="earlier follow-up progression registration two visits layout",
    ),
    ActionSpec(
        "blink", later("Blink the previous visit over this one"), "layouts.visits.set_blinking",
        "View", keys=("Ctrl+F12",), when=When.EARLIER, checkable=True,
        tip=later("The two change places, so that whatever has changed moves."),
        also="flicker alternate earlier follow-up progression registration visit",
    ),
    ActionSpec(
        "linked", later("Zoom and move both together"), "layouts.set_linked", "View/Side by side",
        checkable=True, also="link lock synchronise pan",
    ),
    ActionSpec(
        "mirrored", later("Mirror the two eyes, nasal to nasal"), "layouts.set_mirrored",
        "View/Side by side", checkable=True, also="mirror nasal flip",
    ),
)  # fmt: skip

VIEW = (
    ActionSpec(
        "fit", later("Fit photograph"), "canvas.fit", "View", icon="frame-corners",
        keys=("Ctrl+F",),
        when=When.PHOTOGRAPH, separated=True,
    ),
    ActionSpec(
        "zoom_in", later("Zoom in"), "reading.zoom", "View", icon="magnifying-glass-plus",
        keys=("Ctrl++", "Ctrl+="), when=When.PHOTOGRAPH, argument=1.25,
    ),
    ActionSpec(
        "zoom_out", later("Zoom out"), "reading.zoom", "View", icon="magnifying-glass-minus",
        keys=("Ctrl+-",), when=When.PHOTOGRAPH, argument=0.8,
    ),
    ActionSpec(
        "actual_size", later("Actual size, pixel by pixel"), "canvas.zoom_to", "View",
        keys=("Ctrl+1",), when=When.PHOTOGRAPH, argument=1.0,
    ),
    ActionSpec(
        "keep_zoom", later("Keep zoom from photograph to photograph"), "reading.keep_zoom", "View",
        checkable=True, tip=later("Otherwise each photograph is shown as you left it."),
        also="magnification position hold",
    ),
    *(
        ActionSpec(
            name, text, "layouts.turning.step", "View/Turn", keys=keys, when=When.PHOTOGRAPH,
            argument=step, also="rotate flip mirror orientation display",
            tip=later("Only on the screen; the file and all marks stay as they are."),
        )
        for name, text, keys, step in (
            ("rotate_right", later("Rotate right"), ("Ctrl+Right",), TurnStep.RIGHT),
            ("rotate_left", later("Rotate left"), ("Ctrl+Left",), TurnStep.LEFT),
            ("mirror", later("Mirror left and right"), ("Ctrl+H",), TurnStep.MIRROR),
            ("upside_down", later("Mirror top and bottom"), (), TurnStep.UPSIDE_DOWN),
            ("as_in_file", later("As in the file"), ("Ctrl+0",), TurnStep.RESET),
        )
    ),
    ActionSpec(
        "next_zoom", later("Zoom to next suspicious region"), "zooms.look_at_next", "View",
        icon="arrows-in", keys=("Z",), when=When.REGIONS, separated=True,
        tip=later("After the last one, the whole photograph."),
    ),
    ActionSpec(
        "previous_zoom", later("Zoom to previous suspicious region"), "zooms.look_at_previous",
        "View",
        keys=("Shift+Z",), when=When.REGIONS,
    ),
    *(
        ActionSpec(
            f"zoom_{rank}", f"Region {rank}", "zooms.look_at", "View/Zoom to region",
            keys=(f"Shift+F{rank}",), when=When.REGIONS, argument=rank,
        )
        for rank in range(1, 5)
    ),
    ActionSpec(
        "next_view", later("Next view: colour, red-free, CLAHE"), "layers.next_view", "View",
        icon="circle-half", keys=("V",), when=When.PHOTOGRAPH, separated=True,
    ),
    ActionSpec(
        "plain_view", later("Reset brightness and contrast"), "layers.reset_appearance", "View",
        keys=("Shift+V",), when=When.PHOTOGRAPH,
    ),
)  # fmt: skip

LAYERS = tuple(
    ActionSpec(
        f"layer_{layer}", text, "layers.toggle", "View/Layers", icon=icon, keys=keys,
        checkable=True, argument=layer, tip=tip, also=also,
    )
    for layer, text, icon, keys, tip, also in (
        ("attention", later("Attention map"), "thermometer-hot", ("H",),
         later("Where the grading network looked; not lesion evidence."),
         "heatmap heat map CAM saliency"),
        ("lesions", later("Segmented lesions"), "drop-half", ("L",), "", "outlines contours masks"),
        ("regions", later("Suspicious regions"), "number-square-one", ("G",), "", "ROI squares"),
        ("marks", later("Readers' marks"), "bounding-box", ("M",), "", "boxes annotations labels"),
        ("proposals", later("Models' proposals"), "selection", ("P",), "", "predictions boxes"),
        ("rejected", later("Rejected proposals"), "selection-slash", ("J",), "", ""),
        ("landmarks", later("Disc, fovea and rings"), "target", ("F",),
         later("With quadrants, and rings of one and two disc diameters around the fovea."),
         "macula optic nerve papilla ETDRS grid distance"),
        ("earlier", later("Marks of the previous visit"), "", ("Shift+H",),
         later("Faint hints once a previous visit is registered; never labels here."),
         "hints earlier follow-up visit"),
    )
)  # fmt: skip

WINDOW = (
    ActionSpec(
        "bare", later("Bare photograph"), "layers.toggle_bare", "View", icon="eye-slash",
        checkable=True,
        when=When.PHOTOGRAPH, tip=later("Or hold {key:hold_bare}."), separated=True,
    ),
    ActionSpec(
        "zoom_strip", later("Zoomed patches"), "zooms.toggle", "View", keys=("F8",), checkable=True,
        separated=True, tip=later("The most suspicious regions in a strip below the photograph."),
    ),
    ActionSpec(
        "minimap", later("Minimap while zoomed in"), "layouts.set_minimap", "View",
        checkable=True, also="overview navigator",
    ),
    ActionSpec(
        "study_list", later("Worklist"), "arrangement.show_study_list", "View", keys=("F9",),
        checkable=True,
    ),
    ActionSpec(
        "side_panel", later("Side panel"), "arrangement.show_side_panel", "View", keys=("F10",),
        checkable=True,
    ),
    ActionSpec(
        "full_screen", later("Full screen"), "toggle_full_screen", "View", keys=("F11",),
        checkable=True
    ),
    ActionSpec(
        "dark", later("Dark"), "themes.choose", "View/Theme", checkable=True, argument="dark"
    ),
    ActionSpec(
        "light", later("Light"), "themes.choose", "View/Theme", checkable=True, argument="light"
    ),
    ActionSpec(
        "system", later("Follow the desktop"), "themes.choose", "View/Theme", checkable=True,
        argument="system",
    ),
)  # fmt: skip

VIEW_ACTIONS = (*LAYOUTS, *VIEW, *LAYERS, *WINDOW)
