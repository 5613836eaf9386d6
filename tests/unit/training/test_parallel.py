"""Two processes on the processor against one with batches twice as large."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.testing import assert_array_equal

from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from tests import one_of_two
from training import parallel
from training.grading.data.graded import LabelledPhotograph, Views
from training.grading.data.mixture import Mixture, Pool


@pytest.fixture(scope="module")
def both(graded_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two processes have trained together."""
    out = tmp_path_factory.mktemp("both")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    meeting = {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    command = [sys.executable, "-m", "tests.one_of_two", str(graded_data), str(out)]
    running = [
        subprocess.Popen(
            command,
            env=os.environ | meeting | {"RANK": rank, "LOCAL_RANK": rank, "OMP_NUM_THREADS": "1"},
            cwd=Path(__file__).parents[3],
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in "01"
    ]
    said = [process.communicate(timeout=300)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], "\n".join(said)
    return out


def report(both: Path, rank: int) -> dict[str, str]:
    found: dict[str, str] = json.loads((both / f"{rank}.json").read_text())
    return found


def state(path: Path) -> dict[str, torch.Tensor]:
    loaded: dict[str, torch.Tensor] = torch.load(path, weights_only=True)
    return loaded


def assert_same_weights(ours: dict[str, Any], theirs: dict[str, Any], *, atol: float) -> None:
    assert list(ours) == list(theirs)
    for name, value in ours.items():
        torch.testing.assert_close(value, theirs[name], rtol=0, atol=atol, msg=name)


def test_they_learn_what_one_process_learns_from_twice_the_batch(
    both: Path, tmp_path: Path
) -> None:
    alone = one_of_two.train_tiny(tmp_path).state_dict()
    first, second = (state(both / f"tiny-{rank}.pt") for rank in (0, 1))
    assert_same_weights(first, second, atol=0)
    assert_same_weights(first, dict(alone), atol=1e-5)


def test_one_validates_and_writes(both: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (both / "tiny/log.jsonl").read_text().splitlines()]
    assert [(row["epoch"], row["seen"]) for row in rows] == [(1, 1.0), (2, 2.0)]
    one_of_two.train_tiny(tmp_path)
    alone = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    for ours, theirs in zip(rows, alone, strict=True):
        assert ours["loss"] == pytest.approx(theirs["loss"], rel=1e-4)
    assert not list(both.rglob("*.part*"))


def test_a_recipe_ends_with_the_same_weights_and_one_export(
    both: Path, graded_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_of_two.scores, "RESAMPLES", one_of_two.scores.RESAMPLES)
    monkeypatch.setattr(
        one_of_two.grader_options,
        "multiplies_bfloat16",
        one_of_two.grader_options.multiplies_bfloat16,
    )
    one_of_two.train_recipe(graded_data, tmp_path, per_batch=4)
    ours, theirs = (state(out / "gradcam-small/best.pt") for out in (both / "recipe", tmp_path))
    assert_same_weights(ours, theirs, atol=1e-5)
    assert len((both / "recipe/gradcam-small/log.jsonl").read_text().splitlines()) == 1
    weights = {report(both, rank)["weights"] for rank in (0, 1)}
    assert weights == {str(both / "recipe/gradcam-small.safetensors")}
    files.load(weights.pop())


def test_a_failure_of_one_ends_all_with_a_sentence(both: Path) -> None:
    first, second = report(both, 0), report(both, 1)
    assert second["failed"] == "loss: the loss is nan at step 0; training stops"
    assert first["not written"] == "disk is full"
    other = "another process of this run has failed (see its message); all of them stop"
    assert first["failed"] == second["not written"] == other
    assert first["lost"] == "another process of this run has ended; all of them stop"


@pytest.fixture
def as_process(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    def become(rank: int, count: int) -> None:
        monkeypatch.setenv("RANK", str(rank))
        monkeypatch.setenv("WORLD_SIZE", str(count))

    return become


def test_shares_are_those_of_a_larger_batch(as_process: Callable[[int, int], None]) -> None:
    size = Preprocessing(32, canvas="square")
    image = np.random.default_rng(0).integers(0, 255, (5, 32, 32, 3), dtype=np.uint8)
    field = np.ones((32, 32), np.bool_)
    photographs = [
        LabelledPhotograph(str(number), str(number), image[number], field, number, -1)
        for number in range(5)
    ]

    views = Views(size, zoom=(1, 1.2))

    def drawn(per_batch: int) -> list[dict[str, torch.Tensor]]:
        return list(Mixture((Pool(photographs, views, per_batch),), steps=4, seed=3)(1))

    whole = drawn(6)
    shares = []
    for rank in range(3):
        as_process(rank, 3)
        shares.append(drawn(2))
    for step, batch in enumerate(whole):
        for rank, share in enumerate(shares):
            assert_array_equal(share[step]["dr"], batch["dr"][rank::3])
            assert_array_equal(share[step]["image"], batch["image"][rank::3])


def test_alone_nothing_is_shared_or_waited_for(as_process: Callable[[int, int], None]) -> None:
    as_process(0, 1)
    done: list[int] = []
    parallel.on_first(lambda: done.append(1))
    assert parallel.first_then_others(lambda: 5) == parallel.agree(lambda: 5) == 5
    assert (done, list(parallel.own_share([1, 2])), parallel.mean(0.5)) == ([1], [1, 2], 0.5)
