"""Terminal output of the commands, with control characters escaped."""

from __future__ import annotations

import typer

from retinaview.core.text import one_line


def say(text: str) -> None:
    """Print lines on standard output; their control characters are escaped."""
    typer.echo(_plain(text))


def complain(text: str) -> None:
    """Print lines on standard error; their control characters are escaped."""
    typer.echo(_plain(text), err=True)


def _plain(text: str) -> str:
    return "\n".join(map(one_line, text.split("\n")))
