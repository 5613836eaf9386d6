"""`retinaview import` and `retinaview export`: exchange of labels with other tools."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.terminal import complain, say
from retinaview.core.errors import LabelError
from retinaview.core.marks import Status
from retinaview.core.thresholds import in_words
from retinaview.core.words import counted

Project = Annotated[
    Path, typer.Option("--project", "-p", help="Project file, or folder of photographs.")
]


def import_(
    files: Annotated[list[Path], typer.Argument(help="Label files, or folders of them.")],
    project: Project,
    format_: Annotated[
        str | None, typer.Option("--format", "-f", help="csv, coco, yolo, voc or labelme.")
    ] = None,
) -> None:
    """Add label files to a study.

    All are added or none, and existing labels are never changed. The format is detected from the
    files unless --format is given.
    """
    from retinaview.session.labels import import_labels
    from retinaview.session.study import open_study

    session = open_study([project], reader=getpass.getuser())
    try:
        for note in session.notes:
            complain(f"retinaview: {note}")
        report = import_labels(session, files, format=format_)
    finally:
        session.close()
    say(f"{project}: {report}")


def export(
    project: Annotated[Path, typer.Argument(help="Project file, or folder of photographs.")],
    format_: Annotated[
        str, typer.Option("--format", "-f", help="csv, coco, yolo, voc, labelme or masks.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write into.")],
    include: Annotated[
        str, typer.Option(help="Statuses to write, comma-separated, or all.")
    ] = "drawn,accepted,edited",
) -> None:
    """Write a study's labels for other tools.

    Boxes and grades, with their provenance.
    """
    from retinaview.session.labels import export_labels
    from retinaview.session.study import open_study

    session = open_study([project], reader=getpass.getuser())
    try:
        for note in session.notes:
            complain(f"retinaview: {note}")
        written = export_labels(session, format_, out, statuses=_statuses(include))
        unusual = in_words(session.changed_thresholds())
        lost = [problem for image in session.images for problem in session.problems(image.id)]
    finally:
        session.close()
    say(f"{out}: {counted(len(written), 'file')} written")
    if unusual:
        say(unusual)
    for problem in lost:
        complain(f"retinaview: {problem}")
    if lost:
        raise typer.Exit(1)


def _statuses(include: str) -> frozenset[Status]:
    if include.strip() == "all":
        return frozenset(Status)
    names = [name.strip() for name in include.split(",")]
    unknown = [name for name in names if name not in list(Status)]
    if unknown:
        raise LabelError(f"unknown status {unknown[0]!r}; known are {', '.join(Status)} and all")
    return frozenset(Status(name) for name in names)
