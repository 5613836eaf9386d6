"""No table that the program writes holds a cell that a spreadsheet runs, whoever wrote the text."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import retinaview
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import Picture, write_labels
from retinaview.exchange.formats import FORMATS
from retinaview.ui.compare.grade_rows import ComparisonRow, as_tsv
from tests.mutators.seeds import labelled

HOSTILE = "=HYPERLINK(A1)"
_RUNS = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[\d.]+(e[+-]?\d+)?")


def hostile() -> LabelledImage:
    """A photograph of which every text begins like a formula."""
    image = labelled()[0]
    marks = tuple(
        replace(
            mark,
            author="@SUM(A1)",
            comment="+1+cmd|'/c calc'!A0",
            source="-1",
            provenance=None
            if mark.provenance is None
            else replace(mark.provenance, model="=m", version="+1", weights_sha256="@w"),
        )
        for mark in (*image.marks, Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 1, 3, 3), author="@"))
    )
    grading = replace(image.grading, comment="\t=1", reader="=r", source="\uff1d1")
    return replace(image, image=f"{HOSTILE}.png", patient="=p", marks=marks, grading=grading)


def cells(table: str, delimiter: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(table, newline=""), strict=True, delimiter=delimiter):
        yield from row


def running(table: str, delimiter: str = ",") -> list[str]:
    return [
        cell
        for cell in cells(table, delimiter)
        if _RUNS.match(cell) and not _NUMBER.fullmatch(cell)
    ]


@pytest.mark.parametrize("format_name", FORMATS)
def test_tables_of_every_export(format_name: str, tmp_path: Path) -> None:
    photograph, image = tmp_path / "a.png", hostile()
    photograph.write_bytes(b"")
    written = write_labels(
        format_name,
        [image],
        tmp_path / "out",
        splits={image.image: "train"},
        pictures={image.image: Picture(photograph, "0" * 64)},
    )
    tables = [path for path in written if path.suffix == ".csv"]
    assert tables
    for path in tables:
        assert running(path.read_bytes().decode()) == []
    if format_name == "csv":
        texts = {cell for path in tables for cell in cells(path.read_bytes().decode(), ",")}
        assert {f"'{HOSTILE}.png", "'=p", "'@SUM(A1)", "'=m", "'\t=1"} <= texts


def test_the_table_for_the_clipboard() -> None:
    rows = [ComparisonRow(HOSTILE, "+x", "@y", "-0.5")]
    assert running(as_tsv((HOSTILE, "=a", "-b", "+c"), rows), "\t") == []


def test_the_table_of_a_plot(tmp_path: Path, qtbot: object) -> None:
    from retinaview.ui.widgets.curve_plot import CurveLine, CurvePlot

    plot = CurvePlot("recall", "precision", file_name="curve")
    qtbot.addWidget(plot)  # type: ignore[attr-defined]
    plot.show_curves([CurveLine(HOSTILE, np.ones(2), np.ones(2), "accent")], mark=0)
    plot.export(tmp_path / "curve.csv")
    assert running((tmp_path / "curve.csv").read_text()) == []


def test_every_other_table_is_written_in_the_same_place() -> None:
    """Whoever writes a table by hand, or with another library, is named here."""
    package = Path(retinaview.__file__).parent
    by_hand = re.compile(r"""["'](,|;|\\t)["']\.join\(""")
    imports, joins = set(), set()
    for path in package.rglob("*.py"):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(package).as_posix()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import) and any(n.name == "csv" for n in node.names):
                imports.add(name)
        if by_hand.search(text):
            joins.add(name)
    assert imports == {"exchange/spreadsheet.py"}
    assert joins == {
        "exchange/spreadsheet.py",
        "exchange/cvat.py",  # points of a polygon
        "exchange/voc.py",  # colours of a label map
        "exchange/yolo.py",  # our own column names, to be recognised
        "ui/compare/grade_rows.py",  # as_tsv, above
        "inference/openvino_engine.py",  # no table
        "project/finding_store.py",  # JSON
        "ui/study/columns_menu.py",  # names of columns, a setting
    }
