"""Reports of `retinaview evaluate` on the terminal, as tables or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from retinaview.cli.terminal import complain, say
from retinaview.core.text import brief
from retinaview.core.words import counted


class Report(Protocol):
    """What every evaluation returns."""

    def as_dict(self) -> dict[str, Any]:
        """Return the report in JSON form."""

    def table(self) -> str:
        """Return the report as text."""


def print_report(report: Report, as_json: bool) -> None:
    """Print one report."""
    say(json.dumps(report.as_dict(), indent=2) if as_json else report.table())


def print_all(reports: Sequence[Report], as_json: bool) -> None:
    """Print reports below each other, or as one list."""
    if as_json:
        say(json.dumps([report.as_dict() for report in reports], indent=2))
    else:
        say("\n".join(report.table() for report in reports))


def print_compared(
    names: Sequence[str],
    runs: Sequence[Sequence[Report]],
    gaps: Sequence[Report],
    as_json: bool,
) -> None:
    """Print the reports of several runs, then the differences to the first."""
    if as_json:
        found = {
            name: [report.as_dict() for report in run]
            for name, run in zip(names, runs, strict=True)
        }
        more = [gap.as_dict() for gap in gaps]
        say(json.dumps({"sources": found, "difference_to_first": more}, indent=2))
        return
    for name, run in zip(names, runs, strict=True):
        say("\n".join([name, *(report.table() for report in run)]))
    say("\n".join(gap.table() for gap in gaps))


def complain_of_ungradable(count: int) -> None:
    """Say how many photographs are not scored because they cannot be graded."""
    if count:
        these = f"{counted(count, 'photograph')} found ungradable"
        complain(f"retinaview: {these} would be referred, and cannot be scored")


def complain_of_unmasked(truth: Path, unmasked: Sequence[str]) -> None:
    """Say which photographs count as free of lesions because the truth has no mask of them."""
    if unmasked:
        these = counted(len(unmasked), "photograph")
        complain(
            f"retinaview: {truth} has no mask of any kind for {these}, counted as free of lesions: "
            f"{brief(', '.join(unmasked))}"
        )
