"""QActions made from the table of actions, with their menus, toolbar and states."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from retinaview.core.lesions import LesionClass
from retinaview.ui import theme
from retinaview.ui.action_spec import WHY_NOT, ActionSpec, Mode, When
from retinaview.ui.actions import ACTIONS, MENUS, TOOLBAR
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.canvas.layers import Tool
from retinaview.ui.classes.styles import class_style
from retinaview.ui.language import tr
from retinaview.ui.language.keys import KEYS, key_text


class ActionSet(QObject):
    """Every action of one window.

    Parameters
    ----------
    window : QMainWindow
        Its attributes are what the slots name, such as ``"reading.show_next"``.
    own_keys : mapping of str to tuple of str, optional
        The keys that the reader has given to actions, by their ids, in the place of the table's.

    Attributes
    ----------
    keys_changed : Signal()
        The reader has given an action another key.
    """

    keys_changed = Signal()

    def __init__(
        self, window: QMainWindow, *, own_keys: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._mode = Mode.READ
        self._holding: set[When] | None = None
        self._own_keys = dict(own_keys or {})
        self._table = {spec.id: spec for spec in (*ACTIONS, *BARE_ACTIONS)}
        self._specs, self._bare = map(self._with_keys, (ACTIONS, BARE_ACTIONS))
        self._name_keys()
        self._canvas_keys: dict[str, list[QShortcut]] = {}
        self._canvases: tuple[QWidget, ...] = ()
        self._actions = {spec.id: self._make(spec) for spec in self._specs.values()}
        for action in self._actions.values():
            window.addAction(action)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def spec(self, action_id: str) -> ActionSpec:
        """Return the table's row of an action."""
        return self._specs.get(action_id) or self._bare[action_id]

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The table's rows, with the reader's keys; those that are keys alone come last."""
        return (*self._specs.values(), *self._bare.values())

    @property
    def bare_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys that the window itself looks at, by the ids of what they do."""
        return {spec.id: spec.keys for spec in self._bare.values() if not spec.apart}

    def by_key(self, key: QKeySequence) -> ActionSpec | None:
        """Return the action that a key belongs to now, possible or not; None where none has it."""
        text = key.toString()
        owners = [
            spec
            for spec in self._specs.values()
            if any(QKeySequence(own).toString() == text for own in spec.keys_in(self._mode))
        ]
        possible = [spec for spec in owners if self._actions[spec.id].isEnabled()]
        if not possible and self._mode is Mode.READ:  # Y: agree, where no proposal is selected
            possible = [spec for spec in owners if spec.yields_to]
        return next(iter(possible or owners), None)

    def why_not(self, key: QKeySequence) -> str:
        """Return why the action of a key is not possible now; empty where it is, or none has it."""
        spec = self.by_key(key)
        if spec is None or self._actions[spec.id].isEnabled():
            return ""
        action = tr(spec.text).rstrip("…")
        return tr("{action}: {why}.", action=action, why=tr(WHY_NOT[spec.when]))

    def set_own_keys(self, action_id: str, keys: tuple[str, ...] | None) -> None:
        """Give an action these keys, or those of the table."""
        self._own_keys.pop(action_id, None)
        if keys is not None:
            self._own_keys[action_id] = keys
        (spec,) = self._with_keys([self._table[action_id]]).values()
        (self._bare if spec.bare else self._specs)[action_id] = spec
        self._name_keys()
        if not spec.bare:
            self._set_keys(spec)
            self._attach(spec)
        self.keys_changed.emit()

    def set_class_actions(self, specs: Sequence[ActionSpec]) -> None:
        """Put the actions of a study's classes in the place of another's, in their menus, too."""
        new = self._with_keys(specs)
        for gone in [each for each in self._specs if self._is_of_class(each) and each not in new]:
            action = self._actions.pop(gone)
            self._window.removeAction(action)
            action.deleteLater()
        kept = {each: spec for each, spec in self._specs.items() if not self._is_of_class(each)}
        self._table |= {spec.id: spec for spec in specs}
        self._specs = kept | new
        self._name_keys()
        for spec in new.values():
            self._show_class(spec)
        for group in dict.fromkeys(spec.group for spec in specs):
            menu = self.menu(group)
            for action in menu.actions():
                menu.removeAction(action)
            menu.addActions([self._actions[spec.id] for spec in specs if spec.group == group])

    def _is_of_class(self, action_id: str) -> bool:
        return isinstance(self._specs[action_id].argument, LesionClass)

    def _show_class(self, spec: ActionSpec) -> None:
        """Make the action of a class, or let the one that is there look as the class does now."""
        if spec.id not in self._actions:
            self._actions[spec.id] = self._make(spec)
            self._window.addAction(self._actions[spec.id])
            self._actions[spec.id].setEnabled(spec.when in (self._holding or ()))
            return
        action = self._actions[spec.id]
        _name(action, spec)
        _colour(action, spec)
        self._set_keys(spec)

    def _with_keys(self, table: Iterable[ActionSpec]) -> dict[str, ActionSpec]:
        """Return a table's rows by id, on the keys that the reader has given."""
        keys = self._own_keys
        return {s.id: s.with_own_keys(keys[s.id]) if s.id in keys else s for s in table}

    def set_conditions(self, holding: Collection[When]) -> None:
        """Enable what can be done now, and nothing else."""
        if holding == self._holding:
            return
        self._holding = set(holding)
        for spec in self._specs.values():
            enabled = spec.when is When.ALWAYS or spec.when in holding
            self._actions[spec.id].setEnabled(enabled)
        for spec in self._specs.values():
            if spec.yields_to:
                self._set_keys(spec)

    def set_mode(self, mode: Mode) -> None:
        """Give the keys that mean one thing in reading and another in marking their meaning."""
        if mode is not self._mode:
            self._mode = mode
            for spec in self._specs.values():
                if spec.read_keys or spec.mark_keys:
                    self._set_keys(spec)

    def set_checked(self, action_id: str, checked: bool) -> None:
        """Show a switch as on or off; the slot is not called."""
        self._actions[action_id].setChecked(checked)

    def set_icons(self, colours: theme.Theme) -> None:
        """Give every action its icon, in a theme's colours."""
        for spec in self._specs.values():
            if spec.icon:
                self._actions[spec.id].setIcon(theme.icon(spec.icon, colours))

    def attach_canvas_keys(self, *widgets: QWidget) -> None:
        """Let the keys that belong to the photograph work while one of these has the focus."""
        self._canvases = widgets
        for spec in self._specs.values():
            self._attach(spec)

    def _attach(self, spec: ActionSpec) -> None:
        for old in self._canvas_keys.pop(spec.id, []):
            old.setParent(None)
        for widget in self._canvases:
            for key in spec.canvas_keys:
                shortcut = QShortcut(QKeySequence(key), widget)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(self._actions[spec.id].trigger)
                self._canvas_keys.setdefault(spec.id, []).append(shortcut)

    def _name_keys(self) -> None:
        """Let sentences name the keys that are in force."""
        KEYS.set({spec.id: spec.named_key for spec in self.specs if spec.named_key})

    def fill_menu_bar(self) -> None:
        """Put every action into its menu."""
        bar = self._window.menuBar()
        taken: set[str] = set()
        for name in MENUS:
            self._menus[name] = bar.addMenu(_with_mnemonic(name, taken))
        for spec in self._specs.values():
            menu = self.menu(spec.group)
            if spec.separated:
                menu.addSeparator()
            menu.addAction(self._actions[spec.id])

    def menu(self, group: str) -> QMenu:
        """Return a menu by its group; submenus are made when first asked for."""
        if group not in self._menus:
            parent, _, name = group.rpartition("/")
            self._menus[group] = self.menu(parent).addMenu(tr(name))
        return self._menus[group]

    def make_toolbar(self, class_chooser: QWidget) -> QToolBar:
        """Make the toolbar, with the chooser of the class to draw in its place."""
        bar = QToolBar(tr("Toolbar"), self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(theme.ICON_SIZE)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for entry in TOOLBAR:
            if entry == "|":
                bar.addSeparator()
            elif entry == "class":
                bar.addWidget(class_chooser)
            elif entry == "->":
                bar.addWidget(_spring(bar))
            else:
                bar.addAction(self._actions[entry])
        return bar

    def reword(self) -> None:
        """Name actions and menus in the reader's language."""
        for spec in self._specs.values():
            _name(self._actions[spec.id], spec)
        taken: set[str] = set()
        for name in MENUS:
            self._menus[name].setTitle(_with_mnemonic(name, taken))

    def _set_keys(self, spec: ActionSpec) -> None:
        taken = bool(spec.yields_to) and self._actions[spec.yields_to].isEnabled()
        keys = [] if taken else [QKeySequence(key) for key in spec.keys_in(self._mode)]
        if keys != self._actions[spec.id].shortcuts():
            self._actions[spec.id].setShortcuts(keys)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self._window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys_in(self._mode)])
        action.setCheckable(spec.checkable)
        _name(action, spec)
        action.setIconVisibleInMenu(not spec.checkable)
        if spec.icon:
            action.setIcon(theme.blank_icon())
        _colour(action, spec)
        # Not functools.partial: PySide would call it without the switch's state.
        action.triggered.connect(lambda checked: self._trigger(spec, checked=checked))
        return action

    def _trigger(self, spec: ActionSpec, *, checked: bool) -> None:
        slot: Callable[..., Any] = attrgetter(spec.slot)(self._window)
        arguments: list[object] = [] if spec.argument is None else [spec.argument]
        if spec.checkable and spec.id not in _RADIO:
            arguments.append(checked)
        slot(*arguments)


# Checkable because one of several is on; choosing the one that is on changes nothing.
_RADIO = frozenset(
    {"read_mode", "mark_mode", *Tool, "dark", "light", "system"}
    | {"one_eye", "both_eyes", "compare", "adjudicate", "visits"}
)


def _colour(action: QAction, spec: ActionSpec) -> None:
    """Give an action of a class its colour."""
    if isinstance(spec.argument, LesionClass):
        action.setIcon(theme.swatch(class_style(spec.argument).colour))


def _name(action: QAction, spec: ActionSpec) -> None:
    """Give an action its words in the reader's language."""
    text = tr(spec.text).replace("&", "&&")
    keys = ", ".join(key_texts(spec))
    first = f"{text.rstrip('…')} ({keys})" if keys else text
    action.setText(text)
    action.setIconText(text.split()[0])
    action.setToolTip(f"{first}\n{tr(spec.tip)}" if spec.tip else first)


def _with_mnemonic(name: str, taken: set[str]) -> str:
    """Let Alt and the first letter that no other menu has open this one.

    Words that are not written with the keyboard's letters are followed by one of the English name.
    """
    words = tr(name)
    if (place := _free_letter(words, taken)) is not None:
        return f"{words[:place]}&{words[place:]}"
    place = _free_letter(name, taken)
    return words if place is None else f"{words}(&{name[place].upper()})"


def _free_letter(words: str, taken: set[str]) -> int | None:
    """Take the first letter that is still free, and return its place."""
    for place, letter in enumerate(words.lower()):
        if letter.isascii() and letter.isalpha() and letter not in taken:
            taken.add(letter)
            return place
    return None


def key_texts(spec: ActionSpec) -> list[str]:
    """Return an action's keys as the desktop writes them, with the mode that they work in."""
    modal = [tr("{key} in Read", key=key_text(key)) for key in spec.read_keys]
    modal += [tr("{key} in Mark", key=key_text(key)) for key in spec.mark_keys]
    return list(dict.fromkeys([*modal, *map(key_text, (*spec.keys, *spec.canvas_keys))]))


def _spring(parent: QWidget) -> QWidget:
    spring = QWidget(parent)
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
