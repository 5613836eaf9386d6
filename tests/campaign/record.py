"""The table of a campaign, printed and kept in the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.campaign.rounds import SOAKED, Row

BEGIN, END = "<!-- campaign -->", "<!-- end of campaign -->"
BEGIN_SOAK, END_SOAK = "<!-- soak -->", "<!-- end of soak -->"


def table(rows: Sequence[Row]) -> str:
    """Markdown: what, how many, how they ended, faults."""
    lines = ["| what | tried | of these | faults |", "|---|---:|---|---|"]
    for row in rows:
        faults = "<br>".join(fault.replace("|", "\\|") for fault in row.faults) or "none"
        lines.append(f"| {row.what} | {row.tried:,} | {row.said} | {faults} |")
    for start, what in (("mutated", "mutated inputs"), ("kill", "kills")):
        tried = [row.tried for row in rows if row.what.startswith(start)]
        if tried:
            lines.append(f"| **all {what}** | {sum(tried):,} | | |")
    return "\n".join(lines)


def record(report: Path, rows: Sequence[Row], *, seed: int, seconds: float) -> None:
    """Put the table in place of the one that the report has; a soak by itself has its own."""
    only_soaked = [row.what for row in rows] == [SOAKED]
    begin, end = (BEGIN_SOAK, END_SOAK) if only_soaked else (BEGIN, END)
    only = " --only soak" if only_soaked else ""
    command = f"python -m tests.campaign --seconds {seconds:g} --seed {seed}{only} --record"
    today = datetime.now(UTC).date().isoformat()
    replace_part(report, begin, end, f"`{command}`, {today}:\n\n{table(rows)}")


def replace_part(report: Path, begin: str, end: str, content: str) -> None:
    """Replace what is between two comments of a document."""
    text = report.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    report.write_text(f"{before}{begin}\n\n{content}\n\n{end}{after}", encoding="utf-8")
