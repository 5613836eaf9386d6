"""Opening a study: a project file, a folder of photographs, or photographs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retinaview.session.session import Session


def open_study(paths: Sequence[Path], *, reader: str) -> Session:
    """Open a ``.retinaview`` file, a folder, or one or several photographs.

    For folders and photographs the project file is ``FOLDER/FOLDERNAME.retinaview`` in the
    (first photograph's) folder; where that folder cannot be written, one in the user's data
    folder, and ``session.notes`` says so. Nothing is decoded.

    Parameters
    ----------
    paths : sequence of Path
        What a person opened or dropped.
    reader : str
        Who reads; author of every mark.

    Raises
    ------
    ReadError
        A path does not exist, or holds no photograph.
    ProjectError
        The project file cannot be opened.
    """
    raise NotImplementedError
