"""Everything the reader can do, as one table: menus, toolbar, palette and shortcut list read it."""

from __future__ import annotations

from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.ui.action_spec import ActionSpec, When
from retinaview.ui.language import later
from retinaview.ui.mark_actions import MARK_ACTIONS, NUDGE_ACTIONS
from retinaview.ui.servers.actions import FILE_ACTIONS, SHARING_ACTIONS
from retinaview.ui.view_actions import VIEW_ACTIONS

_FILE = (
    ActionSpec(
        "open", later("Open photographs or project…"), "opening.ask_for_files", "File",
        icon="image", keys=("Ctrl+O",),
    ),
    ActionSpec(
        "open_folder", later("Open folder…"), "opening.ask_for_folder", "File",
        icon="folder-open", keys=("Ctrl+U",),
    ),
    *FILE_ACTIONS,
    ActionSpec(
        "add", later("Add photographs to this study…"), "opening.ask_for_more", "File",
        when=When.STUDY
    ),
    ActionSpec(
        "archive", later("Get from archive…"), "archive.ask", "File", also="dicom pacs query",
        tip=later("Photographs of a patient or a day, from a DICOM archive."),
    ),
    ActionSpec(
        "import", later("Import labels…"), "labels.ask_for_import", "File",
        icon="download-simple", keys=("Ctrl+I",), when=When.STUDY, separated=True,
    ),
    ActionSpec(
        "export", later("Export labels…"), "labels.ask_for_export", "File",
        icon="export", keys=("Ctrl+E",), when=When.STUDY,
    ),
    ActionSpec(
        "report_patient", later("Report of this patient…"), "reports.ask_for_patient", "File",
        when=When.PHOTOGRAPH, also="pdf print", separated=True,
    ),
    ActionSpec(
        "report_study", later("Report of the study…"), "reports.ask_for_study", "File",
        when=When.STUDY,
        tip=later("A PDF for every patient, and a summary as CSV and XLSX."),
        also="pdf print excel",
    ),
    ActionSpec(
        "eyes_from_names", later("Patient and eye from the names…"), "correcting.ask_pattern",
        "Edit", when=When.STUDY, also="parse pattern laterality id regular expression",
        tip=later("Of the photographs selected in the worklist, or of all that it shows."),
    ),
    ActionSpec(
        "save", later("Save"), "labels.say_saved", "File", keys=("Ctrl+S",), when=When.STUDY,
        separated=True,
    ),
    ActionSpec(
        "save_copy", later("Save a copy…"), "labels.ask_for_copy", "File", keys=("Ctrl+Shift+S",),
        when=When.STUDY, tip=later("Of the project, not of the photographs."),
    ),
    ActionSpec(
        "reader", later("Reader…"), "opening.readers.ask", "File", separated=True,
        also="user name who",
        tip=later("Whose answers and marks these are; each reader has answers of their own."),
    ),
    ActionSpec("quit", later("Quit"), "close", "File", keys=("Ctrl+Q",), separated=True),
)  # fmt: skip

_EDIT = (
    ActionSpec(
        "undo", later("Undo"), "editing.undo", "Edit", icon="arrow-u-up-left", keys=("Ctrl+Z",),
        when=When.UNDO, separated=True,
    ),
    ActionSpec(
        "redo", later("Redo"), "editing.redo", "Edit", icon="arrow-u-up-right",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"), when=When.REDO,
    ),
    ActionSpec(
        "copy", later("Copy marks"), "editing.copy", "Edit", icon="copy", keys=("Ctrl+C",),
        when=When.SELECTION, separated=True,
    ),
    ActionSpec(
        "paste", later("Paste marks"), "editing.paste", "Edit", icon="clipboard-text",
        keys=("Ctrl+V",),
        when=When.CLIPBOARD,
    ),
    ActionSpec(
        "duplicate", later("Duplicate marks"), "editing.duplicate", "Edit", icon="copy-simple",
        keys=("Ctrl+D",), when=When.SELECTION,
    ),
    ActionSpec(
        "delete", later("Delete marks"), "editing.delete", "Edit", icon="trash", keys=("Del",),
        when=When.SELECTION, tip=later("A model's proposal is kept as rejected."),
    ),
    ActionSpec(
        "select_all", later("Select all marks"), "editing.select_all", "Edit", keys=("Ctrl+A",),
        when=When.MARKS,
    ),
    ActionSpec(
        "lock", later("Lock or unlock marks"), "editing.toggle_locked", "Edit", icon="lock-simple",
        keys=("K",), when=When.SELECTION,
        tip=later("A locked mark can be selected but not moved or deleted."),
    ),
)  # fmt: skip

_PREFERENCES = (
    ActionSpec(
        "preferences", later("Preferences…"), "preferences.show", "Edit", keys=("Ctrl+,",),
        separated=True, also="settings options keys shortcuts reader name theme text size font",
    ),
)  # fmt: skip

_GO = (
    ActionSpec(
        "previous", later("Previous photograph"), "reading.show_previous", "Go",
        icon="caret-circle-left",
        keys=("A", "PgUp"), when=When.STUDY, separated=True,
    ),
    ActionSpec(
        "next", later("Next photograph"), "reading.show_next", "Go", icon="caret-circle-right",
        keys=("D", "PgDown"), when=When.STUDY,
    ),
    ActionSpec(
        "next_unread", later("Next unread photograph"), "answering.go_on", "Go",
        keys=("Ctrl+Return",),
        when=When.STUDY, separated=True, also="commit done",
        tip=later("Or {key:enter}. A photograph is unread until it has an answer or a mark."),
    ),
    ActionSpec(
        "next_ungraded", later("Next photograph without a grade"), "reading.show_next_ungraded",
        "Go",
        keys=("Shift+D",), when=When.STUDY,
    ),
    ActionSpec(
        "find", later("Find in the list"), "reading.find", "Go", keys=("/",), when=When.STUDY,
        also="search patient name", separated=True,
        tip=later("Enter shows the first photograph found; Esc ends the search."),
    ),
    ActionSpec(
        "fellow", later("Fellow eye"), "reading.show_fellow", "Go", keys=("E",), when=When.STUDY,
        also="other eye OD OS", separated=True,
    ),
)  # fmt: skip

_GRADES = (
    ActionSpec(
        "read_mode", later("Read: digits grade the photograph"), "modes.read", "Grade",
        keys=("Esc",),
        when=When.STUDY, yields_to="end_review", checkable=True, also="grading mode",
        tip=later("Ends drawing; again: clears the selection."),
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
        "ungradable", later("Ungradable"), "answering.answer_ungradable", "Grade",
        keys=("U", "Ctrl+Alt+U"), when=When.PHOTOGRAPH, separated=True, also="quality",
    ),
    ActionSpec(
        "ungradable_why", later("Why ungradable…"), "answering.ask_why", "Grade", keys=("Shift+U",),
        when=When.PHOTOGRAPH, tip=later("Then a letter: blur, dark, artefact, field, other."),
        also="reason quality",
    ),
    ActionSpec(
        "unsure", later("Unsure of the answer"), "answering.toggle_unsure", "Grade", keys=("I",),
        when=When.PHOTOGRAPH, also="certainty uncertain",
    ),
    ActionSpec(
        "flag", later("Flag, to come back to it"), "answering.toggle_flag", "Grade",
        keys=("Shift+F",), when=When.PHOTOGRAPH, also="bookmark star aside",
        tip=later("Yours alone; the worklist has a filter and a column for it."),
    ),
    ActionSpec(
        "comment", later("Comment on the photograph"), "answering.write_comment", "Grade",
        keys=("T",),
        when=When.PHOTOGRAPH, tip=later("Enter or Esc leaves it."), also="text note remark",
    ),
    ActionSpec(
        "agree", later("Agree with the models"), "answering.agree", "Grade", keys=("Y",),
        when=When.ANSWERED, yields_to="accept", separated=True,
        tip=later("Where a proposal is selected, the key accepts that."),
        also="accept network answer",
    ),
    ActionSpec(
        "decide", later("Record my answer as the consensus"), "adjudication.decide_own", "Grade",
        keys=("Alt+Return",), when=When.ADJUDICATING, also="adjudicate final decision",
        tip=later("With your name and the time; everybody's own answers stay."),
    ),
    ActionSpec(
        "agreement", later("Agreement of readers…"), "opening.readers.show_agreement", "Grade",
        when=When.STUDY, separated=True, also="kappa second reader",
        tip=later("Weighted kappa, and agreement of boxes."),
    ),
    ActionSpec(
        "blind", later("Blind first: answer before the models are seen"), "blinding.toggle",
        "Grade",
        when=When.STUDY, checkable=True, separated=True, also="hide reveal",
        tip=later(
            "Kept with the study. {key:enter} commits the answer and shows what the models say."
        ),
    ),
)  # fmt: skip

_MODELS = (
    ActionSpec(
        "run", later("Run models again"), "findings.run_again", "Models", icon="play",
        keys=("Ctrl+R",),
        when=When.PHOTOGRAPH, separated=True,
        tip=later("Replaces untouched proposals only."),
    ),
    ActionSpec(
        "run_all", later("Run models on all photographs"), "findings.run_all", "Models",
        icon="fast-forward-circle", keys=("Ctrl+Shift+R",), when=When.STUDY,
    ),
    ActionSpec(
        "next_source", later("Next grading network"), "findings.sources.show_next", "Models",
        icon="swap", keys=("S",), when=When.SOURCES, separated=True,
        tip=later("Shows its answer, and runs it where it has not run yet."),
    ),
    ActionSpec(
        "previous_source", later("Previous grading network"), "findings.sources.show_previous",
        "Models",
        keys=("Shift+S",), when=When.SOURCES,
    ),
    ActionSpec(
        "discover", later("Lesion discovery…"), "discovery.show", "Models", icon="squares-four",
        keys=("Ctrl+G",), when=When.UNBLINDED, separated=True,
        tip=later("Clusters what a network responds to in this study, for you to name."),
    ),
    ActionSpec(
        "cancel", later("Stop the models"), "findings.cancel", "Models", icon="stop-circle",
        keys=("Ctrl+.",), when=When.RUNNING,
    ),
    ActionSpec(
        "automatic", later("Run automatically on every photograph shown"), "findings.set_automatic",
        "Models", checkable=True, separated=True,
    ),
    ActionSpec(
        "weights", later("Networks and weights…"), "weights.show_weights", "Models",
        icon="database",
        separated=True,
        tip=later("What each network does, and how well; adds and downloads weights."),
    ),
    ActionSpec(
        "improve", later("Improve the networks with these labels…"), "weights.retraining.show",
        "Models",
        icon="graduation-cap", when=When.STUDY, also="retrain train fine-tune",
        tip=later("Trains on your boxes or grades, and compares old and new on patients held out."),
    ),
)  # fmt: skip

_HELP = (
    ActionSpec(
        "palette", later("Command palette…"), "help.show_palette", "Help", icon="command",
        keys=("Ctrl+L",)
    ),
    ActionSpec(
        "guide", later("Guide…"), "help.show_guide", "Help", icon="book-open", keys=("F1",),
        separated=True, also="manual documentation help",
        tip=later("Opens at the page for what you are doing."),
    ),
    ActionSpec(
        "shortcuts", later("Keyboard shortcuts…"), "help.show_shortcuts", "Help", icon="keyboard",
        keys=("?",),
    ),
    ActionSpec(
        "tour", later("Tour in six steps…"), "help.show_tour", "Help", icon="map-trifold",
        also="introduction first start",
    ),
    ActionSpec(
        "demo", later("Demonstration on drawn photographs"), "demo.show_own", "Help",
        icon="image-square", also="demo phantom example try",
    ),
    ActionSpec("log", later("Show log folder"), "help.show_log_folder", "Help"),
    ActionSpec("about", later("About RetinaView…"), "help.show_about", "Help", icon="info"),
)  # fmt: skip

# What the mouse does, for the shortcut list.
GESTURES: tuple[tuple[str, str], ...] = (
    (later("Wheel"), later("Zoom at the pointer")),
    (later("Middle drag"), later("Move the photograph")),
    (later("Double-click on the background"), later("Fit photograph")),
    (later("Shift+click"), later("Add a mark to the selection")),
    (later("Drag a point of a mask"), later("Reshape it; a drag on its outline adds a point")),
    (later("Double-click on a point"), later("Take it away")),
)

ACTIONS: tuple[ActionSpec, ...] = (
    *_FILE, *_EDIT, *NUDGE_ACTIONS, *_PREFERENCES, *MARK_ACTIONS, *VIEW_ACTIONS, *_GO,
    *SHARING_ACTIONS, *_GRADES, *_MODELS, *_HELP,
)  # fmt: skip

MENUS = (
    later("File"), later("Edit"), later("View"), later("Mark"), later("Grade"), later("Go"),
    later("Models"), later("Help"),
)  # fmt: skip
SUBMENUS = (
    later("Recent"), later("Nudge"), later("Draw as"), later("Change class to"),
    later("Side by side"), later("Zoom to region"), later("Layers"), later("Theme"), later("Turn"),
)  # fmt: skip

# The toolbar follows a reading from left to right, which is not the menus' order.
TOOLBAR: tuple[str, ...] = (
    "open", "open_folder", "|", "previous", "next", "|", "select", "draw", "brush", "eraser",
    "class", "|", "undo", "redo", "|", "accept", "reject", "|", "fit", "next_view", "|",
    "layer_attention", "layer_lesions", "layer_regions", "layer_marks", "layer_proposals", "->",
    "run", "shortcuts",
)  # fmt: skip
