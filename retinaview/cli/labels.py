"""`retinaview import` and `retinaview export`: exchange of labels with other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.options import Replace
from retinaview.cli.terminal import complain, say
from retinaview.core.errors import LabelError
from retinaview.core.label_problems import OnProblem
from retinaview.core.marks import Status
from retinaview.core.pictures import Pictures
from retinaview.core.reader_names import login_name
from retinaview.core.server_address import Place, place_of
from retinaview.core.text import one_line, shown
from retinaview.core.thresholds import in_words
from retinaview.core.words import counted

_MOST_TOLD = 20

Project = Annotated[
    str,
    typer.Option(
        "--project",
        "-p",
        metavar="PROJECT",
        help="Project file, folder of photographs, or postgresql://...",
    ),
]


def import_(
    files: Annotated[list[Path], typer.Argument(help="Label files, or folders of them.")],
    project: Project,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="csv, coco, yolo, voc, labelme, cvat, datumaro, label-studio, via, masks or "
            "history.",
        ),
    ] = None,
    on_problem: Annotated[
        OnProblem,
        typer.Option(
            help="Labels that cannot be taken as they are: fail refuses all, skip leaves them out, "
            "clip also cuts boxes to their photograph."
        ),
    ] = OnProblem.FAIL,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="NAME=CLASS",
            help="Class of a name in the files; without CLASS, its boxes are left out; NAME=+ or "
            "NAME=+CLASS adds it to the classes of the study; repeatable.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in, and change nothing.")
    ] = False,
) -> None:
    """Add label files to a study.

    All are added or none. A mark that the study has by its id is updated if it did not change there
    since, other labels are never changed. The format is detected from the files unless --format is
    given. --format history does again, in a new project, what an exported event log tells.
    """
    if format_ == "history":
        if dry_run or map_ or on_problem is not OnProblem.FAIL:
            raise LabelError("--format history takes neither --dry-run, --map nor --on-problem")
        _import_history(files, place_of(project))
        return
    from retinaview.session.label_import import commit_import, prepare_import
    from retinaview.session.study import open_study

    place = place_of(project)
    session = open_study([place], reader=login_name())
    try:
        for note in session.notes:
            complain(f"retinaview: {note}")
        with _offering_map():
            prepared = prepare_import(
                session, files, format=format_, on_problem=on_problem, classes=_classes(map_ or ())
            )
        if not dry_run:
            commit_import(session, prepared)
    finally:
        session.close()
    report = prepared.report
    _complain_of([str(problem) for problem in report.problems])
    _complain_of(report.conflicts)
    say(f"{one_line(str(place))}: {'would add ' if dry_run else ''}{report}")
    if report.by_class:
        say(report.classes())


@contextmanager
def _offering_map() -> Iterator[None]:
    """Say of an unknown class how it can come in."""
    try:
        yield
    except LabelError as error:
        if not error.message.startswith("unknown class"):
            raise
        message = f"{error.message}; --map NAME=CLASS says which it is, --map NAME=+ adds it"
        raise LabelError(message, path=error.path, field=error.field) from error


def _classes(pairs: Iterable[str]) -> dict[str, str]:
    """Return the class of each name in the files from ``NAME=CLASS``."""
    classes: dict[str, str] = {}
    for pair in pairs:
        name, equals, lesion = pair.rpartition("=")
        if not equals or not name.strip():
            raise LabelError(f"--map must be NAME=CLASS, not {shown(pair)}")
        classes[name] = lesion.strip()
    return classes


def _complain_of(sentences: Sequence[str]) -> None:
    for sentence in sentences[:_MOST_TOLD]:
        complain(f"retinaview: {sentence}")
    if len(sentences) > _MOST_TOLD:
        complain(f"retinaview: and {len(sentences) - _MOST_TOLD} more")


def export(
    project: Annotated[
        str, typer.Argument(help="Project file, folder of photographs, or postgresql://...")
    ],
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", help="csv, coco, yolo, voc, labelme, cvat, masks, dicom or history."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write into.")],
    images: Annotated[
        Pictures, typer.Option(help="Write the photographs, too: as copies or as links.")
    ] = Pictures.NONE,
    split: Annotated[
        str | None,
        typer.Option(
            metavar="0.8/0.1/0.1",
            help="Shares of train, val and test; by patient, stratified by grade.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the split.")] = 0,
    include: Annotated[
        str, typer.Option(metavar="STATUS,...", help="Statuses to write, or all.")
    ] = "drawn,accepted,edited",
    reader: Annotated[
        str | None, typer.Option(help="Only this reader's marks and gradings.", show_default=False)
    ] = None,
    replace: Replace = False,
) -> None:
    """Write a study's labels for other tools.

    Boxes, to 0.01 px, and grades, with readers, times and provenance. With --images and --split, it
    is a data set to train on; the split is also written to split.csv.

    dicom writes structured reports of readers and models, segmentations, and every patient's report
    (docs/clinic.md); it takes no other options but --replace.

    history writes the event log: who did what and when; it takes --replace alone, too.
    """
    if format_ in ("dicom", "history"):
        if images is not Pictures.NONE or split is not None or reader is not None:
            raise LabelError(f"--format {format_} takes neither --images, --split nor --reader")
        write = _export_dicom if format_ == "dicom" else _export_history
        write(place_of(project), out, replace=replace)
        return
    from retinaview.session.label_export import export_labels
    from retinaview.session.study import open_study

    session = open_study([place_of(project)], reader=login_name())
    try:
        for note in session.notes:
            complain(f"retinaview: {note}")
        report = export_labels(
            session,
            format_,
            out,
            statuses=_statuses(include),
            reader=reader,
            pictures=images,
            split=split,
            seed=seed,
            replace=replace,
        )
        unusual = in_words(session.changed_thresholds())
        lost = [problem for image in session.images for problem in session.problems(image.id)]
    finally:
        session.close()
    say(f"{one_line(str(out))}: {counted(len(report.files), 'file')} written")
    say(str(report))
    if unusual:
        say(unusual)
    for problem in lost:
        complain(f"retinaview: {problem}")
    if lost:
        raise typer.Exit(1)


def _export_history(place: Place, out: Path, *, replace: bool) -> None:
    from retinaview.session.label_export import export_history
    from retinaview.session.study import open_study

    with closing(open_study([place], reader=login_name())) as session:
        path, count = export_history(session, out, replace=replace)
    say(f"{one_line(str(path))}: {counted(count, 'event')} written")


def _import_history(files: Sequence[Path], place: Place) -> None:
    from retinaview.project.event_file import make_study

    if len(files) != 1:
        raise LabelError("--format history takes one file")
    if not isinstance(place, Path) or place.is_dir() or place.suffix != ".retinaview":
        raise LabelError(f"{place}: a history makes a new project file, NAME.retinaview")
    count = make_study(files[0], place)
    say(f"{one_line(str(place))}: {counted(count, 'event')} done again")


def _export_dicom(place: Place, out: Path, *, replace: bool) -> None:
    from retinaview.report.dicom_export import export_dicom
    from retinaview.session.study import open_study

    session = open_study([place], reader=login_name())
    try:
        for note in session.notes:
            complain(f"retinaview: {note}")
        done = export_dicom(session, out, replace=replace)
    finally:
        session.close()
    say(f"{one_line(str(out))}: {counted(len(done.files), 'file')} written")
    say(str(done))
    for problem in done.problems:
        complain(f"retinaview: {problem}")
    if done.problems:
        raise typer.Exit(1)


def _statuses(include: str) -> frozenset[Status]:
    if include.strip() == "all":
        return frozenset(Status)
    names = [name.strip() for name in include.split(",")]
    unknown = [name for name in names if name not in list(Status)]
    if unknown:
        raise LabelError(
            f"unknown status {shown(unknown[0])}; known are {', '.join(Status)} and all"
        )
    return frozenset(Status(name) for name in names)
