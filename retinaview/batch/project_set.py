"""A project of ours as a data set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.grades import Grading
from retinaview.core.guard import guard
from retinaview.core.paths import followed
from retinaview.exchange.data_sets.data_set import ICDR, DataSet, ReadersBox, SetPhotograph
from retinaview.project.store import PROJECT_SUFFIX, ProjectStore


def is_project(path: Path) -> bool:
    """Return whether a path is that of a project file."""
    return path.suffix.lower() == PROJECT_SUFFIX and path.is_file()


def projects_in(folder: Path) -> list[Path]:
    """Return the projects that lie in a folder, beside its photographs."""
    with guard(ReadError, folder, system="cannot be listed"):
        return sorted(path for path in folder.glob(f"*{PROJECT_SUFFIX}") if is_project(path))


def with_project(found: DataSet, project: DataSet) -> DataSet:
    """Return a set with what a project says about its photographs, and those it has besides.

    Two grades that differ both stay, as a conflict. The project's patient and eye count, because a
    reader may have corrected what a name says. A box that the set has from an export of the project
    counts once.
    """
    said = {_key(one): one for one in project.photographs}
    joined = [_joined(one, said.pop(_key(one), None)) for one in found.photographs]
    joined += [one for one in said.values() if one.path is not None]
    graded = any(one.grades for one in project.photographs)
    return replace(
        found,
        layout=f"{found.layout}, and the project {project.folder.name}",
        photographs=tuple(joined),
        scale=found.scale or (ICDR if graded else ""),
        notes=(*found.notes, *project.notes),
    )


def _key(one: SetPhotograph) -> Path | str:
    return followed(one.path) if one.path is not None else one.name


def _joined(one: SetPhotograph, said: SetPhotograph | None) -> SetPhotograph:
    if said is None:
        return one
    return replace(
        one,
        patient=said.patient or one.patient,
        eye=said.eye or one.eye,
        grades=(*one.grades, *said.grades),
        dme=(*one.dme, *said.dme),
        quality=said.quality or one.quality,
        boxes=tuple({_place(each): each for each in (*one.boxes, *said.boxes)}.values()),
    )


def _place(drawn: ReadersBox) -> tuple[object, ...]:
    """Return what a box has in common with itself in an export, which is rounded to 0.01 px."""
    box = drawn.box
    edges = (round(edge, 2) for edge in (box.x, box.y, box.right, box.bottom))
    return drawn.lesion, drawn.reader, *edges


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
