"""Labels of studies, gathered for retraining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retinaview.core.errors import ReadError
from retinaview.core.paths import followed
from retinaview.core.server_address import Place
from retinaview.core.words import counted
from retinaview.exchange.label_snapshot import ReadPhotograph, is_read
from retinaview.imaging.remote_copies import bring
from retinaview.session.adjudicating import consensus_on
from retinaview.session.label_matching import identified
from retinaview.session.session import Session
from retinaview.session.study import open_study


def gather_labels(
    projects: Sequence[Place], *, reader: str
) -> tuple[list[ReadPhotograph], list[str]]:
    """Return what readers said about the photographs of some projects.

    Parameters
    ----------
    projects : sequence of Path or ServerAddress
        Project files, folders of photographs, or studies on a server.
    reader : str
        Who asks; nothing is changed.

    Returns
    -------
    photographs : list of ReadPhotograph
        Photographs that a reader has read, in order, with what was decided between readers before
        an answer of one; names begin with the project's number if there are several.
    notes : list of str
        What is left out, and why.
    """
    photographs: list[ReadPhotograph] = []
    notes: list[str] = []
    for number, project in enumerate(projects, start=1):
        session = open_study([project], reader=reader)
        try:
            found, missing = _read_photographs(session)
        finally:
            session.close()
        if missing:
            files = counted(len(missing), "photograph with labels", "photographs with labels")
            notes.append(f"{project}: {files} left out: {missing[0]}")
        prefix = f"{number}/" if len(projects) > 1 else ""
        photographs += [
            replace(each, labels=replace(each.labels, image=prefix + each.labels.image))
            for each in found
        ]
    return photographs, notes


def _read_photographs(session: Session) -> tuple[list[ReadPhotograph], list[str]]:
    """Return photographs that were read, and why others cannot be used, one sentence each."""
    found, missing = [], []
    for image, stored in zip(session.images, session.labelled_images(), strict=True):
        decided = consensus_on(session, image.id)
        labelled = replace(stored, grading=decided) if decided.is_answer else stored
        if not is_read(labelled):
            continue
        path = session.find(image.id)
        try:
            bring(path)
            if not path.is_file():
                raise ReadError("does not exist", path=path)
            known = identified(session, image)
        except ReadError as error:
            missing.append(str(error))
            continue
        labels = replace(
            labelled,
            width=known.width,
            height=known.height,
            sha256=known.sha256,
            marks=tuple(mark for mark in labelled.marks if mark.status.is_human),
        )
        found.append(ReadPhotograph(labels, followed(path)))
    return found, missing
