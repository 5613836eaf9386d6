"""The gate's fitted model, from `resources/quality`: boosted trees and operating points."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retinaview.core.errors import WeightsError
from retinaview.core.paths import AnyPath
from retinaview.core.resources import resource_path

Node = tuple[int, float, bool, int, int, float]


@dataclass(frozen=True)
class BoostedTrees:
    """A sum of regression trees over named measures.

    Attributes
    ----------
    names : tuple of str
        Names of the measures used.
    baseline : float
        Constant to which the trees add.
    trees : tuple of tuple of Node
        Each node: index of the measure in `names`, -1 for a leaf; threshold up to which to go left;
        whether a missing measure goes left; indices of the left and the right node; value of a
        leaf.
    logistic : bool
        Whether the sum is a log-odds.
    """

    names: tuple[str, ...]
    baseline: float
    trees: tuple[tuple[Node, ...], ...]
    logistic: bool

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BoostedTrees:
        """Return trees from their JSON form.

        Raises
        ------
        KeyError, TypeError, ValueError
            The data do not have the form of `to_dict`.
        """
        trees = tuple(
            tuple(
                (int(n[0]), float(n[1]), bool(n[2]), int(n[3]), int(n[4]), float(n[5])) for n in t
            )
            for t in data["trees"]
        )
        names = tuple(map(str, data["names"]))
        return cls(names, float(data["baseline"]), trees, bool(data["logistic"]))

    def to_dict(self) -> dict[str, Any]:
        """Return the trees in JSON form, with numbers to seven digits."""
        trees = [
            [
                [n[0], float(f"{n[1]:.7g}"), int(n[2]), n[3], n[4], float(f"{n[5]:.7g}")]
                for n in tree
            ]
            for tree in self.trees
        ]
        return {
            "names": list(self.names),
            "baseline": self.baseline,
            "logistic": self.logistic,
            "trees": trees,
        }

    def __call__(self, measures: Mapping[str, float]) -> float:
        """Return the sum over the trees for one photograph; a probability if `logistic`.

        Parameters
        ----------
        measures : mapping of str to float
            At least those of `names`; NaN if missing.
        """
        values = [measures[name] for name in self.names]
        total = self.baseline + sum(_leaf(tree, values) for tree in self.trees)
        return 1 / (1 + math.exp(-total)) if self.logistic else total


def _leaf(tree: Sequence[Node], values: Sequence[float]) -> float:
    place = 0
    while True:
        feature, threshold, missing_left, left, right, value = tree[place]
        if feature < 0:
            return value
        measured = values[feature]
        goes_left = missing_left if math.isnan(measured) else measured <= threshold
        place = left if goes_left else right


FORMAT_VERSION = 1


@dataclass(frozen=True)
class QualityModel:
    """The result of `python -m training.quality`.

    Attributes
    ----------
    severity : BoostedTrees
        Severity from about 0 (good) to 1 (ungradable).
    not_fundus : BoostedTrees
        Probability of a photograph of something else.
    reasons : dict of str to BoostedTrees
        Probability of each fault.
    doubtful_from, ungradable_from : float
        Severities from which the answer is doubtful and ungradable.
    not_fundus_from : float
        Probability from which the answer is that it is not a fundus photograph.
    """

    severity: BoostedTrees
    not_fundus: BoostedTrees
    reasons: dict[str, BoostedTrees]
    doubtful_from: float
    ungradable_from: float
    not_fundus_from: float

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> QualityModel:
        """Return a model from its JSON form.

        Raises
        ------
        KeyError, TypeError, ValueError
            The data do not have the form of `to_dict`.
        """
        if data["format_version"] != FORMAT_VERSION:
            raise ValueError(f"has format {data['format_version']}, not {FORMAT_VERSION}")
        return cls(
            BoostedTrees.from_dict(data["severity"]),
            BoostedTrees.from_dict(data["not_fundus"]),
            {str(name): BoostedTrees.from_dict(trees) for name, trees in data["reasons"].items()},
            float(data["doubtful_from"]),
            float(data["ungradable_from"]),
            float(data["not_fundus_from"]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the model in JSON form."""
        return {
            "format_version": FORMAT_VERSION,
            "doubtful_from": self.doubtful_from,
            "ungradable_from": self.ungradable_from,
            "not_fundus_from": self.not_fundus_from,
            "severity": self.severity.to_dict(),
            "not_fundus": self.not_fundus.to_dict(),
            "reasons": {name: trees.to_dict() for name, trees in self.reasons.items()},
        }


def read_quality_model(path: AnyPath) -> QualityModel:
    """Read a model.

    Raises
    ------
    WeightsError
        The file is missing, damaged, or of another format.
    """
    try:
        return QualityModel.from_dict(json.loads(Path(path).read_bytes()))
    except OSError as error:
        raise WeightsError(f"cannot be read: {error.strerror}", path=path) from error
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"is not a quality model: {error}", path=path) from error


@cache
def shipped_quality_model() -> QualityModel:
    """Return the quality model that comes with the program, read once."""
    return read_quality_model(resource_path("quality", "quality-gate.trees.json"))
