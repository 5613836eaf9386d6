"""The same photographs by other paths are not screened again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retinaview.batch.findings_file import ScreenedRow, read_findings
from retinaview.batch.screening import screen
from tests.unit.batch.test_screening import StandIn, photograph_at


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for n, name in enumerate(("P1_OD", "P1_OS", "P2_OD")):
        photograph_at(tmp_path / "photos" / f"{name}.png", n)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "photos"


def again(path: Path, out: Path) -> tuple[int, tuple[ScreenedRow, ...]]:
    """Screen; how many were reused, and all rows of the folder."""
    summary = screen([path], out=out, engine=StandIn(pairs=True))
    rows = read_findings(out)
    assert all(isinstance(row, ScreenedRow) for row in rows)
    return summary.reused, tuple(row for row in rows if isinstance(row, ScreenedRow))


@pytest.mark.parametrize("second", ["absolute", "dotted", "linked", "moved"])
def test_another_path_to_the_same_photographs(photos: Path, tmp_path: Path, second: str) -> None:
    out = tmp_path / "out"
    assert again(Path("photos"), out)[0] == 0
    if second == "linked":
        (tmp_path / "link").symlink_to(photos)
    if second == "moved":
        shutil.move(photos, tmp_path / "eyes")
    path = {
        "absolute": photos,
        "dotted": Path("photos/../photos"),
        "linked": tmp_path / "link",
        "moved": tmp_path / "eyes",
    }[second]
    reused, rows = again(path, out)
    assert reused == 3
    assert [row.image for row in rows] == [f"{path}/P{n}.png" for n in ("1_OD", "1_OS", "2_OD")]
    assert [row.name for row in rows] == ["P1_OD", "P1_OS", "P2_OD"]
    assert rows[0].eyes is not None
    assert rows[0].eyes.fellow == f"{path}/P1_OS.png"


def test_another_photograph_of_the_same_name_is_another(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    again(Path("photos"), out)
    shutil.move(photos, tmp_path / "eyes")
    photograph_at(tmp_path / "eyes" / "P2_OD.png", 99)
    reused, rows = again(tmp_path / "eyes", out)
    assert (reused, len(rows)) == (2, 4)
