"""Run the campaign: ``python -m tests.campaign --seconds 600 [--seed 1] [--only NAME ...]``.

Half of the time goes to mutated inputs of every reader, a quarter to kills, and the rest to disks
that fail and to the soak. A fault is printed with the command that repeats it, and its input, made
as small as it goes, is kept in a folder. Ends with 1 where there was a fault.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.campaign.kills import WAYS
from tests.campaign.record import REPORT, record, table
from tests.campaign.rounds import SOAK, Row, disturb, read, soaked
from tests.campaign.targets import names

SHARES = {"readers": 0.5, "kill": 0.25, "full": 0.05, "read-only": 0.05, "removed": 0.05}
KEEP = Path("build/campaign")


def main(arguments: list[str] | None = None) -> int:
    """Run the selected parts and return the exit status."""
    given = _parser().parse_args(arguments)
    wanted = set(given.only or [*names(), *WAYS, SOAK])
    known = {*names(), *WAYS, SOAK}
    if not wanted <= known:
        sys.stderr.write(f"unknown {min(wanted - known)}; known are {', '.join(sorted(known))}\n")
        return 2
    rows: list[Row] = []
    try:
        for more in _parts(wanted, given):
            rows += more
    finally:  # what was tried counts, also where the rest cannot be
        sys.stdout.write(table(rows) + "\n")
        if given.record and rows:
            record(REPORT, rows, seed=given.seed, seconds=given.seconds)
    return int(any(row.faults for row in rows))


def _parts(wanted: set[str], given: argparse.Namespace) -> Iterator[list[Row]]:
    """Run one part after the other."""
    seconds = _shared_out(given.seconds, wanted)
    readers = [name for name in names() if name in wanted]
    if readers:
        yield read(
            readers, seed=given.seed, seconds=seconds["readers"], number=given.number, keep=KEEP
        )
    for way in WAYS:
        if way in wanted:
            yield disturb(way, seed=given.seed, seconds=seconds[way], keep=KEEP)
    if SOAK in wanted:
        yield [soaked(seconds[SOAK], seed=given.seed)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", help="Readers, ways of failing, or the soak.")
    parser.add_argument("--number", type=int, help="Try this one input of the readers named.")
    parser.add_argument("--record", action="store_true", help=f"Add the counts to {REPORT}.")
    return parser


def _shared_out(seconds: float, wanted: set[str]) -> dict[str, float]:
    """Seconds of each part, as its share among those that are wanted."""
    shares = SHARES | {SOAK: 1 - sum(SHARES.values())}
    ways = {*WAYS, SOAK}
    present = {part for part in shares if part in wanted or (part == "readers" and wanted - ways)}
    whole = sum(shares[part] for part in present)
    return {part: seconds * shares[part] / whole for part in present}


if __name__ == "__main__":
    sys.exit(main())
