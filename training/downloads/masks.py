"""Photographs with lesion masks, as recipes read them: IDRiD's part A, or of any set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass
from retinaview.exchange.data_sets import read_data_set
from training.downloads.sets import require_files
from training.downloads.writing import Row, write, write_table
from training.segmentation.idrid import CODES

PART = " segmentation"


def copy_masks(source: Path, data: Path) -> int:
    """Copy photographs unchanged, and masks as PNG of one bit; what is there already is kept.

    Parameters
    ----------
    source : Path
        Folder of the unpacked ``A. Segmentation``; only read.
    data : Path
        Data folder, into which ``idrid/segmentation`` is written, ``masks.csv`` last.

    Returns
    -------
    int
        Number of photographs.

    Raises
    ------
    ReadError, LabelError
        There is no photograph with masks, one is missing, or a mask is damaged.
    WriteError
        The data folder is not writable.
    """
    found = read_data_set(source, layout="idrid").photographs
    masked = [one for one in found if one.split.endswith(PART) and one.masks]
    if not masked:
        raise ReadError("there is no photograph of IDRiD with masks in it", path=source)
    require_files(masked, source)
    folder = data / "idrid" / "segmentation"
    rows: list[Row] = []
    for one in masked:
        assert one.path is not None
        split, name = one.split.removesuffix(PART), one.path.stem
        target = folder / split / "images" / f"{name}.jpg"
        if not target.is_file():
            with guard(ReadError, one.path):
                content = one.path.read_bytes()
            write(target, content)
        areas = write_masks(one.masks, folder / split / "masks", name)
        rows += [
            {"split": split, "image": name, "class": code, "area_px": area}
            for code, area in areas.items()
        ]
    write_table(folder / "masks.csv", rows)
    return len(masked)


def write_masks(
    masks: Mapping[LesionClass, Sequence[Path]], folder: Path, name: str
) -> dict[str, int]:
    """Write a photograph's masks as PNG of one bit into a folder per class.

    Returns
    -------
    dict of str to int
        Area in pixels by IDRiD's code; classes that no recipe learns are left out.
    """
    areas = {}
    for kind, code in CODES.items():
        paths = masks.get(LesionClass(kind))
        if paths:
            mask = _read(paths)
            areas[code] = int(np.count_nonzero(mask))
            settings = [cv2.IMWRITE_PNG_BILEVEL, 1]
            _, coded = cv2.imencode(".png", mask.astype(np.uint8) * 255, settings)
            write(folder / code / f"{name}.png", coded.tobytes())
    return areas


def _read(paths: Sequence[Path]) -> NDArray[np.bool_]:
    """Return where any of a class's masks, whose values are 0 and another number, is set."""
    masks: list[NDArray[np.bool_]] = []
    for path in paths:
        mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if mask is None:
            raise ReadError("the mask cannot be read", path=path)
        if masks and mask.shape != masks[0].shape:
            raise ReadError(f"the mask has another size than {paths[0].name}", path=path)
        masks.append(mask > 0)
    return np.asarray(np.any(masks, axis=0))
