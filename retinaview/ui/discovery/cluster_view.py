"""One cluster in the gallery: what it is, what the reader calls it, and its patches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from retinaview.core.lesions import LesionClass
from retinaview.ui import theme
from retinaview.ui.classes.styles import class_style
from retinaview.ui.discovery.strip import PatchStrip
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.plain_style import without_mnemonics

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import ClusterRow as Cluster
    from retinaview.batch.clusters_file import Name, PatchRow

_LOOSE_TIP = later(
    "The patches of this cluster are hardly more alike than patches of different clusters; "
    "what they share may be chance."
)


class ClusterView(QFrame):
    """A heading with the name's menu, and the strip of patches.

    Attributes
    ----------
    named : Signal(int, object)
        Number of the cluster and its new `Name`.
    strip : PatchStrip
        The patches.

    Parameters
    ----------
    cluster : Cluster
        What is shown.
    patches : tuple of PatchRow
        Its patches, exemplar first.
    picture_of : callable
        Gives a patch's picture; None while there is none.
    """

    named = Signal(int, object)

    def __init__(
        self,
        cluster: Cluster,
        patches: tuple[PatchRow, ...],
        picture_of: Callable[[PatchRow], QPixmap | None],
    ) -> None:
        super().__init__()
        self._cluster = cluster
        self.strip = PatchStrip(patches, picture_of)
        self.name_button = QPushButton()
        self.name_button.setMenu(self._make_menu())
        self._lay_out()
        self.set_name(cluster.name)

    def set_name(self, name: Name) -> None:
        """Show what the cluster is called; nothing is emitted."""
        words, icon = tr("Name…"), QIcon()
        if isinstance(name, LesionClass):
            words, icon = f" {lesion_words(name)}", theme.swatch(class_style(name).colour)
        elif name is not None:
            words = tr("Discarded")
        self.name_button.setText(words)
        self.name_button.setIcon(icon)
        self.strip.set_dimmed(name is not None and not isinstance(name, LesionClass))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        title = QLabel(tr("Cluster {number}", number=self._cluster.cluster))
        title.setObjectName("heading")
        head.addWidget(title)
        facts = QLabel(_facts(self._cluster))
        facts.setObjectName("muted")
        if self._cluster.loose:
            facts.setToolTip(tr(_LOOSE_TIP))
        head.addWidget(facts)
        head.addStretch(1)
        head.addWidget(self.name_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.strip)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for lesion in LesionClass:
            style = class_style(lesion)
            words = without_mnemonics(lesion_words(lesion))
            action = menu.addAction(theme.swatch(style.colour), words)
            action.triggered.connect(partial(self._choose, lesion))
        menu.addSeparator()
        menu.addAction(tr("Discard")).triggered.connect(partial(self._choose, "discard"))
        menu.addAction(tr("No name")).triggered.connect(partial(self._choose, None))
        return menu

    def _choose(self, name: Name, _checked: bool = False) -> None:
        self.set_name(name)
        self.named.emit(self._cluster.cluster, name)


def _facts(cluster: Cluster) -> str:
    patches = tr("%n patch(es)", "", cluster.size)
    photographs = tr("%n photograph(s)", "", cluster.photographs)
    facts = [tr("{patches} of {photographs}", patches=patches, photographs=photographs)]
    if cluster.size > 1:
        facts.append(tr("silhouette {value:.2f}", value=cluster.silhouette))
        if cluster.loose:
            facts.append(tr("loose"))
    return "  ·  ".join(facts)
