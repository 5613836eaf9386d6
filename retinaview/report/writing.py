"""Write the report of a study, or of one patient, into a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from retinaview.core.errors import ReadError, WriteError
from retinaview.core.file_names import UniqueNames, safe_stem
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.core.words import counted
from retinaview.exchange.folder_writing import write_together
from retinaview.exchange.intake import EachFile, ignore
from retinaview.imaging.photograph import read_photograph
from retinaview.imaging.whose_eye import read_eye
from retinaview.project.images import StudyImage
from retinaview.report.contents import eye_contents, revealed_in
from retinaview.report.language import Say, english, spoken
from retinaview.report.page import Half, Heading, PageEye, make_pdf
from retinaview.report.patients import Patient, patients_of
from retinaview.report.photograph import LAYERS
from retinaview.report.summary import Row, as_csv, as_xlsx, summary_row
from retinaview.session.session import Session

CSV_NAME, XLSX_NAME = "summary.csv", "summary.xlsx"
_PACKAGES = "fpdf", "openpyxl", "find_system_fonts_filename"
_NAMED_CHARACTERS = 20
_MISSING = (
    "reports need packages that are not installed; pip install 'retinaview[report]' brings them"
)


@dataclass
class WrittenReport:
    """What was written.

    Attributes
    ----------
    files : tuple of Path
        All files.
    patients, photographs : int
        Patients with a PDF, and photographs on their pages.
    unread : int
        Patients of whom no photograph has been read.
    problems : list of str
        Why photographs could not be shown, or texts not printed, one sentence each.
    """

    files: tuple[Path, ...] = ()
    patients: int = 0
    photographs: int = 0
    unread: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"{counted(self.patients, 'patient')} with {counted(self.photographs, 'photograph')}"
        return f"{said}; {self.unread} without a reading" if self.unread else said


def write_report(
    session: Session,
    out: Path,
    *,
    patients: Sequence[Patient] | None = None,
    layers: Collection[str] = LAYERS,
    as_reader: bool = False,
    each_file: EachFile = ignore,
    replace: bool = False,
    made: datetime | None = None,
    say: Say = english,
) -> WrittenReport:
    """Write a PDF for every patient, and the study's summary; all files or none.

    Parameters
    ----------
    session : Session
        The study.
    out : Path
        Folder; created if missing.
    patients : sequence of Patient, optional
        Only the PDFs of these, without the summary; see `patients_named` and `patient_on`.
    layers : collection of str
        What is drawn on the photographs, of `LAYERS`.
    as_reader : bool
        Only what the session's reader may see; see `retinaview.report.contents.eye_contents`.
    each_file : callable, optional
        Called after each file; what it raises leaves nothing written.
    replace : bool
        Replace files that no report wrote, or that changed since.
    made : datetime, optional
        When the report is made; by default now.
    say : callable
        Puts the phrases of the pages into a language; the summary's columns are always the same.

    Raises
    ------
    ReadError
        The study has no photograph.
    FileInTheWay
        There is such a file, which is not to be replaced.
    WriteError
        The folder cannot be written, or the packages that write reports are not installed.
    """
    if not _has_packages():
        raise WriteError(_MISSING)
    named = file_names(patients_of(session.images))
    if not named:
        raise ReadError("has no photographs to report", path=session.path)
    chosen = {name: one for name, one in named.items() if patients is None or one in patients}
    writing = ReportWriter(session, layers, made or datetime.now(UTC), as_reader=as_reader)
    files = writing.files(chosen, with_summary=patients is None)
    name = "report" if patients is None else f"report: {', '.join(chosen)}"
    guarded = guard(WriteError, out, "cannot be reported", system="cannot be written", say_why=True)
    with guarded, spoken(say):
        written = write_together(files, out, format_name=name, each_file=each_file, replace=replace)
    writing.report.files = written
    return writing.report


def _has_packages() -> bool:
    return all(find_spec(name) is not None for name in _PACKAGES)


def can_print(text: str) -> bool:
    """Whether our font, or one of this computer's, has the letters of a text."""
    if not _has_packages():
        return False
    from retinaview.report.pdf import faces_for

    return not faces_for(text)[1]


def patients_named(session: Session, name: str) -> list[Patient]:
    """Return the patients of that name: one, unless several folders have one each.

    Raises
    ------
    ReadError
        The study has none.
    """
    found = [patient for patient in patients_of(session.images) if patient.label == name]
    if not found:
        raise ReadError(f"has no patient {shown(name)}", path=session.path)
    return found


def patient_on(session: Session, image_id: int) -> Patient:
    """Return the patient whose eye a photograph shows."""
    image = session.image(image_id)
    return next(one for one in patients_of(session.images) if image in one.images)


def file_names(patients: Sequence[Patient]) -> dict[str, Patient]:
    """Return the patients by the names of their PDFs."""
    unique = UniqueNames()
    return {f"{unique.give(safe_stem(patient.label))}.pdf": patient for patient in patients}


def _no_font(unprinted: Collection[str]) -> str:
    which = "".join(sorted(unprinted)[:_NAMED_CHARACTERS])
    return (
        f"no font of this computer has {which}; they are printed as boxes (Noto's fonts have most "
        "scripts)"
    )


class ReportWriter:
    """One report in the making; the study's photographs are read one page at a time.

    Parameters
    ----------
    session : Session
        The study.
    layers : collection of str
        What is drawn on the photographs.
    made : datetime
        When the report is made.
    as_reader : bool
        Only what the session's reader may see.

    Attributes
    ----------
    report : WrittenReport
        What has been written so far.
    """

    def __init__(
        self,
        session: Session,
        layers: Collection[str],
        made: datetime,
        *,
        as_reader: bool = False,
    ) -> None:
        self._session = session
        self._as_reader = as_reader
        self._revealed = revealed_in(session)
        self._layers = layers
        self._made = made
        self._rows: list[Row] = []
        self._read: set[int] = set()
        self.report = WrittenReport()

    def files(
        self, patients: dict[str, Patient], *, with_summary: bool
    ) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of every file."""
        for name, patient in patients.items():
            yield name, self.pdf(name, patient)
        if with_summary:
            yield CSV_NAME, as_csv(self._rows)
            yield XLSX_NAME, as_xlsx(self._rows, made=self._made)

    def pdf(self, name: str, patient: Patient) -> bytes:
        """Return a patient's PDF; `name` is that of its file."""
        before = len(self._rows)
        heading = Heading(patient.label, self._session.path.stem, self._made)
        pairs = [partial(self._pair, name, *pair) for pair in patient.pairs(self._visit)]
        pages = make_pdf(heading, pairs, layers=self._layers)
        if pages.unprinted:
            self.report.problems.append(f"{name}: {_no_font(pages.unprinted)}")
        self.report.patients += 1
        self.report.photographs += len(self._rows) - before
        self.report.unread += self._read.isdisjoint(image.id for image in patient.images)
        return pages.content

    def _visit(self, image: StudyImage) -> str:
        if image.taken is not None:
            return f"{image.taken:%Y%m%d}"
        return read_eye(self._session.find(image.id))[0].visit

    def _pair(
        self, name: str, right: StudyImage | None, left: StudyImage | None
    ) -> tuple[Half, Half]:
        return self._half(name, right), self._half(name, left)

    def _half(self, name: str, image: StudyImage | None) -> Half:
        if image is None:
            return None
        contents = eye_contents(
            self._session, image, as_reader=self._as_reader, revealed=self._revealed
        )
        if contents.is_read:
            self._read.add(image.id)
        rgb, problem = None, ""
        try:
            rgb = read_photograph(self._session.find(image.id)).rgb
        except ReadError as error:
            problem = str(error)
            self.report.problems.append(problem)
        with spoken(english):
            row = summary_row(contents, page=name, visit=self._visit(image), problem=problem)
        self._rows.append(row)
        return PageEye(contents, rgb, problem)
