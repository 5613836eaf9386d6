"""The tables that are written to retrain on are taken by an import."""

from pathlib import Path

import cv2
import numpy as np

from retinaview.exchange.label_snapshot import is_read
from retinaview.exchange.reading import read_labels
from training.retraining import real_labels


def test_what_is_written_is_read_as_labels(tmp_path: Path) -> None:
    data, out = tmp_path / "data" / "roc_ma", tmp_path / "out"
    (data / "train").mkdir(parents=True)
    for name in ("a", "b"):
        cv2.imwrite(str(data / "train" / f"{name}.jpg"), np.full((60, 80, 3), 90, np.uint8))
    (data / "photos.csv").write_text("image,width,height\na,80,60\nb,80,60\n")
    (data / "microaneurysms.csv").write_text("image,x,y,radius\na,20,30,5.0\n")
    assert real_labels.main(["roc", "--data", str(data.parent), "--out", str(out)]) == 0
    marked, unmarked = read_labels([out / "boxes.csv", out / "read.csv"])
    (mark,) = marked.marks
    assert (mark.box.x, mark.box.y, mark.box.width) == (15.5, 25.5, 10)
    assert is_read(unmarked)
    assert not unmarked.marks
