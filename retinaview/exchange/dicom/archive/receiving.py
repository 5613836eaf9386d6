"""Objects that come from an archive: checked, and written one by one."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection
from pathlib import Path

from retinaview.core.errors import Cancelled, ReadError, RetinaViewError
from retinaview.core.file_names import safe_stem
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.core.whole_files import write_new
from retinaview.exchange.dicom.headers import read_header


class Receiver:
    """Writes photographs of the wanted patient and studies into a folder.

    Parameters
    ----------
    folder : Path
        Where they go; it exists.
    studies : collection of str
        Identifiers of the wanted studies.
    patient : str
        The wanted patient's ID; empty if that does not matter.
    replace : bool
        Replace files of other content that have the names of new ones.
    each : callable
        Called after every object, in the thread that it came in; raises `Cancelled` to stop.

    Attributes
    ----------
    written : list of Path
        The files.
    problems : list of str
        What was not written, and why.
    """

    def __init__(
        self,
        folder: Path,
        studies: Collection[str],
        *,
        patient: str = "",
        replace: bool = False,
        each: Callable[[], None] = lambda: None,
    ) -> None:
        self._folder, self._studies = folder, frozenset(studies)
        self._patient, self._replace = patient, replace
        self._each = each
        self._stopped = False
        self.written: list[Path] = []
        self.problems: list[str] = []

    def take(self, content: bytes) -> bool:
        """Write one DICOM file; False where it is refused, with a problem, or after a stop."""
        if self._stopped:
            return False
        try:
            path = self._folder / self._checked_name(content)
            write_new(path, content, replace=self._replace)
        except RetinaViewError as error:
            self.problems.append(str(error))
            return False
        self.written.append(path)
        try:
            self._each()
        except Cancelled:  # not in a thread of the archive's library
            self._stopped = True
        return True

    def raise_if_stopped(self) -> None:
        """Raise `Cancelled` if a stop has been requested."""
        if self._stopped:
            raise Cancelled

    def _checked_name(self, content: bytes) -> str:
        with guard(ReadError, None, "the archive sent an object that cannot be read"):
            header = read_header(io.BytesIO(content))
            patient, study = str(header.get("PatientID") or ""), str(header.StudyInstanceUID)
            uid, day = str(header.SOPInstanceUID), str(header.get("StudyDate") or "")
            eye = str(header.get("ImageLaterality") or header.get("Laterality") or "")
        if self._patient and patient != self._patient:
            raise ReadError(
                f"the archive sent an object of patient {shown(patient)}, who was not asked for; "
                "it was not kept"
            )
        if study not in self._studies:
            raise ReadError("the archive sent an object of another study; it was not kept")
        mark = hashlib.sha256(uid.encode()).hexdigest()[:8]
        side = {"R": "OD", "L": "OS"}.get(eye, "")
        parts = (patient or "unknown", side, day, mark)
        return f"{safe_stem('_'.join(part for part in parts if part))}.dcm"
