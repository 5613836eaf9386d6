"""What speaks for which grade: counts by quadrant, exudates at the fovea, what networks say.

Evidence stands beside the grade and is never one. Every number leads to its lesions, and no number
moves another: each has its place from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.evidence import BEADING, HAEMORRHAGES, IRMA, Evidence, Ids
from retinaview.core.fundus_frame import QUADRANTS, Quadrant
from retinaview.core.grades import DMEGrade
from retinaview.core.lesions import LesionClass
from retinaview.ui.evidence.words import (
    NetworkAnswer,
    exudate_words,
    network_words,
    new_vessel_words,
    rule_words,
    spread_words,
)
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun
from retinaview.ui.widgets.section import Section
from retinaview.ui.widgets.text import ElidedText

NETWORK_LINES = 3
_NAMES = {
    HAEMORRHAGES: later("HE, MA"),
    BEADING: later("Venous beading"),
    IRMA: later("IRMA"),
}
_NEW_VESSELS = (LesionClass.NEOVASCULARISATION, LesionClass.PRERETINAL_HAEMORRHAGE)
_CELL_PX = 34
_RULE_TIP = later(
    "The 4-2-1 rule for severe retinopathy (ICDR): more than 20 intraretinal haemorrhages in each "
    "of 4 quadrants, venous beading in 2, or prominent IRMA in 1.\n"
    "Boxes are counted, marked and proposed ones; a cluster in one box counts once. "
    "Quadrants as seen from the optic disc."
)


class EvidencePanel(QWidget):
    """Shows the evidence of the photograph in front.

    Attributes
    ----------
    lesions_wanted : Signal(object)
        ``tuple[str, ...]``: ids of the marks that a number counts.
    """

    lesions_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._evidence: Evidence | None = None
        self._sought = False
        self._cells: dict[tuple[str, Quadrant], QToolButton] = {}
        self._names = {name: ElidedText() for name in _NAMES}
        self._rule = _line()
        self._vessels = self._link(lambda found: found.of(_NEW_VESSELS))
        self._exudates = self._link(lambda found: found.near or found.of(_EXUDATES))
        self._reader, self._others = _line(), _line()
        self._networks = tuple(_line() for _ in range(NETWORK_LINES + 1))
        self._lay_out()
        self.show_evidence(None)
        self.show_networks((), None)
        self.show_readers("", "")

    def show_evidence(
        self, found: Evidence | None, *, hint: str = "", sought: bool = False
    ) -> None:
        """Show what was counted; None while there is no photograph.

        Parameters
        ----------
        found : Evidence or None
            What was counted.
        hint : str
            Why nothing can be placed, where that is so.
        sought : bool
            Whether a network has looked for lesions, and the reader may see what it found; until
            then, no lesion does not mean that there is none.
        """
        self._evidence, self._sought = found, sought
        for (name, quadrant), cell in self._cells.items():
            ids = self._ids_at(name, quadrant)
            cell.setText("–" if ids is None else str(len(ids)))
            cell.setEnabled(bool(ids))
            cell.setAccessibleName(f"{tr(_NAMES[name])}, {tr(quadrant)}: {cell.text()}")
        self._rule.setText("" if found is None else hint or rule_words(found, sought=sought))
        for name, label in self._names.items():
            part = tr(_NAMES[name])
            unseen = tr("{part}, not assessed", part=part)
            label.setText(part if self._is_assessed(name) else unseen)
        self._vessels.setText("" if found is None else new_vessel_words(found))
        self._vessels.setEnabled(found is not None and bool(found.of(_NEW_VESSELS)))
        self._exudates.setText("" if found is None else exudate_words(found, sought=sought))
        self._exudates.setEnabled(found is not None and bool(found.of(_EXUDATES)))

    def show_networks(self, answers: Sequence[NetworkAnswer], spread: int | None) -> None:
        """Show what each network answers, the one shown first, and how far apart they are."""
        lines = [network_words(answer) for answer in answers]
        if len(lines) > NETWORK_LINES:
            rest = len(lines) - NETWORK_LINES + 1
            lines = [*lines[: NETWORK_LINES - 1], tr("and %n network(s) more", "", rest)]
        lines.append(spread_words(len(answers), spread))
        unused = [""] * (len(self._networks) - len(lines))
        for label, words in zip(self._networks, [*lines, *unused], strict=True):
            label.setText(words)

    def show_readers(self, own: str, others: str) -> None:
        """Show who reads, and what the other readers answered as far as that may be seen."""
        self._reader.setText(own)
        self._others.setText(others)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the lines below the table."""
        lines = (
            self._rule.text(),
            self._vessels.text(),
            self._exudates.text(),
        )
        below = (*self._networks, self._reader, self._others)
        return (*lines, *(line.text() for line in below))

    def cell(self, name: str, quadrant: Quadrant) -> QToolButton:
        """Return the number of a part of the rule in a quadrant."""
        return self._cells[name, quadrant]

    @property
    def exudates(self) -> QPushButton:
        """The line on hard exudates."""
        return self._exudates

    def _is_assessed(self, name: str) -> bool:
        """Whether somebody looked for a part of the rule; no network looks for two of them."""
        if self._evidence is None or (name == HAEMORRHAGES and self._sought):
            return True
        return bool(self._evidence.with_any(name))

    def _ids_at(self, name: str, quadrant: Quadrant) -> Ids | None:
        """Return the marks of a cell; None where nothing is known."""
        found = self._evidence
        if found is None or found.quadrants is None or not self._is_assessed(name):
            return None
        return found.quadrants[name, quadrant]

    def _lay_out(self) -> None:
        rule = Section(tr("Evidence by quadrant, 4-2-1 rule"))
        rule.setToolTip(tr(_RULE_TIP))
        rule.add(self._make_table())
        for line in (self._rule, self._vessels):
            rule.add(line)
        oedema = Section(tr("Hard exudates and the fovea"))
        near, away = tr(DMEGrade.CENTRAL.criterion), tr(DMEGrade.AWAY.criterion)
        two = tr("DME {grade}: {criterion}", grade=2, criterion=near)
        oedema.setToolTip(two + "\n" + tr("DME {grade}: {criterion}", grade=1, criterion=away))
        oedema.add(self._exudates)
        networks = Section(tr("What the networks say"))
        for label in self._networks:
            networks.add(label)
        readers = Section(tr("Readers"))
        for label in (self._reader, self._others):
            readers.add(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        # The networks last: what is left of their room is no gap there, and nothing moves.
        for part in (rule, oedema, readers, networks):
            column.addWidget(part)

    def _make_table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(2)
        table.setVerticalSpacing(0)
        table.setColumnStretch(0, 1)
        for number, quadrant in enumerate(QUADRANTS, start=1):
            head = QLabel(quadrant.code)
            head.setObjectName("muted")
            head.setToolTip(begun(tr(quadrant)))
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            table.addWidget(head, 0, number)
        for row, name in enumerate(_NAMES, start=1):
            table.addWidget(self._names[name], row, 0)
            for number, quadrant in enumerate(QUADRANTS, start=1):
                self._cells[name, quadrant] = cell = self._make_cell(name, quadrant)
                table.addWidget(cell, row, number)
        return table

    def _make_cell(self, name: str, quadrant: Quadrant) -> QToolButton:
        cell = QToolButton()
        cell.setFixedWidth(_CELL_PX)
        part, where = tr(_NAMES[name]), tr(quadrant)
        cell.setToolTip(tr("{part}, {quadrant}: shows them", part=part, quadrant=where))
        cell.clicked.connect(lambda: self.lesions_wanted.emit(self._ids_at(name, quadrant) or ()))
        return cell

    def _link(self, ids_of: Callable[[Evidence], Ids]) -> QPushButton:
        """Make a line of text that leads to the lesions it counts."""
        line = QPushButton()
        line.setProperty("link", True)
        line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.setToolTip(tr("Shows them on the photograph"))

        def on_clicked() -> None:
            if self._evidence is not None:
                self.lesions_wanted.emit(ids_of(self._evidence))

        line.clicked.connect(on_clicked)
        return line


_EXUDATES = (LesionClass.HARD_EXUDATE,)


def _line() -> ElidedText:
    line = ElidedText()
    line.setObjectName("muted")
    return line
