"""The campaign, a short part of it with a seed of its own; and that it sees what it is made for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.campaign import batches, planted, rounds
from tests.campaign.child import Plan, Slice
from tests.campaign.record import add, record, runs_of
from tests.campaign.rounds import SOAKED, Row
from tests.campaign.targets import find, names
from tests.killing import TRIALS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, limits and SIGKILL")

SEED = 9
INPUTS, FEW = 15, 1
SLOW = "reports", "dicom-export"
"""Each input is a whole study."""


def test_every_reader_takes_mutated_inputs() -> None:
    counts = {name: FEW if name in SLOW else INPUTS for name in names()}
    plan = Plan(SEED, tuple(Slice(name, 0, count, 60) for name, count in counts.items()))
    tallies = batches.run(plan)
    assert [fault for tally in tallies.values() for fault in tally.faults] == []
    assert {name: tally.tried for name, tally in tallies.items()} == counts
    assert sum(tally.refused for tally in tallies.values()) > INPUTS


def test_disks_that_fail(tmp_path: Path) -> None:
    ways = "full", "read-only", "removed"
    rows = rounds.disturb(*ways, seed=SEED, seconds=600, keep=tmp_path, count=1)
    assert [fault for row in rows for fault in row.faults] == []
    assert [row.tried for row in rows] == [1] * len(rows)
    assert len(rows) == len(ways) * len(TRIALS)


def test_the_same_seed_makes_the_same_inputs() -> None:
    for name in names():
        target = find(name)
        assert target.case(SEED, 3) == target.case(SEED, 3)
        assert target.case(SEED, 3) != target.case(SEED, 4)


def is_faulty(name: str, number: int) -> bool:
    return b"#" in find(name).case(SEED, number).files["input"]


def test_each_kind_of_fault_is_seen_and_the_rest_is_tried_all_the_same() -> None:
    firsts = {
        name: next(n for n in range(99) if is_faulty(name, n) and not is_faulty(name, n + 1))
        for name in planted.TARGETS
    }
    plan = Plan(
        SEED, tuple(Slice(name, firsts[name], 2, 60) for name in planted.TARGETS), longest_s=0.2
    )
    tallies = batches.run(plan)
    assert {tally.tried for tally in tallies.values()} == {2}
    assert all(tallies[name].faults[0].number == first for name, first in firsts.items())
    found = {name: {fault.what for fault in tally.faults} for name, tally in tallies.items()}
    assert found == {
        "planted-exception": {"KeyError at planted.py:_raise"},
        "planted-hang": {"hang"},
        "planted-crash": {"crash: SIGSEGV"},
        "planted-loss": {"lost: a mark"},
        "planted-memory": {"MemoryError at planted.py:_eat"},
    }


def test_a_fault_is_made_small_and_kept(tmp_path: Path) -> None:
    name = "planted-exception"
    number = next(n for n in range(50) if is_faulty(name, n))
    fault = batches.Fault(name, number, "KeyError at planted.py:_raise")
    place = rounds.kept(fault, SEED, tmp_path)
    assert (place / "input").read_bytes() == b"#"
    assert (place / "fault.txt").read_text() == "input: KeyError at planted.py:_raise\n"


def test_runs_are_added_up(tmp_path: Path) -> None:
    report = tmp_path / "reliability.md"
    report.write_text("before\n<!-- campaign -->\nold\n<!-- end of campaign -->\nafter\n")
    for seed, tried, faults in ((4, 1000, []), (5, 2000, ["hang"])):
        row = Row("mutated csv", tried, "refused", 700, faults)
        record(report, [row, Row("kill: edits", 3, "cut short", 2)], seed=seed, seconds=60)
    text = report.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| 4 | 60 |" in text
    assert "| mutated csv | 3,000 | 1,400 refused | 1 |" in text
    assert "| kill: edits | 6 | 4 cut short | none |" in text
    assert "| **all mutated inputs** | 3,000 |" in text


def test_runs_recorded_elsewhere_are_taken_over_once(tmp_path: Path) -> None:
    elsewhere, report = tmp_path / "elsewhere.md", tmp_path / "reliability.md"
    for name in (elsewhere, report):
        name.write_text("<!-- campaign --><!-- end of campaign -->")
    record(elsewhere, [Row("mutated csv", 1000, "refused", 7)], seed=4, seconds=60)
    for _ in range(2):
        add(report, runs_of(elsewhere.with_suffix(".json")))
    assert "| mutated csv | 1,000 | 7 refused | none |" in report.read_text()


def test_a_soak_has_a_place_of_its_own(tmp_path: Path) -> None:
    report = tmp_path / "reliability.md"
    report.write_text("<!-- soak -->\nold\n<!-- end of soak -->")
    record(report, [Row(SOAKED, 9, "900 MiB once warm")], seed=4, seconds=60)
    assert "| soak: photographs screened | 9 | 900 MiB once warm | none |" in report.read_text()
    assert "--seed 4 --only soak" in report.read_text()
    assert not report.with_suffix(".json").exists()
