"""Write real labels to retrain on, of IDRiD or the Retinopathy Online Challenge.

``python -m training.retraining.real_labels SET --data DATA --out DIR`` writes links to photographs,
``boxes.csv`` and ``read.csv``, which `retinaview import` takes into a study of the folder:
``idrid`` are boxes of hard exudates (CODRAS) on IDRiD's graded training photographs that stand in
no other part of it, and thirty with retinopathy and no exudate; ``roc`` are microaneurysms of the
Retinopathy Online Challenge. Nothing comes from a test folder.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.answer import answer
from training.downloads.writing import Row, link, write_table
from training.segmentation import idrid

_WITHOUT = 30
_SIDES = ("x", "y", "width", "height")
_BOX = ("image", "class", *_SIDES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.retraining.real_labels", description=__doc__
    )
    parser.add_argument("set", choices=("idrid", "roc"))
    parser.add_argument("--data", type=Path, required=True, help="data folder of the recipes")
    parser.add_argument("--out", type=Path, required=True, help="folder of the study")
    options = parser.parse_args(arguments)
    return answer(lambda: _run(options))


def _run(options: argparse.Namespace) -> str:
    read = idrid_exudates if options.set == "idrid" else roc_microaneurysms
    photographs, boxes = read(options.data)
    for path in photographs:
        link(options.out / path.name, path)
    write_table(options.out / "boxes.csv", boxes, _BOX)
    rows: list[Row] = [
        {"image": path.name, "comment": "read", "reader": options.set} for path in photographs
    ]
    write_table(options.out / "read.csv", rows)
    return f"{len(photographs)} photographs, {len(boxes)} boxes: {options.out}"


def idrid_exudates(data: Path) -> tuple[list[Path], list[Row]]:
    """Return photographs of IDRiD, and the boxes of their hard exudates."""
    folder = data / "idrid" / "grading"
    boxes = [
        row
        for row in idrid.rows(folder / "boxes.csv")
        if row["split"] == "train" and row["class"] == "hard_exudate"
    ]
    elsewhere = idrid.copies(data)
    own = [
        row
        for row in idrid.rows(folder / "grades.csv")
        if row["split"] == "train" and f"grading/train/{row['image']}" not in elsewhere
    ]
    marked = {row["image"] for row in boxes}
    chosen = [row["image"] for row in own if row["image"] in marked]
    sick = [row["image"] for row in own if row["image"] not in marked and row["dr_grade"] != "0"]
    chosen += random.Random(0).sample(sick, min(_WITHOUT, len(sick)))
    kept = set(chosen)
    rows: list[Row] = [
        {"image": f"{row['image']}.jpg", "class": row["class"], **{k: row[k] for k in _SIDES}}
        for row in boxes
        if row["image"] in kept
    ]
    return [folder / "train" / f"{name}.jpg" for name in chosen], rows


def roc_microaneurysms(data: Path) -> tuple[list[Path], list[Row]]:
    """Return the challenge's photographs, and boxes around its circles."""
    folder = data / "roc_ma"
    names = [row["image"] for row in idrid.rows(folder / "photos.csv")]
    return [folder / "train" / f"{name}.jpg" for name in names], list(_around_circles(folder))


def _around_circles(folder: Path) -> Iterator[Row]:
    for row in idrid.rows(folder / "microaneurysms.csv"):
        x, y, radius = (float(row[name]) for name in ("x", "y", "radius"))
        place = (x + 0.5 - radius, y + 0.5 - radius, 2 * radius, 2 * radius)
        lesion = {"image": f"{row['image']}.jpg", "class": "microaneurysm"}
        yield lesion | dict(zip(_SIDES, place, strict=True))


if __name__ == "__main__":
    sys.exit(main())
