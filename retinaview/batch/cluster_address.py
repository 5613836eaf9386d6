"""Clusters by what a person writes: an address, ``local:N``, or a file for a batch system."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import ClusterError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.text import shown

if TYPE_CHECKING:
    from distributed import Client

_LOCAL = re.compile(r"local:([1-9]\d{0,3})")
_ADDRESS = re.compile(
    r"(?!local:)(?:(?:tcp|tls|ws|wss|ucx)://)?[^\s/:]+:\d{1,5}|tcp://\[[^\s/]+\]:\d{1,5}"
)
_SYSTEMS = {
    "slurm": "SLURMCluster",
    "pbs": "PBSCluster",
    "sge": "SGECluster",
    "lsf": "LSFCluster",
    "oar": "OARCluster",
    "htcondor": "HTCondorCluster",
    "moab": "MoabCluster",
}
_KINDS = "ADDRESS such as tcp://HOST:8786, local:N, or a YAML file of a batch system"
_TIMEOUT_S = 10
_PATIENCE_S, _PATIENCE_IN_QUEUE_S = 60.0, 86_400.0
_ALLOWED_DEATHS = 2
"""Workers that may die with a task before it is a suspect."""


@contextmanager
def connected(text: str) -> Iterator[Client]:
    """Yield a client of a cluster, which is started if need be, and ended with the block.

    Parameters
    ----------
    text : str
        ``tcp://HOST:PORT`` of a scheduler; ``local:N`` for N workers on this machine; or a YAML
        file with ``system`` (``slurm``, ``pbs`` ...), ``workers``, and any argument of
        dask-jobqueue's cluster of that system.

    Raises
    ------
    ClusterError
        It is none of these, a package is missing, or nothing answers.
    """
    if not (_LOCAL.fullmatch(text) or _ADDRESS.fullmatch(text) or _is_file(text)):
        raise ClusterError(f"--cluster must be {_KINDS}, not {shown(text)}")
    if find_spec("distributed") is None:
        raise ClusterError("--cluster needs Dask: pip install 'retinaview[cluster]'")
    import dask
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a worker that dies, and the like
    with ExitStack() as stack:
        stack.enter_context(
            dask.config.set({"distributed.scheduler.allowed-failures": _ALLOWED_DEATHS})
        )
        if match := _LOCAL.fullmatch(text):
            place: Any = stack.enter_context(_local(int(match[1])))
        elif _is_file(text):
            place = stack.enter_context(_batch_system(Path(text)))
        else:
            place = text
        message = f"no cluster answers at {text}"
        with guard(ClusterError, None, message, system=message):
            client = stack.enter_context(Client(place, timeout=_TIMEOUT_S))
        yield client


def patience_s(text: str) -> float:
    """Return how long to wait where a cluster has no worker, seconds; jobs may stand in a queue."""
    return _PATIENCE_IN_QUEUE_S if _is_file(text) else _PATIENCE_S


def _is_file(text: str) -> bool:
    return text.lower().endswith((".yaml", ".yml"))


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    from distributed import LocalCluster

    threads = max(1, (os.cpu_count() or 1) // workers)
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    message = "the workers cannot be started"
    with ExitStack() as stack:
        with guard(ClusterError, None, message, system=message, say_why=True):
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=2,  # one reads while the other has the networks
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
                env=dict.fromkeys(names, str(threads)),
            )
        yield stack.enter_context(cluster)


@contextmanager
def _batch_system(path: Path) -> Iterator[Any]:
    import yaml

    with guard(ClusterError, path, "is not YAML", say_why=True):
        told = yaml.safe_load(read_regular(path))
    if not isinstance(told, dict):
        raise ClusterError("must have lines such as 'system: slurm'", path=path)
    system, workers = told.pop("system", "slurm"), told.pop("workers", 1)
    if not isinstance(system, str) or system not in _SYSTEMS:
        known = ", ".join(_SYSTEMS)
        raise ClusterError(
            f"must be one of {known}, not {shown(system)}", path=path, field="system"
        )
    if not isinstance(workers, int) or isinstance(workers, bool) or not 1 <= workers <= 10_000:
        raise ClusterError("must be a number from 1 to 10,000", path=path, field="workers")
    if find_spec("dask_jobqueue") is None:
        raise ClusterError("a batch system needs dask-jobqueue: pip install 'retinaview[cluster]'")
    import dask_jobqueue

    with ExitStack() as stack:
        with guard(ClusterError, path, f"{system} cannot be used", say_why=True):
            cluster = getattr(dask_jobqueue, _SYSTEMS[system])(**{"processes": 1, **told})
            stack.enter_context(cluster)
            cluster.scale(jobs=workers)
        yield cluster
