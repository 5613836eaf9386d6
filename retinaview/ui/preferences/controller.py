"""The preferences at work: what is set there is remembered, and holds at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from retinaview.core.reader_names import login_name
from retinaview.ui import settings as kept
from retinaview.ui.action_set import ActionSet
from retinaview.ui.controller import Controller
from retinaview.ui.language.controller import LanguageController
from retinaview.ui.preferences.choices import CHOICES
from retinaview.ui.preferences.clashes import clashes
from retinaview.ui.settings import Settings
from retinaview.ui.text_size import set_text_size
from retinaview.ui.theme_controller import ThemeController

if TYPE_CHECKING:
    from retinaview.ui.preferences.dialog import PreferencesDialog


class PreferencesController(Controller):
    """Opens the preferences.

    Parameters
    ----------
    told : mapping of str to callable
        Who follows one of the `CHOICES` at once, by its setting's key.

    Attributes
    ----------
    dialog : PreferencesDialog or None
        While it is open.
    """

    def __init__(
        self,
        *,
        commands: ActionSet,
        languages: LanguageController,
        themes: ThemeController,
        told: Mapping[str, Callable[[bool], None]],
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._languages = languages
        self._themes = themes
        self._told = told
        self._settings = settings
        self._window = parent
        self.dialog: PreferencesDialog | None = None

    def show(self) -> None:
        """Show the preferences, or bring them to the front."""
        from retinaview.ui.preferences.dialog import PreferencesDialog

        if self.dialog is None:
            self.dialog = PreferencesDialog(parent=self._window)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.destroyed.connect(self._on_closed)
            self._fill(self.dialog)
            self._connect(self.dialog)
        self.dialog.show()
        self.dialog.raise_()

    def close_windows(self) -> None:
        """Close the preferences."""
        if self.dialog is not None:
            self.dialog.close()

    def set_keys(self, action_id: str, keys: tuple[str, ...] | None) -> None:
        """Give an action these keys, or those it is made with, and remember it."""
        self._settings.set(kept.own_keys(action_id), "" if keys is None else "\n".join(keys))
        self._commands.set_own_keys(action_id, keys)
        if self.dialog is not None:
            self._show_keys(self.dialog)

    def choose(self, key: str, on: bool) -> None:
        """Take one of the `CHOICES`, by its setting's key, and let it hold at once."""
        setting = next(choice.setting for choice in CHOICES if choice.setting.key == key)
        self._settings.set(setting, on)
        if key in self._told:
            self._told[key](on)

    def set_text_size(self, points: int) -> None:
        """Show text at this size, or for 0 at the desktop's, and remember it."""
        self._settings.set(kept.TEXT_SIZE, points)
        set_text_size(points)

    def reword(self) -> None:
        """List the commands in another language."""
        if self.dialog is not None:
            self.dialog.reword()
            self._show_keys(self.dialog)

    def _fill(self, dialog: PreferencesDialog) -> None:
        dialog.show_settings(
            reader=self._settings.get(kept.READER),
            login=login_name(),
            language=self._languages.chosen,
            theme=self._settings.get(kept.THEME),
            text_pt=self._settings.get(kept.TEXT_SIZE),
        )
        for choice in CHOICES:
            dialog.show_choice(choice.setting.key, self._settings.get(choice.setting))
        self._show_keys(dialog)

    def _show_keys(self, dialog: PreferencesDialog) -> None:
        specs = self._commands.specs
        dialog.show_keys(specs, clashes(specs))

    def _connect(self, dialog: PreferencesDialog) -> None:
        dialog.reader_named.connect(lambda name: self._settings.set(kept.READER, name))
        dialog.language_chosen.connect(self._languages.choose)
        dialog.theme_chosen.connect(self._themes.choose)
        dialog.text_sized.connect(self.set_text_size)
        dialog.choice_made.connect(self.choose)
        dialog.keys_chosen.connect(self.set_keys)

    def _on_closed(self) -> None:
        self.dialog = None
