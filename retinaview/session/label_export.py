"""A study's labels out to other tools."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retinaview.core.errors import LabelError, ReadError, WriteError
from retinaview.core.grades import Grading
from retinaview.core.guard import guard
from retinaview.core.marks import Status
from retinaview.core.paths import followed
from retinaview.core.photos import LabelledImage
from retinaview.core.pictures import Pictures
from retinaview.core.words import counted
from retinaview.exchange import (
    EachFile,
    Picture,
    ignore,
    shares_of,
    split_by_patient,
    write_labels,
)
from retinaview.exchange.splits import in_words
from retinaview.imaging.remote_copies import bring
from retinaview.project.event_file import FILE_NAME
from retinaview.project.images import StudyImage
from retinaview.session.label_matching import identified, identified_if_readable
from retinaview.session.mark_pixels import MarkPixels
from retinaview.session.session import Session

LABELS = frozenset(status for status in Status if status.is_label)
_EMPTY_MEANS_HEALTHY = ("yolo", "masks")
"""Formats whose photographs without marks are taken for photographs without lesions."""
_BOXES_ALONE = {
    "csv": "CSV holds only boxes: to other programs a mask is the box around it",
    "voc": "Pascal VOC holds only boxes: to other programs a mask is the box around it",
}


@dataclass(frozen=True)
class ExportReport:
    """What an export wrote.

    Attributes
    ----------
    files : tuple of Path
        All files.
    photographs, marks, gradings : int
        Photographs, and what is written about them.
    split : str
        Photographs in each part of the split, in words; empty if there is none.
    not_held : tuple of str
        What the format cannot hold, one sentence each.
    unread : int
        Photographs that nobody has read, where the format makes them look free of lesions.
    """

    files: tuple[Path, ...]
    photographs: int
    marks: int
    gradings: int
    split: str = ""
    not_held: tuple[str, ...] = ()
    unread: int = 0

    def __str__(self) -> str:
        what = (
            f"{counted(self.marks, 'mark')} and {counted(self.gradings, 'grading')} of "
            f"{counted(self.photographs, 'photograph')}"
        )
        parts = [what, *([f"split: {self.split}"] if self.split else []), *self.not_held]
        if self.unread:
            unread = counted(self.unread, "unread photograph")
            parts.append(f"{unread} will count as free of lesions")
        return "; ".join(parts)


def export_labels(
    session: Session,
    format: str,  # noqa: A002 - the word that every caller would use
    out: Path,
    *,
    statuses: Collection[Status] = LABELS,
    reader: str | None = None,
    pictures: Pictures = Pictures.NONE,
    split: str | None = None,
    seed: int = 0,
    each_file: EachFile = ignore,
    replace: bool = False,
) -> ExportReport:
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
    reader : str, optional
        Only this reader's marks and answers; proposals have no reader.
    pictures : Pictures
        Whether the photographs go along, and how.
    split : str, optional
        Shares of train, val and test, such as ``0.8/0.1/0.1``, see
        `retinaview.exchange.split_by_patient`.
    seed : int
        Seed of the split.
    each_file : callable, optional
        Called after each file; what it raises leaves nothing written.
    replace : bool
        See `retinaview.exchange.write_labels`.

    Raises
    ------
    LabelError, WriteError
        See `retinaview.exchange.write_labels`; also raised for a reader who has no labels, and for
        a folder in which pictures would become photographs of the study.
    ReadError
        A photograph that was never opened, or that goes along, cannot be read.
    """
    if pictures != Pictures.NONE or format == "masks":
        _refuse_folder_of_photographs(session, out)
    shares = None if split is None else shares_of(split)
    stored = _stored(session, statuses)
    images = _labelled_images(session, stored, statuses, reader)
    files = (
        None
        if pictures is Pictures.NONE
        else _pictures(session, images, link=pictures is Pictures.LINK)
    )
    splits = None if shares is None else split_by_patient(images, shares, seed=seed)
    written = write_labels(
        format,
        images,
        out,
        pixels_of=MarkPixels(session),
        splits=splits,
        pictures=files,
        each_file=each_file,
        replace=replace,
    )
    return ExportReport(
        files=written,
        photographs=len(images),
        marks=sum(len(image.marks) for image in images),
        gradings=sum(image.grading.says_something for image in images),
        split=in_words(splits or {}),
        not_held=_not_held(format, images),
        unread=_unread(format, stored, images, reader),
    )


def export_history(
    session: Session, out: Path, *, each_file: EachFile = ignore, replace: bool = False
) -> tuple[Path, int]:
    """Write the study's event log: who did what and when.

    Parameters
    ----------
    session : Session
        The study.
    out : Path
        Folder; made where it is missing.
    each_file : callable, optional
        Called after each photograph whose checksum is known; what it raises leaves nothing written.
    replace : bool
        See `retinaview.project.event_file.write_events`.

    Returns
    -------
    path : Path
        The file.
    count : int
        Events in it.

    Raises
    ------
    ProjectError, WriteError
        See `retinaview.project.event_file.write_events`.
    """
    images = []
    for image in session.images:
        images.append(identified_if_readable(session, image))
        each_file()
    with guard(WriteError, out, system="cannot be written"):
        out.mkdir(parents=True, exist_ok=True)
    path = out / FILE_NAME
    return path, session.write_history(images, path, replace=replace)


def _refuse_folder_of_photographs(session: Session, out: Path) -> None:
    folders = {followed(session.expected_path(image.id).parent) for image in session.images}
    if followed(out) in folders:
        message = (
            "holds photographs of the study, which exported pictures would join; "
            "choose another folder"
        )
        raise LabelError(message, path=out)


def _stored(session: Session, statuses: Collection[Status]) -> Sequence[LabelledImage]:
    """Return all that the study holds; proposals, where they leave, at the thresholds in force."""
    if Status.PROPOSED in statuses:
        for image_id in [image.id for image in session.images]:
            session.repropose(image_id)
    return session.labelled_images()


def _labelled_images(
    session: Session,
    stored: Sequence[LabelledImage],
    statuses: Collection[Status],
    reader: str | None,
) -> list[LabelledImage]:
    """Return the photographs with size and checksum, and the marks and answers to write."""
    if reader is not None:
        _require_reader(reader, stored, session.answers.readers())
    quality = {key: found.quality.answer for key, found in session.finding_summaries().items()}
    images = []
    first, answers = session.first_answers(), session.answers
    for image, labelled in zip(session.images, stored, strict=True):
        known = identified(session, image)
        marks = tuple(
            mark
            for mark in labelled.marks
            if mark.status in statuses and reader in (None, mark.author)
        )
        grading = labelled.grading if reader is None else answers.by(image.id, reader)
        others = () if reader is not None else answers.all_on(image.id)
        found = quality.get(image.id)
        images.append(
            replace(
                labelled,
                width=known.width,
                height=known.height,
                sha256=known.sha256,
                marks=marks,
                grading=grading,
                quality="" if found is None else str(found),
                first=first.get((image.id, grading.reader), Grading()),
                others=tuple(each for each in others if each.reader != grading.reader),
            )
        )
    return images


def _unread(
    format_name: str,
    stored: Sequence[LabelledImage],
    images: Sequence[LabelledImage],
    reader: str | None,
) -> int:
    """Count the photographs nobody has read where their empty labels look like an answer."""
    if format_name not in _EMPTY_MEANS_HEALTHY:
        return 0
    return sum(
        not image.grading.says_something
        and not image.marks
        and all(
            mark.status is Status.PROPOSED or reader not in (None, mark.author)
            for mark in kept.marks
        )
        for image, kept in zip(images, stored, strict=True)
    )


def _require_reader(
    reader: str, images: Sequence[LabelledImage], answered: Collection[str]
) -> None:
    authors = {mark.author for image in images for mark in image.marks}
    known = sorted({*authors, *answered} - {""})
    if reader not in known:
        raise LabelError(
            f"has no labels by {reader}; readers with labels: {', '.join(known) or 'none'}",
            field="reader",
        )


def _pictures(
    session: Session, images: Sequence[LabelledImage], *, link: bool
) -> Mapping[str, Picture]:
    return {
        labelled.image: _picture(session, image, labelled.sha256, link=link)
        for image, labelled in zip(session.images, images, strict=True)
    }


def _picture(session: Session, image: StudyImage, sha256: str, *, link: bool) -> Picture:
    path = session.find(image.id)
    bring(path)
    if not path.is_file():
        raise ReadError("does not exist, so it cannot be exported with its labels", path=path)
    return Picture(path, sha256, link)


def _not_held(format_name: str, images: Sequence[LabelledImage]) -> tuple[str, ...]:
    """Return what a format cannot hold, as far as there is any of it."""
    marks = sum(len(image.marks) for image in images)
    gradings = sum(image.grading.says_something for image in images)
    masks = sum(mark.mask is not None for image in images for mark in image.marks)
    if format_name == "masks":
        lost = [
            ("masks do not say where one lesion ends, nor who drew it", marks),
            ("masks hold no gradings", gradings),
        ]
    elif format_name == "yolo":
        lost = [("YOLO's lines hold only classes and shapes; the rest is in boxes.csv", marks)]
        lost.append(("gradings are in images.csv", gradings))
    elif format_name in _BOXES_ALONE:
        lost = [(_BOXES_ALONE[format_name], masks)]
    else:
        lost = []
    return tuple(words for words, count in lost if count)
