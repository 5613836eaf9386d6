"""Crop and scale a public set, one photograph at a time, into the data folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from retinaview.core.errors import ReadError, RetinaViewError
from retinaview.core.grades import Laterality
from training.downloads.copies import write_copies
from training.downloads.masks import copy_masks
from training.downloads.sets import SETS, graded
from training.downloads.writing import Row, write, write_table
from training.grading.data.scaled import field_mask, read_rgb

QUALITY = 95
MASKS = "idrid-segmentation"
"""The set that is copied as it is, with masks."""
_COLUMNS = ("split", "image", "patient", "eye", "dr_grade", "dme_grade")
_CROP = (
    *("source_width", "source_height", "crop_left", "crop_top", "crop_right", "crop_bottom"),
    *("width", "height"),
)
_EYES: dict[Laterality | None, str] = {Laterality.OS: "left", Laterality.OD: "right"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert a set; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.downloads", description=__doc__)
    parser.add_argument("set", choices=sorted([*SETS, MASKS]), help="which set it is")
    parser.add_argument("source", type=Path, help="folder of the unpacked download")
    parser.add_argument("--data", type=Path, required=True, help="data folder of the recipes")
    parser.add_argument("--height", type=int, help="height in pixels; default: as recipes expect")
    options = parser.parse_args(arguments)
    folder = "idrid/segmentation"
    try:
        if options.set == MASKS:
            count = copy_masks(options.source, options.data)
        else:
            folder = SETS[options.set].folder
            count = convert(options.set, options.source, options.data, height_px=options.height)
        if folder.startswith("idrid/"):
            _list_copies(options.data)
    except RetinaViewError as error:
        sys.stderr.write(f"training.downloads: {error}\n")
        return 2
    sys.stdout.write(f"{count} photographs: {options.data / folder}\n")
    return 0


def _list_copies(data: Path) -> None:
    """List photographs that stand twice, once both parts of IDRiD are there."""
    parts = (data / "idrid/segmentation/masks.csv", data / "idrid/grading/grades.csv")
    if all(part.is_file() for part in parts) and not (data / "idrid/same_photo.csv").exists():
        count = write_copies(data)
        sys.stdout.write(f"{count} pairs of the same photograph: {data / 'idrid/same_photo.csv'}\n")


def convert(name: str, source: Path, data: Path, *, height_px: int | None = None) -> int:
    """Convert a set; photographs of an interrupted run are kept.

    Parameters
    ----------
    name : str
        One of `training.downloads.sets.SETS`.
    source : Path
        Folder of the unpacked download; only read.
    data : Path
        Data folder, into which the set's own folder is written: scaled photographs, and
        ``grades.csv`` last.
    height_px : int, optional
        Height of the scaled photographs; default: the set's.

    Returns
    -------
    int
        Number of photographs.

    Raises
    ------
    ReadError, LabelError
        A list, a photograph or a grade is missing or damaged.
    WriteError
        The data folder is not writable.
    """
    chosen = SETS[name]
    height = height_px or chosen.height_px
    if not 64 <= height <= 4096:
        raise ReadError(f"{height} is no height of 64 to 4096 pixels", path=source, field="height")
    listed = graded(name, source)
    folder = data / chosen.folder
    rows: list[Row] = []
    for one in listed:
        assert one.path is not None
        split = one.split.removesuffix(chosen.part) or "test"
        target = folder / (split if chosen.by_split else "images") / f"{one.path.stem}.jpg"
        cells = (split, one.path.stem, one.patient, _EYES.get(one.eye, ""), one.grades[0])
        row: Row = dict(zip(_COLUMNS, (*cells, *(one.dme[:1] or ("",))), strict=True))
        rows.append(row | _crop_of(one.path, target, height))
    write_table(folder / "grades.csv", rows)
    return len(rows)


def _crop_of(path: Path, target: Path, height: int) -> Row:
    """Write a photograph cropped to its field of view, unless it is there; return the crop."""
    rgb = read_rgb(path)
    mask = field_mask(rgb)
    across, down = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    left, right, top, bottom = (int(x) for x in (across[0], across[-1] + 1, down[0], down[-1] + 1))
    width = max(1, round((right - left) * height / (bottom - top)))
    if not target.is_file():
        method = cv2.INTER_AREA if height < bottom - top else cv2.INTER_LINEAR
        small = cv2.resize(rgb[top:bottom, left:right], (width, height), interpolation=method)
        bgr = np.ascontiguousarray(small[..., ::-1])
        _, content = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        write(target, content.tobytes())
    cells = (rgb.shape[1], rgb.shape[0], left, top, right, bottom, width, height)
    return dict(zip(_CROP, cells, strict=True))
