"""The table of a campaign, printed and kept in the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.campaign.rounds import Row

BEGIN, END = "<!-- campaign -->", "<!-- end of campaign -->"


def table(rows: Sequence[Row]) -> str:
    """Markdown: what, how many, how they ended, faults."""
    lines = ["| what | tried | of these | faults |", "|---|---:|---|---|"]
    for row in rows:
        faults = "<br>".join(fault.replace("|", "\\|") for fault in row.faults) or "none"
        lines.append(f"| {row.what} | {row.tried:,} | {row.said} | {faults} |")
    inputs = sum(row.tried for row in rows if row.what.startswith("mutated"))
    kills = sum(row.tried for row in rows if row.what.startswith("kill"))
    lines.append(f"| **all mutated inputs** | {inputs:,} | | |")
    lines.append(f"| **all kills** | {kills:,} | | |")
    return "\n".join(lines)


def record(report: Path, rows: Sequence[Row], *, seed: int, seconds: float) -> None:
    """Put the table in place of the one that the report has."""
    text = report.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    command = f"python -m tests.campaign --seconds {seconds:g} --seed {seed} --record"
    today = datetime.now(UTC).date().isoformat()
    content = f"\n`{command}`, {today}:\n\n{table(rows)}\n"
    report.write_text(f"{before}{BEGIN}\n{content}\n{END}{after}", encoding="utf-8")
