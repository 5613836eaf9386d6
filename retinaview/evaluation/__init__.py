"""Scores: IoM localisation, segmentation, grading and agreement between readers.

Everything takes NumPy arrays and returns frozen reports with intervals::

    from retinaview.evaluation import LocalizationCase, evaluate_localization
    case = LocalizationCase("eye.jpg", "P1", truth, classes, regions, field)
    report = evaluate_localization([case])
    print(report.table())
"""

from retinaview.evaluation.agreement import AgreementReport, evaluate_agreement
from retinaview.evaluation.grading import GradingReport, evaluate_grading
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)
from retinaview.evaluation.segmentation import (
    SegmentationReport,
    SegmentationTally,
    evaluate_segmentation,
)

__all__ = [
    "AgreementReport",
    "GradingReport",
    "LocalizationCase",
    "LocalizationReport",
    "SegmentationReport",
    "SegmentationTally",
    "evaluate_agreement",
    "evaluate_grading",
    "evaluate_localization",
    "evaluate_segmentation",
]
