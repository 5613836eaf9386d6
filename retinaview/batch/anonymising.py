"""De-identify DICOM photographs into a folder, with a log of what was removed."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinaview.batch.inputs import list_inputs
from retinaview.core.errors import ReadError, RetinaViewError, WriteError
from retinaview.core.guard import guard
from retinaview.core.paths import followed
from retinaview.core.regular_files import read_regular
from retinaview.core.whole_files import write_atomically, write_new
from retinaview.exchange.dicom.deidentification import Changed, deidentify
from retinaview.exchange.dicom.pseudonyms import Pseudonyms
from retinaview.imaging.burned_in import may_show_text
from retinaview.imaging.dicom.facts import facts_of
from retinaview.imaging.dicom.header import read_dicom_header
from retinaview.imaging.dicom.parsing import is_dicom_file, quiet
from retinaview.imaging.photograph import read_photograph

if TYPE_CHECKING:
    from pydicom import Dataset

LOG = "removed.jsonl"
"""One line for every file: its name, and what was removed or replaced; no values."""
_MOST_BYTES = 1 << 29
STATED = "its header says that the patient's details are burned into the pixels"
SEEN = "something like text stands beside the field of view; look at it"
UNSEEN = "its pixels could not be looked at"
MIXED = "holds photographs to be de-identified, among which copies would lie; give another folder"
FIRST_ONLY = "only its first frame was searched for text"


@dataclass
class AnonymisedFiles:
    """What became of the files.

    Attributes
    ----------
    written : list of Path
        The new files.
    warnings : list of (str, str)
        Name of a new file, and why somebody has to look at it.
    failures : list of str
        Why files were left out, one sentence each.
    """

    written: list[Path] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def anonymise(
    paths: Iterable[Path], out: Path, pseudonyms: Pseudonyms, *, replace: bool = False
) -> AnonymisedFiles:
    """Write de-identified copies of DICOM photographs.

    A file that cannot be de-identified does not stop the others.

    Parameters
    ----------
    paths : iterable of Path
        Files, folders and DICOMDIRs.
    out : Path
        Folder; created if missing.
    pseudonyms : Pseudonyms
        What stands for the patients.
    replace : bool
        Replace files of other content that have the names of new ones.

    Raises
    ------
    ReadError
        There is no photograph.
    WriteError
        The folder cannot be written, or holds some of the photographs.
    """
    done, lines = AnonymisedFiles(), []
    inputs = list_inputs(paths)
    if any(followed(path).parent == followed(out) for path in inputs.values()):
        raise WriteError(MIXED, path=out)
    with guard(WriteError, out, system="cannot be written"):
        out.mkdir(parents=True, exist_ok=True)
    earlier = _read_log(out / LOG)
    for path in inputs.values():
        try:
            copy = _copy(path, pseudonyms)
            write_new(out / copy.name, copy.content, replace=replace)
        except RetinaViewError as error:
            done.failures.append(str(error))
            continue
        done.written.append(out / copy.name)
        done.warnings += [(copy.name, warning) for warning in copy.warnings]
        lines.append(_log_line(copy))
    _write_log(out / LOG, earlier, lines)
    return done


@dataclass(frozen=True)
class _Copy:
    name: str
    content: bytes
    changed: tuple[Changed, ...]
    warnings: tuple[str, ...]


def _copy(path: Path, pseudonyms: Pseudonyms) -> _Copy:
    if not is_dicom_file(path):
        raise ReadError("is not a DICOM file", path=path)
    warnings = tuple(_warnings(path))
    with guard(ReadError, path, "is damaged and cannot be de-identified"), quiet():
        dataset = _whole(path)
        changed = deidentify(dataset, pseudonyms)
        content = io.BytesIO()
        dataset.save_as(content, enforce_file_format=True)
        return _Copy(_name(dataset), content.getvalue(), changed, warnings)


def _whole(path: Path) -> Dataset:
    from pydicom import dcmread

    if path.stat().st_size > _MOST_BYTES:
        raise ReadError(f"is too large to be de-identified (more than {_MOST_BYTES >> 20} MiB)")
    with path.open("rb") as stream:
        read_dicom_header(stream)  # refuses what is no photograph
    return dcmread(path)


def _warnings(path: Path) -> Iterator[str]:
    """Look for text that identifies the patient in header and pixels."""
    try:
        photograph = read_photograph(path)
    except ReadError as error:
        yield f"{UNSEEN}: {error.message}"
        return
    if "the patient's details are burned in" in photograph.notes:
        yield STATED
    if may_show_text(photograph.rgb):
        yield SEEN
    if any(note.startswith("first of ") for note in photograph.notes):
        yield FIRST_ONLY


def _name(dataset: Dataset) -> str:
    """Return a name of what is left to tell: pseudonym, eye, shifted day and identifier."""
    facts = facts_of(dataset)
    day = "" if facts.day is None else f"{facts.day:%Y%m%d}"
    mark = hashlib.sha256(str(dataset.SOPInstanceUID).encode()).hexdigest()[:8]
    return "_".join(part for part in (facts.patient, facts.eye or "", day, mark) if part) + ".dcm"


def _log_line(copy: _Copy) -> dict[str, Any]:
    return {
        "file": copy.name,
        "sha256": hashlib.sha256(copy.content).hexdigest(),
        "changed": [
            {"tag": each.tag, "name": each.name, "action": str(each.action)}
            for each in copy.changed
        ],
        "warnings": list(copy.warnings),
    }


def _read_log(path: Path) -> list[dict[str, Any]]:
    """Return the lines of an earlier run, so that a file that is no log is refused at once."""
    with guard(ReadError, path, "is not a log of removed elements"):
        text = read_regular(path).decode() if path.exists() else ""
        lines = [json.loads(line) for line in text.split("\n") if line]
        if not all(isinstance(line.get("file"), str) for line in lines):
            raise ValueError("no file")
        return lines


def _write_log(
    path: Path, earlier: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]]
) -> None:
    """Write the log; lines of files that were written again replace their earlier ones."""
    fresh = {line["file"] for line in lines}
    kept = [line for line in earlier if line["file"] not in fresh]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in [*kept, *lines])
    write_atomically(path, text.encode())
