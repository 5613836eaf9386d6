"""The description of one action: its words, its keys, and when it is possible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from retinaview.ui.language import later


class Mode(StrEnum):
    """What the reader works on, and therefore what a bare digit means."""

    READ = "read"
    MARK = "mark"


class When(StrEnum):
    """What must hold for an action to be enabled; the context says which of these hold."""

    ALWAYS = "always"
    STUDY = "a study is open"
    PHOTOGRAPH = "a photograph is shown"
    SELECTION = "marks are selected"
    PROPOSAL = "a model's proposal is selected"
    PROPOSALS = "the photograph has proposals"
    REVIEWABLE = "the photograph has proposals, shown or not"
    REVIEWING = "proposals are under review"
    MARKS = "the photograph has marks"
    CLIPBOARD = "marks were copied"
    UNDO = "there is a step to take back"
    REDO = "there is a step to do again"
    SOURCES = "several grading networks have weights"
    REGIONS = "the photograph has suspicious regions"
    ANSWERED = "the models have answered"
    REVEALED = "what the models say of the photograph may be seen"
    UNBLINDED = "the study is not read blind first"
    RUNNING = "models are running"
    ADJUDICATING = "readers are adjudicated"
    SHARED = "the study is on a server"
    EARLIER = "the study has an earlier photograph of the eye"
    CONFLICTS = "edits crossed what others did"


WHY_NOT: dict[When, str] = {
    When.ALWAYS: "",
    When.STUDY: later("open photographs or a project first"),
    When.PHOTOGRAPH: later("no photograph is shown"),
    When.SELECTION: later("no mark is selected"),
    When.PROPOSAL: later("no proposal is selected"),
    When.PROPOSALS: later("no proposals are shown"),
    When.REVIEWABLE: later("no proposals are to be seen on this photograph"),
    When.REVIEWING: later("no proposals are under review"),
    When.MARKS: later("no marks are shown"),
    When.CLIPBOARD: later("no marks have been copied"),
    When.UNDO: later("there is nothing to take back"),
    When.REDO: later("there is nothing to do again"),
    When.SOURCES: later("fewer than two grading networks have weights"),
    When.REGIONS: later("no suspicious regions are to be seen on this photograph"),
    When.ANSWERED: later("no answer of the models is to be seen on this photograph"),
    When.REVEALED: later(
        "what the models say is hidden until you have answered and pressed {key:enter}"
    ),
    When.UNBLINDED: later("the study is read blind first"),
    When.RUNNING: later("no models are running"),
    When.ADJUDICATING: later(
        "adjudicate readers first, and answer where others' answers are not shown"
    ),
    When.SHARED: later("the study is not on a server"),
    When.EARLIER: later("no previous visit of this eye is known"),
    When.CONFLICTS: later("no edit crossed what others did"),
}
"""What is said where an action is not possible, after its name."""


@dataclass(frozen=True)
class ActionSpec:
    """One thing the reader can do.

    Attributes
    ----------
    id : str
        Unique; also the object name of the QAction.
    text : str
        In menus and the palette.
    slot : str
        Attribute path from the window, such as ``"reading.show_next"``.
    group : str
        The menu it stands in; ``"Menu/Submenu"`` for a submenu.
    icon : str
        Phosphor name; empty for none.
    keys : tuple of str
        Keys that work wherever the focus is (text fields keep the ones they type with).
    read_keys, mark_keys : tuple of str
        Keys that work in this mode alone.
    yields_to : str
        Id of an action that has the same keys, and takes them whenever it is enabled.
    canvas_keys : tuple of str
        Keys that work while the photograph or the list of marks has the focus.
    when : When
        What must hold.
    checkable : bool
        A switch rather than a command.
    tip : str
        A second sentence for the tooltip.
    argument : object
        Handed to the slot; None for nothing.
    separated : bool
        A line before it in its menu.
    also : str
        Other words by which the palette finds it.
    bare : bool
        No menu has it: the window looks at its keys where nothing that has the focus wants them.
    held : bool
        A bare one that lasts while its key is held; its slot takes whether that is so.
    apart : bool
        Its keys work in a window of its own, so that they meet no others.
    """

    id: str
    text: str
    slot: str
    group: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    read_keys: tuple[str, ...] = ()
    mark_keys: tuple[str, ...] = ()
    yields_to: str = ""
    canvas_keys: tuple[str, ...] = ()
    when: When = When.ALWAYS
    checkable: bool = False
    tip: str = ""
    argument: object = None
    separated: bool = False
    also: str = ""
    bare: bool = False
    held: bool = False
    apart: bool = False

    def with_own_keys(self, keys: tuple[str, ...]) -> ActionSpec:
        """Return the action on other keys, in the mode or place in which it has some."""
        if self.read_keys:
            return replace(self, read_keys=keys)
        if self.canvas_keys:
            return replace(self, canvas_keys=keys)
        return replace(self, mark_keys=keys) if self.mark_keys else replace(self, keys=keys)

    @property
    def named_key(self) -> str:
        """The key by which sentences name it: the short one of a mode first; empty for none."""
        keys = (*self.read_keys, *self.mark_keys, *self.keys, *self.canvas_keys)
        return keys[0] if keys else ""

    def keys_in(self, mode: Mode) -> tuple[str, ...]:
        """Return the keys that work in a mode, wherever the focus is."""
        return (*(self.read_keys if mode is Mode.READ else self.mark_keys), *self.keys)
