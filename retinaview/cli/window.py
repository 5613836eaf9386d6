"""`retinaview [PATH...]`: the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from retinaview.cli.library_messages import restore_messages
from retinaview.core.errors import ReadError, RetinaViewError
from retinaview.core.imports import importing
from retinaview.core.server_address import Wanted, wanted_of

_OWN_DISPLAYS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def window(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Photographs, folders or tables of photographs, https:// or s3:// addresses, one "
            "project, or postgresql://...",
        ),
    ] = None,
) -> None:
    """Open the window."""
    raise typer.Exit(open_window([wanted_of(path) for path in paths or []]))


def open_window(places: Sequence[Wanted], *, demo: Path | None = None) -> int:
    """Open the window on paths or an address, or on the demo in a folder; return its exit status.

    Raises
    ------
    ReadError
        A path does not exist.
    RetinaViewError
        There is no display.
    """
    for place in places:
        if isinstance(place, Path) and not place.exists():
            raise ReadError("does not exist", path=place)
    require_display()
    restore_messages()
    with importing():
        from retinaview.ui.application import run

    return run(places, demo=demo)


def require_display() -> None:
    """Raise `RetinaViewError` if there is no display, in which case Qt would abort the process."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    headless = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and headless and platform not in _OWN_DISPLAYS:
        raise RetinaViewError(
            "there is no display for the window; `retinaview demo --headless OUT` works without one"
        )
