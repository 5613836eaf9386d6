"""Fetching of studies: what came, what was refused, and whether it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import ArchiveError, Cancelled, WriteError
from retinaview.core.guard import guard
from retinaview.exchange.dicom.archive.address import Archive
from retinaview.exchange.dicom.archive.receiving import Receiver


@dataclass(frozen=True)
class Fetched:
    """What came from an archive.

    Attributes
    ----------
    written : tuple of Path
        The files.
    problems : tuple of str
        What was not written, and why.
    stopped : bool
        Whether there may be more, because somebody stopped it.
    """

    written: tuple[Path, ...]
    problems: tuple[str, ...] = ()
    stopped: bool = False


def fetch_studies(
    archive: Archive,
    studies: Sequence[str],
    folder: Path,
    *,
    patient: str = "",
    replace: bool = False,
    each: Callable[[], None] = lambda: None,
) -> Fetched:
    """Fetch the photographs of studies; what came before a fault or a stop stays.

    Parameters
    ----------
    archive : Archive
        Where they are.
    studies : sequence of str
        Identifiers of the studies.
    folder : Path
        Where they go; made if missing.
    patient : str
        The wanted patient's ID; empty if that does not matter.
    replace : bool
        Replace files of other content that have the names of new ones.
    each : callable
        Called after every photograph, in any thread; raises `Cancelled` to stop.

    Raises
    ------
    WriteError
        The folder cannot be made.
    """
    with guard(WriteError, folder, system="cannot be written"):
        folder.mkdir(parents=True, exist_ok=True)
    receiver = Receiver(folder, studies, patient=patient, replace=replace, each=each)
    stopped = False
    for study in studies:
        try:
            archive.get(study, receiver)
            receiver.raise_if_stopped()
        except Cancelled:
            stopped = True
            break
        except ArchiveError as error:
            receiver.problems.append(str(error))
            break
    return Fetched(tuple(receiver.written), tuple(receiver.problems), stopped)
