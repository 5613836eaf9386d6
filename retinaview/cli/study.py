"""`retinaview study`: studies on a server, and copies between a server and a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.terminal import complain, say
from retinaview.core.errors import ProjectError
from retinaview.core.server_address import ServerAddress, place_of
from retinaview.core.text import one_line
from retinaview.core.words import counted

app = typer.Typer(
    help="Make studies on a server; copy studies.",
    no_args_is_help=True,
)

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="postgresql://ACCOUNT@SERVER/STUDY?sslmode=...")
]


@app.command()
def new(
    address: Address,
    photographs: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Shared folder of the photographs, as seen from here."),
    ],
    add: Annotated[
        bool, typer.Option("--add", help="Add all photographs that lie in the folder now.")
    ] = False,
) -> None:
    """Make a study on a server.

    The database is made as well where the account may do that. The account becomes the study's
    administrator. Passwords may stand in ~/.pgpass or PGPASSWORD rather than in the address.
    """
    from retinaview.session.study import new_study, open_study

    place = ServerAddress.of(address)
    for note in new_study(place, photographs):
        complain(f"retinaview: {note}")
    count = 0
    if add:
        session = open_study([place, photographs], reader="")
        try:
            count = len(session.images)
        finally:
            session.close()
    say(f"{place}: a new study, {counted(count, 'photograph')}")


@app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Project file, or address.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="New project file, or address.")],
) -> None:
    """Copy a whole study to a new place: from a file to a server, or back.

    Photographs stay where they are.
    """
    from retinaview.project.copying import copy_study

    place = place_of(target)
    count = copy_study(place_of(source), place)
    say(f"{one_line(str(place))}: {counted(count, 'photograph')} with all that was said of them")


@app.command()
def folder(
    address: Address,
    photographs: Annotated[Path, typer.Argument(metavar="FOLDER", help="As seen from here.")],
) -> None:
    """Say where a study's photographs lie on this computer, if not where its maker has them."""
    from retinaview.project.server.local_folder import LocalFolder
    from retinaview.session.photograph_files import absolute

    place = ServerAddress.of(address)
    if not photographs.is_dir():
        raise ProjectError("is not a folder", path=photographs)
    LocalFolder.of(place).set_photographs(absolute(photographs))
    say(f"{place}: photographs in {one_line(str(absolute(photographs)))}")
