"""Messidor (`Base11`, Excel tables, grades 0-3) and Messidor-2 (adjudicated grades, pairs)."""

from __future__ import annotations

from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files, Table
from retinaview.exchange.data_sets.gathering import Gathering

_LISTS = r".*annotation[ _]base\d\d\.(?:xls|xlsx|csv)"
_ADJUDICATED = r"(?:.*/)?messidor_data\.csv"
_PAIRS = r"(?:.*/)?messidor-?2\.csv"
_NAME, _GRADE, _DME = "image name", "retinopathy grade", "risk of macular edema"


def read_messidor(files: Files) -> DataSet | None:
    """Read Messidor; a table for each of the twelve bases."""
    if files.first(_LISTS) is None:
        return None
    gathering = Gathering("Messidor", files, scale="Messidor 0-3, not ICDR")
    for name, _ in files.pictures():
        gathering.photograph(name)
    for name, _ in files.matching(_LISTS):
        table = files.table(name)
        for n, row in table.rows:
            if row.get(_NAME):
                photograph = gathering.listed(row[_NAME])
                for column, most, kept in ((_GRADE, 3, "grades"), (_DME, 2, "dme")):
                    value = table.number(n, row, column, most)
                    getattr(photograph, kept).extend([] if value is None else [value])
    return gathering.data_set()


def read_messidor2(files: Files) -> DataSet | None:
    """Read Messidor-2; its list of pairs tells which photographs are of one patient."""
    lists = [n for n, _ in files.matching(_ADJUDICATED)]
    if not lists:
        return None
    gathering = Gathering("Messidor-2", files)
    for name, _ in files.pictures():
        gathering.photograph(name)
    for name in lists:
        _adjudicated(files.table(name), gathering)
    for name, _ in files.matching(_PAIRS):
        pairs = files.table(name)
        for n, row in pairs.rows:
            for image in filter(None, (row.get("left", ""), row.get("right", ""))):
                gathering.listed(image).patient = f"pair {n}"
    if files.first(_PAIRS) is None:
        gathering.note("there is no list of pairs (messidor-2.csv), so patients are unknown")
    return gathering.data_set()


def _adjudicated(table: Table, gathering: Gathering) -> None:
    for n, row in table.rows:
        photograph = gathering.listed(row.get("image_id", ""))
        if row.get("adjudicated_gradable", "1") == "0":
            photograph.quality = "ungradable"
        grade = table.number(n, row, "adjudicated_dr_grade", 4)
        dme = table.number(n, row, "adjudicated_dme", 2)
        photograph.grades += [] if grade is None else [grade]
        photograph.dme += [] if dme is None else [dme]
