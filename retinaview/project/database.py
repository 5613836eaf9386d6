"""What holds a study, and lends transactions on it: a project file, or a database on a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy.orm import Session as Transaction

from retinaview.core.server_address import Place
from retinaview.project.values import Damage


class Database(ABC):
    """An open study's tables, whatever they hold; used from any thread.

    Attributes
    ----------
    path : Path
        The file, absolute; of a study on a server the name that its file would have in the folder
        of the photographs. Paths of photographs start at its folder.
    place : Path or ServerAddress
        What to open for this study.
    read_only : bool
        Whether it cannot be written.
    notes : tuple of str
        Sentences about what was found on opening.
    damage : Damage
        What was met and could not be read.
    """

    path: Path
    read_only: bool
    notes: tuple[str, ...]
    damage: Damage

    @property
    def reader(self) -> str:
        """Who reads, where that is not for a window to say: the account on a server."""
        return ""

    @property
    def place(self) -> Place:
        """What to open for this study."""
        return self.path

    @abstractmethod
    def close(self) -> None:
        """Close; who asks for anything from then on is told by `ProjectClosed`."""

    @abstractmethod
    def copy_to(self, target: Path) -> None:
        """Copy all that was committed to a new project file.

        Raises
        ------
        ProjectError
            The copy cannot be written, or something of that name is there.
        """

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Transaction]:
        """Lend a transaction that sees one state of the study."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Transaction]:
        """Lend a transaction that nobody else's crosses; committed if its block ends well."""

    @abstractmethod
    def _as_project_errors(self) -> AbstractContextManager[None]:
        """Turn what goes wrong within into `ProjectError`, named after the study."""
