"""`retinaview dicom echo|find|get|send`: exchange with an archive, only on request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.options import Replace
from retinaview.cli.terminal import complain, say
from retinaview.core.errors import ArchiveError, ReadError
from retinaview.core.guard import guard
from retinaview.core.words import counted

if TYPE_CHECKING:
    from retinaview.exchange.dicom.archive import Archive, Question

Address = Annotated[
    str,
    typer.Argument(
        metavar="ARCHIVE",
        help="dicom://TITLE@HOST:PORT (dicoms:// for TLS), or the http(s) address of a DICOMweb "
        "service, whose password stands in ~/.netrc.",
    ),
]
Title = Annotated[str, typer.Option(help="Title by which the archive knows this program.")]
Timeout = Annotated[
    float, typer.Option(min=0.1, metavar="SECONDS", help="How long to wait for an answer.")
]
PatientId = Annotated[str, typer.Option("--patient", metavar="ID", help="The patient's ID.")]
Name = Annotated[str, typer.Option(metavar="PATTERN", help="The patient's name, such as 'Mus*'.")]
Dates = Annotated[
    str, typer.Option("--date", help="Day of the study, 20240501, or days, 20240101-20241231.")
]
Accession = Annotated[str, typer.Option(metavar="NUMBER", help="The accession number.")]
Study = Annotated[str, typer.Option(metavar="UID", help="The study's identifier.")]


def echo(archive: Address, title: Title = "RETINAVIEW", timeout: Timeout = 30) -> None:
    """Ask an archive whether it is there."""
    _open(archive, title, timeout).check()
    say(f"{archive} answers")


def find(
    archive: Address,
    patient: PatientId = "",
    name: Name = "",
    dates: Dates = "",
    accession: Accession = "",
    study: Study = "",
    title: Title = "RETINAVIEW",
    timeout: Timeout = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the studies that an archive has."""
    question = _question(patient, name, dates, accession, study)
    found = _open(archive, title, timeout).find(question)
    if as_json:
        say(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        say("  ".join((one.day, one.patient, one.name, one.modalities, one.description, one.uid)))
    say(f"{counted(len(found), 'study', 'studies')} found")


def get(
    archive: Address,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write into.")],
    patient: PatientId = "",
    name: Name = "",
    dates: Dates = "",
    accession: Accession = "",
    study: Study = "",
    move: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            metavar="PORT",
            help="Fetch by C-MOVE: the archive connects to this port, and knows our title.",
            show_default=False,
        ),
    ] = None,
    title: Title = "RETINAVIEW",
    timeout: Timeout = 30,
    replace: Replace = False,
) -> None:
    """Fetch photographs of patients or studies from an archive.

    An object of another patient or study than those asked for is not kept.
    """
    from retinaview.exchange.dicom.archive.fetching import fetch_studies

    question = _question(patient, name, dates, accession, study)
    if not question.filters:
        raise ArchiveError("say which studies: --patient, --study, --accession, --name or --date")
    source = _open(archive, title, timeout, move)
    found = source.find(question)
    came = fetch_studies(source, [one.uid for one in found], out, patient=patient, replace=replace)
    for problem in came.problems:
        complain(f"retinaview: {problem}")
    studies = counted(len(found), "study", "studies")
    say(f"{counted(len(came.written), 'photograph')} of {studies} in {out}")
    if came.problems:
        raise typer.Exit(1)


def send(
    archive: Address,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="DICOM files, and folders of them.")
    ],
    title: Title = "RETINAVIEW",
    timeout: Timeout = 30,
) -> None:
    """Store DICOM files in an archive, such as those of `retinaview export --format dicom`."""
    files = list(_files(paths))
    if not files:
        raise ReadError("there is no DICOM file to send")
    refused = _open(archive, title, timeout).send(files)
    for sentence in refused:
        complain(f"retinaview: {sentence}")
    say(f"{len(files) - len(refused)} of {counted(len(files), 'file')} stored in {archive}")
    if refused:
        raise typer.Exit(1)


def _open(text: str, title: str, timeout: float, move: int | None = None) -> Archive:
    from retinaview.exchange.dicom.archive import open_archive

    return open_archive(text, own_title=title, timeout_s=timeout, move_port=move)


def _question(patient: str, name: str, dates: str, accession: str, study: str) -> Question:
    from retinaview.exchange.dicom.archive import Question

    return Question(patient=patient, name=name, dates=dates, accession=accession, study=study)


def _files(paths: list[Path]) -> Iterator[Path]:
    """Yield the files given, and the DICOM files in folders below."""
    from retinaview.imaging.dicom.parsing import is_dicom_file

    for path in paths:
        with guard(ReadError, path):
            is_folder = path.is_dir()
            path.stat()
        if is_folder:
            yield from (
                file for file in sorted(path.rglob("*")) if file.is_file() and is_dicom_file(file)
            )
        else:
            yield path
