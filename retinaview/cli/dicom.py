"""`retinaview dicom`: de-identification, and exchange with archives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli import dicom_archive
from retinaview.cli.options import Replace
from retinaview.cli.terminal import complain, say
from retinaview.core.words import counted

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="De-identify DICOM, and exchange it with archives.",
)


@app.command()
def anonymise(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="DICOM files, folders, DICOMDIRs.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the copies.")],
    key: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Secret from which pseudonyms, identifiers and shifts of dates follow; made if "
            "missing. Keep it away from the copies. Default: a new one, thrown away.",
            show_default=False,
        ),
    ] = None,
    replace: Replace = False,
) -> None:
    """Write copies of photographs without what identifies the patient.

    By the basic profile of DICOM PS3.15, with all dates of a patient shifted by the same number of
    days. removed.jsonl in DIR lists what was removed or replaced, without the values. Pixels are
    not changed: a line on standard error names every file that may show text, which somebody has to
    look at.
    """
    from retinaview.batch.anonymising import LOG
    from retinaview.batch.anonymising import anonymise as write_copies
    from retinaview.exchange.dicom.pseudonyms import Pseudonyms, read_key

    done = write_copies(
        paths, out, Pseudonyms(None if key is None else read_key(key)), replace=replace
    )
    for name, warning in done.warnings:
        complain(f"retinaview: {name}: {warning}")
    for failure in done.failures:
        complain(f"retinaview: {failure}")
    say(f"{counted(len(done.written), 'file')} in {out}; {LOG} says what was removed")
    if done.failures:
        raise typer.Exit(1)


for command in (dicom_archive.echo, dicom_archive.find, dicom_archive.get, dicom_archive.send):
    app.command()(command)
