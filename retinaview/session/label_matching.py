"""Which photographs of a study label files speak of, and whether they really are those."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.photograph_names import PhotographIndex
from retinaview.core.photos import LabelledImage
from retinaview.core.text import brief, shown
from retinaview.exchange import Intake
from retinaview.exchange.fields import ends_outside
from retinaview.imaging.photograph import file_sha256, probe
from retinaview.project.images import StudyImage
from retinaview.session.session import Session

_ReadFile = Callable[[Session, StudyImage], StudyImage]


def identified(session: Session, image: StudyImage) -> StudyImage:
    """Return a photograph with size and checksum, read from its file where it was never shown.

    The checksum stays empty where the file has gone since its size became known: its labels are
    worth having without it.

    Raises
    ------
    ReadError
        The size is not known, and the file is missing or is no photograph.
    """
    image = measured(session, image)
    if image.sha256:
        return image
    try:
        return replace(image, sha256=file_sha256(session.find(image.id)))
    except ReadError:
        return image


def measured(session: Session, image: StudyImage) -> StudyImage:
    """Return a photograph with its size, for which reading the header is enough."""
    if image.width is not None:
        return image
    info = probe(session.find(image.id))
    return replace(image, width=info.width, height=info.height)


def identified_if_readable(session: Session, image: StudyImage) -> StudyImage:
    """Return a photograph with what its file tells; labels may be there before the file is."""
    return _as_far_as_readable(session, image, identified)


def _as_far_as_readable(session: Session, image: StudyImage, read: _ReadFile) -> StudyImage:
    try:
        return read(session, image)
    except ReadError:
        return image


class LabelMatching:
    """Finds the study's photographs by the names that label files use for them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_path = {image.path: image for image in session.images}
        self._index = PhotographIndex(self._by_path, root=session.path.parent.as_posix())

    def size_of(self, name: str) -> tuple[int, int] | None:
        """Return width and height of a photograph, source pixels; None where they are unknown."""
        match = self._index.find(name)
        if match is None:
            return None
        image = _as_far_as_readable(self._session, self._by_path[match], measured)
        return (image.width, image.height) if image.width and image.height else None

    def pairs(
        self, found: Sequence[LabelledImage], source: Path, intake: Intake
    ) -> list[tuple[LabelledImage, StudyImage]]:
        """Return labels beside the photograph that each is of.

        Parameters
        ----------
        found : sequence of LabelledImage
            Labels as read.
        source : Path
            The file or folder that they come from, for the message.
        intake : Intake
            Decides on labels of photographs that are not in the study, of a name that does not
            tell which, or of another photograph of that name.

        Raises
        ------
        LabelError
            There are such labels, and the intake refuses them.
        """

        def refused(error: LabelError) -> None:
            intake.problem(LabelError(error.message, path=source, field=error.field), "photograph")

        names = [labelled.image for labelled in found]
        matches = self._index.find_all(names, refused=refused)
        missing = [name for name, match in matches.items() if match is None]
        for name in missing:
            more = f" (and {len(missing) - 1} more)" if len(missing) > 1 and intake.refuses else ""
            refused(LabelError(f"{brief(name)}{more} is not in the study", field="image"))
        known = [(each, self._by_path[path]) for each in found if (path := matches.get(each.image))]
        return [pair for pair in known if self._fits(*pair, refused)]

    def _fits(
        self, labelled: LabelledImage, image: StudyImage, refused: Callable[[LabelError], None]
    ) -> bool:
        read = identified if labelled.sha256 else measured
        problem = _problem(labelled, _as_far_as_readable(self._session, image, read))
        if problem:
            refused(LabelError(problem, field=labelled.image))
        return not problem


def _problem(labelled: LabelledImage, image: StudyImage) -> str:
    """Tell why the labels cannot be of this photograph; empty where they can."""
    theirs, ours = (labelled.width, labelled.height), (image.width, image.height)
    if None not in (*theirs, *ours) and theirs != ours:
        return (
            f"the labels are for a photograph of {shown(theirs[0])}x{shown(theirs[1])} px, "
            f"the study's has {ours[0]}x{ours[1]} px"
        )
    if labelled.sha256 and image.sha256 and labelled.sha256 != image.sha256:
        return "the labels are for another photograph of the same name (its SHA-256 differs)"
    if labelled.eye and image.eye and labelled.eye is not image.eye:
        return f"the labels are for the {labelled.eye.label} eye, the study's is {image.eye.label}"
    return _outside(labelled, image)


def _outside(labelled: LabelledImage, image: StudyImage) -> str:
    for mark in labelled.marks:
        if ends_outside(mark.box, (image.width, image.height)):
            return (
                f"a box ends at ({mark.box.right:g}, {mark.box.bottom:g}), outside its photograph "
                f"of {image.width}x{image.height} px"
            )
    return ""
