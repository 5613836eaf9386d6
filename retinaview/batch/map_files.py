"""Writing of a finding's maps as PNG files of the photograph's size."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.batch.findings_file import FilesRow
from retinaview.batch.stamped_png import holds_nothing_of_others, stamped
from retinaview.core.errors import FileInTheWay, WriteError
from retinaview.core.findings import Finding, LesionMap
from retinaview.core.geometry import Box
from retinaview.core.thresholds import threshold_level
from retinaview.core.whole_files import sync_folder, write_atomically

MASKS, PROBABILITY, ATTENTION = "masks", "probability", "attention"

Image = NDArray[np.uint8]
# Maps are smooth or empty: run lengths of row differences compress as well as the best level and
# are written five times as fast.
_PNG = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
if hasattr(cv2, "IMWRITE_PNG_FILTER"):  # OpenCV up to 4.11 chooses a filter itself
    _PNG += [cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP]


def make_folders(out: Path) -> None:
    """Create the output folder and its subfolders for maps, and remove a killed run's leftovers.

    Raises
    ------
    WriteError
        A folder cannot be created or written to.
    """
    try:
        for name in (MASKS, PROBABILITY, ATTENTION):
            (out / name).mkdir(parents=True, exist_ok=True)
            _clear(out / name)
    except OSError as error:
        raise WriteError(f"the folder cannot be created: {error.strerror}", path=out) from error
    probe = out / ".writable"
    write_atomically(probe, b"")
    probe.unlink()


def _clear(folder: Path) -> None:
    """Remove half-written images of a killed run."""
    for path in folder.glob(".*.png.*"):
        if path.suffix[1:].isdecimal():
            path.unlink(missing_ok=True)


def write_maps(
    finding: Finding, out: Path, *, name: str, size: tuple[int, int], replace: bool = False
) -> FilesRow:
    """Write masks, probabilities and attention of one photograph, and flush them to disk.

    Lesion maps give ``masks/NAME_CLASS.png`` (0 or 255, at the card's threshold) and
    ``probability/NAME_CLASS.png`` (0-255 for 0-1); the first heat map of every source gives
    ``attention/NAME_SOURCE.png`` (0-255 for 0-1), where SOURCE is the weights' name with unsafe
    characters replaced by underscores.

    Parameters
    ----------
    finding : Finding
        The networks' answers.
    out : Path
        The folder.
    name : str
        NAME, the prefix of the files.
    size : tuple of int
        Width and height of the photograph, and of every file, in pixels.
    replace : bool
        Replace files of these names that this program did not write, or that changed since.

    Raises
    ------
    FileInTheWay
        There is one, and it is not to be replaced; nothing is written.
    WriteError
        A file cannot be written; earlier ones remain.
    """
    masks, probabilities, attention = {}, {}, {}
    contents: dict[str, bytes] = {}
    for lesion_map in finding.lesion_maps:
        lesion = str(lesion_map.lesion)
        probability = _at_source(lesion_map.probability, lesion_map.extent, size)
        mask = _mask(probability, lesion_map)
        masks[lesion] = f"{MASKS}/{name}_{lesion}.png"
        contents[masks[lesion]] = _png(mask)
        probabilities[lesion] = f"{PROBABILITY}/{name}_{lesion}.png"
        contents[probabilities[lesion]] = _png(probability)
    for heat_map in finding.heat_maps:
        if heat_map.source not in attention:
            values = np.rint(heat_map.values * 255).astype(np.uint8)
            heat = _at_source(values, heat_map.extent, size)
            source = re.sub(r"[^\w.-]", "_", heat_map.source)
            attention[heat_map.source] = f"{ATTENTION}/{name}_{source}.png"
            contents[attention[heat_map.source]] = _png(heat)
    if not replace:
        _require_own(out / file for file in contents)
    for file, content in contents.items():
        write_atomically(out / file, content)
    for folder in (MASKS, PROBABILITY, ATTENTION):
        sync_folder(out / folder)
    return FilesRow(masks=masks, probability=probabilities, attention=attention)


def _at_source(values: Image, extent: Box, size: tuple[int, int]) -> Image:
    """Return a grid resized to its extent on an empty photograph."""
    source = np.zeros((size[1], size[0]), np.uint8)
    left, top = round(extent.x), round(extent.y)
    right, bottom = min(size[0], round(extent.right)), min(size[1], round(extent.bottom))
    scaled = cv2.resize(values, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
    source[top:bottom, left:right] = scaled
    return source


def _mask(probability: Image, lesion_map: LesionMap) -> Image:
    mask = (probability >= threshold_level(lesion_map.threshold)).view(np.uint8)
    return np.asarray(mask * np.uint8(255))


def _png(image: Image) -> bytes:
    _, content = cv2.imencode(".png", image, _PNG)
    return stamped(content.tobytes())


def _require_own(paths: Iterable[Path]) -> None:
    for path in paths:
        if os.path.lexists(path) and not path.is_dir() and not holds_nothing_of_others(path):
            raise FileInTheWay.at_path(path)
