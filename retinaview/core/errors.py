"""The errors that RetinaView raises on purpose; each reads as one sentence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from retinaview.core.paths import AnyPath
from retinaview.core.text import brief, one_line, without_passwords

_LONGEST = 2000
"""Most characters in a message; values in it are shortened earlier, by `core.text.shown`."""
_LONGEST_PLACE = 500
NOT_OURS = "was not written by this program, or has changed since"


class RetinaViewError(Exception):
    """One clear sentence about what is wrong, and where; always one line.

    Parameters
    ----------
    message : str
        What is wrong, in words for a user.
    path : str or path-like, optional
        The file at fault; precedes the message.
    field : str, optional
        The field, row or key of that file at fault.
    """

    def __init__(
        self, message: str, *, path: AnyPath | None = None, field: str | None = None
    ) -> None:
        self.message = one_line(without_passwords(message[:_LONGEST]))
        self.path = None if path is None else Path(path)
        self.field = None if field is None else brief(field)
        where = [] if path is None else [_place(path)]
        where += [] if self.field is None else [self.field]
        super().__init__(": ".join([*where, self.message]))

    def at(self, path: AnyPath) -> Self:
        """Return the same error with the path of the file at fault."""
        return type(self)(self.message, path=path, field=self.field)


def _place(path: AnyPath) -> str:
    """Return a path on one line, shortened from the left where it is very long."""
    place = one_line(without_passwords(os.fspath(path)))
    return place if len(place) <= _LONGEST_PLACE else "..." + place[3 - _LONGEST_PLACE :]


class ReadError(RetinaViewError):
    """A photograph or another file cannot be read."""


class WriteError(RetinaViewError):
    """A file cannot be written; what was there before is still there."""


class FileInTheWay(WriteError):
    """A file that this program has not written, or that changed since, would be overwritten.

    Whoever caught it can ask the user and write again with ``replace=True``.
    """

    @classmethod
    def at_path(cls, path: AnyPath) -> Self:
        """Return the error that names a file."""
        return cls(NOT_OURS, path=path)


class LabelError(RetinaViewError):
    """A label file breaks its format's rules."""


class ProjectError(RetinaViewError):
    """A project file cannot be opened, is not one, or refuses a change."""


class WeightsError(RetinaViewError):
    """A weights file or its model card is damaged, foreign or incomplete."""


class ModelError(RetinaViewError):
    """A network is unknown, or failed on a photograph."""


class ArchiveError(RetinaViewError):
    """A DICOM archive cannot be reached, refuses, or answers wrongly; the message names it."""


class ClusterError(RetinaViewError):
    """A cluster of machines cannot be reached or started, or has lost all its workers."""


class Cancelled(RetinaViewError):
    """The work was cancelled on request; not a fault. The message says what became of it."""

    def __init__(self, message: str = "Stopped. Nothing has changed.") -> None:
        super().__init__(message)
