"""Means of a network's old and new weights, of which labels choose one.

Between both lie weights that know the reader's photographs nearly as well as the new ones and
others nearly as well as the old ones (Wortsman et al., Robust fine-tuning of zero-shot models,
2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

import numpy as np
import torch
from torch import nn

from retinaview.evaluation.box_lesions import f1_of
from retinaview.evaluation.lesions import mean_recall
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.weights.files import LoadedModel
from training.retraining.examples import answers, marked, readable
from training.retraining.progress import Progress
from training.retraining.tallies import Tallies, faintest_of, tallies

SHARES = (0.0, 0.5, 1.0)
"""Shares of the new weights that are tried."""
MOST_PHOTOGRAPHS = 12
"""Most photographs on which they are."""


def best_blend(
    old: LoadedModel,
    new: nn.Module,
    photographs: Sequence[ReadPhotograph],
    classes: Sequence[str],
    *,
    bfloat16: bool,
    progress: Progress,
) -> LoadedModel:
    """Return the mean of old and new weights that finds a reader's boxes best.

    Parameters
    ----------
    old : LoadedModel
        The network as it was.
    new : nn.Module
        The same network, trained further.
    photographs : sequence of ReadPhotograph
        Photographs that neither has learnt from in this run.
    classes : sequence of str
        Classes that the reader marks.
    bfloat16 : bool
        Whether the networks run in bfloat16.
    progress : Progress
        Told every photograph, and which mean is chosen.
    """
    models = [replace(old, module=blended(old.module, new, share)) for share in SHARES]
    with_boxes = [each for each in photographs if any(marked(each, name) for name in classes)]
    if not with_boxes:
        return models[-1]
    others = [each for each in photographs if each not in with_boxes]
    chosen = [*with_boxes, *others][:MOST_PHOTOGRAPHS]
    tried: list[dict[str, list[Tallies]]] = [{name: [] for name in classes} for _ in models]
    for n, (each, rgb, fov) in enumerate(readable(chosen, progress), start=1):
        for model, found in zip(models, tried, strict=True):
            probability = answers(model, rgb, fov, bfloat16=bfloat16)
            for name in classes:
                faintest = faintest_of(old, name)
                found[name].append(
                    tallies(each, name, model, probability, fov.diameter_px, faintest=faintest)
                )
        progress.step("choosing", n, len(chosen))
    scores = [_score(found) for found in tried]
    best = int(np.argmax(scores))
    listed = ", ".join(f"{k:.0%}: {v:.3f}" for k, v in zip(SHARES, scores, strict=True))
    text = (
        f"{SHARES[best]:.0%} of the new weights are best on photographs held back (recall and F1 "
        f"by share, {listed})"
    )
    progress.event("note", text=text)
    return models[best]


def blended(old: nn.Module, new: nn.Module, share: float) -> nn.Module:
    """Return a network with the mean of two networks' weights.

    Parameters
    ----------
    old, new : nn.Module
        Networks of one architecture.
    share : float
        Share of the new weights, 0-1.
    """
    mean, others = deepcopy(old), new.state_dict()
    with torch.no_grad():
        for name, value in mean.state_dict().items():
            if value.is_floating_point():
                value.lerp_(others[name].to(value), share)
    return mean.eval()


def _score(tried: dict[str, list[Tallies]]) -> float:
    """Return the mean over classes of recall (by the free-response curve) and F1."""
    scores = [
        (mean_recall([each.curve for each in found]) + f1_of([each.shown for each in found])) / 2
        for found in tried.values()
        if found
    ]
    return float(np.nanmean(scores)) if scores else float("nan")
