"""What the models say: quality, grades with their probabilities, and who said it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retinaview.core.findings import (
    SEGMENTATION,
    Finding,
    GradeProbabilities,
    Quality,
    QualityAnswer,
)
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import SOUGHT_DISC_DIAMETERS
from retinaview.core.thresholds import Threshold
from retinaview.core.words import percent
from retinaview.session.proposals import RULE
from retinaview.ui import theme
from retinaview.ui.findings.grade_badge import GradeBadge
from retinaview.ui.findings.source_box import SourceBox
from retinaview.ui.language import later, tr
from retinaview.ui.language.below import said_below
from retinaview.ui.language.terms import (
    begun,
    doubt_words,
    lesion_words,
    reasons_words,
    threshold_words,
)
from retinaview.ui.theme import GRADE_COLOURS
from retinaview.ui.widgets.probability_bars import ProbabilityBars
from retinaview.ui.widgets.section import Section, muted
from retinaview.ui.widgets.text import ElidedText

DME_COLOURS = (GRADE_COLOURS[0], GRADE_COLOURS[2], GRADE_COLOURS[4])
_DR_NAMES = [grade.label for grade in DRGrade]
_DME_NAMES = [later("No DME"), later("Away from fovea"), later("Near fovea")]
_UNRELIABLE = later("Unreliable: the photograph is ungradable.")
_CONTRADICTED = later("These lesions contradict the grade “No DR”.")


class FindingsPanel(QWidget):
    """Shows one source's answer, what is under way, or why there is none.

    Attributes
    ----------
    sources : SourceBox
        Which source's answer is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sources = SourceBox()
        self._eyes = muted()
        self._badge = GradeBadge()
        self._verdict = ElidedText()
        self._verdict.setObjectName("verdict")
        self._below = muted()
        # Room for two lines, so that what follows stands still from photograph to photograph.
        self._below.setMinimumHeight(2 * self._below.fontMetrics().lineSpacing())
        self._below.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._dr = ProbabilityBars(_DR_NAMES, GRADE_COLOURS)
        self._dme = ProbabilityBars(_DME_NAMES, DME_COLOURS)
        self._dme_verdict = ElidedText()
        self._exudates = muted()
        self._quality = ElidedText()
        self._quality_reasons = muted()
        self._lesions = muted()
        self._proposal_rule = muted(tr(RULE))
        self._contradiction = muted(tr(_CONTRADICTED))
        self._contradiction.setObjectName("caution")
        self._contradiction.setVisible(False)
        self._counts: Mapping[LesionClass, int] = {}
        self._sought = False
        self._gradable = True
        self._no_retinopathy = False
        self._thresholds = muted()
        self._thresholds.setObjectName("caution")
        self._segmenter = ElidedText()
        self._sources = muted()
        self._notice = muted()
        self._lay_out()
        self.show_none(tr("Open a photograph to see the models' answer."))

    @property
    def verdict(self) -> str:
        """The large line, for tests and screen readers."""
        return self._verdict.text()

    @property
    def notice(self) -> str:
        """The line that says what is under way or went wrong; empty otherwise."""
        return self._notice.text()

    @property
    def dr_values(self) -> tuple[float, ...]:
        """The five probabilities shown; empty where none are."""
        return self._dr.values

    @property
    def eyes(self) -> str:
        """The line that says whether both eyes were graded together; empty where none was."""
        return self._eyes.text()

    @property
    def lesions(self) -> str:
        """The line that counts the lesions."""
        return self._lesions.text()

    @property
    def exudate_distance(self) -> str:
        """The line on exudates near the fovea; empty where disc or fovea is not known."""
        return self._exudates.text()

    @property
    def thresholds(self) -> str:
        """The line that names thresholds which are not the card's; empty where all are."""
        return self._thresholds.text()

    def show_finding(self, finding: Finding, *, device: str = "", eyes: str = "") -> None:
        """Show what was said, and in one line of which eyes."""
        self._gradable = finding.quality.gradable
        self._no_retinopathy = self._gradable and _says_no_retinopathy(finding.grades)
        self._show_quality(finding.quality)
        if finding.grades is None or not finding.quality.gradable:
            self._show_no_grade(finding.quality)
        else:
            self._show_grades(finding.grades, finding.quality)
        self._eyes.setText(eyes)
        self._eyes.setVisible(bool(eyes))
        segmenter = finding.model("segmentation")
        self._segmenter.setText(
            "" if segmenter is None else tr("by {network}", network=segmenter.name)
        )
        self._sought = SEGMENTATION in finding.pending
        self._refresh_lesions()
        self._sources.setText(_source_line(finding, device))
        self._set_notice("\n".join(map(said_below, finding.notes)), alarm=False)

    def set_lesions(
        self, counts: Mapping[LesionClass, int], thresholds: Sequence[Threshold]
    ) -> None:
        """Show how many lesions were found, and which thresholds are not the model card's."""
        self._counts = counts
        self._refresh_lesions()
        self._thresholds.setText(threshold_words(thresholds))
        self._thresholds.setVisible(bool(thresholds))

    def set_exudate_distance(self, disc_diameters: float | None) -> None:
        """Show how near to the fovea exudates lie; None where disc or fovea is not known."""
        self._exudates.setText(_exudate_line(disc_diameters))
        self._exudates.setVisible(disc_diameters is not None)

    def show_none(self, notice: str, *, alarm: bool = False) -> None:
        """Show that there is no finding, and why."""
        self._badge.set_grade(None)
        self._verdict.setText(tr("No answer") if alarm else "–")
        self._below.setText("")
        self._dr.set_values(())
        self._dme.set_values(())
        self._dme_verdict.setText("–")
        self._quality.setText("–")
        self._quality_reasons.setVisible(False)
        self._eyes.setVisible(False)
        self._eyes.setText("")
        self._sought = False
        self._gradable = True
        self._no_retinopathy = False
        self.set_lesions({}, ())
        self.set_exudate_distance(None)
        self._segmenter.setText("")
        self._sources.setText("")
        self._set_notice(notice, alarm=alarm)

    def _refresh_lesions(self) -> None:
        absent = tr("Segmenting …") if self._sought else "–"
        found = _lesion_line(self._counts) if self._counts else absent
        doubt = "" if self._gradable or not self._counts else f"\n{tr(_UNRELIABLE)}"
        self._lesions.setText(f"{found}{doubt}")
        any_lesion = any(self._counts.values())
        self._contradiction.setVisible(self._no_retinopathy and any_lesion)
        self._proposal_rule.setVisible(any_lesion)

    def _show_quality(self, quality: Quality) -> None:
        self._quality.setText(f"{percent(quality.score)}, {tr(quality.answer)}")
        self._quality_reasons.setText(reasons_words(quality))
        self._quality_reasons.setVisible(bool(quality.reasons))

    def _show_no_grade(self, quality: Quality) -> None:
        self._badge.set_grade(None)
        if not quality.is_fundus:
            self._verdict.setText(tr("Not a fundus photograph"))
        elif quality.gradable:
            self._verdict.setText(tr("No grade"))
        else:
            self._verdict.setText(tr("Ungradable"))
        self._below.setText(_why_no_grade(quality))
        self._dr.set_values(())
        self._dme.set_values(())
        self._dme_verdict.setText("–")

    def _show_grades(self, grades: GradeProbabilities, quality: Quality) -> None:
        """Show grades; where the photograph is doubtful, that first, and nothing in colour."""
        doubtful = quality.answer is QualityAnswer.DOUBTFUL
        dme: DMEGrade | None = grades.dme_grade
        self._dme.set_values(grades.dme or (), doubtful=doubtful)
        self._dme_verdict.setText("–" if dme is None else tr(dme.label))
        self._dr.set_values(grades.dr, doubtful=doubtful)
        grade = grades.dr_grade if grades.dr else None
        self._badge.set_grade(None if grade is None else int(grade), doubtful=doubtful)
        name = tr("No DR grade") if grade is None else tr(grade.label)
        below = (
            tr("This network grades macular oedema only.")
            if grade is None
            else tr("Referable with probability {share}", share=percent(grades.referable))
        )
        if doubtful:
            worst = tr(quality.reasons[0])
            self._verdict.setText(tr("Quality doubtful: {reasons}", reasons=worst))
        else:
            self._verdict.setText(name)
        self._below.setText(f"{name}? {below}" if doubtful else below)

    def _set_notice(self, text: str, *, alarm: bool) -> None:
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        theme.set_tone(self._notice, "alarm" if alarm else "muted")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._verdict)
        words.addWidget(self._below)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._badge)
        top.addLayout(words, 1)
        self._dme_verdict.setObjectName("muted")
        self._quality.setObjectName("muted")
        self._segmenter.setObjectName("muted")
        self.sources.setAccessibleName(tr("Grading network"))
        self.sources.setToolTip(
            tr("Whose answer is shown ({key:next_source}, {key:previous_source})")
        )
        who = QHBoxLayout()
        who.addWidget(QLabel(tr("Grading")))
        who.addWidget(self.sources, 1)
        grade = Section(tr("Diabetic retinopathy, by the models"))
        for item in (who, top, self._eyes, self._notice, self._dr):
            grade.add(item)
        oedema = Section(tr("Macular oedema"), aside=self._dme_verdict)
        oedema.add(self._dme)
        oedema.add(self._exudates)
        lesions = Section(tr("Lesions found"), aside=self._segmenter)
        lesions.add(self._lesions)
        lesions.add(self._contradiction)
        lesions.add(self._proposal_rule)
        lesions.add(self._thresholds)
        quality = Section(tr("Image quality"), aside=self._quality)
        quality.add(self._quality_reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (grade, oedema, lesions, quality, self._sources):
            column.addWidget(part)


def _says_no_retinopathy(grades: GradeProbabilities | None) -> bool:
    return grades is not None and bool(grades.dr) and grades.dr_grade is DRGrade.NONE


def _why_no_grade(quality: Quality) -> str:
    if quality.gradable:
        doubt = f"{begun(doubt_words(quality))}. " if quality.doubt else ""
        return doubt + tr("No grading network has run.")
    named = quality.is_fundus and quality.reasons
    reasons = f"{begun(reasons_words(quality))}. " if named else ""
    return reasons + tr("The models give no grade; refer.")


def _lesion_line(counts: Mapping[LesionClass, int]) -> str:
    """Return counts, the most frequent class first."""
    ranked = Counter({lesion: count for lesion, count in counts.items() if count}).most_common()
    return "  ·  ".join(f"{lesion_words(lesion)} {count}" for lesion, count in ranked) or tr("None")


def _exudate_line(disc_diameters: float | None) -> str:
    """Return evidence for a grade of oedema, which is never a grade by itself."""
    if disc_diameters is None:
        return ""
    if math.isinf(disc_diameters):
        return tr(
            "No hard exudate within {diameters:.0f} disc diameters of the fovea.",
            diameters=SOUGHT_DISC_DIAMETERS,
        )
    return tr(
        "Hard exudate nearest to the fovea: {diameters:.1f} disc diameters.",
        diameters=disc_diameters,
    )


def _source_line(finding: Finding, device: str) -> str:
    parts = list(dict.fromkeys(f"{model.name} {model.version}" for model in finding.models))
    if device:
        parts.append(device)
    if finding.seconds:
        parts.append(f"{sum(finding.seconds.values()):.1f} s")
    return "  ·  ".join(parts)
