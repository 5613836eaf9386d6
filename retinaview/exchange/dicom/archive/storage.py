"""Kinds of objects that are fetched, and files that can be stored in an archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import ArchiveError
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular
from retinaview.exchange.dicom.headers import read_header

_OPHTHALMIC = "1.2.840.10008.5.1.4.1.1.77.1.5."
_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
PHOTOGRAPH_CLASSES = (
    *(f"{_OPHTHALMIC}{number}" for number in (1, 2, 5, 6)),
    "1.2.840.10008.5.1.4.1.1.77.1.4",
    _CAPTURE,
    *(f"{_CAPTURE}.{number}" for number in (2, 3, 4)),
)
"""Ophthalmic photography of 8 and 16 bits and of a wide field, photographs, secondary captures."""

SYNTAXES = (
    "1.2.840.10008.1.2.1",
    "1.2.840.10008.1.2",
    "1.2.840.10008.1.2.4.50",
    "1.2.840.10008.1.2.4.51",
    "1.2.840.10008.1.2.4.57",
    "1.2.840.10008.1.2.4.70",
    "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.4.81",
    "1.2.840.10008.1.2.4.90",
    "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.5",
)
"""Transfer syntaxes that can be decoded; each is offered by itself, so that the archive may send
an object as it has it."""


@dataclass(frozen=True)
class Storable:
    """A DICOM file with its kind of object and its transfer syntax."""

    path: Path
    sop_class: str
    syntax: str


def storable(path: Path) -> Storable:
    """Return a file as an archive can store it.

    Raises
    ------
    ArchiveError, ReadError
        It cannot be read, or is no DICOM file.
    """
    with guard(ArchiveError, path, "is no DICOM file"):
        require_regular(path)
        with path.open("rb") as stream:
            header = read_header(stream)
        return Storable(path, str(header.SOPClassUID), str(header.file_meta.TransferSyntaxUID))
