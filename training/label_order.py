"""Labels in the order of what they would teach, against labels in random order, on real grades.

``python -m training.label_order --data DATA --out OUT``: a linear classifier of grades on features
of the lesion network's encoder, which was trained without grades, learns from more and more labels
of IDRiD's and rahim600's training photographs, and is measured on the held-out ones. Nothing is
read from test folders.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from retinaview.core.errors import WriteError
from retinaview.core.grades import DRGrade
from retinaview.core.guard import guard
from retinaview.core.teaching import teaching_values
from retinaview.core.whole_files import write_atomically, written_atomically
from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.evaluation.ranking import auc
from retinaview.models.networks.lesion_net import LesionNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from training.answer import answer
from training.grading.data.graded import plain_view
from training.grading.data.listed_sets import ListedSet, idrid_set, rahim_set

Floats = NDArray[np.float64]
NETWORK = "lesion-net-lite1"
FIRST, STEP, MOST, REPEATS = 20, 20, 320, 20
"""Labels at first, added at a time and at last, and runs with other first labels."""
_SIDE_PX = 384
_SCALE = Preprocessing(_SIDE_PX, canvas="square", colour="field")
_SETS = {"idrid": idrid_set, "rahim600": rahim_set}
_STRENGTH = 0.02
"""Inverse strength of the classifier's regularisation."""


@dataclass(frozen=True)
class Pool:
    """Features (N, D) and grades (N,) of photographs."""

    features: Floats
    grades: NDArray[np.int64]


Order = Callable[[Floats, Floats, NDArray[np.bool_], np.random.Generator], NDArray[np.intp]]
"""Returns all photographs, the next to label first, from probabilities and features."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and write it to ``label_order.json``; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.label_order", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with idrid/ and rahim600/")
    parser.add_argument("--out", type=Path, required=True, help="folder for features and table")
    parser.add_argument("--sets", nargs="+", choices=sorted(_SETS), default=sorted(_SETS))
    parser.add_argument("--every", type=int, default=1, help="label every n-th photograph alone")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    options = parser.parse_args(arguments)
    return answer(lambda: _in_order(options))


def _in_order(options: argparse.Namespace) -> str:
    sets = [_SETS[name](options.data) for name in options.sets]
    kept = options.out / f"features-{'-'.join(options.sets)}-{options.every}.npz"
    pools = features_of(sets, kept, every=options.every)
    table = simulate(*pools, repeats=options.repeats)
    content = json.dumps(table, indent=1) + "\n"
    write_atomically(options.out / "label_order.json", content.encode())
    return in_words(table)


def features_of(sets: Sequence[ListedSet], path: Path, *, every: int = 1) -> tuple[Pool, Pool]:
    """Return the photographs to label and those to measure on; features are kept in `path`.

    Parameters
    ----------
    sets : sequence of ListedSet
        The photographs.
    path : Path
        An ``.npz`` file.
    every : int
        Of those to label, every n-th is used.
    """
    if not path.is_file():
        with guard(WriteError, path, system="cannot be written"):
            path.parent.mkdir(parents=True, exist_ok=True)
        network = cast(LesionNet, files.load(NETWORK).module).eval()
        rows: dict[str, list[NDArray[np.generic]]] = {}
        for listed in sets:
            for name, indices in zip(("pool", "held"), listed.split(), strict=True):
                graded = [index for index in indices if listed.entries[index].dr >= 0]
                graded = graded[:: every if name == "pool" else 1]
                found = [_features(network, listed, index) for index in graded]
                rows.setdefault(f"{name}_features", []).append(np.stack(found))
                grades = np.array([listed.entries[index].dr for index in graded])
                rows.setdefault(f"{name}_grades", []).append(grades)
        arrays: dict[str, Any] = {name: np.concatenate(parts) for name, parts in rows.items()}
        with written_atomically(path) as file:
            np.savez_compressed(file, **arrays)
    with np.load(path) as kept:
        pool, held = (
            Pool(kept[f"{name}_features"].astype(np.float64), kept[f"{name}_grades"])
            for name in ("pool", "held")
        )
    mean, spread = pool.features.mean(axis=0), pool.features.std(axis=0) + 1e-6
    return (
        Pool((pool.features - mean) / spread, pool.grades),
        Pool((held.features - mean) / spread, held.grades),
    )


def _features(network: LesionNet, listed: ListedSet, index: int) -> NDArray[np.float32]:
    """Return the two deepest levels of the encoder, pooled by mean and maximum."""
    image = plain_view(listed.read(index, _SIDE_PX), _SCALE)["image"][None]
    with torch.inference_mode():
        levels = network.encoder(image)[-2:]
    pooled = [part for level in levels for part in (level.mean((2, 3)), level.amax((2, 3)))]
    return torch.cat(pooled, dim=1)[0].numpy()


def by_teaching(
    probabilities: Floats,
    features: Floats,
    labelled: NDArray[np.bool_],
    random: np.random.Generator,
) -> NDArray[np.intp]:
    """Return photographs as the program's list sorts them, what teaches most first."""
    del random
    return np.argsort(-teaching_values(probabilities, features, labelled), kind="stable")


def at_random(
    probabilities: Floats,
    features: Floats,
    labelled: NDArray[np.bool_],
    random: np.random.Generator,
) -> NDArray[np.intp]:
    """Return photographs in random order."""
    del features, labelled
    return random.permutation(len(probabilities))


def simulate(pool: Pool, held: Pool, *, repeats: int = REPEATS) -> dict[str, object]:
    """Return the scores by number of labels, for both orders.

    Parameters
    ----------
    pool : Pool
        Photographs that can be labelled.
    held : Pool
        Photographs to measure on.
    repeats : int
        Runs with other first labels.
    """
    orders: dict[str, Order] = {"by what they teach": by_teaching, "random": at_random}
    counts = list(range(FIRST, min(MOST, len(pool.grades)) + 1, STEP))
    scores = {
        name: np.array([_run(order, pool, held, counts, seed=n) for n in range(repeats)])
        for name, order in orders.items()
    }
    return {
        "labels": counts,
        "photographs": {"to label": len(pool.grades), "held out": len(held.grades)},
        "repeats": repeats,
        **{
            name: {
                score: [round(float(value), 4) for value in found.mean(axis=0)[:, k]]
                for k, score in enumerate(("accuracy", "kappa", "referable AUC"))
            }
            for name, found in scores.items()
        },
    }


def _run(order: Order, pool: Pool, held: Pool, counts: Sequence[int], *, seed: int) -> Floats:
    """Return accuracy, kappa and referable AUC for each number of labels."""
    random = np.random.default_rng(seed)
    labelled = np.zeros(len(pool.grades), bool)
    labelled[random.permutation(len(labelled))[: counts[0]]] = True
    rows = []
    for _ in counts:
        model = LogisticRegression(C=_STRENGTH, max_iter=300)
        model.fit(pool.features[labelled], pool.grades[labelled])
        rows.append(_scores(_probabilities(model, held), held.grades))
        ranked = order(_probabilities(model, pool), pool.features, labelled, random)
        free = ranked[~labelled[ranked]]
        labelled[free[:STEP]] = True
    return np.array(rows)


def _probabilities(model: LogisticRegression, pool: Pool) -> Floats:
    """Return probabilities of all grades, (N, 5); 0 for those without a label yet."""
    found = np.zeros((len(pool.grades), len(DRGrade)))
    found[:, model.classes_] = model.predict_proba(pool.features)
    return found


def _scores(probabilities: Floats, truth: NDArray[np.int64]) -> tuple[float, float, float]:
    given = probabilities.argmax(axis=1)
    referable = probabilities[:, DRGrade.MODERATE :].sum(axis=1)
    kappa = quadratic_weighted_kappa(truth, given)
    return float((given == truth).mean()), kappa, auc(truth >= DRGrade.MODERATE, referable)


def in_words(table: dict[str, object]) -> str:
    """Return the scores as a table."""
    names = [name for name, value in table.items() if isinstance(value, dict) and "kappa" in value]
    measures = ("accuracy", "kappa", "referable AUC")
    lines = ["labels  " + "  ".join(f"{m} ({n})" for m in measures for n in names)]
    for k, count in enumerate(cast(list[int], table["labels"])):
        cells = [
            f"{cast(dict[str, list[float]], table[n])[m][k]:.3f}" for m in measures for n in names
        ]
        lines.append(f"{count:6}  " + "  ".join(cells))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
