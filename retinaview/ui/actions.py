"""Everything the reader can do, as one table: menus, toolbar, palette and shortcut list read it."""

from __future__ import annotations

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.session.reviewing import ReviewOrder
from retinaview.ui.action_spec import ActionSpec, When
from retinaview.ui.mask_actions import MASK_ACTIONS
from retinaview.ui.view_actions import VIEW_ACTIONS

_FILE = (
    ActionSpec(
        "open", "Open photographs or project…", "opening.ask_for_files", "File",
        icon="image", keys=("Ctrl+O",),
    ),
    ActionSpec(
        "open_folder", "Open folder…", "opening.ask_for_folder", "File",
        icon="folder-open", keys=("Ctrl+U",),
    ),
    ActionSpec(
        "add", "Add photographs to this study…", "opening.ask_for_more", "File", when=When.STUDY
    ),
    ActionSpec(
        "import", "Import labels…", "labels.ask_for_import", "File",
        icon="download-simple", keys=("Ctrl+I",), when=When.STUDY, separated=True,
    ),
    ActionSpec(
        "export", "Export labels…", "labels.ask_for_export", "File",
        icon="export", keys=("Ctrl+E",), when=When.STUDY,
    ),
    ActionSpec(
        "report_patient", "Report of this patient…", "reports.ask_for_patient", "File",
        when=When.PHOTOGRAPH, also="pdf print", separated=True,
    ),
    ActionSpec(
        "report_study", "Report of the study…", "reports.ask_for_study", "File", when=When.STUDY,
        tip="A PDF for every patient, and a summary as CSV and XLSX.", also="pdf print excel",
    ),
    ActionSpec(
        "save", "Save", "labels.say_saved", "File", keys=("Ctrl+S",), when=When.STUDY,
        separated=True,
    ),
    ActionSpec(
        "save_copy", "Save a copy…", "labels.ask_for_copy", "File", keys=("Ctrl+Shift+S",),
        when=When.STUDY, tip="Of the project, not of the photographs.",
    ),
    ActionSpec(
        "reader", "Reader…", "opening.readers.ask", "File", separated=True, also="user name who",
        tip="Whose answers and marks these are; each reader has answers of their own.",
    ),
    ActionSpec("quit", "Quit", "close", "File", keys=("Ctrl+Q",), separated=True),
)  # fmt: skip

_EDIT = (
    ActionSpec(
        "undo", "Undo", "editing.undo", "Edit", icon="arrow-u-up-left", keys=("Ctrl+Z",),
        when=When.UNDO, separated=True,
    ),
    ActionSpec(
        "redo", "Redo", "editing.redo", "Edit", icon="arrow-u-up-right",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"), when=When.REDO,
    ),
    ActionSpec(
        "copy", "Copy marks", "editing.copy", "Edit", icon="copy", keys=("Ctrl+C",),
        when=When.SELECTION, separated=True,
    ),
    ActionSpec(
        "paste", "Paste marks", "editing.paste", "Edit", icon="clipboard-text", keys=("Ctrl+V",),
        when=When.CLIPBOARD,
    ),
    ActionSpec(
        "duplicate", "Duplicate marks", "editing.duplicate", "Edit", icon="copy-simple",
        keys=("Ctrl+D",), when=When.SELECTION,
    ),
    ActionSpec(
        "delete", "Delete marks", "editing.delete", "Edit", icon="trash", keys=("Del",),
        when=When.SELECTION, tip="A model's proposal is kept as rejected.",
    ),
    ActionSpec(
        "select_all", "Select all marks", "editing.select_all", "Edit", keys=("Ctrl+A",),
        when=When.MARKS,
    ),
    ActionSpec(
        "lock", "Lock or unlock marks", "editing.toggle_locked", "Edit", icon="lock-simple",
        keys=("K",), when=When.SELECTION,
        tip="A locked mark can be selected but not moved or deleted.",
    ),
)  # fmt: skip

_PREFERENCES = (
    ActionSpec(
        "preferences", "Preferences…", "preferences.show", "Edit", keys=("Ctrl+,",),
        separated=True, also="settings options keys shortcuts reader name theme text size font",
    ),
)  # fmt: skip

_NUDGES = tuple(
    ActionSpec(
        f"nudge_{name.lower()}{suffix}", f"Nudge {name.lower()}{words}", "editing.nudge",
        "Edit/Nudge", canvas_keys=(f"{modifier}{name}",), when=When.SELECTION,
        argument=(dx * step, dy * step),
    )
    for modifier, suffix, words, step in (("", "", "", 1), ("Shift+", "_far", " by ten pixels", 10))
    for name, dx, dy in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1))
)  # fmt: skip

_MARK = (
    ActionSpec(
        "mark_mode", "Mark: digits choose the class", "modes.mark", "Mark", when=When.STUDY,
        checkable=True, separated=True, tip="Drawing a box switches to it, too.",
        also="annotate mode",
    ),
    ActionSpec(
        "select", "Select and move", "drawing.select_tool", "Mark", icon="cursor", keys=("Q",),
        when=When.PHOTOGRAPH, checkable=True, separated=True,
    ),
    ActionSpec(
        "draw", "Draw box", "drawing.draw_tool", "Mark", icon="bounding-box",
        keys=("R", "W", "N"), when=When.PHOTOGRAPH, checkable=True,
        tip="One drag per box, with the class used last.",
    ),
    ActionSpec(
        "measure", "Measure a length", "drawing.measure_tool", "Mark", icon="ruler",
        keys=("Shift+R",), when=When.PHOTOGRAPH, checkable=True, also="caliper ruler distance",
        tip="In pixels; also in disc diameters and millimetres where disc and fovea are known.",
    ),
    ActionSpec(
        "accept", "Accept proposal", "editing.accept", "Mark", icon="check", keys=("Y",),
        when=When.PROPOSAL, separated=True, tip="In Mark also Enter.",
    ),
    ActionSpec(
        "reject", "Reject proposal", "editing.reject", "Mark", icon="x", keys=("X",),
        when=When.PROPOSAL,
    ),
    ActionSpec(
        "accept_all", "Accept all shown proposals", "editing.accept_all", "Mark", icon="checks",
        keys=("Shift+Y",), when=When.PROPOSALS,
    ),
    ActionSpec(
        "reject_all", "Reject all shown proposals", "editing.reject_all", "Mark",
        keys=("Shift+X",), when=When.PROPOSALS,
    ),
    ActionSpec(
        "review", "Review proposals, most certain first", "review.start", "Mark",
        icon="list-bullets", keys=("Shift+P",), when=When.REVIEWABLE, separated=True,
        argument=ReviewOrder.CERTAIN, also="go through flow one by one",
        tip="Y accepts, X rejects, and the view goes on to the next; Esc ends.",
    ),
    ActionSpec(
        "review_by_place", "Review proposals by place", "review.start", "Mark",
        when=When.REVIEWABLE, argument=ReviewOrder.PLACE, also="go through flow near",
        tip="From each on to the nearest.",
    ),
    ActionSpec(
        "end_review", "End the review", "review.end", "Mark", keys=("Esc",),
        when=When.REVIEWING, tip="The view returns to where it was.",
    ),
    ActionSpec(
        "accept_class", "Accept all proposals of this class", "review.accept_class", "Mark",
        keys=("Alt+Y",), when=When.PROPOSAL, separated=True,
    ),
    ActionSpec(
        "reject_class", "Reject all proposals of this class", "review.reject_class", "Mark",
        keys=("Alt+X",), when=When.PROPOSAL,
    ),
    ActionSpec(
        "decide_many", "Accept or reject by class and score…", "review.ask_for_many", "Mark",
        keys=("Ctrl+Shift+P",), when=When.REVIEWABLE, also="all above threshold batch",
    ),
    ActionSpec(
        "next_mark", "Next mark", "editing.select_next", "Mark", icon="caret-circle-down",
        keys=(".",), when=When.MARKS, separated=True, tip="Selects and centres it.",
    ),
    ActionSpec(
        "previous_mark", "Previous mark", "editing.select_previous", "Mark",
        icon="caret-circle-up", keys=(",",), when=When.MARKS,
    ),
)  # fmt: skip

_CLASSES = tuple(
    ActionSpec(
        f"class_{lesion}", STYLES[lesion].label, "drawing.draw_class", "Mark/Draw as",
        mark_keys=() if STYLES[lesion].digit is None else (str(STYLES[lesion].digit),),
        when=When.PHOTOGRAPH, argument=lesion, also=STYLES[lesion].code,
    )
    for lesion in LesionClass
)  # fmt: skip

_RECLASS = tuple(
    ActionSpec(
        f"reclass_{lesion}", STYLES[lesion].label, "editing.set_class", "Mark/Change class to",
        keys=() if STYLES[lesion].digit is None else (f"Alt+{STYLES[lesion].digit}",),
        when=When.SELECTION, argument=lesion,
    )
    for lesion in LesionClass
)  # fmt: skip

_GO = (
    ActionSpec(
        "previous", "Previous photograph", "reading.show_previous", "Go", icon="caret-circle-left",
        keys=("A", "PgUp"), when=When.STUDY, separated=True,
    ),
    ActionSpec(
        "next", "Next photograph", "reading.show_next", "Go", icon="caret-circle-right",
        keys=("D", "PgDown"), when=When.STUDY,
    ),
    ActionSpec(
        "next_unread", "Next unread photograph", "answering.go_on", "Go", keys=("Ctrl+Return",),
        when=When.STUDY, separated=True, also="commit done",
        tip="Or Enter. A photograph is unread until it has an answer or a mark.",
    ),
    ActionSpec(
        "next_ungraded", "Next photograph without a grade", "reading.show_next_ungraded", "Go",
        keys=("Shift+D",), when=When.STUDY,
    ),
    ActionSpec(
        "find", "Find in the list", "reading.find", "Go", keys=("/",), when=When.STUDY,
        also="search patient name", separated=True,
        tip="Enter shows the first photograph found; Esc ends the search.",
    ),
    ActionSpec(
        "fellow", "Fellow eye", "reading.show_fellow", "Go", keys=("E",), when=When.STUDY,
        also="other eye OD OS", separated=True,
    ),
)  # fmt: skip

_GRADES = (
    ActionSpec(
        "read_mode", "Read: digits grade the photograph", "modes.read", "Grade", keys=("Esc",),
        when=When.STUDY, yields_to="end_review", checkable=True, also="grading mode",
        tip="Ends drawing; again: clears the selection.",
    ),
    *(
        ActionSpec(
            f"grade_{int(grade)}", f"DR {int(grade)}  {grade.label}", "answering.answer_dr",
            "Grade", keys=(f"Ctrl+Alt+{int(grade)}",), read_keys=(str(int(grade)),),
            when=When.PHOTOGRAPH, argument=grade, separated=grade is DRGrade.NONE,
            also="diabetic retinopathy ICDR",
        )
        for grade in DRGrade
    ),
    *(
        ActionSpec(
            f"dme_{int(grade)}", f"DME {int(grade)}  {grade.label}", "answering.answer_dme",
            "Grade", keys=(f"Shift+{int(grade)}",), when=When.PHOTOGRAPH, argument=grade,
            separated=grade is DMEGrade.NONE, also="diabetic macular oedema",
        )
        for grade in DMEGrade
    ),
    ActionSpec(
        "ungradable", "Ungradable", "answering.answer_ungradable", "Grade",
        keys=("U", "Ctrl+Alt+U"), when=When.PHOTOGRAPH, separated=True, also="quality",
    ),
    ActionSpec(
        "ungradable_why", "Why ungradable…", "answering.ask_why", "Grade", keys=("Shift+U",),
        when=When.PHOTOGRAPH, tip="Then a letter: blur, dark, artefact, field, other.",
        also="reason quality",
    ),
    ActionSpec(
        "unsure", "Unsure of the answer", "answering.toggle_unsure", "Grade", keys=("I",),
        when=When.PHOTOGRAPH, also="certainty uncertain",
    ),
    ActionSpec(
        "comment", "Comment on the photograph", "answering.write_comment", "Grade", keys=("T",),
        when=When.PHOTOGRAPH, tip="Enter or Esc leaves it.", also="text note remark",
    ),
    ActionSpec(
        "agree", "Agree with the models", "answering.agree", "Grade", keys=("Y",),
        when=When.ANSWERED, yields_to="accept", separated=True,
        tip="Where a proposal is selected, the key accepts that.", also="accept network answer",
    ),
    ActionSpec(
        "agreement", "Agreement of readers…", "opening.readers.show_agreement", "Grade",
        when=When.STUDY, separated=True, also="kappa second reader",
        tip="Weighted kappa, and agreement of boxes.",
    ),
    ActionSpec(
        "blind", "Blind first: answer before the models are seen", "blinding.toggle", "Grade",
        when=When.STUDY, checkable=True, separated=True, also="hide reveal",
        tip="Kept with the study. Enter commits the answer and shows what the models say.",
    ),
)  # fmt: skip

_MODELS = (
    ActionSpec(
        "run", "Run models again", "findings.run_again", "Models", icon="play", keys=("Ctrl+R",),
        when=When.PHOTOGRAPH, separated=True,
        tip="Replaces untouched proposals only.",
    ),
    ActionSpec(
        "run_all", "Run models on all photographs", "findings.run_all", "Models",
        icon="fast-forward-circle", keys=("Ctrl+Shift+R",), when=When.STUDY,
    ),
    ActionSpec(
        "next_source", "Next grading network", "findings.sources.show_next", "Models",
        icon="swap", keys=("S",), when=When.SOURCES, separated=True,
        tip="Shows its answer, and runs it where it has not run yet.",
    ),
    ActionSpec(
        "previous_source", "Previous grading network", "findings.sources.show_previous", "Models",
        keys=("Shift+S",), when=When.SOURCES,
    ),
    ActionSpec(
        "discover", "Lesion discovery…", "discovery.show", "Models", icon="squares-four",
        keys=("Ctrl+G",), when=When.UNBLINDED, separated=True,
        tip="Clusters what a network responds to in this study, for you to name.",
    ),
    ActionSpec(
        "cancel", "Stop the models", "findings.cancel", "Models", icon="stop-circle",
        keys=("Ctrl+.",), when=When.RUNNING,
    ),
    ActionSpec(
        "automatic", "Run automatically on every photograph shown", "findings.set_automatic",
        "Models", checkable=True, separated=True,
    ),
    ActionSpec(
        "weights", "Networks and weights…", "weights.show_weights", "Models", icon="database",
        separated=True, tip="What each network does, and how well; adds and downloads weights.",
    ),
    ActionSpec(
        "improve", "Improve the networks with these labels…", "weights.retraining.show", "Models",
        icon="graduation-cap", when=When.STUDY, also="retrain train fine-tune",
        tip="Trains on your boxes or grades, and compares old and new on patients held out.",
    ),
)  # fmt: skip

_HELP = (
    ActionSpec(
        "palette", "Command palette…", "help.show_palette", "Help", icon="command", keys=("Ctrl+L",)
    ),
    ActionSpec(
        "shortcuts", "Keyboard shortcuts…", "help.show_shortcuts", "Help", icon="keyboard",
        keys=("?", "F1"), separated=True,
    ),
    ActionSpec("log", "Show log folder", "help.show_log_folder", "Help"),
    ActionSpec("about", "About RetinaView…", "help.show_about", "Help", icon="info"),
)  # fmt: skip

# Gestures that no QAction carries, for the shortcut list.
GESTURES: tuple[tuple[str, str], ...] = (
    (
        "Enter",
        "Go on to the next unread photograph or patient; in Mark and in a review, accept the "
        "proposal",
    ),
    ("Wheel", "Zoom at the pointer"),
    ("Hold Space, or middle drag", "Move the photograph"),
    ("Double-click on the background", "Fit photograph"),
    ("Hold Tab", "Bare photograph, without any overlay"),
    ("Shift+click", "Add a mark to the selection"),
    ("Arrows, Shift+arrows", "Nudge the selected marks by one or ten pixels"),
)

ACTIONS: tuple[ActionSpec, ...] = (
    *_FILE, *_EDIT, *_NUDGES, *_PREFERENCES, *_MARK, *MASK_ACTIONS, *_CLASSES, *_RECLASS,
    *VIEW_ACTIONS, *_GO, *_GRADES, *_MODELS, *_HELP,
)  # fmt: skip

MENUS = ("File", "Edit", "View", "Mark", "Grade", "Go", "Models", "Help")

# The toolbar follows a reading from left to right, which is not the menus' order.
TOOLBAR: tuple[str, ...] = (
    "open", "open_folder", "|", "previous", "next", "|", "select", "draw", "brush", "eraser",
    "class", "|", "undo", "redo", "|", "accept", "reject", "|", "fit", "next_view", "|",
    "layer_attention", "layer_lesions", "layer_regions", "layer_marks", "layer_proposals", "->",
    "run", "shortcuts",
)  # fmt: skip
