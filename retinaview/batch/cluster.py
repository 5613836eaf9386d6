"""Screening on many machines: photographs as tasks of Dask, in batches, a few at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from distributed import wait
from distributed.scheduler import KilledWorker

from retinaview import __version__
from retinaview.batch.cluster_worker import Job, MakeEngine, greet, make_engine, screen_batch
from retinaview.batch.findings_file import ErrorRow, ErrorText
from retinaview.batch.screener import Item, Screened, ScreeningSettings
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import ClusterError, RetinaViewError
from retinaview.core.text import brief
from retinaview.core.whole_files import write_atomically
from retinaview.inference.engine import Engine

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH = 8
"""Photographs in a task: few, so that a worker that dies costs little."""
_AHEAD = 3
"""Tasks for each worker, so that none waits for the next: all that is in memory of the inputs."""
_LOOK_EVERY_S = 1.0
_DIED = "the process that analysed it died, and again when nothing else ran beside it"

Batch = tuple[Item, ...]


class DaskCluster:
    """The workers of a Dask cluster, each with an engine of its own.

    Tasks of a worker that dies are given to another. Where a batch dies with several workers, its
    photographs are tried one by one in the end, and only the one that kills again gets an error.

    Parameters
    ----------
    client : distributed.Client
        Connected to the cluster.
    device : str
        Device of the workers.
    models : sequence of str, optional
        Names or paths of weights, found by every worker.
    patience_s : float
        How long to wait for a worker where there is none.
    make_engine : callable
        Makes the engine of a worker; can be imported there.
    """

    def __init__(
        self,
        client: Client,
        *,
        device: str = "auto",
        models: Sequence[str] | None = None,
        patience_s: float = 60.0,
        make_engine: MakeEngine = make_engine,
    ) -> None:
        self._client, self._device, self._make_engine = client, device, make_engine
        self._models = None if models is None else tuple(models)
        self._patience_s = patience_s

    def screened(
        self,
        items: Iterator[Item],
        settings: ScreeningSettings,
        engine: Engine,
        cancel: CancelToken,
    ) -> Iterator[Sequence[Screened]]:
        """Yield the rows of batches as they come, every photograph's once.

        Raises
        ------
        ClusterError
            A worker cannot take part, or there is no worker any more.
        Cancelled
            On request.
        RetinaViewError
            What stops a run on one machine, such as a full disk.
        """
        self._greet(settings.out)
        job = Job(settings, self._device, self._models, engine.identities, self._make_engine)
        batches = iter(lambda: tuple(islice(items, BATCH)), ())
        suspects: list[Item] = []
        waiting: dict[Future, Batch] = {}
        try:
            while self._submit(job, batches, waiting):
                for future in self._some_done(waiting, cancel):
                    batch = waiting.pop(future)
                    done = _outcome(future)
                    if done is None:
                        suspects += batch
                    else:
                        yield done
            for item in suspects:
                yield self._alone(job, item, waiting, cancel)
        finally:
            self._client.cancel(list(waiting), force=True)

    def _submit(self, job: Job, batches: Iterator[Batch], waiting: dict[Future, Batch]) -> bool:
        """Keep enough tasks submitted; whether any is."""
        missing = _AHEAD * max(1, self._workers()) - len(waiting)
        for batch in islice(batches, max(0, missing)):
            waiting[self._client.submit(screen_batch, job, batch, pure=False)] = batch
        return bool(waiting)

    def _some_done(self, waiting: dict[Future, Batch], cancel: CancelToken) -> Iterator[Future]:
        """Wait for tasks to end; those that did."""
        alone_since = None
        while True:
            cancel.raise_if_cancelled()
            try:
                done = wait(list(waiting), timeout=_LOOK_EVERY_S, return_when="FIRST_COMPLETED")
            except TimeoutError:
                alone_since = self._still_alone(alone_since)
                continue
            return iter(done.done)

    def _still_alone(self, since: float | None) -> float | None:
        """Return since when there is no worker; None if there is one."""
        if self._client.status != "running":
            raise ClusterError("the cluster is gone; run the same command again to continue")
        if self._workers():
            return None
        since = since or time.monotonic()
        if time.monotonic() - since > self._patience_s:
            raise ClusterError(
                f"the cluster has had no worker for {self._patience_s:.0f} s; "
                "run the same command again to continue"
            )
        return since

    def _alone(
        self, job: Job, item: Item, waiting: dict[Future, Batch], cancel: CancelToken
    ) -> Sequence[Screened]:
        """Screen a photograph while no other is, so that who kills a worker is known."""
        future = self._client.submit(screen_batch, job, (item,), pure=False)
        waiting[future] = (item,)
        for ended in self._some_done(waiting, cancel):
            waiting.pop(ended)
        error = ErrorText(kind="model", message=_DIED)
        return _outcome(future) or (Screened(ErrorRow(image=item.image, error=error)),)

    def _workers(self) -> int:
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def _greet(self, out: Path) -> None:
        """Wait for a worker, and ask all there are whether they can take part."""
        try:
            self._client.wait_for_workers(1, timeout=self._patience_s)
        except TimeoutError:
            message = f"no worker has come within {self._patience_s:.0f} s"
            raise ClusterError(message) from None
        with _probe(out) as path:
            answers = self._client.run(greet, str(path), on_error="return")
        for worker, answer in answers.items():
            if isinstance(answer, OSError):
                continue  # it has just been lost; its tasks go to others
            if isinstance(answer, BaseException):
                answer = f"cannot take part ({brief(answer) or type(answer).__name__})"
            if answer:
                raise ClusterError(f"the worker {worker} {answer}")


@contextmanager
def _probe(out: Path) -> Iterator[Path]:
    path = out.absolute() / f".cluster-{uuid4().hex[:8]}"
    write_atomically(path, __version__.encode())
    try:
        yield path
    finally:
        with suppress(OSError):  # it is hidden, empty but for a version, and harms nothing
            path.unlink()


def _outcome(future: Future) -> Sequence[Screened] | None:
    """Return the rows of a batch; None if it died with its worker."""
    error = future.exception() if future.status == "error" else None
    if error is None and future.status == "finished":
        rows: Sequence[Screened] = future.result()
        return rows
    if isinstance(error, KilledWorker):
        return None
    if isinstance(error, RetinaViewError):
        raise error
    why = f" ({brief(error) or type(error).__name__})" if error else ""
    raise ClusterError(f"a task was lost{why}; run the same command again to continue")
