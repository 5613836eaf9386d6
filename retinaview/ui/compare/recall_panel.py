"""How much of what the reader boxed each source reaches, beside what chance would reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem

from retinaview.core.words import percent, signed
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.curve_plot import CurveLine, CurvePlot
from retinaview.ui.widgets.section import Section, muted
from retinaview.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from retinaview.evaluation.estimates import Estimate
    from retinaview.evaluation.localization import LocalizationReport
    from retinaview.evaluation.localization_comparison import LocalizationComparison
    from retinaview.session.comparing import Asked, StudyComparison

_ROW_PX = 21
_COLOURS = ("accent", "good")  # of the first source and the second, as the theme has them
_WORDS_LINES = 3
_UNITS = ((later("Boxes"), "box"), (later("Persons"), "person"))
_PRIORS = ((later("as many at random"), "random"), (later("at the centre"), "centre"))
_DRAW_FIRST = later(
    "No photograph of this study has your boxes yet. Draw some, and the sources' regions are "
    "scored against them here."
)

Row = tuple[str, ...]


class RecallPanel(Section):
    """IoM recall of the two sources over the study, and what is still to be asked for it.

    Attributes
    ----------
    score_requested : Signal()
        The reader wants the score now.
    missing_requested : Signal(object)
        ``list[tuple[int, str]]``: run these sources on these photographs.
    stop_requested : Signal()
        Stop running them.
    """

    score_requested = Signal()
    missing_requested = Signal(object)
    stop_requested = Signal()

    def __init__(self) -> None:
        self.ask_button = QPushButton()
        policy = self.ask_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the table below does not jump
        self.ask_button.setSizePolicy(policy)
        super().__init__(tr("IoM recall"), aside=self.ask_button)
        self._missing: list[tuple[int, str]] = []
        self._asking = 0
        self._scored = False
        self._words = muted()
        self._words.setMinimumHeight(_WORDS_LINES * self._words.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._table = _make_table()
        self.plot = CurvePlot(later("IoM threshold"), later("Recall"), file_name="recall")
        self.view = Segmented(
            (
                (tr("Table"), tr("Recall at one threshold")),
                (tr("Curves"), tr("Recall at every threshold")),
            )
        )
        self.view.set_choice(0)
        self.add(self.view)
        self.add(self._table)
        self.add(self.plot)
        self.add(self._words)
        self.body.addStretch(1)
        self.ask_button.clicked.connect(self._on_clicked)
        self.view.chosen.connect(lambda _: self._show_view())
        self.show_nothing(tr(_DRAW_FIRST))

    @property
    def words(self) -> str:
        """The line below the table."""
        return self._words.text()

    def cell(self, row: int, column: int) -> str:
        """Return a cell as shown."""
        item = self._table.item(row, column)
        return "" if item is None else item.text().strip()

    def show_nothing(self, why: str) -> None:
        """Show that there is no score, and why."""
        self._scored = False
        self._show_view()
        self._words.setText(why)
        self._missing = []
        self._show_button()

    def show_report(self, comparison: StudyComparison) -> None:
        """Show a score, and offer to ask for what is missing."""
        asked, found = comparison.asked, comparison.localization
        self._missing = [(i, source) for source, ids in asked.missing.items() for i in ids]
        self._show_button()
        self._scored = found is not None
        self._show_view()
        if not asked.boxed:
            self._words.setText(tr(_DRAW_FIRST))
            return
        if found is not None:
            self._show_rows(found)
            self.plot.show_curves(comparison_curves(found), mark=found.threshold)
        self._words.setText(_count_line(asked, found))

    def set_asking(self, count: int) -> None:
        """Say how many questions are still to be answered."""
        self._asking = count
        self._show_button()

    def _show_view(self) -> None:
        curves = self.view.choice == 1
        self.view.setVisible(self._scored)
        self._table.setVisible(self._scored and not curves)
        self.plot.setVisible(self._scored and curves)

    def _show_button(self) -> None:
        count = len({image_id for image_id, _ in self._missing})
        ask = tr("Run on %n photograph(s)", "", count)
        stop = tr("Stop, {count} to go", count=self._asking)
        self.ask_button.setText(stop if self._asking else ask)
        self.ask_button.setVisible(bool(self._missing or self._asking))

    def _on_clicked(self) -> None:
        if self._asking:
            self.stop_requested.emit()
        else:
            self.missing_requested.emit(self._missing)

    def _show_rows(self, found: LocalizationComparison) -> None:
        heads, rows = comparison_rows(found)
        self._table.setColumnCount(len(heads))
        self._table.setHorizontalHeaderLabels(list(heads))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._table.setRowCount(len(rows))
        for index, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text.strip())
                self._table.setItem(index, column, item)
        height = self._table.horizontalHeader().sizeHint().height() + _ROW_PX * len(rows) + 4
        self._table.setFixedHeight(height)


def comparison_rows(found: LocalizationComparison) -> tuple[Row, list[Row]]:
    """Return titles and rows of the table: recall with its interval, chance below it."""
    reports = list(found.reports.values())
    gaps = list(found.differences.values())
    recall = tr("Recall at {threshold:g}", threshold=found.threshold)
    heads = (recall, *found.reports, *["B – A" for _ in gaps])
    blank = tuple("" for _ in gaps)
    rows: list[Row] = []
    for title, unit in _UNITS:
        cells = [_cell(report, "regions", unit, found.threshold) for report in reports]
        more = [_signed(getattr(gap, unit)) for gap in gaps]
        rows.append((tr(title), *cells, *more))
        for words, kind in _PRIORS:
            prior = [_cell(report, kind, unit, found.threshold) for report in reports]
            rows.append((f"    {tr(words)}", *prior, *blank))
    rows.append((tr("Field covered"), *(percent(report.coverage) for report in reports), *blank))
    return heads, rows


def comparison_curves(found: LocalizationComparison) -> list[CurveLine]:
    """Return every source's recall by threshold, and as a broken line that of random squares."""
    from retinaview.evaluation.recall import THRESHOLDS

    lines = []
    for colour, (name, report) in zip(_COLOURS, found.reports.items(), strict=False):
        for words, pair, unit, style in (
            (tr("boxes"), report.regions, "box", Qt.PenStyle.SolidLine),
            (tr("persons"), report.regions, "person", Qt.PenStyle.DotLine),
            (tr("random, boxes"), report.random, "box", Qt.PenStyle.DashLine),
        ):
            recall = getattr(pair, unit).recall
            lines.append(CurveLine(f"{name}, {words}", THRESHOLDS, recall, colour, style))
    return lines


def _cell(report: LocalizationReport, kind: str, unit: str, threshold: float) -> str:
    curve = getattr(getattr(report, kind), unit)
    estimate: Estimate = curve.at(threshold, 0)
    if kind == "centre" or not estimate.is_bounded:  # one placement or one person: no band
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f}   {estimate.low:.2f}–{estimate.high:.2f}"


def _signed(estimate: Estimate) -> str:
    low, value, high = (
        signed(number, ".2f") for number in (estimate.low, estimate.value, estimate.high)
    )
    band = tr("{low} to {high}", low=low, high=high)
    return f"{value}   {band}" if estimate.is_bounded else value


def _count_line(asked: Asked, found: LocalizationComparison | None) -> str:
    lacking = [
        tr(
            "{network} has not run on {missing} of %n photograph(s) with your boxes.",
            "",
            len(asked.boxed),
            network=source,
            missing=len(ids),
        )
        for source, ids in asked.missing.items()
        if ids
    ]
    if found is None:
        return " ".join(lacking)
    truth = found.truth
    few, many = tr("too few for intervals"), tr("with 95 % intervals")
    truths = tr(
        "{boxes} on {images} of {persons}, {interval}.",
        boxes=tr("%n box(es)", "", truth.boxes),
        images=tr("%n photograph(s)", "", truth.images),
        persons=tr("%n person(s)", "", truth.persons),
        interval=few if truth.persons == 1 else many,
    )
    return " ".join([truths, *lacking])


def _make_table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    table.verticalHeader().setMinimumSectionSize(_ROW_PX)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    table.horizontalHeader().setDefaultAlignment(alignment)
    return table
