"""CSV of VGG Image Annotator (VIA) 1 and 2: one row per region, with JSON in its cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from retinaview.core.photos import LabelledImage
from retinaview.exchange import via
from retinaview.exchange.intake import Intake
from retinaview.exchange.json_text import parse_json
from retinaview.exchange.spreadsheet import Row, Sheet

COLUMN = "region_shape_attributes"
"""Column that only these tables have."""


def read(sheet: Sheet, intake: Intake, *, path: Path) -> tuple[LabelledImage, ...]:
    """Read the photographs of a table.

    Parameters
    ----------
    sheet : Sheet
        The table.
    intake : Intake
        Takes the boxes.
    path : Path
        The file, for messages.

    Raises
    ------
    LabelError
        Names the file and the region.
    """
    entries = {f"row {n}": dict(_entry(n, row, path=path)) for n, row in sheet.rows}
    return via.read(entries, intake, path=path)


def _entry(n: int, row: Row, *, path: Path) -> Iterator[tuple[str, object]]:
    """Yield what VIA's JSON says about a photograph, with the one region of a row or none."""
    yield "filename", row.get("filename", "")
    cells = {
        name: parse_json(row.get(name) or "{}", path=path, field=f"row {n}, {name}")
        for name in (COLUMN, "region_attributes")
    }
    shape = cells[COLUMN]
    region = {"shape_attributes": shape, "region_attributes": cells["region_attributes"]}
    yield "regions", [region] if shape else []
