"""A study out as DICOM: structured reports, segmentations, and the report of every patient.

Photographs that are DICOM files already are referred to and not written again; others are written
as Secondary Captures, so that there is something to refer to.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from retinaview.core.errors import ReadError, RetinaViewError, WriteError
from retinaview.core.file_names import UniqueNames, safe_stem
from retinaview.core.findings import SEGMENTATION
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading
from retinaview.core.guard import guard
from retinaview.core.marks import Status
from retinaview.core.thresholds import segmenter_of
from retinaview.core.words import counted
from retinaview.exchange.dicom.codes import require_highdicom
from retinaview.exchange.dicom.encapsulated_pdf import encapsulated_pdf
from retinaview.exchange.dicom.photograph_object import PhotographFacts, photograph_object
from retinaview.exchange.dicom.reference import reference_to
from retinaview.exchange.dicom.segmentation import segmentation
from retinaview.exchange.dicom.structured_report import Statement, structured_report
from retinaview.exchange.folder_writing import write_together
from retinaview.exchange.intake import EachFile, ignore
from retinaview.exchange.layout import placed
from retinaview.imaging.dicom.header import read_dicom_header
from retinaview.imaging.dicom.parsing import is_dicom_file, parse, quiet
from retinaview.imaging.photograph import file_sha256, read_photograph
from retinaview.imaging.whose_eye import read_eye
from retinaview.inference.components import lesion_mask
from retinaview.report.contents import EyeContents, eye_contents, revealed_in
from retinaview.report.patients import Patient, patients_of
from retinaview.report.photograph import LAYERS
from retinaview.report.writing import ReportWriter, file_names
from retinaview.session.mark_pixels import pixels_in
from retinaview.session.session import Session

if TYPE_CHECKING:
    from pydicom import Dataset

    from retinaview.project.images import StudyImage

_NOT_DATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class DicomExport:
    """What was written.

    Attributes
    ----------
    files : tuple of Path
        All files.
    counts : dict of str to int
        How many objects of each kind.
    problems : list of str
        Photographs that were left out, and why.
    """

    files: tuple[Path, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, kind: str) -> None:
        """Count one more object."""
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def __str__(self) -> str:
        return ", ".join(counted(number, kind) for kind, number in self.counts.items())


def export_dicom(
    session: Session, out: Path, *, each_file: EachFile = ignore, replace: bool = False
) -> DicomExport:
    """Write a study as DICOM objects; all files or none.

    A photograph that cannot be read is left out, and the others are written.

    Parameters
    ----------
    session : Session
        The study.
    out : Path
        Folder.
    each_file : callable, optional
        Called after each file; what it raises leaves nothing written.
    replace : bool
        Replace files that no export wrote, or that changed since.

    Raises
    ------
    FileInTheWay
        There is such a file, which is not to be replaced.
    WriteError
        The folder cannot be written, or the packages that write DICOM are not installed.
    """
    require_highdicom()
    export = DicomExport()
    with guard(WriteError, out, "cannot be exported", system="cannot be written", say_why=True):
        export.files = write_together(
            _Exporting(session, export).files(),
            out,
            format_name="dicom",
            each_file=each_file,
            replace=replace,
        )
    return export


class _Exporting:
    """One export in the making."""

    def __init__(self, session: Session, export: DicomExport) -> None:
        self._session = session
        self._export = export
        self._revealed = revealed_in(session)
        self._made = datetime.now(UTC)
        self._references: dict[int, Dataset] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of every file."""
        images = self._session.images
        for image, place in zip(images, placed(self._session.labelled_images()), strict=True):
            try:
                yield from [*self._objects(image, place.name)]
            except RetinaViewError as error:
                self._export.problems.append(str(error))
        yield from self._reports()

    def _objects(self, image: StudyImage, name: str) -> Iterator[tuple[str, bytes]]:
        path = self._session.find(image.id)
        with guard(ReadError, path, "cannot be exported as DICOM", say_why=True), quiet():
            reference = self._reference(image, path)
            if "PixelData" in reference:
                yield self._file(f"{name}.dcm", reference, "photograph")
                reference = reference_to(reference)
            self._references[image.id] = reference
            contents = eye_contents(self._session, image, revealed=self._revealed)
            unique = UniqueNames()
            for statement in self._statements(contents):
                who = unique.give(safe_stem(statement.author) if statement.author else "models")
                report = structured_report(statement, reference)
                yield self._file(f"{name}_sr_{who}.dcm", report, "structured report")
            if (segments := self._segments(contents, reference)) is not None:
                yield self._file(f"{name}_seg.dcm", segments, "segmentation")

    def _reference(self, image: StudyImage, path: Path) -> Dataset:
        """Return what refers to a DICOM file, or another photograph as an object of its own."""
        if is_dicom_file(path):
            with path.open("rb") as stream:
                read_dicom_header(stream)
                stream.seek(0)
                return reference_to(parse(stream).dataset)
        rgb = read_photograph(path).rgb
        facts = PhotographFacts(
            name=image.path,
            sha256=file_sha256(path),
            patient=image.patient,
            eye=image.eye,
            day=image.taken or read_eye(path)[0].day,
            study=self._session.path.stem,
        )
        return photograph_object(facts, rgb, at=self._made)

    def _statements(self, contents: EyeContents) -> Iterator[Statement]:
        """Yield what every reader says, and what the models say unless that is hidden."""
        eye = contents.image.eye
        given = {grading.reader: grading for grading in contents.answers}
        for author in contents.readers or ("",) * contents.is_read:
            marks = tuple(mark for mark in contents.marks if mark.author == author)
            grading = given.get(author, Grading())
            times = [mark.modified for mark in marks] + ([grading.at] if grading.at else [])
            at = max(times, default=_NOT_DATED)
            yield Statement(author or "unnamed reader", at, eye, grading, marks)
        if contents.finding is not None:
            proposals = tuple(
                mark
                for mark in self._session.marks(contents.image.id)
                if mark.status is Status.PROPOSED and not mark.is_place
            )
            at = max((mark.created for mark in proposals), default=self._made)
            yield Statement("", at, eye, marks=proposals, finding=contents.finding)

    def _segments(self, contents: EyeContents, reference: Dataset) -> Dataset | None:
        finding = contents.finding
        if finding is None or finding.model(SEGMENTATION) is None:
            return None
        whole = Box(0, 0, int(reference.Columns), int(reference.Rows))
        masks = {
            found.lesion: pixels_in(
                lesion_mask(found, contents.thresholds[found.lesion].value), found.extent, whole
            )
            for found in finding.lesion_maps
        }
        if not masks:
            return None
        return segmentation(masks, segmenter_of(finding), reference, at=self._made)

    def _reports(self) -> Iterator[tuple[str, bytes]]:
        """Yield the PDF of every patient with a photograph that was exported."""
        writer = ReportWriter(self._session, LAYERS, self._made)
        for name, patient in file_names(patients_of(self._session.images)).items():
            if (reference := self._newest(patient)) is not None:
                document = encapsulated_pdf(writer.pdf(name, patient), reference, at=self._made)
                yield self._file(f"{name.removesuffix('.pdf')}_report.dcm", document, "report")

    def _newest(self, patient: Patient) -> Dataset | None:
        found = [self._references.get(image.id) for image in patient.images]
        dated = [one for one in found if one is not None]
        return max(dated, key=lambda one: str(one.StudyDate or ""), default=None)

    def _file(self, name: str, dataset: Dataset, kind: str) -> tuple[str, bytes]:
        self._export.count(kind)
        written = io.BytesIO()
        dataset.save_as(written, enforce_file_format=True)
        return name, written.getvalue()
