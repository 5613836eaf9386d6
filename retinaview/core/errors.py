"""The errors that RetinaView raises on purpose; each reads as one sentence for a person."""

from __future__ import annotations

from pathlib import Path


class RetinaViewError(Exception):
    """One clear sentence about what is wrong, and where.

    Parameters
    ----------
    message : str
        What is wrong, for a person to read.
    path : Path or str, optional
        The file at fault; put in front of the message.
    field : str, optional
        The field, row or key of that file at fault.
    """

    def __init__(
        self, message: str, *, path: Path | str | None = None, field: str | None = None
    ) -> None:
        self.message = message
        self.path = None if path is None else Path(path)
        self.field = field
        where = [str(part) for part in (path, field) if part is not None]
        super().__init__(": ".join([*where, message]))


class ReadError(RetinaViewError):
    """A photograph or another file cannot be read."""


class WriteError(RetinaViewError):
    """A file cannot be written; what was there before is still there."""


class LabelError(RetinaViewError):
    """A label file breaks its format's rules."""


class ProjectError(RetinaViewError):
    """A project file cannot be opened, is not one, or refuses a change."""


class WeightsError(RetinaViewError):
    """A weights file or its model card is damaged, foreign or incomplete."""


class ModelError(RetinaViewError):
    """A network is unknown, or failed on a photograph."""


class Cancelled(RetinaViewError):
    """The work was cancelled on request; not a fault."""

    def __init__(self, message: str = "cancelled") -> None:
        super().__init__(message)
