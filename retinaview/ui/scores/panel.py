"""IoM localisation: the models' regions scored against the reader's boxes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem

from retinaview.core.words import percent
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun, lesion_words
from retinaview.ui.scores.missed import MissedBoxes
from retinaview.ui.scores.options import ScoreOptions
from retinaview.ui.widgets.curve_plot import CurveLine, CurvePlot
from retinaview.ui.widgets.section import Section, muted
from retinaview.ui.widgets.text import WrappedText

if TYPE_CHECKING:
    from retinaview.evaluation.estimates import Estimate
    from retinaview.evaluation.localization import LocalizationReport
    from retinaview.evaluation.recall import RecallPair
    from retinaview.session.scoring import SessionScore

_EMPTY = later(
    "Scores the suspicious regions against your boxes: the share of boxes, and of persons, that a "
    "region reaches. Draw boxes on analysed photographs, then score."
)
_OTHERS = later("The photograph shows its regions as found, not in this number and size.")
_ROW_GAP_PX = 5


class ScoresPanel(Section):
    """Recall over thresholds for boxes and for persons, and the numbers at one threshold.

    Attributes
    ----------
    score_requested : Signal()
        The reader wants the score now.
    table : QTableWidget
        The numbers at one threshold.
    options : ScoreOptions
        Which regions are scored, and from which overlap they count.
    missed : MissedBoxes
        The boxes that no region reaches.
    """

    score_requested = Signal()

    def __init__(self) -> None:
        button = QPushButton(tr("Score"))
        super().__init__(tr("IoM localisation"), aside=button)
        self.button = button
        self._explanation = muted(tr(_EMPTY))
        self._counts = WrappedText()
        self.table = _make_table()
        self.plot = CurvePlot(later("IoM threshold"), later("Recall"), file_name="recall")
        self.options, self.missed = ScoreOptions(), MissedBoxes()
        self._score: SessionScore | None = None
        shown = (self.options, self._explanation, self._counts, self.table, self.plot, self.missed)
        for widget in shown:
            self.add(widget)
        self.button.clicked.connect(self.score_requested)
        self.options.threshold_changed.connect(self._show_numbers)
        self.show_nothing(_EMPTY)

    @property
    def explanation(self) -> str:
        """The sentence shown in place of a score."""
        return self._explanation.text()

    @property
    def counts(self) -> str:
        """The sentences above the table, on what is scored."""
        return self._counts.text()

    def figure(self, row: int, column: int) -> str:
        """Return a cell of the table, as shown."""
        item = self.table.item(row, column)
        return "" if item is None else item.text()

    def show_nothing(self, why: str) -> None:
        """Show that there is no score, and why."""
        self._score = None
        self._explanation.setText(why)
        self._explanation.show()
        for widget in (self._counts, self.table, self.plot, self.missed):
            widget.hide()

    def show_report(self, score: SessionScore) -> None:
        """Show a score."""
        self._score = score
        self._explanation.hide()
        self._show_numbers()
        for widget in (self._counts, self.table, self.plot, self.missed):
            widget.show()

    def _show_numbers(self) -> None:
        """Show the score at the threshold that is chosen."""
        if self._score is None:
            return
        report, threshold = self._score.report, self.options.threshold
        words = _count_line(report, self._score.proposed)
        self._counts.setText(words if self.options.are_as_shown else f"{words} {tr(_OTHERS)}")
        _fill(self.table, report, threshold)
        self.plot.show_curves(_curves(report), mark=threshold)
        self.missed.show_boxes(self._score.missed(threshold), of=report.boxes)


def _curves(report: LocalizationReport) -> list[CurveLine]:
    from retinaview.evaluation.recall import THRESHOLDS

    dashes = Qt.PenStyle.DashLine
    return [
        CurveLine(tr("boxes"), THRESHOLDS, report.regions.box.recall, "accent"),
        CurveLine(tr("persons"), THRESHOLDS, report.regions.person.recall, "good"),
        CurveLine(tr("another's, boxes"), THRESHOLDS, report.swapped.box.recall, "caution"),
        CurveLine(tr("random, boxes"), THRESHOLDS, report.random.box.recall, "muted", dashes),
        CurveLine(tr("centre, boxes"), THRESHOLDS, report.centre.box.recall, "faint", dashes),
    ]


def _count_line(report: LocalizationReport, proposed: int) -> str:
    boxes = tr("%n box(es)", "", report.boxes)
    images = tr("%n photograph(s)", "", report.images)
    persons = tr("%n person(s)", "", report.persons)
    if not report.persons_known:
        persons = tr("{persons} (each photograph counts as one)", persons=persons)
    said = [tr("{boxes} on {images} of {persons}.", boxes=boxes, images=images, persons=persons)]
    if proposed:
        said.append(tr("{count} of them a network proposed, which favours it.", count=proposed))
    covered, name = percent(report.coverage), tr(report.name)
    said.append(
        tr("The {regions} cover {share} of the field of view.", regions=name, share=covered)
    )
    if report.persons == 1:
        said.append(tr("A single person gives no interval."))
    else:
        said.append(tr("Below each recall stands its 95 % interval."))
    return " ".join(said)


def _make_table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _fill(table: QTableWidget, report: LocalizationReport, threshold: float) -> None:
    rows = [
        (begun(tr(report.name)), *_pair(report.regions, report, threshold)),
        (tr("Another photograph's"), *_pair(report.swapped, report, threshold)),
        (tr("As many at random"), *_pair(report.random, report, threshold)),
        (tr("At the centre"), *_pair(report.centre, report, threshold)),
    ]
    rows.append((tr("By class"), tr("Boxes"), tr("Gain over\nanother's")))
    for lesion, recall in report.per_class.items():
        found = recall.regions.at(threshold, recall.boxes)
        gain = recall.gain.at(threshold, recall.boxes)
        words = tr("at chance") if gain.low <= 0 <= gain.high else _interval(gain, sign="+")
        rows.append((f"{lesion_words(lesion)}, {recall.boxes}", _interval(found), words))
    rows.append((tr("Field shown for 80 % of boxes"), _interval(report.shown.regions), ""))
    rows.append((tr("by another photograph's"), _interval(report.shown.swapped), ""))
    head = tr("Recall at {threshold:g}", threshold=threshold)
    table.setHorizontalHeaderLabels([head, tr("Boxes"), tr("Persons")])
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)  # the first column is cut short where there is no room
            table.setItem(row, column, item)
    table.resizeRowsToContents()
    for row in range(len(rows)):
        table.setRowHeight(row, table.rowHeight(row) + _ROW_GAP_PX)
    height = sum(table.rowHeight(row) for row in range(len(rows)))
    table.setFixedHeight(height + table.horizontalHeader().sizeHint().height() + 2)


def _pair(pair: RecallPair, report: LocalizationReport, threshold: float) -> tuple[str, str]:
    box = pair.box.at(threshold, report.boxes)
    person = pair.person.at(threshold, report.persons)
    return _interval(box), _interval(person)


def _interval(estimate: Estimate, *, sign: str = "") -> str:
    if math.isnan(estimate.value):
        return "–"
    value = f"{estimate.value:{sign}.2f}"
    if not estimate.is_bounded:
        return value
    return value + "\n" + tr("{low:.2f} to {high:.2f}", low=estimate.low, high=estimate.high)
