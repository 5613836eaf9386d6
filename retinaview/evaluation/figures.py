"""Figures for print from reports, as SVG (text stays text) and PNG; by matplotlib.

A file of the same name with another content is an error unless ``replace`` is true.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retinaview.core.errors import RetinaViewError, WriteError
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.core.whole_files import write_new

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from retinaview.evaluation.lesions import LesionReport
    from retinaview.evaluation.localization import LocalizationReport
    from retinaview.evaluation.referral import ReferralReport
    from retinaview.evaluation.segmentation import SegmentationReport

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito's, which colour-blind readers tell apart; curves differ in their dashes too."""
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)))
_PANEL_INCHES, _DPI = 3.2, 300
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "retinaview",  # else its names differ from run to run
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "savefig.bbox": "tight",
}


def referral_figure(
    report: ReferralReport, folder: AnyPath, *, replace: bool = False
) -> tuple[Path, ...]:
    """Draw ROC, precision-recall, reliability and net benefit; return the files."""

    def draw(figure: Figure) -> None:
        roc, precision, reliability, benefit = _panels(figure, 4)
        roc.plot(*report.roc, color=COLOURS[0], label=f"AUC {report.auc}")
        roc.plot([0, 1], [0, 1], ":", color="0.5", label="chance")
        _label(roc, "1 - specificity", "sensitivity")
        precision.plot(
            *report.precision_recall, color=COLOURS[0], label=f"AP {report.average_precision}"
        )
        precision.axhline(report.prevalence, ls=":", color="0.5", label="chance")
        _label(precision, "recall", "precision")
        _draw_reliability(reliability, report)
        _draw_benefit(benefit, report)

    return _written(draw, folder, "referable", panels=4, replace=replace)


def localization_figure(
    report: LocalizationReport,
    folder: AnyPath,
    *,
    name: str = "localization",
    replace: bool = False,
) -> tuple[Path, ...]:
    """Draw recall for box and for person over IoM thresholds, with the baselines."""
    from retinaview.evaluation.recall import THRESHOLDS

    def draw(figure: Figure) -> None:
        for axes, unit in zip(_panels(figure, 2), ("box", "person"), strict=True):
            rows = {
                report.name: report.regions,
                "another photograph's": report.swapped,
                "random squares": report.random,
                "centre": report.centre,
            }
            for i, (label, pair) in enumerate(rows.items()):
                curve = getattr(pair, unit)
                axes.plot(THRESHOLDS, curve.recall, ls=_DASHES[i], color=COLOURS[i], label=label)
                axes.fill_between(
                    THRESHOLDS, curve.low, curve.high, color=COLOURS[i], alpha=0.15, lw=0
                )
            _label(axes, "IoM threshold", f"recall for {unit}")

    return _written(draw, folder, name, panels=2, replace=replace)


def segmentation_figure(
    reports: Sequence[SegmentationReport], folder: AnyPath, *, replace: bool = False
) -> tuple[Path, ...]:
    """Draw precision over recall of pixels for every class."""
    curves = {
        f"{report.lesion}, AP {report.average_precision.value:.3f}": (
            report.curve.recall,
            report.curve.precision,
        )
        for report in reports
    }

    def draw(figure: Figure) -> None:
        (axes,) = _panels(figure, 1)
        _draw_curves(axes, curves)
        _label(axes, "recall of pixels", "precision of pixels")

    return _written(draw, folder, "segmentation", panels=1, replace=replace)


def lesions_figure(
    reports: Sequence[LesionReport], folder: AnyPath, *, replace: bool = False
) -> tuple[Path, ...]:
    """Draw FROC, and precision over recall of lesions, for every class."""

    def draw(figure: Figure) -> None:
        froc, precision = _panels(figure, 2)
        curves = {f"{each.lesion} ({each.lesions})": each.froc for each in reports}
        for i, (label, curve) in enumerate(curves.items()):
            style: dict[str, Any] = {"ls": _DASHES[i], "color": COLOURS[i], "label": label}
            froc.step(curve.false_per_photograph, curve.recall, where="post", **style)
            precision.plot(curve.recall, curve.precision, **style)
        _label(froc, "false candidates per photograph", "recall of lesions")
        _label(precision, "recall of lesions", "precision of candidates")
        froc.set_xlim(0, None)

    return _written(draw, folder, "lesions", panels=2, replace=replace)


def _draw_reliability(axes: Axes, report: ReferralReport) -> None:
    means = [each.mean for each in report.reliability]
    shares = np.array([each.observed.value for each in report.reliability])
    low = np.array([each.observed.low for each in report.reliability])
    high = np.array([each.observed.high for each in report.reliability])
    error = np.maximum([shares - low, high - shares], 0)
    label = f"calibration error {report.calibration_error.value:.3f}"
    axes.errorbar(means, shares, yerr=error, fmt="o-", ms=3, color=COLOURS[0], label=label)
    axes.plot([0, 1], [0, 1], ":", color="0.5", label="perfect")
    _label(axes, "probability of referable", "share referable")


def _draw_benefit(axes: Axes, report: ReferralReport) -> None:
    curve = report.net_benefit
    axes.plot(curve.threshold, curve.model, color=COLOURS[0], label="network")
    axes.fill_between(curve.threshold, curve.low, curve.high, color=COLOURS[0], alpha=0.15, lw=0)
    axes.plot(curve.threshold, curve.everyone, "--", color=COLOURS[1], label="everyone referred")
    axes.axhline(0, ls=":", color="0.5", label="no one referred")
    _label(axes, "threshold probability", "net benefit")
    axes.set_ylim(-0.05, max(report.prevalence * 1.1, 0.1))


def _draw_curves(axes: Axes, curves: Mapping[str, tuple[Any, Any]]) -> None:
    for i, (label, (x, y)) in enumerate(curves.items()):
        axes.plot(x, y, ls=_DASHES[i], color=COLOURS[i], label=label)


def _panels(figure: Figure, count: int) -> list[Axes]:
    return [figure.add_subplot(1, count, i + 1) for i in range(count)]


def _label(axes: Axes, x: str, y: str) -> None:
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.legend(fontsize=7)


def _written(
    draw: Callable[[Figure], None], into: AnyPath, name: str, *, panels: int, replace: bool
) -> tuple[Path, ...]:
    """Draw into a new figure and write it in both formats, unless others of that name are there."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        message = 'figures need matplotlib: pip install "retinaview[figures]"'
        raise RetinaViewError(message) from error
    folder = Path(into)
    paths = (folder / f"{name}.svg", folder / f"{name}.png")
    with mpl.rc_context(_STYLE), guard(WriteError, folder, "cannot be drawn", say_why=True):
        folder.mkdir(parents=True, exist_ok=True)
        figure = Figure(figsize=(_PANEL_INCHES * panels, _PANEL_INCHES), layout="constrained")
        draw(figure)
        for path in paths:
            write_new(path, _saved(figure, path.suffix), replace=replace)
    return paths


def _saved(figure: Figure, suffix: str) -> bytes:
    """Return a figure as a file's content, the same for the same figure."""
    content = io.BytesIO()
    metadata = {"Date": None} if suffix == ".svg" else None
    figure.savefig(content, format=suffix[1:], dpi=_DPI, metadata=metadata)
    return content.getvalue()
