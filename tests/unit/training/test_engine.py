from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from training.engine import TrainingSettings, choose_device, fit, to_device

CPU = torch.device("cpu")
BASE = TrainingSettings(
    epochs=3, steps_per_epoch=4, warmup_steps=2, learning_rate=0.05, bfloat16=False
)


def network() -> nn.Module:
    torch.manual_seed(7)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))


def batches(epoch: int) -> Iterator[Tensor]:
    generator = torch.Generator().manual_seed(epoch)
    while True:
        yield torch.randn(5, 3, generator=generator)


def loss(module: nn.Module, batch: Tensor) -> Tensor:
    return (module(batch) - batch.sum(dim=1, keepdim=True)).square().mean()


def run(out: Path, settings: TrainingSettings = BASE, **changes: Any) -> nn.Module:
    arguments: dict[str, Any] = {
        "batches": batches,
        "loss": loss,
        "settings": settings,
        "out": out,
        "device": CPU,
    }
    return fit(changes.pop("module", None) or network(), **(arguments | changes))


def rows(out: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]


def test_learns_and_logs_one_line_per_epoch(tmp_path: Path) -> None:
    settings = TrainingSettings(epochs=6, steps_per_epoch=40, learning_rate=0.05, bfloat16=False)
    run(tmp_path, settings)
    log = rows(tmp_path)
    assert [row["epoch"] for row in log] == [1, 2, 3, 4, 5, 6]
    assert log[-1]["step"] == 240
    assert log[-1]["loss"] < 0.2 * log[0]["loss"]
    assert log[-1]["learning_rate"] == pytest.approx(0, abs=1e-4)


def test_the_same_seed_gives_the_same_weights(tmp_path: Path) -> None:
    first, second = run(tmp_path / "a"), run(tmp_path / "b")
    for ours, theirs in zip(first.parameters(), second.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=0, atol=0)


def test_a_resumed_run_ends_as_one_that_was_never_stopped(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stopping(epoch: int) -> Iterator[Tensor]:
        if epoch == 2:
            raise Stop
        return batches(epoch)

    whole = run(tmp_path / "whole")
    with pytest.raises(Stop):
        run(tmp_path / "halves", batches=stopping)
    torch.manual_seed(99)
    halves = run(tmp_path / "halves", module=nn.Sequential(*network()), resume=True)
    for ours, theirs in zip(whole.state_dict().values(), halves.state_dict().values(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=0, atol=0)
    assert [row["loss"] for row in rows(tmp_path / "whole")] == [
        row["loss"] for row in rows(tmp_path / "halves")
    ]


def test_accumulated_batches_make_the_step_of_one_large_batch(tmp_path: Path) -> None:
    def half(epoch: int) -> Iterator[Tensor]:
        for batch in batches(epoch):
            yield from batch[:4].split(2)

    def whole(epoch: int) -> Iterator[Tensor]:
        for batch in batches(epoch):
            yield batch[:4]

    def linear() -> nn.Module:
        torch.manual_seed(7)
        return nn.Linear(3, 1)

    settings = replace(BASE, accumulate=2)
    parts = run(tmp_path / "parts", settings, module=linear(), batches=half)
    once = run(tmp_path / "once", module=linear(), batches=whole)
    torch.testing.assert_close(parts.state_dict(), once.state_dict())
    assert rows(tmp_path / "parts")[-1]["step"] == BASE.epochs * BASE.steps_per_epoch


def test_the_rate_falls_to_a_tenth_in_steps(tmp_path: Path) -> None:
    settings = replace(BASE, schedule="step", decay_steps=4, warmup_steps=0)
    run(tmp_path, settings)
    rates = [row["learning_rate"] for row in rows(tmp_path)]  # of the step after each epoch
    assert rates == pytest.approx([0.005, 0.0005, 0.00005])


def test_the_checkpoint_holds_no_pickled_objects(tmp_path: Path) -> None:
    run(tmp_path)
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert state["progress"]["epoch"] == 3


def test_stops_on_a_loss_that_is_not_finite(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="loss is nan at step 0"):
        run(tmp_path, loss=lambda module, batch: module(batch).mean() * float("nan"))
    assert not (tmp_path / "checkpoint.pt").exists()


def test_returns_the_best_epoch_not_the_last(tmp_path: Path) -> None:
    scores = iter([0.1, 0.9, 0.3])
    kept: list[Tensor] = []

    def validate(module: nn.Module) -> dict[str, float]:
        assert not module.training
        kept.append(next(module.parameters()).detach().clone())
        return {"dice": next(scores)}

    settings = TrainingSettings(epochs=3, steps_per_epoch=4, monitor="dice", bfloat16=False)
    best = run(tmp_path, settings, validate=validate)
    torch.testing.assert_close(next(best.parameters()), kept[1])
    assert [row["dice"] for row in rows(tmp_path)] == [0.1, 0.9, 0.3]


def test_validates_now_and_then_and_at_the_end(tmp_path: Path) -> None:
    settings = TrainingSettings(epochs=5, steps_per_epoch=1, validate_every=2, bfloat16=False)
    run(tmp_path, settings, validate=lambda _: {"seen": 1.0})
    assert [("seen" in row) for row in rows(tmp_path)] == [False, True, False, True, True]


def test_fixed_weights_stay(tmp_path: Path) -> None:
    module = network()
    layer = module.get_submodule("0")
    layer.requires_grad_(False)
    before = [weight.detach().clone() for weight in layer.parameters()]
    trained = run(tmp_path, module=module)
    for old, new in zip(before, trained.get_submodule("0").parameters(), strict=True):
        torch.testing.assert_close(old, new)
    assert not torch.equal(trained.get_submodule("2").weight, network().get_submodule("2").weight)


def test_no_moving_average_gives_the_plain_weights(tmp_path: Path) -> None:
    module = network()
    settings = TrainingSettings(epochs=1, steps_per_epoch=3, ema_decay=0, bfloat16=False)
    averaged = run(tmp_path, settings, module=module)
    for ours, theirs in zip(averaged.parameters(), module.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs)


def test_takes_another_optimizer(tmp_path: Path) -> None:
    made: list[torch.optim.Optimizer] = []

    def sgd(weights: Any) -> torch.optim.Optimizer:
        made.append(torch.optim.SGD(weights, lr=0.1, momentum=0.9))
        return made[-1]

    settings = TrainingSettings(
        epochs=1, steps_per_epoch=2, schedule="constant", warmup_steps=0, bfloat16=False
    )
    run(tmp_path, settings, make_optimizer=sgd)
    assert made[0].param_groups[0]["lr"] == pytest.approx(0.1)


@pytest.mark.parametrize("pack", [list, tuple, lambda items: {"image": items[0]}])
def test_moves_nested_batches(pack: Callable[[list[Tensor]], Any]) -> None:
    moved = to_device(pack([torch.zeros(2)]), torch.device("meta"))
    tensor = next(iter(moved.values() if isinstance(moved, dict) else moved))
    assert tensor.device.type == "meta"


def test_a_device_has_a_name() -> None:
    assert choose_device("cpu") == CPU
    assert choose_device("auto").type in {"cpu", "cuda", "mps"}


def test_what_learns_without_gradients_learns_after_every_step(tmp_path: Path) -> None:
    module = network()
    module.register_buffer("steps", torch.zeros(()))

    def count(seen: nn.Module) -> None:
        seen.get_buffer("steps").add_(1)

    run(tmp_path, module=module, after_step=count)
    assert int(module.get_buffer("steps")) == BASE.epochs * BASE.steps_per_epoch
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)["module"]
    assert int(state["steps"]) == BASE.epochs * BASE.steps_per_epoch
