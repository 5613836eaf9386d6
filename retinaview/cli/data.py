"""`retinaview data`: data sets as people have them, and what of a study to label next."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.options import Replace
from retinaview.cli.terminal import say
from retinaview.core.whole_files import write_new

app = typer.Typer(no_args_is_help=True, help="Check and divide data sets, and order a study.")

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of a data set, or a project file.")
]


@app.command()
def check(
    folder: Folder,
    sheet: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write a contact sheet of the photographs, a PNG."),
    ] = None,
    replace: Replace = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Recognise a data set's layout, count what it holds, and look for what is wrong.

    Problems are: photographs that are listed and not there or cannot be read, masks over 30 % or of
    another size, conflicting labels, photographs that stand twice (by content or by likeness), and
    patients or photographs in two parts of a split. The exit status is 1 if there are some.
    """
    from retinaview.batch.data_check import check_data
    from retinaview.batch.data_sheet import MOST_PICTURES, data_sheet

    found = check_data(folder, pictures=MOST_PICTURES if sheet else 0, on_progress=_show)
    say(json.dumps(found.as_dict(), indent=2) if as_json else found.table())
    if sheet is not None:
        write_new(sheet, data_sheet(found), replace=replace)
    if found.problems:
        raise typer.Exit(1)


@app.command()
def split(
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The CSV to write.")],
    folds: Annotated[int, typer.Option(min=2, max=100, help="Number of folds.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the division.")] = 0,
    replace: Replace = False,
) -> None:
    """Divide a data set into folds: all photographs of a patient, and copies, in one.

    Every fold has about as many photographs of each grade. FILE has the columns image, patient,
    eye, dr_grade and fold.
    """
    from retinaview.batch.data_check import check_data
    from retinaview.batch.data_folds import fold_data

    found = fold_data(check_data(folder, on_progress=_show), folds, seed=seed)
    write_new(out, found.csv(), replace=replace)
    say(f"{out}: {len(found.photographs)} photographs\n{found.table()}")


@app.command()
def order(
    project: Annotated[
        str,
        typer.Argument(
            metavar="PROJECT", help="Project file, folder of photographs, or postgresql://..."
        ),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Also write all as CSV.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="How many are printed.")] = 20,
    replace: Replace = False,
) -> None:
    """List the photographs whose label would teach the networks most, those first.

    That is where the network is unsure, where networks disagree, and where nothing alike has a
    label yet; the models must have been run. FILE has the columns image, patient, eye, teaches.
    """
    from retinaview.core.errors import ReadError
    from retinaview.core.reader_names import login_name
    from retinaview.core.server_address import place_of
    from retinaview.exchange.spreadsheet import table
    from retinaview.session.study import open_study
    from retinaview.session.teaching import next_to_label

    place = place_of(project)
    session = open_study([place], reader=login_name())
    try:
        ranked = next_to_label(session)
    finally:
        session.close()
    if not ranked:
        message = "has no photograph without a label that a model has graded; run the models first"
        raise ReadError(message, path=str(place))
    rows = [
        {
            "image": image.path,
            "patient": image.patient,
            "eye": str(image.eye or ""),
            "teaches": f"{value:.3f}",
        }
        for image, value in ranked
    ]
    if out is not None:
        write_new(out, table(("image", "patient", "eye", "teaches"), rows), replace=replace)
    for row in rows[:most]:
        say(f"{row['teaches']}  {row['image']}")


def _show(done: int, of: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == of else ""
        sys.stderr.write(f"\r{done} of {of}{end}")
