"""A contact sheet of a data set: small copies of its photographs with name and grade."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.batch.data_check import DataCheck
from retinaview.batch.data_contents import SHEET_PX
from retinaview.core.words import counted
from retinaview.exchange.data_sets import SetPhotograph

MOST_PICTURES = 240
_COLUMNS, _GAP_PX, _LINE_PX, _HEAD_PX = 12, 6, 14, 28
_PAPER, _INK = (24, 24, 24), (235, 235, 235)

Image = NDArray[np.uint8]


def data_sheet(check: DataCheck) -> bytes:
    """Return the photographs of which copies were kept, as one PNG."""
    pictures = [
        (photograph, looked.picture)
        for photograph, looked in zip(check.found.photographs, check.looked, strict=True)
        if looked.picture is not None
    ]
    step_x, step_y = SHEET_PX + _GAP_PX, SHEET_PX + _LINE_PX + _GAP_PX
    rows = max(1, -(-len(pictures) // _COLUMNS))
    size = (_HEAD_PX + rows * step_y + _GAP_PX, _COLUMNS * step_x + _GAP_PX, 3)
    sheet: Image = np.full(size, _PAPER, np.uint8)
    total = sum(each.path is not None for each in check.found.photographs)
    head = f"{check.found.layout}: {len(pictures)} of {counted(total, 'photograph')}"
    _write(sheet, head, (6, 19), 0.5)
    for n, (photograph, picture) in enumerate(pictures):
        line, column = divmod(n, _COLUMNS)
        x, y = _GAP_PX + column * step_x, _HEAD_PX + line * step_y
        height, width = picture.shape[:2]
        sheet[y : y + height, x : x + width] = picture
        _write(sheet, _caption(photograph), (x, y + SHEET_PX + 10), 0.32)
    return bytes(cv2.imencode(".png", np.ascontiguousarray(sheet[..., ::-1]))[1])


def _caption(photograph: SetPhotograph) -> str:
    """Return name and grade; what the font does not have becomes a question mark."""
    stem = photograph.name.rpartition("/")[2].rpartition(".")[0]
    grade = f"  {photograph.grades[0]}" if photograph.grades else ""
    return f"{stem[-16:]}{grade}".encode("ascii", "replace").decode()


def _write(sheet: Image, text: str, at: tuple[int, int], size: float) -> None:
    cv2.putText(sheet, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, _INK, 1, cv2.LINE_AA)
