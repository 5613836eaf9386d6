"""Labels of other tools into a study, and a study's labels out to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError
from retinaview.core.marks import Status
from retinaview.core.photos import LabelledImage
from retinaview.exchange import EachFile, ignore, read_labels, write_labels
from retinaview.project.images import StudyImage
from retinaview.session.joining import Joined, joined
from retinaview.session.label_matching import LabelMatching, identified
from retinaview.session.mark_pixels import MarkPixels
from retinaview.session.session import Session

LABELS = frozenset(status for status in Status if status.is_label)


@dataclass(frozen=True)
class ImportReport:
    """What an import brought.

    Attributes
    ----------
    photographs : int
        Photographs of the study that the files speak of.
    marks : int
        New marks.
    gradings : int
        New answers.
    already_there : int
        Marks that stood in the study already, left as they are.
    places : int
        Networks' regions and discovered patches, which are no labels and were left out.
    """

    photographs: int
    marks: int
    gradings: int
    already_there: int
    places: int = 0

    def __str__(self) -> str:
        parts = [
            f"{self.marks} marks and {self.gradings} gradings on {self.photographs} photographs"
        ]
        if self.already_there:
            parts.append(f"{self.already_there} marks were there already")
        if self.places:
            parts.append(
                f"{self.places} regions or patches of a network were left out, "
                "because they are places and no lesions"
            )
        return "; ".join(parts)


@dataclass(frozen=True)
class PreparedImport:
    """What an import will change, and what it then has brought."""

    edits: tuple[Edit, ...]
    report: ImportReport


def import_labels(
    session: Session,
    files: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002
) -> ImportReport:
    """Add the marks and answers of label files: all or nothing, as one undo step.

    See `prepare_import`.

    Raises
    ------
    LabelError
        See `prepare_import`.
    ProjectError
        The study cannot be written.
    """
    prepared = prepare_import(session, files, format=format)
    session.commit(prepared.edits)
    return prepared.report


def prepare_import(
    session: Session,
    files: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002
    each_file: EachFile = ignore,
) -> PreparedImport:
    """Read label files and find out what they would add; nothing is changed yet.

    Safe in another thread than the session's own, which then has `Session.write` and
    `Session.took` for the edits.

    Nothing that a person did in the study is changed or removed: a mark that says nothing new is
    skipped, one that decides on an untouched proposal takes its place (see
    `retinaview.session.joining.joined`), and a photograph that has another answer than the file's
    is refused. A mark or an answer that names nobody is this reader's, who takes it from its file.

    Parameters
    ----------
    session : Session
        The study; only read.
    files : sequence of Path
        Label files and folders of them.
    format : str, optional
        By default told by what the files hold.
    each_file : callable, optional
        Called before each file is read; what it raises ends the import.

    Raises
    ------
    LabelError
        A file is wrong, or speaks of a photograph that is not in the study, or of one of another
        size, content or eye, or has another grading, or a box outside its photograph.
    """
    matching = LabelMatching(session)
    found = read_labels(files, format=format, size_of=matching.size_of, each_file=each_file)
    pairs = matching.pairs(found, files[0])
    edits: list[Edit] = []
    skipped = 0
    present = session.all_marks()
    taken = {mark.id for marks in present.values() for mark in marks}
    for labelled, image in pairs:
        here = present.get(image.id, ())
        found_here = joined(labelled.marks, here, taken=taken, reader=session.reader)
        skipped += found_here.already_there
        edits += _edits(labelled, image, found_here, session)
    report = ImportReport(
        photographs=len(pairs),
        marks=sum(len(edit.after) for edit in edits if isinstance(edit, MarksEdit)),
        gradings=sum(isinstance(edit, GradingEdit) for edit in edits),
        already_there=skipped,
        places=sum(len(labelled.places) for labelled, _ in pairs),
    )
    return PreparedImport(tuple(edits), report)


def _edits(
    labelled: LabelledImage, image: StudyImage, found: Joined, session: Session
) -> list[Edit]:
    edit = found.edit(image.id)
    edits: list[Edit] = [] if edit is None else [edit]
    present, given = session.grading(image.id), labelled.grading
    if given.is_empty or given == present:
        return edits
    if not present.is_empty:
        raise LabelError("the study has another grading of it", path=image.path, field="dr_grade")
    return [*edits, GradingEdit(image.id, "Import grading", present, given)]


def export_labels(
    session: Session,
    format: str,  # noqa: A002 - the word that every caller would use
    out: Path,
    *,
    statuses: Collection[Status] = LABELS,
    each_file: EachFile = ignore,
) -> tuple[Path, ...]:
    """Write a study's marks and answers.

    Without untouched proposals it is safe in another thread than the session's own.

    Parameters
    ----------
    session : Session
        The study.
    format : str
        One of `retinaview.exchange.FORMATS`.
    out : Path
        Folder.
    statuses : collection of Status
        Which marks; by default the reader's labels: drawn, accepted and edited. Where untouched
        proposals are among them, those of every photograph follow the thresholds in force first.
    each_file : callable, optional
        Called after each file; what it raises leaves nothing written.

    Raises
    ------
    LabelError, WriteError
        See `retinaview.exchange.write_labels`.
    ReadError
        A photograph that was never opened cannot be read.
    """
    if Status.PROPOSED in statuses:
        for image_id in [image.id for image in session.images]:
            session.repropose(image_id)
    images = []
    for image, labelled in zip(session.images, session.labelled_images(), strict=True):
        known = identified(session, image)
        marks = tuple(mark for mark in labelled.marks if mark.status in statuses)
        images.append(
            replace(
                labelled,
                width=known.width,
                height=known.height,
                sha256=known.sha256,
                marks=marks,
            )
        )
    return write_labels(format, images, out, pixels_of=MarkPixels(session), each_file=each_file)
