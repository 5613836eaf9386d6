"""Copy IDRiD's part A, photographs with lesion masks, as recipes read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError, WriteError
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass
from retinaview.core.whole_files import write_atomically
from retinaview.exchange.data_sets import idrid
from retinaview.exchange.data_sets.data_set import SetPhotograph
from retinaview.exchange.data_sets.files import Files
from training.segmentation.idrid import CODES

_PART = " segmentation"


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
    ReadError
        There is no photograph with masks, one is missing, or a mask is damaged.
    WriteError
        The data folder is not writable.
    """
    found = idrid.read(Files(source))
    part = [one for one in found.photographs if one.split.endswith(_PART)] if found else []
    masked = [one for one in part if one.masks]
    if not masked:
        raise ReadError("there is no photograph of IDRiD with masks in it", path=source)
    missing = [one.name for one in masked if one.path is None]
    if missing:
        message = f"{len(missing)} of {len(masked)} photographs are missing, such as {missing[0]}"
        raise ReadError(message, path=source)
    folder = data / "idrid" / "segmentation"
    rows = [row for one in masked for row in _copied(one, folder)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("split", "image", "class", "area_px"), *rows])
    _write(folder / "masks.csv", text.getvalue().encode())
    return len(masked)


def _copied(one: SetPhotograph, folder: Path) -> list[tuple[str, str, str, int]]:
    """Copy a photograph and its masks; return their rows of the list."""
    assert one.path is not None
    split, name = one.split.removesuffix(_PART), one.path.stem
    target = folder / split / "images" / f"{name}.jpg"
    if not target.is_file():
        with guard(ReadError, one.path):
            content = one.path.read_bytes()
        _write(target, content)
    rows = []
    for kind, code in CODES.items():
        lesion = LesionClass(kind)
        if lesion in one.masks:
            mask = _read(one.masks[lesion])
            rows.append((split, name, code, int(np.count_nonzero(mask))))
            settings = [cv2.IMWRITE_PNG_BILEVEL, 1]
            _, coded = cv2.imencode(".png", mask.astype(np.uint8) * 255, settings)
            _write(folder / split / "masks" / code / f"{name}.png", coded.tobytes())
    return rows


def _read(paths: Sequence[Path]) -> NDArray[np.bool_]:
    """Return where any of a class's masks, whose values are 0 and another number, is set."""
    masks = []
    for path in paths:
        mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if mask is None:
            raise ReadError("the mask cannot be read", path=path)
        masks.append(mask > 0)
    return np.asarray(np.any(masks, axis=0))


def _write(path: Path, content: bytes) -> None:
    with guard(WriteError, path, system="cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
