"""Fit the quality gate and measure it: ``python -m training.quality --data DIR --out DIR``.

The measures of all photographs are cached in OUT/measures.csv, so that the next fit takes seconds;
delete this file after changing a measure or the samples.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from retinaview.core.resources import resource_path
from retinaview.imaging.quality_model import shipped_quality_model
from training.answer import answer
from training.quality import report, scores
from training.quality.fit import FitOptions, fit
from training.quality.photographs import samples
from training.quality.table import measure_samples, read_table

_DOCS = Path(__file__).resolve().parents[2] / "docs" / "quality.md"


def main(arguments: list[str] | None = None) -> int:
    """Fit, measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.quality", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with eyepacs256/ in it")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the measures and the result"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--copies", type=int, default=3, help="degraded copies of each photograph")
    parser.add_argument(
        "--outsiders", type=int, default=300, help="drawn photographs of other subjects"
    )
    parser.add_argument("--no-fit", action="store_true", help="measure the shipped gate")
    parser.add_argument("--write", action="store_true", help="write to resources/ and docs/")
    options = parser.parse_args(arguments)
    return answer(lambda: run(options))


def run(options: argparse.Namespace) -> str:
    """Measure the samples unless cached, fit, and return the page to print."""
    measures = options.out / "measures.csv"
    if not measures.exists():
        drawn = samples(
            options.data, seed=options.seed, copies=options.copies, outsiders=options.outsiders
        )
        measure_samples(drawn, measures)
    table = read_table(measures)
    fit_options = FitOptions(seed=options.seed)
    model = shipped_quality_model() if options.no_fit else fit(table, fit_options)
    found = scores.measure(table, model)
    page = report.as_markdown(found, model, table)
    trees = json.dumps(model.to_dict(), separators=(",", ":")).encode() + b"\n"
    sha256 = hashlib.sha256(trees).hexdigest()
    card = report.card(found, model, fit_options, sha256=sha256)
    folder = resource_path("quality") if options.write else options.out
    _write(folder, trees, card)
    if options.write:
        _DOCS.write_text(page, encoding="utf-8")
    return page


def _write(folder: Path, trees: bytes, card: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "quality-gate.trees.json").write_bytes(trees)
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (folder / "quality-gate.json").write_text(text, encoding="utf-8")
