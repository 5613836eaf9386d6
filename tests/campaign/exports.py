"""Studies whose names, comments and answers are anything, out as report and as DICOM."""

from __future__ import annotations

import io
import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import openpyxl
from pydicom import dcmread
from pypdf import PdfReader

from retinaview.core.errors import ReadError
from retinaview.core.findings import ModelIdentity
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.text import plain_lines
from retinaview.exchange.spreadsheet import read_sheet
from retinaview.project import opening
from retinaview.report.dicom_export import export_dicom
from retinaview.report.writing import write_report
from retinaview.session.agreement import readers_agreement
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.campaign.target import Case, Lost, Target
from tests.mutators.mutations import TEXTS
from tests.unit.report.conftest import finding, new_folder

FIELDS = "reader", "other", "patient", "comment", "note", "model", "version", "name"
LONGEST_NAME = 60


def targets() -> Iterator[Target]:
    """Both kinds of export, and the readers' agreement."""
    yield Target("reports", _study, lambda path: _in_study(path, _report))
    yield Target("dicom-export", _study, lambda path: _in_study(path, _dicom))


def _study(rng: random.Random) -> Case:
    values = dict.fromkeys(FIELDS, "Anna")
    values |= {field: _text(rng) for field in rng.sample(FIELDS, rng.randint(1, 3))}
    return Case({"values.json": json.dumps(values).encode()}, "values.json")


def _text(rng: random.Random) -> str:
    """A text that is odd somewhere, or everywhere."""
    odd = (*TEXTS, "\u202eabc", "\ud800", "a\\b", "A^B=C", "<img src=x>", "\u0644\u0627", "é" * 999)
    return rng.choice(odd) if rng.random() < 0.5 else "".join(rng.choices(odd, k=3))


def _in_study(path: Path, work: Callable[[Session, Path], None]) -> None:
    values = {name: str(value) for name, value in json.loads(path.read_bytes()).items()}
    folder = path.parent / "study"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    clinic = new_folder(folder)
    _rename(clinic, values["name"])
    with patch.object(opening, "SYNCHRONOUS", "OFF"):
        session = open_study([clinic], reader=values["reader"])
        with closing(session):
            _fill(session, values)
            work(session, path.parent / "out")


def _rename(clinic: Path, name: str) -> None:
    first = sorted(clinic.iterdir())[0]
    try:
        first.rename(clinic / f"{name[:LONGEST_NAME]}.png")
    except (OSError, ValueError):
        return  # no file can have that name


def _fill(session: Session, values: dict[str, str]) -> None:
    first = session.images[0].id
    refused: list[str] = []
    session.message.connect(refused.append)
    session.set_eyes({first: (values["patient"], session.images[0].eye)})
    mark = session.draw(first, LesionClass.HAEMORRHAGE, Box(207, 140, 10, 20))
    if mark is not None:
        session.set_mark_comment(first, mark.id, values["note"])
    session.set_grading(first, Grading(dr=DRGrade.MODERATE, comment=values["comment"]))
    named = ModelIdentity("segmentation", values["model"], values["version"], "a" * 64)
    session.take_finding(first, replace(finding(), models=(named,)))
    readers_agreement(session, values["reader"], values["other"])
    session.finish()
    for sentence in refused:
        if sentence != plain_lines(sentence):
            raise Lost("a message has control characters")


def _report(session: Session, out: Path) -> None:
    written = write_report(session, out, replace=True)
    for file in written.files:
        if file.suffix == ".pdf":
            for page in PdfReader(file).pages:
                page.extract_text()
        elif file.suffix == ".xlsx":
            rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows())
            if len(rows) != 1 + len(session.images):
                raise Lost("rows of the summary are gone")
            if any(cell.data_type == "f" for row in rows for cell in row):
                raise Lost("a text became a formula")
        elif len(read_sheet(file).rows) != len(session.images):
            raise Lost("rows of the summary are gone")


def _dicom(session: Session, out: Path) -> None:
    export = export_dicom(session, out, replace=True)
    if export.problems:
        raise ReadError(export.problems[0][:999])
    for file in export.files:
        found = dcmread(io.BytesIO(file.read_bytes()))
        if len(str(found.PatientID)) > 64 or not isinstance(found.PatientID, str):
            raise Lost("a patient's ID is none")
