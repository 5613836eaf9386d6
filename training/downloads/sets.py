"""Which photographs of a public set recipes read, and from which folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.exchange.data_sets import SetPhotograph, read_data_set


@dataclass(frozen=True)
class PublicSet:
    """A set, its folder below the data folder, and the height to which recipes expect it.

    With `by_split` each split has a folder of its own, because names repeat between them; `part`
    ends the splits of the part that is read.
    """

    folder: str
    height_px: int
    by_split: bool = False
    part: str = ""


SETS = {
    "idrid": PublicSet("idrid/grading", 1024, by_split=True, part=" grading"),
    "eyepacs": PublicSet("eyepacs256", 256),
    "aptos": PublicSet("aptos", 1024),
    "messidor": PublicSet("messidor", 1024),
    "messidor2": PublicSet("messidor2", 1024),
    "ddr": PublicSet("ddr", 1024, part=" grading"),
}
"""By the names of their layouts in `retinaview.exchange.data_sets`."""


def graded(name: str, source: Path) -> list[SetPhotograph]:
    """Return the graded photographs of a set; those that nobody graded are left out.

    Parameters
    ----------
    name : str
        One of `SETS`.
    source : Path
        Folder of the unpacked download.

    Raises
    ------
    ReadError, LabelError
        It is another set, or a photograph is missing.
    """
    part = SETS[name].part
    listed = [
        one
        for one in read_data_set(source, layout=name).photographs
        if one.grades and one.split.endswith(part)
    ]
    require_files(listed, source)
    if not listed:
        raise ReadError("its lists name no photograph with a grade", path=source)
    return listed


def require_files(listed: list[SetPhotograph], source: Path) -> None:
    """Raise `ReadError` if a photograph is listed and not there."""
    missing = [one.name for one in listed if one.path is None]
    if missing:
        message = (
            f"{len(missing)} of {len(listed)} listed photographs are missing, such as {missing[0]}"
        )
        raise ReadError(message, path=source)
