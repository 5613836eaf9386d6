"""Screening on a cluster: every photograph once, whatever happens to its workers."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("distributed")

from distributed import Client, LocalCluster

from retinaview.batch import cluster_address
from retinaview.batch.cluster import BATCH, DaskCluster
from retinaview.batch.cluster_address import connected, patience_s
from retinaview.batch.findings_file import ErrorRow, read_findings
from retinaview.batch.screener import Item, ScreeningSettings
from retinaview.batch.screening import ScreeningProgress, screen
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ClusterError
from tests.unit.batch import cluster_engines
from tests.unit.batch.test_screening import StandIn, photograph_at

if TYPE_CHECKING:
    from retinaview.batch.cluster_worker import MakeEngine

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of Dask's own threads
    pytest.mark.skipif(sys.platform == "win32", reason="workers are killed by signals"),
]


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_left_to_the_collector() -> Iterator[None]:
    """Clusters that could not be made complain when they are collected: here, and not later."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Two workers; a task that dies with one of them is a suspect at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster_address, "_ALLOWED_DEATHS", 0)
        with connected("local:2") as client:
            yield client


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    return [photograph_at(tmp_path / "in" / f"{n:02}.png", n) for n in range(3 * BATCH)]


def spread(client: Client, make: MakeEngine = cluster_engines.stand_in) -> DaskCluster:
    return DaskCluster(client, make_engine=make, patience_s=30)


def test_every_photograph_has_one_row_in_the_order_given(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    photographs[3].write_bytes(b"no photograph")
    paths = [*photographs[::-1], tmp_path / "missing.png", photographs[0]]
    out = tmp_path / "out"
    told: list[ScreeningProgress] = []
    summary = screen(paths, out=out, engine=StandIn(), cluster=spread(client), progress=told.append)
    rows = read_findings(out)
    assert [row.image for row in rows] == [str(path) for path in paths[:-1]]
    bad = [row.image for row in rows if isinstance(row, ErrorRow)]
    assert bad == [str(photographs[3]), str(tmp_path / "missing.png")]
    assert {image for image, _ in summary.failures} == set(bad)
    assert [at.done for at in told] == list(range(1, len(rows) + 1))
    assert len(list(out.glob("masks/*.png"))) == len(photographs) - 1
    assert not list(out.glob(".cluster-*"))


def test_a_run_goes_on_there_or_here(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    screen(photographs[:10], out=out, engine=StandIn())
    there = screen(photographs, out=out, engine=StandIn(), cluster=spread(client))
    assert there.reused == 10
    here = StandIn()
    assert screen(photographs, out=out, engine=here).reused == len(photographs)
    assert here.analysed == []


def test_an_engine_stays_with_its_worker(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    workers = DaskCluster(client, device=str(made), make_engine=cluster_engines.counted)
    for out in "once", "again":
        screen(photographs, out=tmp_path / out, engine=StandIn(), cluster=workers)
    # Another folder is another run, but no third engine for it.
    assert 1 <= len(list(made.iterdir())) <= 4


def test_a_worker_that_is_killed_costs_nothing(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    pids = list(client.run(os.getpid).values())

    def kill_one(at: ScreeningProgress) -> None:
        if at.done == BATCH:
            os.kill(pids[0], signal.SIGKILL)

    out, workers = tmp_path / "out", spread(client, cluster_engines.slow)
    summary = screen(photographs, out=out, engine=StandIn(), cluster=workers, progress=kill_one)
    assert summary.failures == ()
    assert [row.image for row in read_findings(out)] == [str(path) for path in photographs]


def test_a_worker_that_is_lost_at_the_start_costs_nothing(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    (pid, *_) = client.run(os.getpid).values()
    os.kill(pid, signal.SIGKILL)
    summary = screen(photographs, out=tmp_path / "out", engine=StandIn(), cluster=spread(client))
    assert summary.failures == ()
    assert len(read_findings(tmp_path / "out")) == len(photographs)


def test_a_cluster_that_loses_all_its_workers_is_a_sentence(
    photographs: list[Path], tmp_path: Path
) -> None:
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as small,
        Client(small) as own,
    ):
        workers = DaskCluster(own, make_engine=cluster_engines.slow, patience_s=1)
        with pytest.raises(ClusterError, match="no worker for 1 s; run the same command again"):
            screen(
                photographs,
                out=tmp_path / "out",
                engine=StandIn(),
                cluster=workers,
                progress=lambda _: small.scale(0),
            )
    assert len(read_findings(tmp_path / "out")) >= 1


def test_a_photograph_that_kills_workers_costs_itself_alone(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    poison = photograph_at(tmp_path / "in" / "poison.png", 99)
    paths = [*photographs[:5], poison, *photographs[5:]]
    workers = spread(client, cluster_engines.deadly)
    summary = screen(paths, out=tmp_path / "out", engine=StandIn(), cluster=workers)
    assert [image for image, _ in summary.failures] == [str(poison)]
    assert "the process that analysed it died" in summary.failures[0][1]
    assert [row.image for row in summary.rows] == [str(path) for path in paths]


def test_few_photographs_are_taken_at_a_time(client: Client, tmp_path: Path) -> None:
    path = photograph_at(tmp_path / "one.png")
    taken = 0

    def items() -> Iterator[Item]:
        nonlocal taken
        for n in range(30 * BATCH):
            taken += 1
            yield Item(f"{n}.png", path, str(n))

    cancel, done, most = CancelToken(), 0, 0
    workers = spread(client, cluster_engines.slow)
    (tmp_path / "out").mkdir()
    for folder in "masks", "probability", "attention":
        (tmp_path / "out" / folder).mkdir()
    settings = ScreeningSettings(tmp_path / "out", 0.5)
    for group in workers.screened(items(), settings, StandIn(), cancel):
        done += len(group)
        most = max(most, taken - done)
        if done >= 6 * BATCH:
            break
    assert most <= 3 * 2 * BATCH


def test_a_stopped_run_goes_on_later(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    cancel, out = CancelToken(), tmp_path / "out"
    workers = spread(client, cluster_engines.slow)
    with pytest.raises(Cancelled):
        screen(
            photographs,
            out=out,
            engine=StandIn(),
            cluster=workers,
            cancel=cancel,
            progress=lambda _: cancel.cancel(),
        )
    begun = len(read_findings(out))
    assert 0 < begun < len(photographs)
    again = screen(photographs, out=out, engine=StandIn(), cluster=workers)
    assert again.reused == begun
    assert len(again.rows) == len(photographs)


def test_workers_with_other_weights_do_not_take_part(
    client: Client, photographs: list[Path], tmp_path: Path
) -> None:
    workers = spread(client, cluster_engines.others_weights)
    with pytest.raises(ClusterError, match="other weights"):
        screen(photographs, out=tmp_path / "out", engine=StandIn(), cluster=workers)


def test_a_folder_that_workers_do_not_see_is_said(
    client: Client, photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.batch.cluster.write_atomically", lambda *_: None)
    with pytest.raises(ClusterError, match="does not see the folder"):
        screen(photographs, out=tmp_path / "out", engine=StandIn(), cluster=spread(client))


def test_a_cluster_without_workers_is_a_sentence(photographs: list[Path], tmp_path: Path) -> None:
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        Client(empty) as client,
    ):
        workers = DaskCluster(client, patience_s=0.2)
        with pytest.raises(ClusterError, match="no worker has come within 0 s"):
            screen(photographs, out=tmp_path / "out", engine=StandIn(), cluster=workers)


def test_an_address_that_answers_nothing_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_address, "_TIMEOUT_S", 0.3)
    message = r"no cluster answers at 127\.0\.0\.1:9"
    with pytest.raises(ClusterError, match=message), connected("127.0.0.1:9"):
        pass


@pytest.mark.parametrize(
    "text", ["local:0", "local:", "local:-1", "somewhere", "a:b:c", "", "x y:1"]
)
def test_what_is_no_cluster_is_a_sentence(text: str) -> None:
    with pytest.raises(ClusterError, match="--cluster must be ADDRESS"), connected(text):
        pass


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[1, 2]", "must have lines"),
        ("{", "is not YAML"),
        ("system: printer", "system: must be one of slurm"),
        ("system: [slurm]", "system: must be one of"),
        ("workers: none", "workers: must be a number"),
        ("workers: true", "workers: must be a number"),
        ("system: slurm", "slurm cannot be used"),  # cores and memory are missing
        ("system: slurm\ncores: 1\nmemory: 1GB\nfog: 3", "slurm cannot be used"),
    ],
)
def test_a_wrong_file_of_a_batch_system_is_a_sentence(
    tmp_path: Path, content: str, message: str
) -> None:
    pytest.importorskip("dask_jobqueue")
    path = tmp_path / "slurm.yaml"
    path.write_text(content)
    with pytest.raises(ClusterError, match=message) as error, connected(str(path)):
        pass
    assert "slurm.yaml" in str(error.value)
    with pytest.raises(ClusterError, match="does not exist"), connected("none.yml"):
        pass


def test_jobs_may_stand_in_a_queue_for_longer_than_a_worker_may_be_away() -> None:
    assert patience_s("slurm.YAML") == 24 * 3600
    assert patience_s("local:2") == patience_s("tcp://host:8786") == 60


def test_a_batch_system_starts_the_workers(
    photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With commands that stand in for SLURM's: a job is a process of this machine."""
    pytest.importorskip("dask_jobqueue")
    for name, line in {
        # Like SLURM's it keeps a copy: the file is gone when it returns.
        "sbatch": 'cp "$1" "$0.job"\n'
        'setsid sh "$0.job" >/dev/null 2>&1 & echo "Submitted batch job $!"',
        "scancel": 'kill -- "-$1"',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (tmp_path / "slurm.yaml").write_text("system: slurm\nworkers: 1\ncores: 2\nmemory: 4GB\n")
    with connected(str(tmp_path / "slurm.yaml")) as client:
        summary = screen(
            photographs[:3], out=tmp_path / "out", engine=StandIn(), cluster=spread(client)
        )
    assert len(summary.rows) == 3
    assert summary.failures == ()
