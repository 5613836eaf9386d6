"""RFMiD: 46 diseases of each photograph as columns, in three parts whose names repeat."""

from __future__ import annotations

from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathering, split_of

_LISTS = r"(?:.*/)?rfmid_(?P<split>training|validation|testing)_labels\.csv"
_PHOTOGRAPHS = r"(?:.*/)?(?P<split>training|validation|test)/\d+\.\w+"
_NOT_DISEASES = ("id", "disease_risk")


def read(files: Files) -> DataSet | None:
    """Read the parts that are there; retinopathy is present or absent, without a grade."""
    if files.first(_LISTS) is None:
        return None
    gathering = Gathering("RFMiD", files)
    for name, match in files.pictures(_PHOTOGRAPHS):
        gathering.photograph(name, split_of(match["split"]))
    for name, match in files.matching(_LISTS):
        split = split_of(match["split"])
        for _, row in files.table(name).rows:
            if not row.get("id"):
                continue
            photograph = gathering.listed(f"{row['id']}.png", split)
            photograph.tags += [
                disease.upper()
                for disease, cell in row.items()
                if disease not in _NOT_DISEASES and cell.strip() in ("1", "1.0")
            ]
            if row.get("disease_risk") == "0":
                photograph.tags.append("healthy")
    gathering.note("DR is present or absent here; the set has no grades")
    return gathering.data_set()
