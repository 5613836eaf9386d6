"""Score the average of several runs on validation: ``python -m training.segmentation.average``.

The probabilities of networks trained with different seeds can be averaged; their weights, which
have nothing in common but the encoder's start, are averaged for comparison alone. Never on test.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from retinaview.core.errors import WeightsError
from retinaview.evaluation.segmentation import SegmentationReport
from retinaview.models import registry
from retinaview.models.weights import files
from retinaview.models.weights.files import LoadedModel
from training.answer import answer
from training.engine import choose_device
from training.segmentation import scores

_SAME = ("classes", "preprocessing")


class ProbabilityAverage(nn.Module):
    """Several segmentation networks as one, whose probabilities are the mean of theirs."""

    def __init__(self, networks: Sequence[nn.Module]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, image: Tensor) -> Tensor:
        """Return logits ``(N, classes, H, W)`` of the mean probabilities of normalised images."""
        mean = torch.stack([network(image).sigmoid() for network in self.networks]).mean(dim=0)
        return torch.logit(mean, eps=1e-6)


def mean_weights(models: Sequence[LoadedModel]) -> nn.Module:
    """Return a network whose weights are the mean of those of networks of one architecture.

    Raises
    ------
    WeightsError
        They are of different architectures.
    """
    card = models[0].card
    for model in models:
        if (model.card.architecture, model.card.arguments) != (card.architecture, card.arguments):
            message = f"{model.card.name} and {card.name} have weights of different shapes"
            raise WeightsError(message, field="architecture")
    states = [model.module.state_dict() for model in models]
    network = registry.build_as_card_says(card.architecture, card.arguments)
    network.load_state_dict(
        {
            name: torch.stack([state[name].float() for state in states]).mean(0).to(first.dtype)
            for name, first in states[0].items()
        }
    )
    return network.to(next(models[0].module.parameters()).device).eval()


def compare(models: Mapping[str, LoadedModel], data: Path) -> dict[str, list[SegmentationReport]]:
    """Score every network and their averages on the validation photographs.

    Every row has its own thresholds, chosen on the same photographs, which favours all alike.

    Raises
    ------
    WeightsError
        The networks differ in classes or preprocessing.
    """
    first = next(iter(models.values()))
    for path, model in models.items():
        for field in _SAME:
            if getattr(model.card, field) != getattr(first.card, field):
                raise WeightsError("differs from the first network's", path=path, field=field)
    together = list(models.values())
    rows = {
        **models,
        "mean of probabilities": LoadedModel(
            ProbabilityAverage([model.module for model in together]), first.card
        ),
        "mean of weights": LoadedModel(mean_weights(together), first.card),
    }
    folder, names = scores.names_of_split(data, "validation")
    found = {}
    for title, model in rows.items():
        tallies = scores.tally(model, data, folder, names)
        found[title] = scores.reports(tallies, scores.choose_thresholds(tallies))
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print a table, or one JSON object; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.segmentation.average", description=__doc__
    )
    parser.add_argument("weights", nargs="+", help="two or more .safetensors files")
    parser.add_argument("--data", type=Path, required=True, help="folder with idrid/ in it")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    if len(set(options.weights)) < max(2, len(options.weights)):
        parser.error("an average needs two or more different weights")
    return answer(lambda: _run(options))


def _run(options: argparse.Namespace) -> str:
    device = choose_device(options.device)
    models = {each: files.load(each, device=device) for each in options.weights}
    found = compare(models, options.data)
    return _as_json(found) if options.json else _table(found)


def _as_json(found: Mapping[str, Sequence[SegmentationReport]]) -> str:
    content = {title: [report.as_dict() for report in reports] for title, reports in found.items()}
    return json.dumps(content, indent=2)


def _table(found: Mapping[str, Sequence[SegmentationReport]]) -> str:
    lines = ["Pooled Dice at each class's best threshold / average precision, validation"]
    for title, reports in found.items():
        cells = (
            f"{report.lesion} {report.pooled_dice.value:.3f} / {report.average_precision.value:.3f}"
            for report in reports
        )
        lines.append("\n  ".join([title, *cells]))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
