"""The class that the next box gets, chosen from a list or by its digit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from retinaview.core.lesions import STYLES, LesionClass
from retinaview.ui import theme
from retinaview.ui.language import tr


class ClassChooser(QComboBox):
    """All classes with colour and digit.

    Attributes
    ----------
    lesion_chosen : Signal(object)
        The `LesionClass` after the reader's choice.
    """

    lesion_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        for lesion in LesionClass:
            style = STYLES[lesion]
            key = "" if style.digit is None else f"   {style.digit}"
            self.addItem(theme.swatch(style.colour), f"{tr(style.label)}{key}")
        self.setToolTip(tr("Class of the next box; a digit chooses it"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaxVisibleItems(len(LesionClass))
        self.activated.connect(lambda index: self.lesion_chosen.emit(tuple(LesionClass)[index]))

    def set_lesion(self, lesion: LesionClass) -> None:
        """Show a class; nothing is emitted."""
        self.setCurrentIndex(list(LesionClass).index(lesion))
