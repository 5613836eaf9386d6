"""The table of a campaign, printed; and the counts of all campaigns, kept in the documentation.

``python -m tests.campaign.record FILE ...`` takes over what was recorded elsewhere.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.campaign.rounds import SOAKED, Row

REPORT = Path("docs/reliability.md")
BEGIN, END = "<!-- campaign -->", "<!-- end of campaign -->"
BEGIN_SOAK, END_SOAK = "<!-- soak -->", "<!-- end of soak -->"
_HEAD = ["| what | tried | of these | faults |", "|---|---:|---|---|"]
_SUMS = (("mutated", "mutated inputs"), ("kill", "kills"))


@dataclass(frozen=True)
class Run:
    """One campaign.

    Attributes
    ----------
    seed : int
        Of all that is drawn in it.
    seconds : float
        How long it was to take.
    date : str
        The day, as ``2026-11-30``.
    counts : dict of str to list of int
        By what was tried: how often, how many of these were refused or cut short, and faults.
    """

    seed: int
    seconds: float
    date: str
    counts: dict[str, list[int]]

    def tried(self, start: str) -> int:
        """Sum over all kinds whose names begin so."""
        return sum(tried for what, (tried, *_) in self.counts.items() if what.startswith(start))


def table(rows: Sequence[Row]) -> str:
    """Markdown: what, how many, how they ended, faults."""
    lines = list(_HEAD)
    for row in rows:
        faults = "<br>".join(fault.replace("|", "\\|") for fault in row.faults) or "none"
        lines.append(f"| {row.what} | {row.tried:,} | {row.ending} | {faults} |")
    for start, what in _SUMS:
        tried = [row.tried for row in rows if row.what.startswith(start)]
        if tried:
            lines.append(f"| **all {what}** | {sum(tried):,} | | |")
    return "\n".join(lines)


def record(report: Path, rows: Sequence[Row], *, seed: int, seconds: float) -> None:
    """Add a run to those of the report; a soak by itself takes the place of the last soak."""
    today = datetime.now(UTC).date().isoformat()
    if [row.what for row in rows] == [SOAKED]:
        command = f"python -m tests.campaign --seconds {seconds:g} --seed {seed} --only soak"
        content = f"`{command} --record`, {today}:\n\n{table(rows)}"
        replace_part(report, BEGIN_SOAK, END_SOAK, content)
        return
    counts = {row.what: [row.tried, row.ended or 0, len(row.faults)] for row in rows}
    counts.pop(SOAKED, None)
    add(report, [Run(seed, seconds, today, counts)])


def add(report: Path, runs: Sequence[Run]) -> None:
    """Add runs that are not in the report's file yet, and write its table anew."""
    kept = report.with_suffix(".json")
    known = runs_of(kept) if kept.exists() else []
    known += [run for run in runs if run not in known]
    lines = ",\n".join(json.dumps(asdict(run)) for run in known)
    kept.write_text(f'{{"runs": [\n{lines}\n]}}\n', encoding="utf-8")
    replace_part(report, BEGIN, END, f"{_by_seed(known)}\n\n{_summed(known)}")


def runs_of(file: Path) -> list[Run]:
    """Read what is recorded in a file."""
    return [Run(**run) for run in json.loads(file.read_text(encoding="utf-8"))["runs"]]


def _by_seed(runs: Sequence[Run]) -> str:
    lines = ["| seed | seconds | day | inputs | kills | faults |", "|---:|---:|---|---:|---:|---:|"]
    for run in runs:
        faults = sum(faults for *_, faults in run.counts.values())
        tried = f"{run.tried('mutated'):,} | {run.tried('kill'):,}"
        lines.append(
            f"| {run.seed} | {run.seconds:g} | {run.date} | {tried} | {faults or 'none'} |"
        )
    return "\n".join(lines)


def _summed(runs: Sequence[Run]) -> str:
    sums: dict[str, list[int]] = {}
    for run in runs:
        for what, counts in run.counts.items():
            sums[what] = [a + b for a, b in zip(sums.get(what, (0, 0, 0)), counts, strict=True)]
    lines = list(_HEAD)
    for what, (tried, ended, faults) in sums.items():
        how = "cut short" if what.startswith("kill") else "refused"
        lines.append(f"| {what} | {tried:,} | {ended:,} {how} | {faults or 'none'} |")
    for start, what in _SUMS:
        lines.append(f"| **all {what}** | {sum(run.tried(start) for run in runs):,} | | |")
    return "\n".join(lines)


def replace_part(report: Path, begin: str, end: str, content: str) -> None:
    """Replace what is between two comments of a document."""
    text = report.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    report.write_text(f"{before}{begin}\n\n{content}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    add(REPORT, [run for name in sys.argv[1:] for run in runs_of(Path(name))])
