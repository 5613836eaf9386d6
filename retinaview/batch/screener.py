"""The work of screening on single photographs: read, analyse, write maps, make a row.

It knows nothing of the other photographs of a run, so that a worker on another machine does it too.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeGuard

from retinaview.batch.finding_row import finding_row, model_row
from retinaview.batch.findings_file import ErrorRow, ErrorText, EyesRow, Row, ScreenedRow
from retinaview.batch.findings_log import is_of_disk
from retinaview.batch.map_files import write_maps
from retinaview.batch.stamped_png import is_whole
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import (
    Cancelled,
    FileInTheWay,
    ModelError,
    ReadError,
    RetinaViewError,
    WriteError,
)
from retinaview.core.file_names import inside
from retinaview.core.findings import Finding
from retinaview.core.guard import guard
from retinaview.imaging.photograph import Photograph, file_sha256
from retinaview.imaging.remote_files import fetched, is_address
from retinaview.imaging.shared_reading import SharedReading
from retinaview.inference.engine import Engine

_FAILED = "the networks failed on it"


@dataclass(frozen=True)
class ScreeningSettings:
    """What is the same for all photographs of a run.

    Attributes
    ----------
    out : Path
        The folder of the findings.
    referable_threshold : float
        Probability from which to refer, 0-1.
    replace : bool
        Replace maps that this program did not write, or that changed since.
    jobs : int
        Photographs that are read ahead, and threads that read and write.
    """

    out: Path
    referable_threshold: float
    replace: bool = False
    jobs: int = 2


@dataclass(frozen=True)
class Item:
    """A photograph to screen.

    Attributes
    ----------
    image : str
        Its path as given.
    path : Path
        The file; for an address, it only stands for its parts.
    name : str
        Prefix of its map files.
    before : ScreenedRow or ErrorRow, optional
        Its row of an earlier run.
    fellow : str
        Path as given of the fellow eye's photograph, to grade both together; empty without one.
    fellow_path : Path, optional
        The fellow eye's file.
    """

    image: str
    path: Path
    name: str
    before: Row | None = None
    fellow: str = ""
    fellow_path: Path | None = None


@dataclass(frozen=True)
class Screened:
    """The row of a photograph, and whether it is that of the earlier run, still valid."""

    row: Row
    reused: bool = False


@dataclass(frozen=True, eq=False)
class _Fetched:
    """A photograph to analyse, with the fellow eye's if it can be read."""

    photograph: Photograph
    fellow: Photograph | None
    eyes: EyesRow | None

    def eyes_of(self, finding: Finding) -> EyesRow | None:
        """Return the fellow eye's photograph and how it was used."""
        together = bool(finding.together)
        return self.eyes and self.eyes.model_copy(update={"together": together})

    def noted(self, finding: Finding) -> Finding:
        """Return the finding with a note on the photograph that it was graded together with."""
        if self.eyes is None or not finding.together:
            return finding
        note = f"graded together with the fellow eye's photograph {self.eyes.fellow}"
        return replace(finding, notes=(*finding.notes, note))


class Screener:
    """Screens photographs; calls from several threads take turns with the networks.

    Parameters
    ----------
    engine : Engine
        Analyses the photographs.
    settings : ScreeningSettings
        What is the same for all photographs.
    cancel : CancelToken, optional
        Stops the work.
    """

    def __init__(
        self, engine: Engine, settings: ScreeningSettings, cancel: CancelToken | None = None
    ) -> None:
        self._engine, self._settings = engine, settings
        self._cancel = cancel or CancelToken()
        self._photographs = SharedReading()
        self._models = {model.role: model_row(model) for model in engine.identities}
        self._networks = threading.Lock()

    def screened(self, items: Iterable[Item]) -> Generator[Screened, None, None]:
        """Yield the rows of photographs in their order, each once its maps are on disk.

        A few more photographs are taken and read ahead, and the maps of one are written while the
        next one is analysed.

        Raises
        ------
        WeightsError, ModelError
            The networks cannot be loaded.
        WriteError
            The disk is full or fails, or a map of somebody else is in the way.
        Cancelled
            On request.
        """
        behind: Future[Row] | None = None
        with ThreadPoolExecutor(max_workers=self._settings.jobs) as pool:
            for item, fetched in self._fetched(items, pool):
                self._cancel.raise_if_cancelled()
                future: Future[Row] | None = None
                if not isinstance(fetched, ScreenedRow):
                    future = self._analyse(item, fetched, pool)
                # The previous photograph's maps were written while this one was analysed.
                if behind is not None:
                    yield Screened(behind.result())
                behind = future
                if isinstance(fetched, ScreenedRow):
                    yield Screened(fetched, reused=True)
            if behind is not None:
                yield Screened(behind.result())

    def _fetched(
        self, items: Iterable[Item], pool: ThreadPoolExecutor
    ) -> Iterator[tuple[Item, _Fetched | Row]]:
        """Yield photographs in order while a few more are read ahead."""
        waiting: deque[tuple[Item, Future[_Fetched | Row]]] = deque()
        try:
            for item in items:
                waiting.append((item, pool.submit(self._fetch, item)))
                if len(waiting) > self._settings.jobs:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for item, future in waiting:
                yield item, future.result()
        finally:
            for _, future in waiting:
                future.cancel()

    def _fetch(self, item: Item) -> _Fetched | Row:
        """Read a photograph, or return its row if that is current or the file is bad."""
        try:
            eyes, row = self._eyes(item), item.before
            with _file(item.image, item.path) as file:
                if row and self._is_current(row, eyes) and row.sha256 == file_sha256(file):
                    return row
                photograph = self._read(item.path, file)
        except ReadError as error:
            return _error_row(item, "read", error.message)
        # An error here will recur in the analysis, which reports it.
        with suppress(RetinaViewError), guard(ModelError, item.path):
            self._engine.look_ahead(photograph)
        return _Fetched(photograph, self._fellow(item), eyes)

    def _read(self, path: Path, file: Path) -> Photograph:
        photograph = self._photographs.read(file)
        return photograph if file == path else replace(photograph, path=path)

    def _eyes(self, item: Item) -> EyesRow | None:
        """Return what is known of the fellow eye's photograph before it is read."""
        if item.fellow_path is None:
            return None
        try:
            with _file(item.fellow, item.fellow_path) as file:
                sha256 = file_sha256(file)
        except ReadError:
            sha256 = ""
        return EyesRow(fellow=item.fellow, fellow_sha256=sha256, together=False)

    def _fellow(self, item: Item) -> Photograph | None:
        if item.fellow_path is None:
            return None
        try:
            with _file(item.fellow, item.fellow_path) as file:
                return self._read(item.fellow_path, file)
        except ReadError:
            return None  # its own row gives the reason

    def _is_current(self, row: Row, eyes: EyesRow | None) -> TypeGuard[ScreenedRow]:
        """Return whether an earlier row is what this run would write."""
        if isinstance(row, ErrorRow) or row.models != self._models:
            return False
        out = self._settings.out
        before = row.eyes and row.eyes.model_copy(update={"together": False})
        size = row.width, row.height
        with suppress(ReadError), guard(ReadError, out):
            return before == eyes and all(
                is_whole(inside(out, file), size) for file in row.files.all()
            )
        return False

    def _analyse(
        self, item: Item, fetched: _Fetched | ErrorRow, pool: ThreadPoolExecutor
    ) -> Future[Row]:
        """Analyse a photograph and start writing its images; the future gives its row."""
        if not isinstance(fetched, _Fetched):
            return pool.submit(lambda: fetched)
        photograph = fetched.photograph
        with self._networks:
            self._engine.load()  # an error here affects every photograph
            try:
                with guard(ModelError, photograph.path, _FAILED, say_why=True):
                    finding = self._engine.analyse(
                        photograph, fellow=fetched.fellow, cancel=self._cancel
                    )
            except Cancelled:
                raise
            except RetinaViewError as error:
                row = _error_row(item, "model", error.message)
                return pool.submit(lambda: row)
        return pool.submit(self._written, item, fetched, finding)

    def _written(self, item: Item, fetched: _Fetched, finding: Finding) -> Row:
        """Write the maps, in a worker thread."""
        photograph, settings = fetched.photograph, self._settings
        size = photograph.width, photograph.height
        try:
            with guard(WriteError, settings.out, "its maps cannot be written", say_why=True):
                files = write_maps(
                    finding, settings.out, name=item.name, size=size, replace=settings.replace
                )
        except FileInTheWay:
            raise
        except WriteError as error:
            if is_of_disk(error):  # no other photograph's could be written either
                raise
            return _error_row(item, "write", str(error))
        return finding_row(
            fetched.noted(finding),
            image=item.image,
            sha256=photograph.sha256,
            size=size,
            referable_threshold=settings.referable_threshold,
            name=item.name,
            files=files,
            eyes=fetched.eyes_of(finding),
        )


@contextmanager
def _file(image: str, path: Path) -> Iterator[Path]:
    """Yield the file of a photograph, which is a copy of what is behind an address."""
    if not is_address(image):
        yield path
        return
    with fetched(image) as copy:
        yield copy


def _error_row(item: Item, kind: str, message: str) -> ErrorRow:
    return ErrorRow(image=item.image, error=ErrorText(kind=kind, message=message))
