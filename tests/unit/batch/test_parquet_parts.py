"""Findings as Parquet."""

from __future__ import annotations

from pathlib import Path

import pytest

from retinaview.batch.findings_file import ScreenedRow
from retinaview.batch.parquet_parts import write_parts
from retinaview.batch.screening import screen
from retinaview.core.errors import WriteError
from tests.unit.batch.test_screening import StandIn, photograph_at

parquet = pytest.importorskip("pyarrow.parquet")


def test_parts_have_all_rows_in_their_order(tmp_path: Path) -> None:
    paths = [photograph_at(tmp_path / "in" / f"{name}.png", ord(name)) for name in "cabed"]
    paths.insert(2, tmp_path / "in" / "missing.png")
    out = tmp_path / "out"
    summary = screen(paths, out=out, engine=StandIn())
    parts = write_parts(summary.findings, out, rows=4)
    assert [path.name for path in parts] == ["part-00000.parquet", "part-00001.parquet"]
    table = parquet.read_table(out / "findings")
    assert table.column("image").to_pylist() == [str(path) for path in paths]
    first, missing = table.slice(0, 1).to_pylist()[0], table.slice(2, 1).to_pylist()[0]
    row = summary.rows[0]
    assert isinstance(row, ScreenedRow)
    assert row.dr is not None
    assert first["dr_probabilities"] == list(row.dr.probabilities)
    assert (first["sha256"], first["refer"]) == (row.sha256, row.referable.decision)
    assert first["lesions"] == [each.model_dump(by_alias=True, mode="json") for each in row.lesions]
    assert first["models"][0]["name"] == "stand-in"
    assert (missing["error"], missing["error_message"]) == ("read", "does not exist")
    assert missing["dr_grade"] is None

    assert len(write_parts(summary.findings, out)) == 1
    assert len(list((out / "findings").iterdir())) == 1

    (out / "findings" / "part-00009.parquet").mkdir()
    with pytest.raises(WriteError, match="earlier parts cannot be removed"):
        write_parts(summary.findings, out)
