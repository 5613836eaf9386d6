"""`screen` on a folder of bad photographs: a row with `error` for each, and the good ones done."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copy

import cv2
import numpy as np
import pytest

from retinaview.batch.findings_file import ErrorRow, ScreenedRow, read_findings
from retinaview.batch.screening import screen
from retinaview.core.findings import Finding, ModelIdentity, Quality
from retinaview.core.text import one_line
from retinaview.imaging.photograph import Photograph
from retinaview.inference.engine import Engine

CASES = Path(__file__).with_name("cases")


class StandIn(Engine):
    """Sees nothing, and breaks in a way that nobody foresaw on one photograph."""

    def __init__(self) -> None:
        self.pairs = False

    @property
    def identities(self) -> tuple[ModelIdentity, ...]:
        return ()

    @property
    def pairs_eyes(self) -> bool:
        return False

    @property
    def referable_threshold(self) -> float:
        return 0.5

    def load(self) -> None:  # type: ignore[override]
        """Nothing to load."""

    def look_ahead(self, photograph: Photograph) -> None:
        """Break as the analysis does."""
        self._break(photograph)

    def analyse(
        self, photograph: Photograph, *, fellow: Photograph | None = None, **_: object
    ) -> Finding:
        del fellow
        self._break(photograph)
        return Finding(Quality(0.9, gradable=True))

    def _break(self, photograph: Photograph) -> None:
        if photograph.path.name == "breaks.png":
            raise RuntimeError("codec\nfailed\x1b[2J")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_no_bad_photograph_stops_the_others(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for case in CASES.iterdir():
        if case.suffix in (".tif", ".webp"):
            copy(case, folder)
    good = np.random.default_rng(1).integers(0, 255, (64, 80, 3), dtype=np.uint8)
    long_name = "x" * 240 + ".png"
    for name in ("breaks.png", "eye.png", long_name):
        assert cv2.imwrite(str(folder / name), good)
    (folder / "round.png").symlink_to(folder / "round.png")
    (folder / "empty.jpg").touch()

    summary = screen([folder, folder / ("y" * 300), folder / "gone.png"], out=out, engine=StandIn())

    rows = {Path(row.image).name: row for row in read_findings(out)}
    assert rows.keys() == {Path(row.image).name: row for row in summary.rows}.keys()
    done = {name for name, row in rows.items() if isinstance(row, ScreenedRow)}
    assert done == {"eye.png", long_name}
    errors = {name: row.error for name, row in rows.items() if isinstance(row, ErrorRow)}
    assert len(errors) == 11
    for name, error in errors.items():
        assert error.kind == ("model" if name == "breaks.png" else "read")
        assert one_line(error.message) == error.message
    assert errors["round.png"].message == "cannot be read: its links form a circle"
    assert errors["breaks.png"].message == r"the networks failed on it (codec\nfailed\u001b[2J)"
    assert len(summary.failures) == len(errors)
