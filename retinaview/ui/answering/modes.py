"""Reading or marking: what the digits mean, and how each ends."""

from __future__ import annotations

from retinaview.ui import settings as kept
from retinaview.ui.action_set import ActionSet
from retinaview.ui.action_spec import Mode
from retinaview.ui.answering.bar import AnswerBar
from retinaview.ui.controller import Controller
from retinaview.ui.marks.drawing import DrawingController
from retinaview.ui.settings import Settings


class ModesController(Controller):
    """Turns the keys over to the answer or to the marks; whoever takes up the pen marks."""

    def __init__(
        self,
        *,
        commands: ActionSet,
        bar: AnswerBar,
        drawing: DrawingController,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._commands = commands
        self._bar = bar
        self._drawing = drawing
        self._settings = settings
        self._mode = Mode.READ
        self._drawing.changed.connect(self._on_tool_changed)
        self._bar.mode_chosen.connect(self._on_mode_chosen)
        self._enter(_remembered(settings))

    @property
    def mode(self) -> Mode:
        """What the digits do now."""
        return self._mode

    def switches(self) -> dict[str, bool]:
        """Tell which mode is on."""
        return {"read_mode": self._mode is Mode.READ, "mark_mode": self._mode is Mode.MARK}

    def read(self) -> None:
        """Give up a drag; else end marking; else let go of the selection."""
        if self._drawing.is_at_work:
            self._drawing.give_up()
            self.changed.emit()  # the mode is what it was, whatever its switch shows
            return
        if self._mode is Mode.READ or self._drawing.tool.marks:
            self._drawing.select_tool()
        self._enter(Mode.READ)

    def mark(self) -> None:
        """Draw, with digits for the class."""
        self._drawing.draw_tool()

    def enter_key(self) -> None:
        """Close a polygon; else accept the proposal under review; else go on reading."""
        if self._drawing.close_ring():
            return
        accept = self._commands["accept"]
        at_proposals = self._mode is Mode.MARK or self._commands["end_review"].isEnabled()
        reviewing = at_proposals and accept.isEnabled()
        (accept if reviewing else self._commands["next_unread"]).trigger()

    def _on_mode_chosen(self, mode: Mode) -> None:
        if mode is Mode.MARK:
            self.mark()
        else:
            if self._drawing.tool.marks:
                self._drawing.select_tool()
            self._enter(Mode.READ)

    def _on_tool_changed(self) -> None:
        if self._drawing.tool.marks:
            self._enter(Mode.MARK)

    def _enter(self, mode: Mode) -> None:
        self._mode = mode
        self._settings.set(kept.MODE, mode.value)
        self._commands.set_mode(mode)
        self._bar.set_mode(mode)
        self.changed.emit()


def _remembered(settings: Settings) -> Mode:
    try:
        return Mode(settings.get(kept.MODE))
    except ValueError:  # of another version, or edited by hand
        return Mode.READ
