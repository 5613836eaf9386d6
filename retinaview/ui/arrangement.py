"""The layout of the window: list of photographs left, the open one in the middle, panels right.

Outer parts are put in place before what they hold: Qt dresses a part anew, with all that is in it,
each time that it gets a parent.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.widgets.overlay import Overlay

_LIST_WIDTH_PX, _SIDE_WIDTH_PX = 226, 376
_SIDE_LEAST_PX = 336


EXTRA_TABS = "Adjudicate", "Compare"
"""Offered in some layouts alone."""


class _Tabs(QTabWidget):
    """Tabs that never become wider by themselves: their width is the reader's.

    A label in a tab that says something else asks for room anew. Qt would have all tabs and the
    whole window laid out and painted again, also where it asks for as much as before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked_for: tuple[QSize, ...] = ()

    def event(self, event: QEvent) -> bool:
        """Lay out again where the tabs ask for another size than before."""
        if event.type() is QEvent.Type.LayoutRequest:
            before = self._asked_for
            self._asked_for = self.tabBar().sizeHint(), self.sizeHint(), self.minimumSizeHint()
            if self._asked_for == before:
                return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a width that has room for whatever stands in them."""
        return QSize(_SIDE_LEAST_PX, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the width at the first start."""
        return QSize(_SIDE_WIDTH_PX, super().sizeHint().height())


class Arrangement:
    """Puts the parts into a window.

    Parameters
    ----------
    window : QMainWindow
        The window.
    study : QWidget
        The list of photographs.
    messages, task, review, welcome, strip : QWidget
        The middle: messages, a task and a review above, below them the welcome page or the
        photographs with their strip.
    panes : Panes
        The photographs.
    tabs : sequence of (str, QWidget)
        The right side; `EXTRA_TABS` are offered in some layouts alone.

    Attributes
    ----------
    tabs : QTabWidget
        The right side.
    tab_names : tuple of str
        The titles of the tabs, in English.
    study_dock, side_dock : QDockWidget
        Left and right side; their sizes are part of the window's state.
    """

    def __init__(
        self,
        window: QMainWindow,
        *,
        study: QWidget,
        messages: QWidget,
        task: QWidget,
        review: QWidget,
        welcome: QWidget,
        panes: Panes,
        strip: QWidget,
        tabs: Sequence[tuple[str, QWidget]],
    ) -> None:
        self._window = window
        self._welcome, self._panes = welcome, panes
        self._page, self._middle = QWidget(), QStackedWidget()
        window.setCentralWidget(central := QWidget())
        _stack(central, self._middle, stretched=self._middle)
        self._over = Overlay(central, messages, task, review)
        self._middle.addWidget(welcome)
        self._middle.addWidget(self._page)
        _stack(self._page, panes, strip, stretched=panes)
        self.tabs = _Tabs()
        self.tabs.setDocumentMode(True)
        self.study_dock = self._dock("study", study, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.side_dock = self._dock("side", self.tabs, Qt.DockWidgetArea.RightDockWidgetArea)
        for title, part in tabs:
            self.tabs.addTab(part, tr(title))
        self.tab_names = tuple(title for title, _ in tabs)
        self._tab_before = 0
        for name in EXTRA_TABS:
            self.show_extra_tab(name, offered=False, chosen=False)
        window.resizeDocks(
            [self.study_dock, self.side_dock],
            [_LIST_WIDTH_PX, _SIDE_WIDTH_PX],
            Qt.Orientation.Horizontal,
        )

    def show_canvas(self, shown: bool = True) -> None:
        """Put the photograph, or else the welcome page, into the middle."""
        self._middle.setCurrentWidget(self._page if shown else self._welcome)
        # Keys are what a reader works with; where nothing has the focus, the search takes them.
        (self._panes.canvas if shown else self._welcome).setFocus()

    def show_extra_tab(self, name: str, *, offered: bool, chosen: bool) -> None:
        """Offer a layout's tab or not; where it is not chosen, go back to where the reader was."""
        tab, here = self.tab_names.index(name), self.tabs.currentIndex()
        if chosen and self.tab_names[here] not in EXTRA_TABS:
            self._tab_before = here
        self.tabs.setTabVisible(tab, offered)
        if chosen:
            self.tabs.setCurrentIndex(tab)
        elif here == tab:
            self.tabs.setCurrentIndex(self._tab_before)

    def show_study_list(self, visible: bool) -> None:
        """Show or fold away the list of photographs."""
        self.study_dock.setVisible(visible)

    def show_side_panel(self, visible: bool) -> None:
        """Show or fold away evidence, layers, marks and scores."""
        self.side_dock.setVisible(visible)

    def put_below(self, bar: QWidget) -> None:
        """Put a bar below everything, over the whole width, whatever else is shown or hidden."""
        holder = QToolBar(bar.accessibleName())
        holder.setObjectName("answer_bar")
        holder.setMovable(False)
        holder.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        holder.toggleViewAction().setVisible(False)  # nor is it hidden by the window's own menu
        holder.addWidget(bar)
        holder.setMinimumWidth(bar.minimumSizeHint().width())
        self._window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, holder)

    def _dock(self, name: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(f"{name}_dock")
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())  # the tabs and the filter say what it is
        self._window.addDockWidget(area, dock)
        dock.setWidget(content)
        return dock


def _stack(content: QWidget, *parts: QWidget, stretched: QWidget) -> None:
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    column.setStretchFactor(stretched, 1)
