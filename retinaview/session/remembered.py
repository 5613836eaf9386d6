"""A project of what a session still knows, where its own file is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.grades import Grading
from retinaview.core.photos import LabelledImage
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList
from retinaview.project.images import NewImage
from retinaview.project.store import ProjectStore


def write_remembered(
    target: Path,
    images: Sequence[LabelledImage],
    *,
    answers: Mapping[str, Sequence[Grading]],
    classes: ClassList,
    reader: str,
) -> None:
    """Make a project of photographs with their marks and answers.

    Parameters
    ----------
    target : Path
        The new file; `images` have paths relative to its folder.
    images : sequence of LabelledImage
        In the study's order.
    answers : mapping of str to sequence of Grading
        Every reader's, by the photograph's path.
    classes : ClassList
        Those of the study.
    reader : str
        Who keeps them.

    Raises
    ------
    ProjectError
        It cannot be written, or something of that name is there.
    """
    with closing(ProjectStore.create(target)) as store:
        new = store.add_images([NewImage(i.image, i.patient, i.eye) for i in images])
        edits: list[Edit] = []
        for added, known in zip(new, images, strict=True):
            if known.marks:
                edits.append(MarksEdit(added.id, "Keep marks", (), known.marks))
            edits += [
                GradingEdit(added.id, "Keep answer", Grading(), given)
                for given in answers.get(known.image, ())
            ]
        store.apply(edits, reader=reader)
        if classes != DEFAULT_CLASSES:
            store.set_classes(DEFAULT_CLASSES, classes, reader=reader)
