"""A look into a project file that does not open it, for what must be known before all else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def setting_of(project: Path, key: str) -> str | None:
    """Return a value kept with a project, without any of the libraries that opening it takes.

    Parameters
    ----------
    project : Path
        The file; it is only read.
    key : str
        Of the value.

    Returns
    -------
    str or None
        None where there is none, or the file is no project, or cannot be read at the moment.
    """
    if not project.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{project.absolute().as_uri()}?mode=ro", uri=True)) as file:
            row = file.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    except (sqlite3.Error, ValueError, OSError):
        return None
    return row[0] if row is not None and isinstance(row[0], str) else None
