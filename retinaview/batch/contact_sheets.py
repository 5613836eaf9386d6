"""Contact sheets: the patches of each cluster side by side, as one PNG."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.batch.clusters_file import ClusterRow, Clusters, PatchRow
from retinaview.core.errors import ReadError
from retinaview.imaging.patches import cut_patch
from retinaview.imaging.photograph import read_photograph

logger = logging.getLogger(__name__)
Image = NDArray[np.uint8]

_GAP_PX, _HEAD_PX, _COLUMNS = 4, 28, 8
_PAPER, _INK, _FRAME = (24, 24, 24), (235, 235, 235), (74, 155, 245)


def sheet_files(
    clusters: Clusters,
    paths: Mapping[str, Path],
    *,
    side_px: int = 128,
    most_patches: int = 48,
) -> Iterator[tuple[str, bytes]]:
    """Yield ``cluster_01.png`` ... with their contents.

    The exemplar comes first, in a frame, then the most similar patches. Every photograph is read
    once; if it can no longer be read, its patches stay black.

    Parameters
    ----------
    clusters : Clusters
        The clusters.
    paths : mapping of str to Path
        Files of the photographs by their `image`.
    side_px : int
        Side of a patch on the sheet.
    most_patches : int
        Most patches per sheet.
    """
    shown = {
        row.cluster: clusters.patches_of(row.cluster)[:most_patches] for row in clusters.clusters
    }
    cuts = _cut_all([patch for patches in shown.values() for patch in patches], paths, side_px)
    for row in clusters.clusters:
        pictures = [cuts.get(patch, _blank(side_px)) for patch in shown[row.cluster]]
        _, content = cv2.imencode(".png", _sheet(row, pictures)[:, :, ::-1])
        yield f"cluster_{row.cluster:02d}.png", content.tobytes()


def _cut_all(
    patches: list[PatchRow], paths: Mapping[str, Path], side_px: int
) -> dict[PatchRow, Image]:
    by_image: dict[str, list[PatchRow]] = defaultdict(list)
    for patch in patches:
        by_image[patch.image].append(patch)
    cuts: dict[PatchRow, Image] = {}
    for image, found in by_image.items():
        try:
            rgb = read_photograph(paths[image]).rgb
        except ReadError as error:
            logger.warning("no patches: %s", error)
            continue
        cuts |= {patch: cut_patch(rgb, patch.box, side_px=side_px) for patch in found}
    return cuts


def _sheet(row: ClusterRow, pictures: list[Image]) -> Image:
    """Return patches in rows below one line of text."""
    step = pictures[0].shape[0] + _GAP_PX
    rows = -(-len(pictures) // _COLUMNS)
    width = _COLUMNS * step + _GAP_PX
    sheet = np.full((_HEAD_PX + rows * step + _GAP_PX, width, 3), _PAPER, np.uint8)
    text = f"Cluster {row.cluster}: {counted(row.size, 'patch', 'patches')}"
    text += f" of {counted(row.photographs, 'photograph')}"
    text += f", silhouette {row.silhouette:.2f}" + (", loose" if row.loose else "")
    text += f", {row.name}" if row.name else ""
    cv2.putText(sheet, text, (6, 19), cv2.FONT_HERSHEY_SIMPLEX, 0.5, _INK, 1, cv2.LINE_AA)
    for number, picture in enumerate(pictures):
        line, column = divmod(number, _COLUMNS)
        x, y = _GAP_PX + column * step, _HEAD_PX + _GAP_PX + line * step
        side = picture.shape[0]
        if number == 0:
            sheet[y - 2 : y + side + 2, x - 2 : x + side + 2] = _FRAME
        sheet[y : y + side, x : x + side] = picture
    return sheet


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun, such as ``"1 patch"`` or ``"2 patches"``."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def _blank(side_px: int) -> Image:
    return np.zeros((side_px, side_px, 3), np.uint8)
