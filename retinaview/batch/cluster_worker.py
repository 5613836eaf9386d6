"""What runs on the workers of a cluster: an engine that stays, and batches of photographs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from retinaview import __version__
from retinaview.batch.screener import Item, Screened, Screener, ScreeningSettings
from retinaview.core.errors import ClusterError
from retinaview.core.findings import ModelIdentity
from retinaview.inference.engine import Engine

MakeEngine = Callable[[str, tuple[str, ...] | None], Engine]
"""From a device and the names of models; None for the default models."""


def make_engine(device: str, models: tuple[str, ...] | None) -> Engine:
    """Return the engine of a worker."""
    return Engine(device=device, models=models)


@dataclass(frozen=True)
class Job:
    """What is the same for all batches of a run.

    Attributes
    ----------
    settings : ScreeningSettings
        See there.
    device : str
        The device to run on.
    models : tuple of str, optional
        Names or paths of weights; default those shipped.
    identities : tuple of ModelIdentity
        The weights that these names stand for where the run was begun.
    make_engine : callable
        Makes the engine.
    """

    settings: ScreeningSettings
    device: str
    models: tuple[str, ...] | None
    identities: tuple[ModelIdentity, ...]
    make_engine: MakeEngine = make_engine


_making = threading.Lock()


def screen_batch(job: Job, items: tuple[Item, ...]) -> tuple[Screened, ...]:
    """Screen a few photographs.

    Raises
    ------
    ClusterError
        This worker has other weights than the run was begun with.
    RetinaViewError
        See `Screener.screened`.
    """
    with _making:
        screener = _screener(job)
    return tuple(screener.screened(items))


@lru_cache(maxsize=1)
def _screener(job: Job) -> Screener:
    """Return the screener of this process, whose engine keeps its networks between batches."""
    _choose_gpu()
    engine = job.make_engine(job.device, job.models)
    if engine.identities != job.identities:
        raise ClusterError("a worker has other weights under these names than this computer")
    return Screener(engine, job.settings)


def _choose_gpu() -> None:
    """Give each of several workers on this machine a GPU of its own; before torch is imported."""
    from distributed import get_worker

    name = get_worker().name
    gpus = len(list(Path("/dev").glob("nvidia[0-9]*")))
    if isinstance(name, int) and gpus > 1:  # numbered by `local:N`
        os.environ.setdefault("CUDA_VISIBLE_DEVICES", str(name % gpus))


def greet(probe: str) -> str:
    """Return what keeps this worker from screening; empty if nothing does.

    Parameters
    ----------
    probe : str
        A file in the output folder, with the version of the program for a content.
    """
    try:
        version = Path(probe).read_text(encoding="utf-8")
    except OSError:
        return f"does not see the folder {Path(probe).parent}, which all machines must share"
    return "" if version == __version__ else f"has version {__version__}, not {version}"
