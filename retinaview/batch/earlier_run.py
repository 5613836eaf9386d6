"""Photographs that an earlier run into the same folder gave another path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from retinaview.batch.findings_file import ScreenedRow
from retinaview.batch.findings_log import FindingsLog
from retinaview.core.errors import ReadError
from retinaview.core.paths import followed
from retinaview.imaging.photograph import file_sha256


def earlier_names(inputs: Mapping[str, Path], log: FindingsLog) -> dict[str, str]:
    """Return the new paths of photographs that an earlier run knows by another path.

    A path is another one of the same photograph if it leads to the same file, or if it leads
    nowhere any more and its file had the same name and content.

    Parameters
    ----------
    inputs : mapping of str to Path
        As from `list_inputs`.
    log : FindingsLog
        The rows of earlier runs.

    Returns
    -------
    dict of str to str
        Path in this run by path in the earlier one.
    """
    old = [image for image in log.images if image not in inputs]
    if not old:
        return {}
    new = {image: path for image, path in inputs.items() if image not in log}
    by_place = {followed(Path(image)): image for image in old}
    gone: dict[str, list[str]] = defaultdict(list)
    for place, image in by_place.items():
        if not _exists(place):
            gone[place.name].append(image)
    names: dict[str, str] = {}
    for image, path in new.items():
        before = by_place.get(followed(path)) or _of_same_content(path, gone[path.name], log)
        if before is not None:
            names[before] = image
    return names


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _of_same_content(path: Path, candidates: list[str], log: FindingsLog) -> str | None:
    """Return the one candidate whose row is of this file; None if there is none, or several."""
    if not candidates:
        return None
    try:
        sha256 = file_sha256(path)
    except ReadError:
        return None
    rows = [log.row(image) for image in candidates]
    same = [row.image for row in rows if isinstance(row, ScreenedRow) and row.sha256 == sha256]
    return same[0] if len(same) == 1 else None
