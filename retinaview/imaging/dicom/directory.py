"""The directory of a DICOM medium (DICOMDIR): which files on it are photographs."""

from __future__ import annotations

from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.file_names import inside
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.core.text import brief
from retinaview.imaging.dicom.header import is_photograph_class
from retinaview.imaging.dicom.parsing import (
    DIRECTORY,
    is_dicom_file,
    quiet,
    refuse_deflated,
    require_pydicom,
)

_MOST_BYTES = 1 << 28


def is_directory(path: AnyPath) -> bool:
    """Return whether a file is the directory of a DICOM medium."""
    return Path(path).name.upper() == DIRECTORY and is_dicom_file(path)


def listed_photographs(path: AnyPath) -> list[Path]:
    """Return the photographs that a DICOMDIR lists, in its order.

    Files of other kinds, such as tomographies, are left out; a file that is missing is in the list,
    so that reading it says so.

    Raises
    ------
    ReadError
        The directory is damaged, lists no photograph, or names a file outside of its folder.
    """
    require_pydicom()
    from pydicom import dcmread

    path = Path(path)
    with guard(ReadError, path, "is a damaged DICOMDIR"), quiet():
        if path.stat().st_size > _MOST_BYTES:
            raise ReadError("is too large for a DICOMDIR")
        with path.open("rb") as stream:
            refuse_deflated(stream)
            records = dcmread(stream).get("DirectoryRecordSequence") or []
        images = [record for record in records if _is_photograph(record)]
        found = [_file(path, record) for record in images]
    if not found:
        raise ReadError("lists no photograph", path=path)
    return list(dict.fromkeys(found))


def _is_photograph(record: object) -> bool:
    kind = getattr(record, "DirectoryRecordType", "")
    uid = str(getattr(record, "ReferencedSOPClassUIDInFile", "") or "")
    return kind == "IMAGE" and is_photograph_class(uid)


def _file(directory: Path, record: object) -> Path:
    """Return the file of a record; on media, names may be there in lower case."""
    stated = getattr(record, "ReferencedFileID", None) or ()
    parts = [stated] if isinstance(stated, str) else [str(part) for part in stated]
    if not parts:
        raise ReadError("lists a photograph without its file")
    try:
        path = inside(directory.parent, "/".join(parts))
    except ReadError as error:
        raise ReadError(f"lists a photograph elsewhere: {brief(error.message)}") from error
    lower = directory.parent.joinpath(*(part.lower() for part in parts))
    return lower if not path.exists() and lower.exists() else path
