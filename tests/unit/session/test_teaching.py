"""Which photographs to label next, in a session and by the command."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from retinaview.cli.main import main
from retinaview.core.findings import Finding, GradeProbabilities, Quality
from retinaview.core.grades import DRGrade, Grading
from retinaview.session.session import Session
from retinaview.session.teaching import next_to_label

if TYPE_CHECKING:
    import pytest


def finding(*dr: float) -> Finding:
    return Finding(Quality(0.9, True), GradeProbabilities(dr))


def names(session: Session) -> list[str]:
    return [image.path for image, _ in next_to_label(session)]


def test_where_the_network_is_unsure_comes_first_and_what_is_labelled_is_out(
    session: Session,
) -> None:
    assert names(session) == []  # no model has looked
    session.take_finding(1, finding(0.98, 0.02, 0.0, 0.0, 0.0))
    session.take_finding(2, finding(0.4, 0.1, 0.2, 0.2, 0.1))
    assert names(session) == ["1_left.jpg", "1_right.jpg"]
    session.set_grading(2, Grading(dr=DRGrade.MILD))
    assert names(session) == ["1_right.jpg"]


def test_the_command_lists_and_writes_them(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = session.path, tmp_path / "next.csv"
    assert main(["data", "order", str(path)]) == 2
    assert "run the models first" in capsys.readouterr().err
    session.take_finding(1, finding(0.98, 0.02, 0.0, 0.0, 0.0))
    session.take_finding(2, finding(0.4, 0.1, 0.2, 0.2, 0.1))
    session.close()
    assert main(["data", "order", str(path), "--out", str(out), "--most", "1"]) == 0
    assert capsys.readouterr().out.split()[1:] == ["1_left.jpg"]
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [row["image"] for row in rows] == ["1_left.jpg", "1_right.jpg"]
    assert float(rows[0]["teaches"]) > float(rows[1]["teaches"])
