"""EyePACS of Kaggle 2015 (`trainLabels.csv`, `10_left.jpeg`) and APTOS 2019 (`train.csv`)."""

from __future__ import annotations

from retinaview.core.grades import Laterality
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files
from retinaview.exchange.data_sets.gathering import Gathered, Gathering, split_of

_EYEPACS_LISTS = r".*?(?:(?P<train>trainlabels)|retinopathy_solution|testlabels)[^/]*\.csv"
_EYEPACS_EYE = r"(?P<patient>\d+)_(?P<eye>left|right)"
_EYEPACS = rf"(?:(?P<above>.*)/)?{_EYEPACS_EYE}\.\w+"
_APTOS_LISTS = r"(?:.*/)?(?P<split>train|valid|test)(?:_1)?\.csv"
_APTOS = r"(?:.*/)?(?P<split>train|val|test)_images/(?:.*/)?[^/]+"


def read_eyepacs(files: Files) -> DataSet | None:
    """Read EyePACS; the list of its test photographs came later, with a column for the board."""
    lists = [(n, m) for n, m in files.matching(_EYEPACS_LISTS) if "image" in files.table(n).columns]
    if not lists or files.first(_EYEPACS) is None:
        return None
    gathering = Gathering("EyePACS (Kaggle 2015)", files)
    for name, match in files.pictures(_EYEPACS):
        above = (match["above"] or "").casefold()
        split = next((s for s in ("train", "test") if s in above.split("/")), "train")
        _of_eye(gathering.photograph(name, split), match["patient"], match["eye"])
    for name, match in lists:
        table, split = files.table(name), "train" if match["train"] else "test"
        for n, row in table.rows:
            photograph = gathering.listed(row["image"] + ".jpeg", split)
            grade = table.number(n, row, "level", 4)
            photograph.grades += [] if grade is None else [grade]
            patient, _, eye = row["image"].partition("_")
            _of_eye(photograph, patient, eye)
    return gathering.data_set()


def _of_eye(photograph: Gathered, patient: str, eye: str) -> None:
    photograph.patient = patient
    photograph.eye = Laterality.OS if eye.casefold() == "left" else Laterality.OD


def read_aptos(files: Files) -> DataSet | None:
    """Read APTOS 2019, whose test photographs have no grades."""
    lists = [(n, m) for n, m in files.matching(_APTOS_LISTS) if "id_code" in files.table(n).columns]
    if not lists:
        return None
    gathering = Gathering("APTOS 2019", files)
    for name, match in files.pictures(_APTOS):
        gathering.photograph(name, split_of(match["split"]))
    for name, match in lists:
        table = files.table(name)
        for n, row in table.rows:
            photograph = gathering.listed(row["id_code"] + ".png", split_of(match["split"]))
            grade = table.number(n, row, "diagnosis", 4)
            photograph.grades += [] if grade is None else [grade]
    return gathering.data_set()
