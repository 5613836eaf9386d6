"""Which part of the window follows which: the signals between its controllers and its widgets."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from retinaview.session.side_by_side import Layout
from retinaview.ui.action_spec import Mode
from retinaview.ui.classes.styles import shown_classes
from retinaview.ui.labels.controller import LABEL_SUFFIXES
from retinaview.ui.mark_actions import class_actions
from retinaview.ui.menus import add_recent, show_marks_menu
from retinaview.ui.study.rows import held_fields
from retinaview.ui.widgets.message_bar import MessageKind

if TYPE_CHECKING:
    from retinaview.ui.window import MainWindow


def connect_parts(window: MainWindow) -> None:
    """Connect the parts of a window with each other; its own slots it connects itself."""
    context, messages, panes = window.context, window.messages, window.panes
    context.message_posted.connect(messages.say)
    context.offer_posted.connect(messages.offer)
    context.study_changed.connect(
        lambda: window.arrangement.show_canvas(context.session is not None)
    )
    panes.pointer_moved.connect(window.status.set_pointer)
    panes.zoom_changed.connect(window.status.set_zoom)
    panes.menu_wanted.connect(lambda at: show_marks_menu(window.commands, window.canvas, at))
    window.thumbnails.ready.connect(lambda _: window.study_panel.view.viewport().update())
    window.welcome.path_chosen.connect(lambda path: window.open([path]))
    window.dropped.connect(lambda paths: _take_dropped(window, paths))
    add_recent(window.commands, window.settings.recent, window.open)
    context.classes_changed.connect(lambda: _show_classes(window))
    context.assignment_changed.connect(lambda image_id: _show_holder(window, image_id))
    window.opening.servers.line_changed.connect(window.status.set_line)
    window.discovery.help_wanted.connect(lambda: window.help.show_guide("discovering"))
    _connect_marks(window)
    _connect_answers(window)


def _show_classes(window: MainWindow) -> None:
    """Let actions, lists and canvases follow the classes of the open study."""
    window.commands.set_class_actions(class_actions(shown_classes()))
    window.chooser.show_keys()
    window.marks_panel.forget_classes()
    window.layers_panel.forget_classes()
    window.study_panel.show_classes()
    window.preferences.reword()  # its list of commands
    if window.context.image_ids:
        window.context.show_again()
    for canvas in window.panes.canvases:
        canvas.viewport().update()


def _show_holder(window: MainWindow, image_id: int) -> None:
    """Show in the list who has a photograph to read."""
    if (session := window.context.session) is not None:
        window.study_model.update_row(image_id, **held_fields(session, image_id))


def guide_page(window: MainWindow) -> str:
    """Return the page of the guide that is about what the reader is doing."""
    if window.context.layout is Layout.COMPARE:
        return "comparing"
    if window.context.layout is Layout.VISITS:
        return "visits"
    tab = window.arrangement.tab_names[window.tabs.currentIndex()]
    if tab == "Scores":
        return "scoring"
    return "marking" if tab == "Marks" or window.modes.mode is Mode.MARK else "reading"


def _take_dropped(window: MainWindow, paths: list[Path]) -> None:
    """Open photographs, folders and projects; import label files."""
    labels = all(path.suffix.lower() in LABEL_SUFFIXES for path in paths)
    (window.labels.import_files if labels else window.open)(paths)


def _use(window: MainWindow, name: str, down: bool) -> None:
    """Do what a key does that no action carries; most do nothing when they are let go."""
    spec = window.commands.spec(name)
    slot = attrgetter(spec.slot)(window)
    if spec.held:
        slot(down)
    elif down:
        slot()


def _press(window: MainWindow, digit: int) -> None:
    """Do what Shift and a digit do, wherever on the keyboard that is."""
    key = QKeySequence(f"Shift+{digit}")
    spec = window.commands.by_key(key)
    if spec is not None and window.commands[spec.id].isEnabled():
        window.commands[spec.id].trigger()
    else:
        _say_why_not(window, key)


def _say_why_not(window: MainWindow, key: QKeySequence) -> None:
    """Say why a key does nothing."""
    if why := window.commands.why_not(key):
        with window.context.about(window.context.image_id):
            window.context.say(why)


def _connect_marks(window: MainWindow) -> None:
    editing, reading, scores = window.editing, window.reading, window.scores_panel
    scores.missed.box_chosen.connect(lambda box: reading.show_place(box.image_id, box.box))
    scores.plot.failed.connect(lambda why: window.context.say(why, MessageKind.ALARM))
    window.drawing.drawn.connect(lambda mark: editing.select((mark,)))
    window.drawing.made.connect(editing.select)
    editing.image_wanted.connect(reading.show)
    editing.saving.connect(window.status.edits.set_progress)
    editing.layer_wanted.connect(window.layers.toggle)
    window.layers.changed.connect(editing.show_marks)


def _connect_answers(window: MainWindow) -> None:
    window.answering.undo_wanted.connect(window.editing.undo)
    window.answering.left.connect(lambda: window.canvas.setFocus())
    window.key_used.connect(lambda name, down: _use(window, name, down))
    window.set_bare_keys(window.commands.bare_keys)
    window.commands.keys_changed.connect(lambda: window.set_bare_keys(window.commands.bare_keys))
    window.commands.keys_changed.connect(window.languages.say_again)
    window.commands.keys_changed.connect(window.chooser.show_keys)
    window.keypad_pressed.connect(lambda digit: _press(window, digit))
    window.unused_pressed.connect(lambda key: _say_why_not(window, key))
    window.weights.weights_changed.connect(lambda _: window.findings.sources.refresh())
