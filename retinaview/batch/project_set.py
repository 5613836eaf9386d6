"""A project of ours as a data set."""

from __future__ import annotations

from pathlib import Path

from retinaview.core.grades import Grading
from retinaview.exchange.data_sets.data_set import DataSet, ReadersBox, SetPhotograph
from retinaview.project.store import PROJECT_SUFFIX, ProjectStore


def is_project(path: Path) -> bool:
    """Return whether a path is that of a project file."""
    return path.suffix.lower() == PROJECT_SUFFIX and path.is_file()


def read_project(path: Path) -> DataSet:
    """Read the photographs and labels of a project.

    Raises
    ------
    ProjectError
        It cannot be opened.
    """
    store = ProjectStore.open(path)
    try:
        images, marks, gradings = store.images(), store.all_marks(), store.gradings()
        notes = tuple(store.notes)
    finally:
        store.close()
    photographs = []
    for image in images:
        answer = gradings.get(image.id, Grading())
        file = path.parent / image.path
        photographs.append(
            SetPhotograph(
                name=image.path,
                path=file if file.is_file() else None,
                patient=image.patient,
                eye=image.eye,
                grades=() if answer.dr is None else (int(answer.dr),),
                dme=() if answer.dme is None else (int(answer.dme),),
                quality="ungradable" if answer.ungradable else "",
                boxes=tuple(
                    ReadersBox(mark.lesion, mark.box, mark.author)
                    for mark in marks.get(image.id, ())
                    if mark.status.is_label
                ),
            )
        )
    return DataSet("project", path, tuple(photographs), notes=notes)
