"""The theme of the window: dark, light, or as the desktop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from retinaview.core.errors import RetinaViewError
from retinaview.ui import settings as kept
from retinaview.ui import theme
from retinaview.ui.action_set import ActionSet
from retinaview.ui.controller import Controller
from retinaview.ui.settings import Settings


class ThemeController(Controller):
    """Applies the theme that the reader has chosen, and remembers it.

    Attributes
    ----------
    applied : Signal()
        There is another theme: what is painted by hand takes its colours.
    colours : Theme
        The theme in use.
    """

    applied = Signal()

    def __init__(self, commands: ActionSet, *, settings: Settings) -> None:
        super().__init__()
        self._commands = commands
        self._settings = settings
        self._app = _application()
        self.colours = theme.theme_named(settings.get(kept.THEME), self._app)
        self._app.styleHints().colorSchemeChanged.connect(self.follow_desktop)

    def switches(self) -> dict[str, bool]:
        """Return which of the themes is chosen."""
        chosen = self._settings.get(kept.THEME)
        return {name: chosen == name for name in ("dark", "light", "system")}

    def choose(self, name: str) -> None:
        """Use ``"dark"``, ``"light"``, or for ``"system"`` what the desktop uses."""
        self._settings.set(kept.THEME, name)
        self.colours = theme.apply_theme(self._app, name)
        self.set_icons()
        self.applied.emit()
        self.changed.emit()

    def set_icons(self) -> None:
        """Give the actions their icons; only when needed, because their font is slow to load."""
        self._commands.set_icons(self.colours)

    def follow_desktop(self) -> None:
        """Change between dark and light with the desktop, where the reader wants that."""
        wanted = theme.theme_named("system", self._app)
        if self._settings.get(kept.THEME) == "system" and wanted is not self.colours:
            self.choose("system")


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RetinaViewError("the window needs a running application")
    return app
