"""Screening: many photographs through the engine, into a folder that can be continued."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import cv2

from retinaview.core.errors import Cancelled, ReadError, RetinaViewError
from retinaview.core.findings import Finding
from retinaview.imaging.listing import find_photographs
from retinaview.imaging.photograph import Photograph, file_sha256, read_photograph
from retinaview.inference.cancel import CancelToken
from retinaview.inference.engine import Engine
from retinaview.session.findings_file import (
    ErrorRow,
    ErrorText,
    FindingRow,
    ModelRow,
    Row,
    finding_row,
)
from retinaview.session.findings_log import FindingsLog
from retinaview.session.map_files import make_folders, write_maps

FINDINGS = "findings.jsonl"
# What a photograph that breaks a step may raise; it must not stop the others.
_FAULTS = (RetinaViewError, ValueError, ArithmeticError, IndexError, MemoryError, cv2.error)


@dataclass(frozen=True)
class ScreeningProgress:
    """Photographs done of all, and the one that was last."""

    done: int
    total: int
    image: str


@dataclass(frozen=True)
class ScreeningSummary:
    """What a run came to.

    Attributes
    ----------
    rows : tuple of Row
        One per photograph, in input order.
    reused : int
        How many of them an earlier run had done.
    failures : tuple of (str, str)
        Photograph and sentence, for those that could not be read or on which a network failed.
    """

    rows: tuple[Row, ...]
    reused: int
    failures: tuple[tuple[str, str], ...]


def screen(
    paths: Iterable[Path],
    *,
    out: Path,
    engine: Engine,
    jobs: int = 2,
    progress: Callable[[ScreeningProgress], None] | None = None,
    cancel: CancelToken | None = None,
) -> ScreeningSummary:
    """Analyse photographs and write rows, masks, probabilities and attention.

    A photograph that stands in the folder already is not analysed again while its file (by
    SHA-256), the models and the written images are the same. A stop at any moment, even by a power
    cut, loses at most the photographs under way. Rows are in input order; those of photographs
    that an earlier run had beside these follow.

    Parameters
    ----------
    paths : iterable of Path
        Photographs, and folders of photographs. One that is named twice counts once.
    out : Path
        The folder; see `retinaview.session.map_files.write_maps` for what it takes. NAME is the
        file's name without its suffix, with ``_2``, ``_3`` ... behind it where another photograph
        has that name already; a row's ``name`` says which it was.
    engine : Engine
        What analyses.
    jobs : int
        Threads that read photographs ahead and write images behind the analysis.
    progress : callable, optional
        Told of every photograph that is done.
    cancel : CancelToken, optional
        Stops the run; what is written can be continued.

    Raises
    ------
    ReadError
        There is no photograph among the paths.
    WriteError
        The folder cannot be written.
    WeightsError, ModelError
        The networks cannot be loaded.
    Cancelled
        On request.
    """
    inputs = list_inputs(paths)
    make_folders(out)
    log = FindingsLog(out / FINDINGS)
    screening = _Screening(inputs, out, engine, log, cancel or CancelToken())
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for done, image in enumerate(screening.run(pool, ahead=max(1, jobs)), start=1):
            if progress is not None:
                progress(ScreeningProgress(done, len(inputs), image))
    log.sort(list(inputs))
    rows = tuple(log.known[image] for image in inputs)
    failures = tuple((row.image, failure) for row in rows if (failure := screening.failure(row)))
    return ScreeningSummary(rows, screening.reused, failures)


def list_inputs(paths: Iterable[Path]) -> dict[str, Path]:
    """Photographs by their path as given, in order; folders are listed, duplicates left out.

    Raises
    ------
    ReadError
        There is none.
    """
    inputs: dict[str, Path] = {}
    seen: set[Path] = set()
    given = list(paths)
    for path in given:
        for photograph in find_photographs([path]) if path.is_dir() else [path]:
            if (place := photograph.resolve()) not in seen:
                seen.add(place)
                inputs[_text(photograph)] = photograph
    if not inputs:
        raise ReadError("no photographs in " + ", ".join(map(str, given)))
    return inputs


def assign_names(images: Sequence[str], taken: dict[str, str]) -> dict[str, str]:
    """NAME for every photograph, unique also where upper and lower case are the same.

    Parameters
    ----------
    images : sequence of str
        Paths as given.
    taken : dict of str to str
        Names that photographs, of this run or an earlier one, have already.
    """
    names = {image: taken[image] for image in images if image in taken}
    used = {name.casefold() for name in taken.values()}
    for image in images:
        if image in names:
            continue
        # Characters that some file system forbids, and undecodable bytes of the path.
        stem = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", Path(image).stem)
        name, number = stem, 2
        while name.casefold() in used:
            name, number = f"{stem}_{number}", number + 1
        names[image] = name
        used.add(name.casefold())
    return names


class _Screening:
    """One run: fetches ahead, analyses, and commits rows in input order."""

    def __init__(
        self,
        inputs: dict[str, Path],
        out: Path,
        engine: Engine,
        log: FindingsLog,
        cancel: CancelToken,
    ) -> None:
        self.reused = 0
        self._inputs, self._out, self._engine, self._log = inputs, out, engine, log
        self._cancel = cancel
        self._known = log.known
        taken = {row.image: row.name for row in self._known.values() if isinstance(row, FindingRow)}
        self._names = assign_names(list(inputs), taken)
        self._models = {
            model.role: ModelRow(
                name=model.name, version=model.version, weights_sha256=model.weights_sha256
            )
            for model in engine.identities
        }

    def run(self, pool: ThreadPoolExecutor, *, ahead: int) -> Iterator[str]:
        """Do every photograph; yields those whose rows are on the disk."""
        behind: tuple[str, Future[Row]] | None = None
        for image, fetched in self._fetched(pool, ahead):
            future = self._done(image, fetched, pool)
            # The last photograph's images were written while this one was analysed.
            if behind is not None:
                yield self._commit(*behind)
            behind = image, future
        if behind is not None:
            yield self._commit(*behind)

    def failure(self, row: Row) -> str:
        """Why a photograph's row is not complete; empty where it is."""
        if isinstance(row, ErrorRow):
            return row.error.message
        return "" if row.models == self._models else "; ".join(row.notes)

    def _fetched(
        self, pool: ThreadPoolExecutor, ahead: int
    ) -> Iterator[tuple[str, Photograph | Row]]:
        """Photographs in order, with a few being read ahead."""
        waiting: deque[tuple[str, Future[Photograph | Row]]] = deque()
        try:
            for image, path in self._inputs.items():
                waiting.append((image, pool.submit(self._fetch, image, path)))
                if len(waiting) > ahead:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for image, future in waiting:
                yield image, future.result()
        finally:
            for _, future in waiting:
                future.cancel()

    def _fetch(self, image: str, path: Path) -> Photograph | Row:
        """The photograph, or its row where that stands or the file is bad; on a pool's thread."""
        try:
            row = self._known.get(image)
            if row is not None and self._stands(row) and row.sha256 == file_sha256(path):
                return row
            return read_photograph(path)
        except ReadError as error:
            return ErrorRow(image=image, error=ErrorText(kind="read", message=error.message))
        except MemoryError:
            message = "does not fit into memory"
            return ErrorRow(image=image, error=ErrorText(kind="read", message=message))

    def _stands(self, row: Row) -> TypeGuard[FindingRow]:
        """Whether the row of an earlier run is what this run would write, if the file is."""
        if isinstance(row, ErrorRow) or row.models != self._models:
            return False
        return all((self._out / file).is_file() for file in row.files.all())

    def _done(self, image: str, fetched: Photograph | Row, pool: ThreadPoolExecutor) -> Future[Row]:
        """Analyse a photograph and begin to write its images; the future gives its row."""
        self._cancel.raise_if_cancelled()
        if not isinstance(fetched, Photograph):
            return pool.submit(lambda: fetched)
        self._engine.load()  # what fails here fails for every photograph
        try:
            finding = self._engine.analyse(fetched, cancel=self._cancel)
        except Cancelled:
            raise
        except _FAULTS as error:
            text = ErrorText(kind="model", message=str(error) or type(error).__name__)
            row = ErrorRow(image=image, error=text)
            return pool.submit(lambda: row)
        return pool.submit(self._written, image, fetched, finding)

    def _written(self, image: str, photograph: Photograph, finding: Finding) -> Row:
        """Write the images; on a pool's thread."""
        name, size = self._names[image], (photograph.width, photograph.height)
        return finding_row(
            finding,
            image=image,
            sha256=photograph.sha256,
            size=size,
            referable_threshold=self._engine.referable_threshold,
            name=name,
            files=write_maps(finding, self._out, name=name, size=size),
        )

    def _commit(self, image: str, future: Future[Row]) -> str:
        """Put a row on the disk once its images are there."""
        row = future.result()
        if row is self._known.get(image):
            self.reused += 1
        else:
            self._log.append(row)
        return image


def _text(path: Path) -> str:
    """A path as text that JSON can hold, also where its bytes are no text."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
