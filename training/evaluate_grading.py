"""Measure a grading network again: ``python -m training.evaluate_grading --data DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from retinaview.core.errors import RetinaViewError, WeightsError
from retinaview.evaluation.segmentation import SegmentationReport
from retinaview.models import weights
from training import grading_export, grading_scores, lesion_map_scores, segmentation_scores
from training.engine import choose_device

SHIPPED = "zoom-in-net-small"


def main(arguments: list[str] | None = None) -> int:
    """Print tables, or one JSON object; return the exit status."""
    program = "python -m training.evaluate_grading"
    parser = argparse.ArgumentParser(prog=program, description=__doc__)
    parser.add_argument("weights", nargs="?", default=SHIPPED, help="name, or .safetensors file")
    parser.add_argument("--data", type=Path, required=True, help="folder with idrid/ in it")
    parser.add_argument("--split", choices=tuple(grading_scores.PROTOCOLS), default="test")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--bfloat16", action="store_true", help="compute in bfloat16")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="put the numbers into the model card")
    options = parser.parse_args(arguments)
    try:
        print(run(options))  # noqa: T201 - the command's answer
    except RetinaViewError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def run(options: argparse.Namespace) -> str:
    """Measure and return what to print."""
    path = weights.find(options.weights)
    model = weights.load(path, device=choose_device(options.device))
    if model.card.task != "grading":
        message = f"only grading networks are measured here, not {model.card.task}"
        raise WeightsError(message, path=path, field="task")
    scores = grading_scores.measure(model, options.data, options.split, bfloat16=options.bfloat16)
    lesions, counts = _lesions(model, options)
    if options.write:
        card = grading_scores.with_metrics(model.card, scores, options.split)
        listed = grading_scores.cases(options.data, options.split)
        card = grading_export.with_chance(card, listed, options.split)
        if lesions:
            card = segmentation_scores.with_metrics(card, lesions, options.split)
            card = segmentation_scores.with_chance(card, counts, options.split)
        weights.write_card(path.with_suffix(".json"), card)
    if options.json:
        maps = [report.as_dict() for report in lesions]
        return json.dumps(scores.as_dict() | {"lesion map": maps}, indent=2)
    return "\n\n".join([scores.table(), *(report.table() for report in lesions)])


def _lesions(
    model: weights.LoadedModel, options: argparse.Namespace
) -> tuple[list[SegmentationReport], segmentation_scores.Tallies]:
    """Score the network's lesion map, if it has one, where the split has masks."""
    if options.split == "eyepacs":
        return [], {}
    return lesion_map_scores.measure(model, options.data, options.split, bfloat16=options.bfloat16)


if __name__ == "__main__":
    sys.exit(main())
