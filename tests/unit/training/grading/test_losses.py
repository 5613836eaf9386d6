"""Losses against their definitions, and partial labels."""

import numpy as np
import pytest
import torch
from torch import Tensor

from training.grading.losses import (
    expected_grade_loss,
    gate_loss,
    known_cells_loss,
    ordinal_cross_entropy,
)


def test_sharp_ordinal_targets_are_plain_cross_entropy() -> None:
    logits, grades = torch.randn(6, 5), torch.tensor([0, 1, 2, 3, 4, 2])
    plain = torch.nn.functional.cross_entropy(logits, grades)
    torch.testing.assert_close(ordinal_cross_entropy(logits, grades, sharpness=50.0), plain)


def test_a_near_miss_costs_less_than_a_far_one() -> None:
    def loss(guess: int) -> float:
        logits = 6.0 * torch.nn.functional.one_hot(torch.tensor([guess]), 5).float()
        return float(ordinal_cross_entropy(logits, torch.tensor([1])))

    assert loss(1) < loss(2) < loss(3) < loss(4)


def test_the_ordinal_target_is_a_softmax_of_the_distance() -> None:
    target = np.exp(-2.0 * np.abs(np.arange(5) - 3))
    target /= target.sum()
    logits = torch.randn(1, 5)
    log_probabilities = torch.log_softmax(logits, dim=1)[0].numpy()
    found = ordinal_cross_entropy(logits, torch.tensor([3]))
    assert float(found) == pytest.approx(-(target * log_probabilities).sum(), rel=1e-5)


def test_unknown_grades_neither_count_nor_break() -> None:
    logits = torch.randn(3, 5, requires_grad=True)
    some = ordinal_cross_entropy(logits, torch.tensor([-1, 2, -1]))
    torch.testing.assert_close(some, ordinal_cross_entropy(logits[1:2], torch.tensor([2])))
    none = ordinal_cross_entropy(logits, torch.tensor([-1, -1, -1]))
    none.backward()  # type: ignore[no-untyped-call]
    assert float(none.detach()) == 0.0
    assert logits.grad is not None
    assert not bool(logits.grad.any())


def test_the_expected_grade_is_penalised_by_its_squared_distance() -> None:
    even = torch.zeros(2, 5)  # expected grade 2
    assert float(expected_grade_loss(even, torch.tensor([2, -1]))) == pytest.approx(0.0, abs=1e-6)
    assert float(expected_grade_loss(even, torch.tensor([4, 1]))) == pytest.approx((4 + 1) / 2)
    assert float(expected_grade_loss(even, torch.tensor([-1, -1]))) == 0.0


def test_unknown_cells_get_no_gradient() -> None:
    logits = torch.zeros(1, 1, 1, 3, requires_grad=True)
    cells = torch.tensor([[[[1.0, 0.0, -1.0]]]])
    loss = known_cells_loss(logits, cells, positive_weight=3.0)
    loss.backward()  # type: ignore[no-untyped-call]
    assert float(loss.detach()) == pytest.approx((3 * np.log(2) + np.log(2)) / 2, rel=1e-5)
    assert logits.grad is not None
    positive, negative, unknown = logits.grad[0, 0, 0].tolist()
    assert positive < 0 < negative
    assert unknown == 0


def _gates(inside: float) -> Tensor:
    """A photograph's gates over two cells; `inside` of grade 2's lies on the first."""
    gates = torch.full((1, 5, 1, 2), 0.5)
    gates[0, 2, 0] = torch.tensor([inside, 1 - inside])
    return gates


def test_gate_loss_is_the_logarithm_of_the_share_on_lesions() -> None:
    cells = torch.tensor([[[[1.0, 0.0]], [[0.0, -1.0]]]])
    for inside in (0.9, 0.25):
        found = gate_loss(_gates(inside), cells, torch.tensor([2]))
        assert float(found) == pytest.approx(-np.log(inside), rel=1e-5)


@pytest.mark.parametrize("grade", [0, -1])
def test_gate_loss_leaves_healthy_and_ungraded_photographs_out(grade: int) -> None:
    cells = torch.ones(1, 2, 1, 2)
    assert float(gate_loss(_gates(0.1), cells, torch.tensor([grade]))) == 0.0


def test_gate_loss_leaves_photographs_without_known_lesions_out() -> None:
    cells = torch.tensor([[[[-1.0, 0.0]]]])
    assert float(gate_loss(_gates(0.1), cells, torch.tensor([2]))) == 0.0
