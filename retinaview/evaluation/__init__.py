"""Scores: localisation, segmentation, lesions, grading, referral, agreement, paired comparison.

Everything takes NumPy arrays and returns frozen reports with intervals, each with ``table()`` and
``as_dict()``; `retinaview.evaluation.figures` draws them::

    from retinaview.evaluation import LocalizationCase, evaluate_localization
    case = LocalizationCase("eye.jpg", "P1", truth, classes, regions, field)
    report = evaluate_localization([case])
    print(report.table())
"""

from retinaview.evaluation.agreement import AgreementReport, evaluate_agreement
from retinaview.evaluation.grader_comparison import GraderComparison, compare_graders
from retinaview.evaluation.grading import GradingReport, evaluate_grading
from retinaview.evaluation.lesions import LesionReport, LesionTally, evaluate_lesions
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)
from retinaview.evaluation.paired_tests import delong_test, mcnemar_test, paired_bootstrap
from retinaview.evaluation.referral import ReferralReport, evaluate_referral
from retinaview.evaluation.segmentation import (
    SegmentationReport,
    SegmentationTally,
    evaluate_segmentation,
)
from retinaview.evaluation.segmentation_comparison import compare_segmentation
from retinaview.evaluation.site_threshold import SiteThreshold, choose_threshold
from retinaview.evaluation.subgroups import SubgroupReport, evaluate_subgroups

__all__ = [
    "AgreementReport",
    "GraderComparison",
    "GradingReport",
    "LesionReport",
    "LesionTally",
    "LocalizationCase",
    "LocalizationReport",
    "ReferralReport",
    "SegmentationReport",
    "SegmentationTally",
    "SiteThreshold",
    "SubgroupReport",
    "choose_threshold",
    "compare_graders",
    "compare_segmentation",
    "delong_test",
    "evaluate_agreement",
    "evaluate_grading",
    "evaluate_lesions",
    "evaluate_localization",
    "evaluate_referral",
    "evaluate_segmentation",
    "evaluate_subgroups",
    "mcnemar_test",
    "paired_bootstrap",
]
