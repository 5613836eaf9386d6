"""Write the files of an export together, so that a crash leaves the old export or the new one.

New files are staged in a hidden folder beside their places, whose rename commits the export. They
are then moved out of it; if the program dies before that, whoever reads or writes the folder next
does it. A record of what exports wrote lets the next one replace these files, and those of the same
format remove the files of photographs that they no longer have. Files that no export wrote, or that
changed since, are kept, and an export that would overwrite one is refused as a whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from retinaview.core.errors import LabelError, RetinaViewError, WriteError
from retinaview.core.file_names import fault_in, inside
from retinaview.core.guard import guard
from retinaview.core.locks import locked
from retinaview.core.paths import followed
from retinaview.core.regular_files import read_regular
from retinaview.core.whole_files import require_own
from retinaview.exchange.intake import EachFile, ignore
from retinaview.exchange.layout import Picture

RECORD = ".exported.json"
_LOCK = ".exporting.lock"
"""The file that a folder of an export has."""
_STAGING, _COMMITTED = ".writing-", ".exported-"

Record = dict[str, dict[str, str]]
"""SHA-256 of every file by its path in the folder, by format."""


def write_together(
    files: Iterable[tuple[str, bytes | Picture]],
    out: Path,
    *,
    format_name: str,
    each_file: EachFile = ignore,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write all files of an export, in place of the last export of this format, or none.

    Parameters
    ----------
    files : iterable of (str, bytes or Picture)
        Path in the folder and content of each file.
    out : Path
        The folder, created if missing.
    format_name : str
        The export's format.
    each_file : callable, optional
        Called after each file is staged; after an exception from it, nothing is written.
    replace : bool
        Replace files that no export wrote, or that changed since.

    Raises
    ------
    LabelError
        Two files have the same path.
    FileInTheWay
        There is such a file, which is not to be replaced.
    WriteError
        Another export is writing to the folder.
    OSError
        The folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _locked(out):
        finish_writing(out)
        _remove_unfinished(out)
        return _write(files, out, format_name, each_file, replace=replace)


def _write(
    files: Iterable[tuple[str, bytes | Picture]],
    out: Path,
    format_name: str,
    each_file: EachFile,
    *,
    replace: bool,
) -> tuple[Path, ...]:
    with tempfile.TemporaryDirectory(dir=out, prefix=_STAGING) as folder:
        staging = Path(folder, "export")
        staging.mkdir()
        written: dict[str, str] = {}
        for name, content in files:
            written[name] = _stage(staging, name, content)
            each_file()
        require_places(out, written, replace=replace)
        record = json.dumps(_read_record(out) | {format_name: written})
        (staging / RECORD).write_text(record, encoding="utf-8")
        committed = staging.rename(out / f"{_COMMITTED}{uuid4().hex}")
    _finish(committed)
    return tuple(out / name for name in written)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Keep other exports out of a folder."""
    with locked(out / _LOCK) as is_ours:
        if not is_ours:
            raise WriteError("another export is writing to this folder", path=out)
        yield


def complete_export(path: Path) -> None:
    """Complete what a crash left unfinished in a folder, or beside a file, before it is read.

    Raises
    ------
    LabelError
        It cannot be completed, and what is there is partly old.
    """
    folder = path if path.is_dir() else path.parent
    with guard(LabelError, folder, system="holds an export that was interrupted; export again"):
        if folder == path:
            finish_writing(folder)
        else:
            _finish_all(folder.glob(f"{_COMMITTED}*"))


def finish_writing(folder: Path) -> None:
    """Complete exports into a folder, or one below it, that a crash left unfinished.

    Raises
    ------
    OSError
        A file cannot be moved to its place.
    """
    _finish_all(folder.rglob(f"{_COMMITTED}*"))


def _remove_unfinished(out: Path) -> None:
    """Remove what exports that were killed had staged; nobody else is exporting now."""
    for staging in out.glob(f"{_STAGING}*"):
        if staging.is_dir() and not staging.is_symlink():
            shutil.rmtree(staging, ignore_errors=True)


def _finish_all(found: Iterable[Path]) -> None:
    for committed in sorted(found):
        if committed.is_dir() and not committed.is_symlink():
            _finish(committed)


def exported_files(folder: Path) -> set[Path]:
    """Return the files that exports into a folder have written there."""
    return {folder / name for files in _read_record(folder).values() for name in files}


def is_own(file: Path, folder: Path) -> bool:
    """Return whether a file in a folder is this module's own and no label file."""
    parts = file.relative_to(folder).parts
    own = (RECORD, _LOCK)
    return any(part.startswith((_STAGING, _COMMITTED)) or part in own for part in parts)


def _stage(staging: Path, name: str, content: bytes | Picture) -> str:
    """Write one file, and return the SHA-256 of its content."""
    file = inside(staging, name)
    if file.exists() or file.is_symlink():
        raise LabelError("two photographs would be written to this file", path=name)
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        file.write_bytes(content)
        return hashlib.sha256(content).hexdigest()
    if content.link:
        _link(file, content.path)
        return content.sha256
    shutil.copyfile(content.path, file)
    with file.open("rb") as copy:  # it may have changed since the study knows its checksum
        return hashlib.file_digest(copy, "sha256").hexdigest()


def require_places(out: Path, written: Mapping[str, str], *, replace: bool) -> None:
    """Raise if a file's place is taken by a folder, or by a file that is not to be replaced.

    Parameters
    ----------
    out : Path
        The folder.
    written : mapping of str to str
        SHA-256 by path of the files to put there.
    replace : bool
        Whether any file may be replaced.

    Raises
    ------
    FileInTheWay
        No export wrote the file that is there, or it changed since.
    WriteError
        A folder is there, or a file where the export needs a folder.
    """
    records = _read_record(out).values()
    for name, sha256 in written.items():
        place = out / name
        for folder in place.relative_to(out).parents:
            if (out / folder).exists() and not (out / folder).is_dir():
                raise WriteError("is a file, where the export needs a folder", path=out / folder)
        if place.is_dir() and not place.is_symlink():
            raise WriteError("is a folder, where the export needs a file", path=place)
        known = {record[name] for record in records if name in record}
        # A link is replaced, not what it leads to.
        if not replace and not (known and place.is_symlink()):
            require_own(place, {sha256, *known})


def _link(file: Path, target: Path) -> None:
    try:
        file.symlink_to(followed(target))
    except OSError:  # Windows asks for a privilege; a hard link needs the same disk
        file.hardlink_to(target)


def _finish(committed: Path) -> None:
    """Move an export's files to their places, and remove those that only the last one had."""
    out = committed.parent
    before, after = _read_record(out), _read_record(committed)
    for file in sorted(committed.rglob("*")):
        if not file.is_dir() and file != committed / RECORD:
            place = out / file.relative_to(committed)
            place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another program may do the same
                file.replace(place)
    kept = {name for files in after.values() for name in files}
    for files in before.values() if after else ():
        for name in files.keys() - kept:
            _remove(out, name, files[name])
    with suppress(FileNotFoundError):
        (committed / RECORD).replace(out / RECORD)
    shutil.rmtree(committed, ignore_errors=True)


def _remove(out: Path, name: str, sha256: str) -> None:
    """Remove a file of an earlier export, unless somebody changed it."""
    with suppress(RetinaViewError, OSError):
        if fault_in(name):
            return
        folder, _, last = name.rpartition("/")
        # Its folder lies inside; the file itself may be an export's link that leads out.
        file = (inside(out, folder) if folder else out) / last
        if file.is_symlink() or hashlib.sha256(read_regular(file)).hexdigest() == sha256:
            file.unlink()
            if file.parent != out:
                file.parent.rmdir()  # if it is empty now


def _read_record(folder: Path) -> Record:
    """Return a folder's record; empty where it has none that can be read."""
    try:
        record = json.loads(read_regular(folder / RECORD))
        return {
            str(name): {str(file): str(sha256) for file, sha256 in files.items()}
            for name, files in record.items()
        }
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}
