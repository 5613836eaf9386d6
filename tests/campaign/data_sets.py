"""Data sets in the layouts of their downloads: read, checked and divided."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from retinaview.batch.data_check import DataCheck, check_data
from retinaview.batch.data_folds import fold_data
from retinaview.batch.data_sheet import data_sheet
from retinaview.core.errors import LabelError
from tests.campaign.target import Case, Lost, Target, changed, one_file
from tests.mutators.data_sets import data_sets, workbook
from tests.mutators.mutations import BY_SUFFIX

NAME = "data-sets"


def targets() -> Iterator[Target]:
    """All layouts, and Excel tables alone, which are archives of XML."""
    samples = data_sets()
    layouts = sorted(samples)

    def make(rng: random.Random) -> Case:
        files, lists = samples[rng.choice(layouts)]
        name = rng.choice(lists)
        suffix = Path(name).suffix
        known = suffix if suffix in BY_SUFFIX else ".txt"
        return Case(files | {name: changed(files[name], known, rng)}, name)

    yield Target(NAME, make, _check_whole)
    from retinaview.exchange.data_sets.excel import read_excel

    yield one_file("excel", "a.xlsx", workbook(), read_excel)


def _check_whole(path: Path) -> None:
    folder = path
    while folder.name != NAME:  # as `child` calls it
        folder = folder.parent
    check = check_data(folder, pictures=9)
    check.table()
    check.as_dict()
    data_sheet(check)
    _divide(check)


def _divide(check: DataCheck) -> None:
    there = [each for each in check.found.photographs if each.path is not None]
    try:
        folds = fold_data(check, 2)
    except LabelError:
        return
    if len(folds.photographs) != len(there):
        raise Lost("photographs are in no fold")
    folds.csv()
