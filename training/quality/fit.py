"""Fit the gate's trees to the measures, and choose the limits of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

from retinaview.imaging.quality_model import BoostedTrees, Node, QualityModel
from training.quality.photographs import GOOD, NOT_FUNDUS
from training.quality.table import Table

Bools = NDArray[np.bool_]

# Largest shares of good photographs answered doubtful, and of gradable ones answered ungradable.
DOUBTED, STOPPED = 0.04, 0.02
# Probability from which a photograph is not a fundus photograph.
_NOT_FUNDUS_FROM = 0.5
# Measures whose increase can only worsen, or only improve, the quality.
_WORSE = ("uneven", "dark", "bright", "burnt", "pale")
_BETTER = (
    "contrast", "contrast_10", "contrast_50", "covered", "line_length", "lines_25", "lines_50",
)  # fmt: skip


@dataclass(frozen=True)
class FitOptions:
    """Size of the trees.

    Attributes
    ----------
    trees, reason_trees : int
        Number of trees for the severity, and for each reason.
    depth : int
        Depth of each tree.
    rate : float
        Learning rate.
    leaf : int
        Smallest number of photographs in a leaf.
    seed : int
        Random seed.
    """

    trees: int = 160
    reason_trees: int = 60
    depth: int = 3
    rate: float = 0.08
    leaf: int = 12
    seed: int = 0


def fit(table: Table, options: FitOptions) -> QualityModel:
    """Fit trees to the training split, and choose limits on the validation split.

    Parameters
    ----------
    table : Table
        Measures of all splits; the test split is not used.
    options : FitOptions
        Size of the trees.

    Returns
    -------
    QualityModel
        The fitted gate.
    """
    train = table.split == "train"
    severity = _severity(table, train, options)
    other = _classified(table, train, table.has(NOT_FUNDUS), options, trees=options.reason_trees)
    reasons = {
        reason: _classified(
            table, train & _reasons_known(table), table.has(reason), options,
            trees=options.reason_trees,
        )
        for reason in sorted({reason for reasons in table.reasons for reason in reasons})
        if reason != NOT_FUNDUS
    }  # fmt: skip
    doubtful, ungradable = _limits(table, severity)
    return QualityModel(severity, other, reasons, doubtful, ungradable, _NOT_FUNDUS_FROM)


def predicted(table: Table, trees: BoostedTrees) -> NDArray[np.float64]:
    """Return the trees' prediction for every row, shape (N,)."""
    rows = (dict(zip(table.names, row, strict=True)) for row in table.measures)
    return np.array([trees(row) for row in rows])


def _severity(table: Table, rows: Bools, options: FitOptions) -> BoostedTrees:
    signs = dict.fromkeys(_WORSE, 1) | dict.fromkeys(_BETTER, -1)
    model = HistGradientBoostingRegressor(
        **_common(options), max_iter=options.trees,
        monotonic_cst=[signs.get(name, 0) for name in table.names],
    )  # fmt: skip
    model.fit(table.measures[rows], table.severity[rows], sample_weight=table.weight[rows])
    return _plain(model, table.names, logistic=False)


def _classified(
    table: Table, rows: Bools, positive: Bools, options: FitOptions, *, trees: int
) -> BoostedTrees:
    weight = table.weight[rows] * np.where(positive[rows], 1 / positive[rows].mean() / 3, 1)
    model = HistGradientBoostingClassifier(**_common(options), max_iter=trees)
    model.fit(table.measures[rows], positive[rows], sample_weight=weight)
    return _plain(model, table.names, logistic=True)


def _common(options: FitOptions) -> dict[str, Any]:
    return {
        "max_depth": options.depth,
        "learning_rate": options.rate,
        "min_samples_leaf": options.leaf,
        "l2_regularization": 5.0,
        "early_stopping": False,
        "random_state": options.seed,
    }


def _plain(
    model: HistGradientBoostingRegressor | HistGradientBoostingClassifier,
    names: tuple[str, ...],
    *,
    logistic: bool,
) -> BoostedTrees:
    trees = tuple(
        tuple(_node(node) for node in predictor.nodes) for (predictor,) in model._predictors
    )
    return BoostedTrees(names, float(np.ravel(model._baseline_prediction)[0]), trees, logistic)


def _node(node: np.void) -> Node:
    feature = -1 if node["is_leaf"] else int(node["feature_idx"])
    left, right = int(node["left"]), int(node["right"])
    missing_left = bool(node["missing_go_to_left"])
    return feature, float(node["num_threshold"]), missing_left, left, right, float(node["value"])


def _reasons_known(table: Table) -> Bools:
    """Return the rows whose reasons are known: good originals, and degraded copies."""
    made = ~np.isin(table.kind, ("original", "recoloured", "outsider"))
    return np.asarray(made | ((table.kind == "original") & (table.severity <= GOOD)))


def _limits(table: Table, severity: BoostedTrees) -> tuple[float, float]:
    """Return the lowest limits of doubtful and ungradable that satisfy `DOUBTED` and `STOPPED`.

    Shares are averaged over the sets, so that the largest set does not dominate.
    """
    rows = table.split == "validation"
    severities = predicted(table, severity)
    candidates = np.round(np.arange(0.15, 0.9, 0.005), 3)

    def share(limit: float, which: Bools) -> float:
        sets = np.unique(table.source[which])
        return float(
            np.mean([np.mean(severities[which & (table.source == s)] >= limit) for s in sets])
        )

    good = rows & (table.severity <= 1 / 3) & (table.kind == "original")
    usable = rows & (table.severity <= 2 / 3) & (table.kind == "original")
    doubtful = next(limit for limit in candidates if share(limit, good) <= DOUBTED)
    ungradable = next(limit for limit in candidates if share(limit, usable) <= STOPPED)
    return float(doubtful), float(max(ungradable, doubtful + 0.05))
