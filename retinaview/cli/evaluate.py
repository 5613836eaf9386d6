"""`retinaview evaluate`: scores from files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.evaluate_output import (
    Report,
    complain_of_ungradable,
    complain_of_unmasked,
    print_all,
    print_compared,
    print_report,
)
from retinaview.cli.options import Replace
from retinaview.cli.terminal import say

if TYPE_CHECKING:
    from retinaview.core.coverage import RegionSource

app = typer.Typer(no_args_is_help=True, help="Score predictions against readers' labels.")

Truth = Annotated[
    list[Path],
    typer.Option(
        "--truth", "-t", help="Label file, folder of label files, or project; repeatable."
    ),
]
Predictions = Annotated[
    Path, typer.Option("--predictions", "-p", help="Output folder of `screen`, or a label file.")
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", help="Only CSV rows with COLUMN=VALUE, such as split=test."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Figures = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Also draw figures for print into this folder, as SVG and PNG."
    ),
]


class Regions(StrEnum):
    """Which regions to score."""

    SCREENED = "screened"
    COVERAGE = "coverage"
    ATTENTION = "attention"

    @property
    def source(self) -> RegionSource | None:
        """The regions' source; None for the regions as screened."""
        if self is Regions.SCREENED:
            return None
        return "coverage" if self is Regions.COVERAGE else "attention"


@app.command()
def localization(
    truth: Truth,
    predictions: Annotated[
        list[Path],
        typer.Option(
            "--predictions",
            "-p",
            help="Output folder of `screen`, or label file; repeat to compare.",
        ),
    ],
    where: Where = None,
    regions: Annotated[
        Regions,
        typer.Option(
            help="Regions of a findings folder to score: as screened, or from one source."
        ),
    ] = Regions.SCREENED,
    side: Annotated[
        float | None,
        typer.Option(
            min=1, max=492, help="Side of the squares, in pixels of a field of view 492 px wide."
        ),
    ] = None,
    number: Annotated[int, typer.Option(min=1, max=4, help="Most regions per photograph.")] = 4,
    figures: Figures = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Score suspicious regions against boxes: IoM recall for box and for person.

    Also printed: the share of the field of view that the regions cover, three baselines (other
    photographs' regions, random squares, a centre prior), recall per lesion class, the share of the
    field to be shown until 80 % of the boxes are in sight, and bootstrap 95 % intervals over
    patients; a photograph of an unknown patient counts as one. Several predictions are compared
    side by side, with paired differences to the first. With --side, coverage regions are recomputed
    and attention regions resized around their centres.
    """
    from retinaview.batch.file_scoring import score_localization, score_localizations
    from retinaview.batch.row_regions import RegionChoice

    conditions = _conditions(where)
    choice = RegionChoice(regions.source, side, number)
    if len(predictions) == 1:
        found = score_localization(truth, predictions[0], where=conditions, choice=choice)
        reports = {"localization": found}
        print_report(found, as_json)
    else:
        several = score_localizations(truth, predictions, where=conditions, choice=choice)
        reports = {f"localization_{i}": r for i, r in enumerate(several.reports.values(), start=1)}
        print_report(several, as_json)
    if figures is not None:
        from retinaview.evaluation.figures import localization_figure

        for name, report in reports.items():
            localization_figure(report, figures, name=name, replace=replace)


@app.command()
def segmentation(
    truth: Annotated[
        Path,
        typer.Option("--truth", "-t", help="Folder of masks: EX/NAME.png, hard_exudate/NAME.png."),
    ],
    predictions: Annotated[
        list[Path],
        typer.Option("--predictions", "-p", help="Output folder of `screen`; repeat to compare."),
    ],
    threshold: Annotated[
        float | None,
        typer.Option(help="Threshold of the maps, 0-1; default: the masks as screened."),
    ] = None,
    figures: Figures = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Score lesion masks: Dice pooled and per photograph, sensitivity, average precision.

    A photograph without a mask counts as free of lesions. Of two predictions both are printed, then
    the paired differences of the second to the first, with intervals over patients.
    """
    from retinaview.batch.mask_scoring import (
        compare_segmentations,
        score_segmentation,
        without_masks,
    )

    if len(predictions) > 2:
        raise typer.BadParameter("give --predictions once, or twice to compare")
    runs = [score_segmentation(truth, each, threshold=threshold) for each in predictions]
    reports = [report for run in runs for report in run]
    complain_of_unmasked(truth, without_masks(truth, predictions[0]))
    if len(runs) == 1:
        print_all(reports, as_json)
    else:
        gaps = compare_segmentations(truth, *predictions, threshold=threshold)
        print_compared([str(path) for path in predictions], runs, gaps, as_json)
    if figures is not None:
        from retinaview.evaluation.figures import segmentation_figure

        segmentation_figure(reports, figures, replace=replace)


@app.command()
def lesions(
    truth: Annotated[
        Path,
        typer.Option("--truth", "-t", help="Folder of masks: EX/NAME.png, hard_exudate/NAME.png."),
    ],
    predictions: Predictions,
    threshold: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Threshold of the candidates; default: as screened."),
    ] = None,
    figures: Figures = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Score lesions one by one: FROC, recall and precision, per class and size.

    Lesions are the connected components of the masks, candidates those of the maps. A lesion is
    found if candidates cover at least 20 % of it; a candidate is true if lesions cover at least
    20 % of it. A photograph without a mask counts as free of lesions.
    """
    from retinaview.batch.mask_scoring import score_lesions, without_masks

    reports = score_lesions(truth, predictions, threshold=threshold)
    complain_of_unmasked(truth, without_masks(truth, predictions))
    print_all(reports, as_json)
    if figures is not None:
        from retinaview.evaluation.figures import lesions_figure

        lesions_figure(reports, figures, replace=replace)


@app.command()
def grading(
    truth: Truth,
    predictions: Annotated[
        list[Path],
        typer.Option(
            "--predictions",
            "-p",
            help="Output folder of `screen`; several are averaged into an ensemble.",
        ),
    ],
    where: Where = None,
    threshold: Annotated[
        list[float] | None,
        typer.Option(min=0, max=1, help="Also state referral from this probability; repeatable."),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="Subgroups: eye, grade, quality, size (of the photograph), or a CSV column of the "
            "truth, such as camera; repeatable."
        ),
    ] = None,
    figures: Figures = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Score DR and DME grades: accuracy, quadratic weighted kappa, AUC, calibration.

    For referable retinopathy (grade 2 or worse): precision-recall, reliability, net benefit, and
    sensitivity and specificity as screened, at given thresholds, and where the other is 0.9. All
    with bootstrap 95 % intervals over patients; a photograph of an unknown patient counts as one.
    """
    from retinaview.batch.grade_scoring import read_graded, report_grading
    from retinaview.batch.referral_scoring import (
        read_referrals,
        score_ensemble,
        score_referral,
        score_subgroups,
    )

    conditions, thresholds = _conditions(where), threshold or []
    graded = read_graded(truth, predictions, where=conditions)
    more: dict[str, Report] = {}
    if len(predictions) > 1:
        if by:
            raise typer.BadParameter("--by is for one run, not for an ensemble")
        referral = score_ensemble(graded, thresholds=thresholds)
    else:
        found = read_referrals(truth, predictions[0], where=conditions)
        if by:  # first, because a column may be missing, and scores take a while
            more["subgroups"] = score_subgroups(found, by, truth=truth, where=conditions)
        referral = score_referral(found, thresholds=thresholds)
        complain_of_ungradable(found.ungradable)
    grades = report_grading(graded)
    parts: dict[str, Report] = {"referable": referral, **more}
    if as_json:
        rest = {name: part.as_dict() for name, part in parts.items()}
        say(json.dumps({**grades.as_dict(), **rest}, indent=2))
    else:
        say("\n".join([grades.table(), *(part.table() for part in parts.values())]))
    if figures is not None:
        from retinaview.evaluation.figures import referral_figure

        referral_figure(referral, figures, replace=replace)


@app.command()
def compare(
    truth: Truth,
    predictions: Annotated[
        list[Path],
        typer.Option("--predictions", "-p", help="Output folder of `screen`; give two."),
    ],
    where: Where = None,
    as_json: AsJson = False,
) -> None:
    """Compare two networks' grades on the same photographs.

    Differences with paired bootstrap 95 % intervals over patients, DeLong's test of the AUC of
    referable retinopathy, McNemar's exact test of right grades and of right referrals.
    """
    from retinaview.batch.referral_scoring import compare_runs

    if len(predictions) != 2:
        raise typer.BadParameter("give --predictions twice, once for each network")
    print_report(compare_runs(truth, *predictions, where=_conditions(where)), as_json)


@app.command()
def threshold(
    truth: Truth,
    predictions: Predictions,
    out: Annotated[
        Path,
        typer.Option(metavar="FILE", help="JSON file for `retinaview screen --threshold FILE`."),
    ],
    sensitivity: Annotated[float, typer.Option(min=0.5, max=1, help="Sensitivity to reach.")] = 0.9,
    where: Where = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Choose the threshold of referral again, on about 100 of a site's own graded photographs.

    It is the highest threshold that reaches the sensitivity. Its rates are estimated on photographs
    that it was not chosen on, by cross-validation over patients, beside those as screened. Fewer
    than 80 photographs, or than 20 referable or 20 others, are refused.
    """
    from retinaview.batch.referral_scoring import choose_site_threshold, read_referrals
    from retinaview.batch.site_threshold_file import grader_of, write_site_threshold

    found = read_referrals(truth, predictions, where=_conditions(where))
    choice = choose_site_threshold(found, sensitivity=sensitivity)
    grader = grader_of(found.rows, predictions)
    write_site_threshold(out, choice, grader, replace=replace)
    print_report(choice, as_json)


@app.command()
def binary(
    truth: Truth,
    predictions: Annotated[
        list[Path],
        typer.Option(
            "--predictions",
            "-p",
            help="Output folder of `screen`; several are averaged into an ensemble.",
        ),
    ],
    positive_from: Annotated[
        int,
        typer.Option(min=1, max=4, help="Lowest positive grade: 1 abnormal, 2 referable."),
    ] = 2,
    folds: Annotated[int, typer.Option(min=2, help="Folds of the cross-validation.")] = 10,
    fit_truth: Annotated[
        list[Path] | None,
        typer.Option("--fit-truth", help="Grades of the set to fit on; with --fit-predictions."),
    ] = None,
    fit_predictions: Annotated[
        list[Path] | None,
        typer.Option("--fit-predictions", help="Output folder of `screen` for that set."),
    ] = None,
    where: Where = None,
    as_json: AsJson = False,
) -> None:
    """Score referable or abnormal retinopathy by an SVM on the grade probabilities.

    This is Zoom-in-Net's protocol for Messidor, whose grades differ from the network's: AUC,
    accuracy and sensitivity at specificity 0.5, cross-validated on one set or fitted on another.
    """
    from retinaview.batch.grade_scoring import read_graded, score_binary

    if bool(fit_truth) != bool(fit_predictions):
        raise typer.BadParameter("give both --fit-truth and --fit-predictions, or neither")
    fitted = read_graded(fit_truth, fit_predictions) if fit_truth and fit_predictions else None
    tested = read_graded(truth, predictions, where=_conditions(where))
    report = score_binary(tested, positive_from=positive_from, fitted=fitted, folds=folds)
    print_report(report, as_json)


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(help="Labels of one reader.")],
    second: Annotated[Path, typer.Argument(help="Labels of the other reader.")],
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", help="Only CSV rows of the first with COLUMN=VALUE, such as split=test."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare two readers: kappa of grades, agreement of boxes in all and by class."""
    from retinaview.batch.file_scoring import score_agreement

    print_report(score_agreement(first, second, where=_conditions(where)), as_json)


def _conditions(where: Sequence[str] | None) -> dict[str, str]:
    pairs = [condition.partition("=") for condition in where or ()]
    wrong = [name for name, equals, _ in pairs if not (name and equals)]
    if wrong:
        raise typer.BadParameter(f"--where must be COLUMN=VALUE, not {wrong[0]!r}")
    return {name: value for name, _, value in pairs}
