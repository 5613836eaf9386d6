"""Labels of other tools into a study, and a study's labels out to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError
from retinaview.core.grades import Grading
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
    updated : int
        Marks of the study that the files have in a newer form.
    conflicts : tuple of str
        Newer or locked marks, and newer answers, of the study that stay as they are.
    """

    photographs: int
    marks: int
    gradings: int
    already_there: int
    places: int = 0
    updated: int = 0
    conflicts: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [
            f"{self.marks} marks and {self.gradings} gradings on {self.photographs} photographs"
        ]
        if self.already_there:
            parts.append(f"{self.already_there} marks were there already")
        if self.updated:
            parts.append(f"{self.updated} marks of the study were updated")
        if self.conflicts:
            parts.append(f"{len(self.conflicts)} newer ones of the study stay as they are")
        if self.places:
            parts.append(
                f"{self.places} regions or patches of a network were left out, "
                "because they are places, not lesions"
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

    Nothing that the reader did is removed: a mark that says nothing new is skipped, one
    that the study has in an older form is updated, one that decides on an untouched proposal takes
    its place (see `retinaview.session.joining.joined`), and a photograph that another reader has
    answered otherwise is refused. A mark or an answer that names nobody is this reader's, who takes
    it from its file.

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
    taken = session.mark_ids()
    updated, conflicts = 0, list[str]()
    for labelled, image in pairs:
        here = present.get(image.id, ())
        found_here = joined(labelled.marks, here, taken=taken, reader=session.reader)
        skipped += found_here.already_there
        updated += found_here.updated
        conflicts += [f"{image.path}: {conflict}" for conflict in found_here.conflicts]
        edits += _edits(labelled, image, found_here, session, conflicts)
    report = ImportReport(
        photographs=len(pairs),
        marks=sum(len(edit.after) for edit in edits if isinstance(edit, MarksEdit)) - updated,
        gradings=sum(isinstance(edit, GradingEdit) for edit in edits),
        already_there=skipped,
        places=sum(len(labelled.places) for labelled, _ in pairs),
        updated=updated,
        conflicts=tuple(conflicts),
    )
    return PreparedImport(tuple(edits), report)


def _edits(
    labelled: LabelledImage,
    image: StudyImage,
    found: Joined,
    session: Session,
    conflicts: list[str],
) -> list[Edit]:
    edit = found.edit(image.id)
    edits: list[Edit] = [] if edit is None else [edit]
    present, given = session.grading(image.id), labelled.grading
    if given.is_empty or given == present:
        return edits
    if present.is_empty or _is_newer(given, present):
        return [*edits, GradingEdit(image.id, "Import grading", present, given)]
    if not _is_newer(present, given):
        raise LabelError("the study has another grading of it", path=image.path, field="dr_grade")
    conflicts.append(f"{image.path}: was graded again after the file's grading, which is left out")
    return edits


def _is_newer(one: Grading, other: Grading) -> bool:
    """Return whether an answer is the same reader's later one, or the same edited elsewhere."""
    if one.reader != other.reader or one.at is None or other.at is None:
        return False
    return one.at >= other.at


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
