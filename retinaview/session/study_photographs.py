"""The photographs of an open study: which there are, and where their files lie."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from retinaview.core.errors import ProjectError
from retinaview.core.guard import guard
from retinaview.core.server_address import ServerAddress
from retinaview.project.event_file import write_events
from retinaview.project.store import StudyImage, StudyStore
from retinaview.session.fellow import fellow_of
from retinaview.session.observing import Notifier
from retinaview.session.patients import StudyImages
from retinaview.session.pending_step import PendingWrite, Turns
from retinaview.session.photograph_files import (
    PhotographFiles,
    new_images,
    relative_path,
    require_inside,
)
from retinaview.session.visits import PreviousVisit, previous_visit


class StudyPhotographs:
    """The photographs of a study, and the settings that are kept with it.

    Attributes
    ----------
    images_changed : Notifier[[]]
        Photographs were added.
    image_updated : Notifier[int]
        Size, checksum, path, patient or eye of one photograph became known or changed.
    message : Notifier[str]
        One sentence for the reader.
    reader : str
        Who reads; author of new marks.
    """

    def __init__(self, store: StudyStore, *, reader: str) -> None:
        self.images_changed: Notifier[[]] = Notifier()
        self.image_updated: Notifier[int] = Notifier()
        self.message: Notifier[str] = Notifier()
        self.reader = reader.strip() or "reader"
        self._store = store
        # Whoever copies the file keeps it open meanwhile.
        self._copying = threading.Lock()
        self._turns: Turns | None = None
        self._unwritten: dict[PendingWrite, Callable[[], None]] = {}
        self._files = PhotographFiles(store.path.parent)
        self._images = StudyImages(store.images())
        self._settings: dict[str, str | None] = {}

    @property
    def path(self) -> Path:
        """The project file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether the project file cannot be written."""
        return self._store.read_only

    @property
    def images(self) -> tuple[StudyImage, ...]:
        """All photographs in their order."""
        return tuple(self._images)

    def image(self, image_id: int) -> StudyImage:
        """Return one photograph; KeyError for an id that is not in the study."""
        return self._images[image_id]

    def other_spellings(self, image_id: int) -> tuple[str, ...]:
        """Return how else the study writes what may be the patient of a photograph, sorted."""
        return self._images.other_spellings(image_id)

    def spelled_alike(self, patient: str) -> set[int]:
        """Return the photographs of what may be one patient in all spellings; none if in one."""
        return self._images.spelled_alike(patient)

    def fellow(self, image_id: int) -> StudyImage | None:
        """Return the photograph of the patient's fellow eye; None where none is known."""
        return fellow_of(self._images.of_patient(image_id), image_id)

    def previous_visit(self, image_id: int) -> PreviousVisit:
        """Return the previous visit of the eye on a photograph, or what is lacking to know it."""
        return previous_visit(self._images.of_patient(image_id), image_id)

    def path_of(self, image_id: int) -> Path:
        """Return the absolute path of the photograph's file.

        Where it is not there any more, it is looked for below the project's folder, by name and
        checksum, and the project remembers the new place. Where that fails the old path is
        returned, so that reading it tells what is missing.
        """
        found = self.find(image_id)
        self.note_moved(image_id, found)
        return found

    def expected_path(self, image_id: int) -> Path:
        """Return where the project says that the photograph's file is, without looking."""
        return self._files.expected(self.image(image_id))

    def is_in_place(self, image_id: int) -> bool:
        """Whether the photograph's file is where the project says."""
        return self._files.is_in_place(self.image(image_id))

    def find(self, image_id: int) -> Path:
        """Find a photograph's file as `path_of` does, and keep nothing.

        A search reads names by the thousand, and files for their checksums. Safe in another
        thread than the session's own, which then has `note_moved` for what was found.
        """
        expected = self.expected_path(image_id)
        if self.is_in_place(image_id):
            return expected
        taken = {other.path for other in self.images if other.id != image_id}
        return self._files.search(self.image(image_id), taken=taken) or expected

    def note_moved(self, image_id: int, path: Path) -> None:
        """Remember where a photograph's file was found, if it was not where it should be."""
        image = self.image(image_id)
        if path != self._files.expected(image):
            self._describe(replace(image, path=relative_path(path, self.path.parent)))
            self.message.emit(f"{image.name} was moved and is found again in {path.parent}")

    def add_paths(self, paths: Sequence[Path]) -> tuple[StudyImage, ...]:
        """Add photographs and folders.

        Returns
        -------
        tuple of StudyImage
            Those that were not in yet.

        Raises
        ------
        ReadError
            A path does not exist.
        ProjectError
            The project cannot be written.
        """
        found = new_images(paths, self.path.parent)
        if isinstance(self._store.place, ServerAddress):
            require_inside(found.images, self.path.parent)
        if found.unnamed:
            self.message.emit(str(found))
        added = self._store.add_images(found.images)
        if added:
            for image in added:
                self._images.put(image)
            self.images_changed.emit()
        return added

    def problems(self, image_id: int) -> tuple[str, ...]:
        """Return what the project holds of a photograph but cannot be read, as sentences."""
        name = self.image(image_id).name
        return tuple(f"{name}: {sentence}" for sentence in self._store.damage.of(image_id))

    def study_problems(self) -> tuple[str, ...]:
        """Return what the project holds of no photograph but cannot be read, as sentences.

        Of its marks and answers, those that have been read.
        """
        self._store.check_settings()
        name = self.path.name
        return tuple(f"{name}: {sentence}" for sentence in self._store.damage.of(None))

    def setting(self, key: str) -> str | None:
        """Return a value kept with the project, asked once; None where it was never set."""
        if key not in self._settings:
            self._settings[key] = self._store.setting(key)
        return self._settings[key]

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the project; quietly not where that is read-only."""
        if not self.read_only:
            self._store.set_setting(key, value)
            self._settings[key] = value

    def remember(self, key: str, value: str) -> None:
        """Keep a value that nobody would miss, beside the window; quietly not where refused."""
        if not self.read_only:
            self._settings[key] = value
            self._write_beside(partial(self._store.set_setting, key, value), refused=_nothing)

    def write_history(
        self, images: Sequence[StudyImage], path: Path, *, replace: bool = False
    ) -> int:
        """Write who did what and when into a file; see `retinaview.project.event_file`."""
        with guard(ProjectError, path, system="cannot be written"):
            return write_events(self._store, images, path, replace=replace)

    def close(self) -> None:
        """Close the project file; everything is already in it."""
        with self._copying:
            try:
                self._write_all()
            finally:
                self._store.close()

    # Writing

    def use_turns(self, turns: Turns) -> None:
        """Write beside the session's own thread, and tell of many changes in turns."""
        self._turns = turns

    def _write_beside(
        self, write: Callable[[], object], *, refused: Callable[[ProjectError], None]
    ) -> None:
        """Write what is in force already, in its turn; `refused` is called where that fails."""
        pending = PendingWrite(write)

        def end() -> None:
            if self._unwritten.pop(pending, None) is None:
                return  # it is told of already
            pending.write()
            if pending.error is not None:
                refused(pending.error)

        self._unwritten[pending] = end
        if self._turns is None:
            end()
        else:
            self._turns.beside(pending.write, end)

    def _write_all(self) -> None:
        """Write, in any thread, what waits for its turn; a fault of one keeps no other back."""
        with ExitStack() as each:
            for pending in reversed(tuple(self._unwritten)):
                each.callback(pending.write)

    def _end_all(self) -> None:
        """Write what waits for its turn, and tell of what is refused."""
        with ExitStack() as each:
            for end in reversed(tuple(self._unwritten.values())):
                each.callback(end)

    def _describe(self, image: StudyImage) -> None:
        """Take over what became known; only for this session where the project refuses it."""
        if not self.read_only:
            known = partial(
                self._store.update_image,
                image.id,
                sha256=image.sha256,
                width=image.width,
                height=image.height,
                path=image.path,
                patient=image.patient,
                eye=image.eye,
                reader=self.reader,
            )
            self._write_beside(known, refused=lambda error: self.message.emit(str(error)))
        self._images.put(image)
        self.image_updated.emit(image.id)


def _nothing(_: ProjectError) -> None:
    """Say nothing of it."""
