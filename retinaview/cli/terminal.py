"""Terminal output of the commands, with control characters escaped."""

from __future__ import annotations

import typer

from retinaview.core.text import plain_lines


def say(text: str) -> None:
    """Print lines on standard output; their control characters are escaped."""
    typer.echo(plain_lines(text))


def complain(text: str) -> None:
    """Print lines on standard error; their control characters are escaped."""
    typer.echo(plain_lines(text), err=True)
