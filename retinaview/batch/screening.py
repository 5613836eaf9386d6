"""Screening: analysis of many photographs into a folder, which can be resumed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from retinaview.batch.earlier_run import earlier_names
from retinaview.batch.finding_row import model_row
from retinaview.batch.findings_file import FINDINGS, ErrorRow, Row, ScreenedRow, read_findings
from retinaview.batch.findings_log import FindingsLog
from retinaview.batch.inputs import Inputs, list_inputs, named, pair_eyes, read_patients
from retinaview.batch.map_files import make_folders
from retinaview.batch.screener import Item, Screened, Screener, ScreeningSettings
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import WriteError
from retinaview.core.paths import AnyPath
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


class Cluster(Protocol):
    """Many machines that screen; see `retinaview.batch.cluster`."""

    def screened(
        self,
        items: Iterator[Item],
        settings: ScreeningSettings,
        engine: Engine,
        cancel: CancelToken,
    ) -> Iterator[Sequence[Screened]]:
        """Yield the rows of photographs as they come, each photograph's once."""
        ...


def screen(
    paths: Iterable[AnyPath],
    *,
    out: Path,
    engine: Engine,
    jobs: int = 2,
    patients: str | None = None,
    referable_threshold: float | None = None,
    replace: bool = False,
    progress: Callable[[ScreeningProgress], None] | None = None,
    cancel: CancelToken | None = None,
    cluster: Cluster | None = None,
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
    paths : iterable of str or path-like
        Photographs, folders of photographs, tables and addresses; see
        `retinaview.batch.inputs.list_inputs`. Duplicates are ignored.
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
    cluster : Cluster, optional
        Screens the photographs instead of this process, where `engine` only says which models.

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
        settings = ScreeningSettings(out, threshold, replace=replace, jobs=max(1, jobs))
        run = _Run(log, engine, threshold)
        items = _items(inputs, fellows, log)
        screened = _spread(items, settings, engine, cancel, cluster)
        with closing(screened):
            for image in run.committed(screened):
                if progress is not None:
                    progress(ScreeningProgress(run.done, len(inputs), image))
        log.sort(inputs)
    return ScreeningSummary(log.path, len(inputs), run.reused, tuple(run.failures))


def _items(inputs: Inputs, fellows: dict[str, str], log: FindingsLog) -> Iterator[Item]:
    """Yield the photographs in their order; a row of before is read when its turn comes."""
    for image, name in named(inputs, log.names):
        fellow = fellows.get(image, "")
        fellow_path = inputs[fellow] if fellow else None
        yield Item(image, inputs[image], name, log.row(image), fellow, fellow_path)


def _spread(
    items: Iterator[Item],
    settings: ScreeningSettings,
    engine: Engine,
    cancel: CancelToken | None,
    cluster: Cluster | None,
) -> Generator[Sequence[Screened], None, None]:
    """Yield what is done: here, one by one and in order, or on a cluster as it comes."""
    if cluster is not None:
        yield from cluster.screened(items, settings, engine, cancel or CancelToken())
        return
    with closing(Screener(engine, settings, cancel).screened(items)) as screened:
        for one in screened:
            yield (one,)


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


class _Run:
    """One run: writes rows, and keeps count."""

    def __init__(self, log: FindingsLog, engine: Engine, referable_threshold: float) -> None:
        self.done = 0
        self.reused = 0
        self.failures: list[tuple[str, str]] = []
        self._log = log
        self._referable_threshold = referable_threshold
        self._models = {model.role: model_row(model) for model in engine.identities}

    def committed(self, screened: Iterable[Sequence[Screened]]) -> Iterator[str]:
        """Write the rows of photographs; yields those whose rows are on disk."""
        for group in screened:
            new = [one.row for one in group if not one.reused]
            again = [self._decided_again(one.row) for one in group if one.reused]
            rows = [*new, *(row for row in again if row is not None)]
            if rows:
                self._log.append(*rows)
            for one in group:
                self.done += 1
                self.reused += one.reused
                failure = "" if one.reused else self._failure(one.row)
                if failure:
                    self.failures.append((one.row.image, failure))
                yield one.row.image

    def _decided_again(self, row: Row) -> ScreenedRow | None:
        """Refer by the threshold of this run where an earlier one used another."""
        if isinstance(row, ErrorRow) or row.referable.probability is None:
            return None
        decision = row.referable.probability >= self._referable_threshold
        if decision is row.referable.decision:
            return None
        referable = row.referable.model_copy(update={"decision": decision})
        return row.model_copy(update={"referable": referable})

    def _failure(self, row: Row) -> str:
        """Return why a photograph's row is not complete; empty if it is."""
        if isinstance(row, ErrorRow):
            return row.error.message
        return "" if row.models == self._models else "; ".join(row.notes)
