"""`retinaview`: the window, and the commands.

Commands import what they need when they run, so that help and errors are instant.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from retinaview import __version__
from retinaview.cli import data, dicom, evaluate, study, weights
from retinaview.cli.demo import demo
from retinaview.cli.discover import discover
from retinaview.cli.labels import export, import_
from retinaview.cli.last_resort import fault_sentence
from retinaview.cli.library_messages import divert_messages
from retinaview.cli.offline import stay_offline
from retinaview.cli.report import report
from retinaview.cli.retrain import retrain
from retinaview.cli.screen import screen
from retinaview.cli.terminal import complain
from retinaview.cli.train import train
from retinaview.cli.window import window
from retinaview.core.errors import FileInTheWay, RetinaViewError
from retinaview.core.guard import reason
from retinaview.core.text import one_line
from retinaview.ui.log_file import start_log

logger = logging.getLogger(__name__)

STOPPED = 130
"""Exit status after Ctrl-C, as in shells."""
BAD_INPUT = 2
FAULT = 3
"""Exit status after a fault of the program itself."""

# Typer brings its own copy of click in some versions and imports click in others.
_UsageFault: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


class _CommandsOrPaths(TyperGroup):
    """A command group that takes a first argument other than a command as a path for the window."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Insert the window's command before paths."""
        if not args or not (args[0] in self.commands or args[0].startswith("-")):
            args = ["window", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_CommandsOrPaths,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="""Fundus photographs, what published models see in them, and what readers say.

    retinaview [PATH...] opens the window on photographs, folders, a project, or a study on a
    server (postgresql://...). A photograph that is named like a command is opened as ./NAME.

    Research use only; not a medical device.
    """,
)
app.command()(screen)
app.command()(discover)
app.add_typer(weights.app, name="models")
app.command()(demo)
app.command("import")(import_)
app.command()(export)
app.command()(report)
app.add_typer(dicom.app, name="dicom")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(data.app, name="data")
app.add_typer(study.app, name="study")
app.command()(train)
app.command()(retrain)
app.command(hidden=True)(window)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"retinaview {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Accept the program's own options, which act through their callbacks."""
    stay_offline(downloads=context.invoked_subcommand == "train")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; by default those of the process.

    Returns
    -------
    int
        The exit status: 0 for success; 1 if some items failed but the rest is done; 2 for bad
        input, with one line on standard error; 3 after a fault of the program, whose details are
        logged; 130 after Ctrl-C.
    """
    given = None if arguments is None else list(arguments)
    if arguments is None:  # in a process of its own
        divert_messages()
    try:
        status = app(given, prog_name="retinaview", standalone_mode=False)
    except _UsageFault as fault:
        return _complain(fault.format_message())
    except FileInTheWay as error:
        return _complain(f"{error}; move it away, or give --replace")
    except RetinaViewError as error:
        return _complain(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED
    except BrokenPipeError:
        # The reader of the output has gone; Python would fail again on flushing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:
        if isinstance(fault, OSError) and fault.filename is not None:
            # The system refuses even to look: a name that is too long, or a folder that is not
            # open to this user. Not every place that looks is guarded.
            why = f"cannot be used: {reason(fault)}"
            return _complain(str(RetinaViewError(why, path=str(fault.filename))))
        # The last resort, for an error that a guard should have converted.
        start_log()
        logger.exception("unexpected")
        complain(f"retinaview: {fault_sentence(fault)}")
        return FAULT
    return status if isinstance(status, int) else 0


def _complain(message: str) -> int:
    """Print one line on standard error, or a command's help."""
    is_help = message.lstrip().startswith("Usage:")
    complain(message if is_help else f"retinaview: {one_line(message)}")
    return BAD_INPUT
