"""Labels of other tools into a study, and a study's labels out to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError
from retinaview.core.marks import Mark, Status, new_mark_id
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.matching import match_names
from retinaview.exchange import read_labels, write_labels
from retinaview.imaging.photograph import probe
from retinaview.project.images import StudyImage
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


def import_labels(
    session: Session,
    files: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002
) -> ImportReport:
    """Add the marks and answers of label files: all or nothing, one undo step per photograph.

    Nothing in the study is changed or removed: a mark that is there already (same id, or same
    class and box) is skipped, and a photograph that has another answer than the file's is refused.

    Parameters
    ----------
    files : sequence of Path
        Label files and folders of them.
    format : str, optional
        By default told by what the files hold.

    Raises
    ------
    LabelError
        A file is wrong, or speaks of a photograph that is not in the study, or of one of another
        size, or has another grading.
    ProjectError
        The study cannot be written.
    """
    by_path = {image.path: image for image in session.images}

    def size_of(name: str) -> tuple[int, int] | None:
        match = match_names([name], by_path)[name]
        image = by_path[match] if match else None
        return (image.width, image.height) if image and image.width and image.height else None

    found = read_labels(files, format=format, size_of=size_of)
    pairs = _matched(found, by_path, files[0])
    edits: list[Edit] = []
    skipped = 0
    for labelled, image in pairs:
        fresh = _fresh(labelled.marks, session.marks(image.id))
        skipped += len(labelled.marks) - len(fresh)
        edits += _edits(labelled, image, fresh, session)
    session.commit(edits)
    return ImportReport(
        photographs=len(pairs),
        marks=sum(len(edit.after) for edit in edits if isinstance(edit, MarksEdit)),
        gradings=sum(isinstance(edit, GradingEdit) for edit in edits),
        already_there=skipped,
        places=sum(len(labelled.places) for labelled, _ in pairs),
    )


def _matched(
    found: Sequence[LabelledImage], by_path: dict[str, StudyImage], source: Path
) -> list[tuple[LabelledImage, StudyImage]]:
    matches = match_names([labelled.image for labelled in found], by_path)
    missing = [name for name, match in matches.items() if match is None]
    if missing:
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise LabelError(f"{missing[0]}{more} is not in the study", path=source, field="image")
    pairs = [(labelled, by_path[str(matches[labelled.image])]) for labelled in found]
    for labelled, image in pairs:
        _same_photograph(labelled, image, source)
    return pairs


def _same_photograph(labelled: LabelledImage, image: StudyImage, source: Path) -> None:
    sizes = (labelled.width, labelled.height), (image.width, image.height)
    if None not in (*sizes[0], *sizes[1]) and sizes[0] != sizes[1]:
        raise LabelError(
            f"the labels are for a photograph of {sizes[0][0]}x{sizes[0][1]} px, "
            f"the study's has {sizes[1][0]}x{sizes[1][1]} px",
            path=source,
            field=labelled.image,
        )
    if labelled.sha256 and image.sha256 and labelled.sha256 != image.sha256:
        raise LabelError(
            "the labels are for another photograph of the same name (its SHA-256 differs)",
            path=source,
            field=labelled.image,
        )


def _fresh(marks: Sequence[Mark], present: Sequence[Mark]) -> list[Mark]:
    """Marks that are not there yet; an id that stands for another mark is replaced."""
    ids = {mark.id for mark in present}
    same = {(mark.lesion, mark.box) for mark in present}
    fresh = [mark for mark in marks if (mark.lesion, mark.box) not in same]
    return [replace(mark, id=new_mark_id()) if mark.id in ids else mark for mark in fresh]


def _edits(
    labelled: LabelledImage, image: StudyImage, fresh: Sequence[Mark], session: Session
) -> list[Edit]:
    edits: list[Edit] = []
    if fresh:
        edits.append(MarksEdit(image.id, "Import marks", (), tuple(fresh)))
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
) -> tuple[Path, ...]:
    """Write a study's marks and answers.

    Parameters
    ----------
    format : str
        One of `retinaview.exchange.FORMATS`.
    out : Path
        Folder.
    statuses : collection of Status
        Which marks; by default the reader's labels: drawn, accepted and edited. Where untouched
        proposals are among them, those of every photograph follow the thresholds in force first.

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
    images = [
        replace(image, marks=tuple(mark for mark in image.marks if mark.status in statuses))
        for image in _measured(session, session.labelled_images())
    ]
    return write_labels(format, images, out, pixels_of=MarkPixels(session))


def _measured(session: Session, images: Sequence[LabelledImage]) -> Iterator[LabelledImage]:
    """Photographs with their size, read from the file's header where none was opened yet."""
    for image, labelled in zip(session.images, images, strict=True):
        if labelled.width is not None:
            yield labelled
        else:
            info = probe(session.path_of(image.id))
            yield replace(labelled, width=info.width, height=info.height)
