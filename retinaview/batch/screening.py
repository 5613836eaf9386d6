"""Screening: analysis of many photographs into a folder, which can be resumed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeGuard

from filelock import FileLock, Timeout

from retinaview.batch.earlier_run import earlier_names
from retinaview.batch.finding_row import finding_row, model_row
from retinaview.batch.findings_file import (
    FINDINGS,
    ErrorRow,
    ErrorText,
    EyesRow,
    Row,
    ScreenedRow,
    read_findings,
)
from retinaview.batch.findings_log import FindingsLog, is_of_disk
from retinaview.batch.inputs import assign_names, list_inputs, pair_eyes, read_patients
from retinaview.batch.map_files import make_folders, write_maps
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
from retinaview.imaging.shared_reading import SharedReading
from retinaview.inference.engine import Engine

_LOCK = ".screening.lock"


@dataclass(frozen=True)
class ScreeningProgress:
    """Number of photographs done and in total, and the last one done."""

    done: int
    total: int
    image: str


@dataclass(frozen=True)
class ScreeningSummary:
    """The result of a run.

    Attributes
    ----------
    findings : Path
        The findings file, in which this run's photographs come first.
    total : int
        Number of photographs.
    reused : int
        Number of them done by an earlier run.
    failures : tuple of (str, str)
        Photograph and error message, for those that could not be read, on which a network failed,
        or whose maps could not be written.
    """

    findings: Path
    total: int
    reused: int
    failures: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of this run's photographs in input order, read from the file."""
        return read_findings(self.findings)[: self.total]


def screen(
    paths: Iterable[Path],
    *,
    out: Path,
    engine: Engine,
    jobs: int = 2,
    patients: str | None = None,
    referable_threshold: float | None = None,
    replace: bool = False,
    progress: Callable[[ScreeningProgress], None] | None = None,
    cancel: CancelToken | None = None,
) -> ScreeningSummary:
    """Analyse photographs and write rows, masks, probabilities and attention.

    If the grading network takes both eyes, photographs of one folder whose names give the same
    patient and opposite eyes are graded together (see `retinaview.batch.inputs.pair_eyes`), others
    one by one; the notes of a row say so.

    A photograph is not analysed again while its file (by SHA-256), that of the fellow eye, the
    models and the written maps are unchanged. A stop at any moment, even by a power failure, loses
    at most the photographs in progress. Rows are in input order; rows of an earlier run's other
    photographs follow.

    Parameters
    ----------
    paths : iterable of Path
        Photographs and folders of photographs; duplicates are ignored.
    out : Path
        The folder; see `retinaview.batch.map_files.write_maps` for its files. NAME is the file
        name without suffix, followed by ``_2``, ``_3`` ... if another photograph already has that
        name; a row's ``name`` gives it.
    engine : Engine
        Analyses the photographs.
    jobs : int
        Threads that read photographs ahead and write maps in the background.
    patients : str, optional
        Table or pattern of patient and eye, see `retinaview.batch.inputs.read_patients`.
    referable_threshold : float, optional
        Probability from which to refer, 0-1, such as a site's own; by default the model card's.
        Photographs of an earlier run are decided again, not analysed again.
    replace : bool
        Replace a findings file with lines that are no findings, and maps that this program did not
        write or that changed since.
    progress : callable, optional
        Called after every photograph.
    cancel : CancelToken, optional
        Stops the run, which can be resumed.

    Raises
    ------
    ReadError
        There is no photograph among the paths.
    FileInTheWay
        There is such a file, and it is not to be replaced.
    WriteError
        The folder cannot be written, its disk is full, or another run is using it.
    WeightsError, ModelError
        The networks cannot be loaded.
    Cancelled
        On request.
    """
    inputs = list_inputs(paths)
    with _locked(out):
        make_folders(out)
        table = None if patients is None else read_patients(patients, inputs)
        log = FindingsLog(out / FINDINGS, replace=replace)
        log.rename(earlier_names(inputs, log))
        fellows = pair_eyes(inputs, table) if engine.pairs_eyes else {}
        threshold = engine.referable_threshold
        if referable_threshold is not None:
            threshold = referable_threshold
        cancel = cancel or CancelToken()
        screening = _Screening(
            inputs, fellows, out, engine, log, cancel, threshold, replace=replace
        )
        with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
            for done, image in enumerate(screening.run(pool, ahead=max(1, jobs)), start=1):
                if progress is not None:
                    progress(ScreeningProgress(done, len(inputs), image))
        log.sort(inputs)
    return ScreeningSummary(log.path, len(inputs), screening.reused, tuple(screening.failures))


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Lock a folder against other runs; the system releases the lock of a run that dies."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / _LOCK)
        lock.acquire(timeout=0)
    except Timeout:
        raise WriteError("another run is writing to this folder", path=out) from None
    except OSError as error:
        raise WriteError(f"the folder cannot be created: {error.strerror}", path=out) from error
    try:
        yield
    finally:
        lock.release()


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


class _Screening:
    """One run: reads ahead, analyses, and commits rows in input order."""

    def __init__(
        self,
        inputs: dict[str, Path],
        fellows: dict[str, str],
        out: Path,
        engine: Engine,
        log: FindingsLog,
        cancel: CancelToken,
        referable_threshold: float,
        *,
        replace: bool,
    ) -> None:
        self.reused = 0
        self._replace = replace
        self._referable_threshold = referable_threshold
        self.failures: list[tuple[str, str]] = []
        self._inputs, self._out, self._engine, self._log = inputs, out, engine, log
        self._cancel = cancel
        self._names = assign_names(inputs, log.names)
        self._fellows = fellows
        self._photographs = SharedReading()
        self._models = {model.role: model_row(model) for model in engine.identities}

    def run(self, pool: ThreadPoolExecutor, *, ahead: int) -> Iterator[str]:
        """Process every photograph; yields those whose rows are on disk."""
        behind: Future[Row] | None = None
        for image, fetched in self._fetched(pool, ahead):
            self._cancel.raise_if_cancelled()
            future: Future[Row] | None = None
            if not isinstance(fetched, ScreenedRow):
                future = self._analyse(image, fetched, pool)
            # The previous photograph's maps were written while this one was analysed.
            if behind is not None:
                yield self._commit(behind.result())
            behind = future
            if isinstance(fetched, ScreenedRow):
                self.reused += 1
                self._decide_again(fetched)
                yield image
        if behind is not None:
            yield self._commit(behind.result())

    def _decide_again(self, row: ScreenedRow) -> None:
        """Refer by the threshold of this run where an earlier one used another."""
        probability = row.referable.probability
        if probability is None:
            return
        decision = probability >= self._referable_threshold
        if decision is not row.referable.decision:
            referable = row.referable.model_copy(update={"decision": decision})
            self._log.append(row.model_copy(update={"referable": referable}))

    def _failure(self, row: Row) -> str:
        """Return why a photograph's row is not complete; empty if it is."""
        if isinstance(row, ErrorRow):
            return row.error.message
        return "" if row.models == self._models else "; ".join(row.notes)

    def _fetched(
        self, pool: ThreadPoolExecutor, ahead: int
    ) -> Iterator[tuple[str, _Fetched | Row]]:
        """Yield photographs in order while a few more are read ahead."""
        waiting: deque[tuple[str, Future[_Fetched | Row]]] = deque()
        try:
            for image in self._inputs:
                waiting.append((image, pool.submit(self._fetch, image)))
                if len(waiting) > ahead:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for image, future in waiting:
                yield image, future.result()
        finally:
            for _, future in waiting:
                future.cancel()

    def _fetch(self, image: str) -> _Fetched | Row:
        """Read a photograph, or return its row if that is current or the file is bad."""
        path = self._inputs[image]
        try:
            row = self._log.row(image)
            eyes = self._eyes(image)
            if row is not None and self._is_current(row, eyes) and row.sha256 == file_sha256(path):
                return row
            photograph = self._photographs.read(path)
        except ReadError as error:
            return ErrorRow(image=image, error=ErrorText(kind="read", message=error.message))
        # An error here will recur in the analysis, which reports it.
        with suppress(RetinaViewError), guard(ModelError, path):
            self._engine.look_ahead(photograph)
        return _Fetched(photograph, None if eyes is None else self._other(eyes), eyes)

    def _eyes(self, image: str) -> EyesRow | None:
        """Return what is known of the fellow eye's photograph before it is read."""
        fellow = self._fellows.get(image)
        if fellow is None:
            return None
        try:
            sha256 = file_sha256(self._inputs[fellow])
        except ReadError:
            sha256 = ""
        return EyesRow(fellow=fellow, fellow_sha256=sha256, together=False)

    def _other(self, eyes: EyesRow) -> Photograph | None:
        try:
            return self._photographs.read(self._inputs[eyes.fellow])
        except ReadError:
            return None  # its own row gives the reason

    def _is_current(self, row: Row, eyes: EyesRow | None) -> TypeGuard[ScreenedRow]:
        """Return whether an earlier row is what this run would write."""
        if isinstance(row, ErrorRow) or row.models != self._models:
            return False
        before = row.eyes and row.eyes.model_copy(update={"together": False})
        size = row.width, row.height
        with suppress(ReadError), guard(ReadError, self._out):
            return before == eyes and all(
                is_whole(inside(self._out, file), size) for file in row.files.all()
            )
        return False

    def _analyse(
        self, image: str, fetched: _Fetched | ErrorRow, pool: ThreadPoolExecutor
    ) -> Future[Row]:
        """Analyse a photograph and start writing its images; the future gives its row."""
        if not isinstance(fetched, _Fetched):
            return pool.submit(lambda: fetched)
        self._engine.load()  # an error here affects every photograph
        photograph = fetched.photograph
        try:
            with guard(ModelError, photograph.path, "the networks failed on it", say_why=True):
                finding = self._engine.analyse(
                    photograph, fellow=fetched.fellow, cancel=self._cancel
                )
        except Cancelled:
            raise
        except RetinaViewError as error:
            text = ErrorText(kind="model", message=error.message)
            row = ErrorRow(image=image, error=text)
            return pool.submit(lambda: row)
        return pool.submit(self._written, image, fetched, finding)

    def _written(self, image: str, fetched: _Fetched, finding: Finding) -> Row:
        """Write the maps, in a worker thread."""
        photograph = fetched.photograph
        name, size = self._names[image], (photograph.width, photograph.height)
        try:
            with guard(WriteError, self._out, "its maps cannot be written", say_why=True):
                files = write_maps(finding, self._out, name=name, size=size, replace=self._replace)
        except FileInTheWay:
            raise
        except WriteError as error:
            if is_of_disk(error):  # no other photograph's could be written either
                raise
            return ErrorRow(image=image, error=ErrorText(kind="write", message=str(error)))
        return finding_row(
            fetched.noted(finding),
            image=image,
            sha256=photograph.sha256,
            size=size,
            referable_threshold=self._referable_threshold,
            name=name,
            files=files,
            eyes=fetched.eyes_of(finding),
        )

    def _commit(self, row: Row) -> str:
        """Write a row once its maps are on disk."""
        self._log.append(row)
        if failure := self._failure(row):
            self.failures.append((row.image, failure))
        return row.image
