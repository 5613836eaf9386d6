"""Write `docs/results.md` and README's tables, or check that they are as they would be written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from retinaview.core.errors import RetinaViewError
from training.results.numbers import Sources
from training.results.page import page_of, read_tables
from training.results.readme import filled

ROOT = Path(__file__).resolve().parents[2]


def written(root: Path = ROOT) -> dict[Path, str]:
    """Return the documents as they should be."""
    sources = Sources(root / "docs" / "results", root / "resources" / "weights")
    tables = read_tables(root / "docs" / "results" / "papers.json")
    readme = root / "README.md"
    return {
        root / "docs" / "results.md": page_of(tables, sources),
        readme: filled(readme.read_text(encoding="utf-8"), sources),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the documents; with ``--check`` only name those that differ."""
    parser = argparse.ArgumentParser(prog="python -m training.results", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one differs")
    parser.add_argument(
        "--seeds",
        nargs="+",
        default=(),
        metavar=("NAME", "CARD"),
        help="first store the metrics of runs with other seeds on the card of shipped weights",
    )
    options = parser.parse_args(arguments)
    if options.seeds and (options.check or len(options.seeds) < 2):
        parser.error("--seeds takes the weights' name and the cards of other runs, without --check")
    try:
        if options.seeds:
            from training.results.seeds import join_seeds  # torch, which the tables do not need

            name, *cards = options.seeds
            join_seeds(ROOT / "resources" / "weights" / f"{name}.json", [Path(x) for x in cards])
        documents = written()
    except RetinaViewError as error:
        sys.stderr.write(f"training.results: {error}\n")
        return 2
    stale = [
        path
        for path, text in documents.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if not options.check:
            path.write_text(documents[path], encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return int(options.check and bool(stale))
