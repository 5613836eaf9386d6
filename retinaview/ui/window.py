"""The main window: puts the parts together and connects them; what they do is theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPixmap

from retinaview.core.server_address import Wanted
from retinaview.ui import settings as kept
from retinaview.ui.action_set import ActionSet
from retinaview.ui.adjudication.controller import AdjudicationController
from retinaview.ui.answering.bar import AnswerBar
from retinaview.ui.answering.blinding import BlindingController
from retinaview.ui.answering.controller import AnsweringController
from retinaview.ui.answering.modes import ModesController
from retinaview.ui.archive.controller import ArchiveController
from retinaview.ui.arrangement import EXTRA_TABS, Arrangement
from retinaview.ui.canvas import FundusCanvas, Layer
from retinaview.ui.canvas.colour_maps import COLOUR_MAPS
from retinaview.ui.classes.controller import ClassesController
from retinaview.ui.closing import end_work
from retinaview.ui.compare.controller import CompareController
from retinaview.ui.compare.panel import ComparePanel
from retinaview.ui.controller import Controller, Switchboard
from retinaview.ui.demo.controller import DemoController
from retinaview.ui.demo.task_strip import TaskStrip
from retinaview.ui.discovery.controller import DiscoveryController
from retinaview.ui.drop_window import DropWindow
from retinaview.ui.evidence.controller import EvidenceController
from retinaview.ui.findings.controller import FindingsController
from retinaview.ui.findings.models_runner import Analyst, ModelsRunner, default_engine
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.first_size import resize_first
from retinaview.ui.help.controller import HelpController
from retinaview.ui.labels.controller import LabelsController
from retinaview.ui.language import later
from retinaview.ui.language.controller import LanguageController
from retinaview.ui.layers.controller import LayersController
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.layers.view_controls import ViewControls
from retinaview.ui.layouts.controller import LayoutsController
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.class_chooser import ClassChooser
from retinaview.ui.marks.drawing import DrawingController
from retinaview.ui.marks.editing import EditingController
from retinaview.ui.marks.noting import NotingController
from retinaview.ui.marks.panel import MarksPanel
from retinaview.ui.preferences.controller import PreferencesController
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.reading.loading import PhotographLoader
from retinaview.ui.reports.controller import ReportsController
from retinaview.ui.review.controller import ReviewController
from retinaview.ui.review.strip import ReviewStrip
from retinaview.ui.scores.controller import ScoresController
from retinaview.ui.scores.panel import ScoresPanel
from retinaview.ui.settings import Settings
from retinaview.ui.study.correcting import CorrectingController
from retinaview.ui.study.model import StudyModel
from retinaview.ui.study.opening import OpeningController
from retinaview.ui.study.panel import StudyPanel
from retinaview.ui.study.thumbnail_cache import ThumbnailCache
from retinaview.ui.study.thumbnails import Thumbnails
from retinaview.ui.study.welcome import WelcomePage
from retinaview.ui.theme_controller import ThemeController
from retinaview.ui.weights.controller import WeightsController
from retinaview.ui.widgets.message_bar import MessageBar
from retinaview.ui.widgets.section import Column
from retinaview.ui.widgets.status_bar import StatusBar
from retinaview.ui.window_context import WindowContext
from retinaview.ui.wiring import connect_parts, guide_page
from retinaview.ui.zooms.controller import ZoomsController
from retinaview.ui.zooms.strip import ZoomStrip

_FIRST_SIZE_PX = 1440, 900


class MainWindow(DropWindow):
    """One window on one study.

    Parameters
    ----------
    settings : Settings, optional
        What is remembered; the user's own where absent.
    make_engine : callable, optional
        Makes the engine, in the models' thread; tests put a stand-in here.
    loader : PhotographLoader, optional
        One that is already at work on the first photograph.

    Attributes
    ----------
    reading, answering, modes, drawing, editing, layers, findings, opening, labels, scores, help
        The controllers, by the names that the table of actions uses.
    controllers : tuple of Controller
        All of them.
    panes : Panes
        The photographs, one or two.
    threads_ended : bool
        Whether every thread had ended when the window closed.
    """

    def __init__(
        self,
        *,
        settings: Settings | None = None,
        make_engine: Callable[[], Analyst] = default_engine,
        loader: PhotographLoader | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.context = WindowContext()
        self.loader = loader or PhotographLoader()
        self.runner = ModelsRunner(make_engine)
        self.thumbnails = Thumbnails(ThumbnailCache())
        self.threads_ended = False
        self.languages = LanguageController(settings=self.settings)
        self.commands = ActionSet(self, own_keys=self.settings.keys_by_action())
        self.themes = ThemeController(self.commands, settings=self.settings)
        self._make_panels()
        self._make_controllers()
        self._lay_out()
        self._connect_signals()
        self._take_colours()
        self._restore()
        self.languages.apply()

    # What actions call, and what the application calls

    @property
    def canvas(self) -> FundusCanvas:
        """The canvas that is worked on."""
        return self.panes.canvas

    def open(self, paths: Sequence[Wanted]) -> None:
        """Open photographs, folders, a project, or a study on a server."""
        self.opening.open(paths)

    def toggle_full_screen(self, full: bool) -> None:
        """Use the whole screen, or no longer."""
        state, whole = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | whole if full else state & ~whole)

    # Putting together

    def _make_panels(self) -> None:
        switches = {layer: self.commands[f"layer_{layer}"] for layer in Layer}
        below_marks = [self.commands[name] for name in ("accept", "reject", "delete")]
        self.panes = Panes()
        self.zoom_strip = ZoomStrip()
        self.messages = MessageBar()
        self.task_strip = TaskStrip()
        decide = ("accept", "reject", "next_mark", "end_review")
        self.review_strip = ReviewStrip([self.commands[name] for name in decide])
        self.status = StatusBar()
        self.chooser = ClassChooser()
        self.study_model = StudyModel()
        self.study_panel = StudyPanel(self.study_model, self._thumbnail_of, self.settings)
        self.findings_panel = FindingsPanel()
        self.answer_bar = AnswerBar()
        self.layers_panel = LayersPanel(switches, COLOUR_MAPS)
        self.view_controls = ViewControls()
        self.marks_panel = MarksPanel(below_marks)
        self.scores_panel = ScoresPanel()
        self.compare_panel = ComparePanel()
        self.welcome = WelcomePage(
            [self.commands[name] for name in ("open", "open_folder", "demo", "tour")]
        )

    def _make_controllers(self) -> None:
        """Make the controllers, in this order because the later ones are given the earlier."""
        self._make_reading()
        self._make_finding()
        self._make_study()
        self._make_side_windows()
        # Found by their kind, so that a new one needs no more than its line below.
        made = [value for value in vars(self).values() if isinstance(value, Controller)]
        self.controllers = tuple(each for one in made for each in (one, *one.helpers))
        self.switchboard = Switchboard(self.commands, self.context, self.controllers)

    def _make_reading(self) -> None:
        """Make what the reader works with on the open photograph."""
        context, panes, settings = self.context, self.panes, self.settings
        self.reading = ReadingController(
            context,
            panes=panes,
            loader=self.loader,
            model=self.study_model,
            study_panel=self.study_panel,
            settings=settings,
        )
        self.correcting = CorrectingController(context, panel=self.study_panel)
        self.drawing = DrawingController(
            context, panes=panes, chooser=self.chooser, settings=settings
        )
        self.answering = AnsweringController(context, bar=self.answer_bar, reading=self.reading)
        self.modes = ModesController(
            commands=self.commands, bar=self.answer_bar, drawing=self.drawing, settings=settings
        )
        reading = self.reading
        self.layouts = LayoutsController(context, panes=panes, reading=reading, settings=settings)
        self.editing = EditingController(context, panes=panes, panel=self.marks_panel)
        self.evidence = EvidenceController(context, panes=panes, editing=self.editing)
        self.noting = NotingController(context, panes=panes, parent=self)
        self.adjudication = AdjudicationController(context, panes=panes, editing=self.editing)
        self.review = ReviewController(
            context,
            panes=panes,
            editing=self.editing,
            reading=reading,
            strip=self.review_strip,
            parent=self,
        )

    def _make_finding(self) -> None:
        """Make what shows the models' answers."""
        context, panes, settings = self.context, self.panes, self.settings
        self.layers = LayersController(
            context,
            panes=panes,
            panel=self.layers_panel,
            view_controls=self.view_controls,
            findings_panel=self.findings_panel,
            settings=settings,
        )
        self.zooms = ZoomsController(
            context,
            panes=panes,
            strip=self.zoom_strip,
            regions=self.layers.regions,
            settings=settings,
        )
        self.findings = FindingsController(
            context,
            runner=self.runner,
            loader=self.loader,
            reading=self.reading,
            model=self.study_model,
            panel=self.findings_panel,
            status=self.status,
            settings=settings,
        )
        self.compare = CompareController(
            context,
            panes=panes,
            panel=self.compare_panel,
            runner=self.runner,
            sources=self.findings.sources,
            settings=settings,
        )

    def _make_study(self) -> None:
        """Make what concerns the study as a whole."""
        context, settings = self.context, self.settings
        reading = self.reading
        self.opening = OpeningController(context, reading=reading, settings=settings, parent=self)
        self.demo = DemoController(context, opening=self.opening, strip=self.task_strip)
        self.labels = LabelsController(context, progress=self.status.labels, parent=self)
        self.reports = ReportsController(
            context,
            start=self.labels.start,
            layers=self.layers,
            show_folder=self.labels.show_folder,
            parent=self,
        )
        self.archive = ArchiveController(
            context, opening=self.opening, settings=settings, parent=self
        )
        panel = self.scores_panel
        self.scores = ScoresController(
            context, panel=panel, regions=self.layers.regions, options=panel.options
        )

    def _make_side_windows(self) -> None:
        """Make what opens beside the window."""
        context, reading, settings = self.context, self.reading, self.settings
        self.help = HelpController(
            commands=self.commands,
            colours=lambda: self.themes.colours,
            show_folder=self.labels.show_folder,
            page=lambda: guide_page(self),
            parent=self,
        )
        self.preferences = PreferencesController(
            commands=self.commands,
            languages=self.languages,
            themes=self.themes,
            told={
                kept.WHEEL_SCROLLS.key: self.panes.set_wheel_scrolls,
                kept.KEEP_ZOOM.key: self.reading.keep_zoom,
                kept.RUN_MODELS.key: self.findings.set_automatic,
            },
            settings=settings,
            parent=self,
        )
        self.classes = ClassesController(context, parent=self)
        self.weights = WeightsController(
            context, colours=lambda: self.themes.colours, settings=settings, parent=self
        )
        self.discovery = DiscoveryController(
            context, reading=reading, drawing=self.drawing, parent=self
        )
        self.blinding = BlindingController(context, telling=(self.discovery,))

    def _lay_out(self) -> None:
        self.arrangement = Arrangement(
            self,
            study=self.study_panel,
            messages=self.messages,
            task=self.task_strip,
            review=self.review_strip,
            welcome=self.welcome,
            panes=self.panes,
            strip=self.zoom_strip,
            tabs=[
                (
                    later("Evidence"),
                    Column(self.evidence.panel, self.layouts.visits.panel, self.findings_panel),
                ),
                (later("Layers"), Column(self.view_controls, self.layers_panel)),
                (later("Marks"), self.marks_panel),
                (later("Scores"), Column(self.scores_panel)),
                (later("Adjudicate"), Column(self.adjudication.panel)),
                (later("Compare"), Column(self.compare_panel)),
            ],
        )
        self.tabs = self.arrangement.tabs
        self.commands.fill_menu_bar()
        self.addToolBar(self.commands.make_toolbar(self.chooser))
        self.arrangement.put_below(self.answer_bar)
        self.setStatusBar(self.status)
        self.arrangement.show_canvas(False)
        self.commands.attach_canvas_keys(*self.panes.canvases, self.marks_panel.table)

    def _connect_signals(self) -> None:
        connect_parts(self)
        self.themes.applied.connect(self._take_colours)
        self.languages.applied.connect(self.switchboard.reword)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.layouts.changed.connect(self._on_layout_changed)
        self.context.image_changed.connect(self._on_image_changed)
        for dock in (self.arrangement.study_dock, self.arrangement.side_dock):
            dock.visibilityChanged.connect(self._show_switches)

    # Following

    def _show_switches(self) -> None:
        self.commands.set_checked("study_list", not self.arrangement.study_dock.isHidden())
        self.commands.set_checked("side_panel", not self.arrangement.side_dock.isHidden())

    def _on_image_changed(self) -> None:
        self.setWindowTitle(self.context.title)
        self.messages.keep_about(self.context.image_ids)

    def _on_layout_changed(self) -> None:
        offered, chosen = not self.context.layout.is_alone, self.compare.on
        self.arrangement.show_extra_tab("Compare", offered=offered, chosen=chosen)
        on = self.adjudication.on
        self.arrangement.show_extra_tab("Adjudicate", offered=on, chosen=on)
        self.adjudication.show()

    def _take_colours(self) -> None:
        """Paint lists in the colours of the theme."""
        self.study_panel.set_theme(self.themes.colours)
        self.marks_panel.set_theme(self.themes.colours)

    def _on_tab_changed(self, index: int) -> None:
        if (name := self.arrangement.tab_names[index]) not in EXTRA_TABS:
            self.settings.set(kept.TAB, index)
        self.scores.set_seen(name == "Scores")

    def _thumbnail_of(self, image_id: int) -> QPixmap | None:
        session = self.context.session
        if session is None:
            return None
        return self.thumbnails.get(session.expected_path(image_id))

    # Starting and ending

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.get(kept.GEOMETRY)):
            resize_first(self, _FIRST_SIZE_PX)
        self.restoreState(self.settings.get(kept.STATE))
        self._show_switches()
        self.tabs.setCurrentIndex(self.settings.get(kept.TAB))
        self.welcome.set_recent(self.settings.recent())
        self.panes.set_wheel_scrolls(self.settings.get(kept.WHEEL_SCROLLS))
        self.setWindowTitle(self.context.title)
        QTimer.singleShot(0, self, lambda: self._on_tab_changed(self.tabs.currentIndex()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember the window, stop the threads and close the study; once all is saved."""
        if not self.opening.is_all_written():
            event.ignore()  # the reader sees what was refused, and can close again
            return
        self.settings.set(kept.GEOMETRY, self.saveGeometry())
        self.settings.set(kept.STATE, self.saveState())
        self.settings.sync()
        self.threads_ended = end_work(self)
        event.accept()
