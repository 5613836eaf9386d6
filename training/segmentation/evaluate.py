"""Measure a segmentation network: ``python -m training.segmentation.evaluate ganet --data DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import WeightsError
from retinaview.models.weights import files
from training.answer import answer
from training.engine import choose_device
from training.segmentation import scores as segmentation_scores


def main(arguments: list[str] | None = None) -> int:
    """Print a table, or one JSON list; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.segmentation.evaluate", description=__doc__
    )
    parser.add_argument("weights", help="name of shipped weights, or a .safetensors file")
    parser.add_argument("--data", type=Path, required=True, help="folder with idrid/ in it")
    parser.add_argument("--split", choices=("test", "validation"), default="test")
    parser.add_argument("--rim-share", type=float, help="instead of the card's; see Preprocessing")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write", action="store_true", help="store the numbers in the model card")
    options = parser.parse_args(arguments)
    if options.write and options.rim_share is not None:
        parser.error("--write cannot be combined with --rim-share")
    return answer(lambda: run(options))


def run(options: argparse.Namespace) -> str:
    """Measure the network and return the text to print."""
    path = files.find(options.weights)
    model = files.load(path, device=choose_device(options.device))
    if model.card.task != "segmentation":
        message = f"only segmentation networks are measured here, not {model.card.task}"
        raise WeightsError(message, path=path, field="task")
    if options.rim_share is not None:
        changed = replace(model.card.preprocessing, rim_share=options.rim_share)
        model = replace(model, card=model.card.model_copy(update={"preprocessing": changed}))
    reports = segmentation_scores.measure(model, options.data, options.split)
    if options.write:
        card = segmentation_scores.with_metrics(model.card, reports, options.split)
        files.write_card(path.with_suffix(".json"), card)
    if options.json:
        return json.dumps([report.as_dict() for report in reports], indent=2)
    return "\n\n".join(report.table() for report in reports)


if __name__ == "__main__":
    sys.exit(main())
