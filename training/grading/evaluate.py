"""Measure a grading network: ``python -m training.grading.evaluate --data DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from retinaview.core.errors import WeightsError
from retinaview.evaluation.segmentation import SegmentationReport
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.models.weights import files
from training.answer import answer
from training.engine import choose_device
from training.grading import choices as grading_export
from training.grading import lesion_map_scores
from training.grading import scores as grading_scores
from training.segmentation import scores as segmentation_scores


def main(arguments: list[str] | None = None) -> int:
    """Print tables, or one JSON object; return the exit status."""
    program = "python -m training.grading.evaluate"
    parser = argparse.ArgumentParser(prog=program, description=__doc__)
    parser.add_argument(
        "weights", nargs="?", default=DEFAULT_GRADER, help="name, or .safetensors file"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with idrid/ in it")
    parser.add_argument("--split", choices=grading_scores.MEASURED, default="test")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--bfloat16", action="store_true", help="compute in bfloat16")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="store the numbers in the model card")
    options = parser.parse_args(arguments)
    return answer(lambda: run(options))


def run(options: argparse.Namespace) -> str:
    """Measure the network and return the text to print."""
    path = files.find(options.weights)
    model = files.load(path, device=choose_device(options.device))
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
        files.write_card(path.with_suffix(".json"), card)
    if options.json:
        maps = [report.as_dict() for report in lesions]
        return json.dumps(scores.as_dict() | {"lesion map": maps}, indent=2)
    return "\n\n".join([scores.table(), *(report.table() for report in lesions)])


def _lesions(
    model: files.LoadedModel, options: argparse.Namespace
) -> tuple[list[SegmentationReport], segmentation_scores.Tallies]:
    """Score the network's lesion map, if it has one and the split has masks."""
    if options.split in grading_scores.HELD_OUT_PATIENTS:
        return [], {}
    return lesion_map_scores.measure(model, options.data, options.split, bfloat16=options.bfloat16)


if __name__ == "__main__":
    sys.exit(main())
