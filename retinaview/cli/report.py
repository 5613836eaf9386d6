"""`retinaview report`: PDFs of patients, and the summary of a study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.options import Replace
from retinaview.cli.terminal import complain, say
from retinaview.core.reader_names import login_name
from retinaview.core.server_address import place_of
from retinaview.core.text import one_line
from retinaview.core.words import counted


def report(
    project: Annotated[
        str, typer.Argument(help="Project file, folder of photographs, or postgresql://...")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write into.")],
    patient: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only this patient's PDF.", show_default=False),
    ] = None,
    replace: Replace = False,
) -> None:
    """Write a PDF per patient, and the study's summary.

    A page shows both eyes with the reader's marks and the lesions that models found, both answers,
    lesion counts with their distances from the fovea, quality, and who and what answered; the
    summary is CSV and XLSX. Nothing is analysed anew. A patient without a reading gets a page that
    says so.
    """
    from retinaview.report.writing import patients_named, write_report
    from retinaview.session.study import open_study

    session = open_study([place_of(project)], reader=login_name())
    try:
        for note in session.notes:
            complain(f"retinaview: {note}")
        patients = None if patient is None else patients_named(session, patient)
        written = write_report(session, out, patients=patients, replace=replace)
    finally:
        session.close()
    say(f"{one_line(str(out))}: {counted(len(written.files), 'file')} written")
    say(str(written))
    for problem in written.problems:
        complain(f"retinaview: {problem}")
    if written.problems:
        raise typer.Exit(1)
