"""Boosted decision trees as plain numbers: fitted in training, stored as JSON, summed here."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
