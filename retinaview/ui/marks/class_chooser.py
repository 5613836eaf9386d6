"""The class that the next box gets, chosen from a list or by its key."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox

from retinaview.core.lesions import LesionClass
from retinaview.ui import theme
from retinaview.ui.classes.styles import class_style, shown_classes
from retinaview.ui.language import tr
from retinaview.ui.language.keys import KEYS, key_text
from retinaview.ui.language.terms import lesion_words


class ClassChooser(QComboBox):
    """The classes of the open study with colour and key.

    Attributes
    ----------
    lesion_chosen : Signal(object)
        The `LesionClass` after the reader's choice.
    """

    lesion_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lesions: tuple[LesionClass, ...] = ()
        self.setToolTip(tr("Class of the next box; a digit chooses it"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda index: self.lesion_chosen.emit(self._lesions[index]))
        self.show_classes()

    def show_classes(self) -> None:
        """List what the open study offers; nothing is emitted, and the first one is shown."""
        classes = shown_classes()
        self._lesions = classes.lesions
        with QSignalBlocker(self):
            self.clear()
            for each in classes.classes:
                self.addItem(theme.swatch(class_style(each.lesion).colour), "")
            self.setMaxVisibleItems(self.count())
        self.show_keys()

    def show_keys(self) -> None:
        """Say behind each class by which key it is chosen now."""
        for row, lesion in enumerate(self._lesions):
            key = KEYS.of(f"class_{lesion}")
            words = lesion_words(lesion)
            self.setItemText(row, f"{words}   {key_text(key)}" if key else words)

    def set_lesion(self, lesion: LesionClass) -> None:
        """Show a class of the list; nothing is emitted."""
        self.setCurrentIndex(self._lesions.index(lesion))
