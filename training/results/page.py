"""`docs/results.md`: the papers' numbers beside ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.guard import guard
from training.results.numbers import Sources, short
from training.results.readme import markdown

PAGE = """# Results

Written by `python -m training.results` from the JSON of the runs in `docs/results/` (what the
commands below print with `--json`) and from the model cards; do not edit. The same numbers stand in
README. Intervals are 95 % bootstrap intervals over persons, or over photographs where no patient
is known, as in IDRiD; with several seeds they are those of the shipped one. sd is the sample
standard deviation over seeds, each with its own thresholds; with one seed there is none. Rows that
were not run say so and give the command.

A paper's number and ours are comparable only where data, split and resolution agree; where ours is
of another network than the paper's, the row says so. One of IDRiD's 103 graded test photographs
(072) shows an eye that a training photograph (017) shows too; the shipped graders have seen it.
"""
_HEAD = (
    "measure",
    "network",
    "paper",
    "ours, mean",
    "interval",
    "sd",
    "seeds",
    "chance",
    "data and split",
    "resolution",
    "device, time",
)


class Row(BaseModel):
    """A number of a paper, and where ours is.

    `ours` is a place, see `Sources.number`; so is `over_seeds`, the same measure on a card that has
    it for several seeds. `chance` is text, or a place behind an ``@``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    network: str
    paper: str = ""
    ours: str = ""
    chance: str = ""
    data: str
    resolution: str = ""
    over_seeds: str = ""
    device: str = ""
    command: str = ""


class PaperTable(BaseModel):
    """The rows of one paper."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    note: str = ""
    rows: tuple[Row, ...]
    commands: tuple[str, ...] = ()


def read_tables(path: Path) -> tuple[PaperTable, ...]:
    """Read the papers' numbers.

    Raises
    ------
    ReadError, LabelError
        The file is missing or invalid.
    """
    with guard(ReadError, path):
        content: Any = json.loads(path.read_text(encoding="utf-8"))
    try:
        return tuple(PaperTable.model_validate(each) for each in content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise LabelError(first["msg"], path=path, field=field) from error


def page_of(tables: tuple[PaperTable, ...], sources: Sources) -> str:
    """Return the whole page."""
    return "\n".join([PAGE, *(_section(table, sources) for table in tables)])


def _section(table: PaperTable, sources: Sources) -> str:
    rows = [_cells(row, sources) for row in table.rows]
    parts = [f"## {table.title}\n"]
    if table.note:
        parts.append(f"{table.note}\n")
    parts.append(markdown(_HEAD, rows))
    commands = dict.fromkeys(
        [*table.commands, *(row.command for row in table.rows if not row.ours)]
    )
    if any(commands):
        parts.append("".join(f"    {command}\n" for command in commands if command))
    return "\n".join(parts)


def _cells(row: Row, sources: Sources) -> list[str]:
    head = [row.measure, row.network, row.paper]
    chance = row.chance
    if chance.startswith("@"):
        chance = str(sources.number(chance[1:]))
    tail = [chance, row.data, row.resolution, row.device]
    if not row.ours:
        return [*head, "*not run*", "", "", "", *tail]
    number = sources.number(row.ours)
    runs = sources.number(row.over_seeds) if row.over_seeds else number
    if not runs.by_seed:
        return [*head, short(number.value), number.interval, runs.spread, "1", *tail]
    count = str(len(runs.by_seed))
    return [*head, short(runs.mean), number.interval, runs.spread, count, *tail]
