"""A study's labels out to other tools."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from retinaview.core.marks import Status
from retinaview.exchange import EachFile, ignore, write_labels
from retinaview.session.label_matching import identified
from retinaview.session.mark_pixels import MarkPixels
from retinaview.session.session import Session

LABELS = frozenset(status for status in Status if status.is_label)


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
