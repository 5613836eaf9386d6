"""The gallery: clusters below each other, what finds them above, what becomes of them below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui import theme
from retinaview.ui.discovery.cluster_view import ClusterView
from retinaview.ui.findings.source_box import SourceBox
from retinaview.ui.first_size import resize_first
from retinaview.ui.language import later, tr
from retinaview.ui.language.keys import KEYS
from retinaview.ui.widgets.section import muted, rule

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import Clusters, PatchRow

_FIRST_SIZE_PX = 1080, 740
_EXPLANATION = later(
    "Finds the places where a grading network responds most in this study, and clusters those that "
    "look alike. Name a cluster that shows one kind of lesion, then go from place to place and "
    "draw the lesions that are there."
)


class Gallery(QWidget):
    """A window of its own, beside the photographs.

    Attributes
    ----------
    find_requested : Signal(str)
        Clusters are wanted; the source's name.
    stop_requested : Signal()
        They are not, after all.
    named : Signal(int, object)
        The reader has named a cluster: its number and `Name`.
    patch_chosen : Signal(object)
        The reader wants to see this `PatchRow` on its photograph.
    next_requested : Signal()
        The reader wants to see the next place of the named clusters on its photograph.
    help_requested : Signal()
        F1: the reader wants the guide.
    sources : SourceBox
        The networks that can be asked.
    """

    find_requested = Signal(str)
    stop_requested = Signal()
    named = Signal(int, object)
    patch_chosen = Signal(object)
    next_requested = Signal()
    help_requested = Signal()

    def __init__(self, picture_of: Callable[[PatchRow], QPixmap | None]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Lesion discovery – RetinaView"))
        resize_first(self, _FIRST_SIZE_PX)
        self._picture_of = picture_of
        self.sources = SourceBox()
        self.find_button = QPushButton(tr("Find clusters"))
        self.find_button.setDefault(True)
        self.stop_button = QPushButton(tr("Stop"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.step = QLabel()
        self.step.setObjectName("muted")
        self.notice = muted()
        self.summary = muted()
        self.next_button = QPushButton(tr("Next place"))
        self.next_button.setToolTip(
            tr("Goes through the places of the named clusters ({key:next_place})")
        )
        self.rows: tuple[ClusterView, ...] = ()
        self._area = QScrollArea()
        self._lay_out()
        self._connect_signals()
        self.show_idle()
        self.show_clusters(None)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take the keys that are in force when the reader comes back to the window."""
        if event.type() is QEvent.Type.ActivationChange:
            self._next_key.setKey(QKeySequence(KEYS.of("next_place")))
            self._help_key.setKey(QKeySequence(KEYS.of("guide")))
        super().changeEvent(event)

    def show_clusters(self, clusters: Clusters | None) -> None:
        """Show clusters, or what they would be where there are none."""
        self.rows = () if clusters is None else self._rows_of(clusters)
        self._area.setWidget(_page(self.rows))
        self.find_button.setText(tr("Find clusters") if clusters is None else tr("Find again"))
        if clusters is None:
            self.say(tr(_EXPLANATION))
        self.set_places(0 if clusters is None else len(clusters.places()))

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far the search is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.step.setText(words)
        self._set_searching(True)

    def show_idle(self) -> None:
        """Show that the search has ended."""
        self._set_searching(False)

    def say(self, sentence: str, *, alarm: bool = False) -> None:
        """Show a sentence above the clusters."""
        self.notice.setText(sentence)
        theme.set_tone(self.notice, "alarm" if alarm else "muted")
        self.notice.setVisible(bool(sentence))

    def set_places(self, count: int, at: int = 0) -> None:
        """Say how many places the named clusters have, and which of them is shown, from 1."""
        words = tr("The named clusters have %n place(s).", "", count)
        if at:
            words = tr("Place {at} of {count}.", at=at, count=count)
        nothing = tr("Name a cluster to go through its places.") if self.rows else ""
        self.summary.setText(words if count else nothing)
        self.next_button.setEnabled(count > 0)

    def repaint_patches(self) -> None:
        """Show pictures that have become ready."""
        for row in self.rows:
            row.strip.viewport().update()

    def _set_searching(self, searching: bool) -> None:
        for shown in (self.bar, self.step, self.stop_button):
            shown.setVisible(searching)
        self.find_button.setEnabled(not searching)
        self.sources.setEnabled(not searching)

    def _rows_of(self, clusters: Clusters) -> tuple[ClusterView, ...]:
        rows = []
        for cluster in clusters.clusters:
            patches = clusters.patches_of(cluster.cluster)
            row = ClusterView(cluster, patches, self._picture_of)
            row.named.connect(self.named)
            row.strip.patch_chosen.connect(self.patch_chosen)
            rows.append(row)
        return tuple(rows)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(QLabel(tr("Network")))
        for widget in (self.sources, self.find_button, self.stop_button, self.bar):
            top.addWidget(widget)
        top.addWidget(self.step, 1)
        top.addStretch(1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.summary, 1)
        bottom.addWidget(self.next_button)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._area, 1)
        column.addLayout(bottom)

    def _connect_signals(self) -> None:
        self.find_button.clicked.connect(lambda: self.find_requested.emit(self.sources.source))
        self.stop_button.clicked.connect(self.stop_requested)
        self.next_button.clicked.connect(self.next_requested)
        self._next_key, self._help_key = QShortcut(self), QShortcut(self)
        self._next_key.activated.connect(self.next_button.click)
        self._help_key.activated.connect(self.help_requested)
        for keys in ("Ctrl+W", "Esc"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)


def _page(rows: Sequence[ClusterView]) -> QWidget:
    """Lay out rows below each other, with hairlines between."""
    page = QWidget()
    page.setObjectName("panel")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(10)
    for index, row in enumerate(rows):
        if index:
            column.addWidget(rule())
        column.addWidget(row)
    column.addStretch(1)
    return page
