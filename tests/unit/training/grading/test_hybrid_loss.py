"""SEA-Net's hybrid loss against its slides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from retinaview.core.errors import ModelError
from training.grading.hybrid_loss import CentreLoss, HybridLoss

GRADES = torch.tensor([0, 2, 2, 1])


def setting(**arguments: Any) -> tuple[HybridLoss, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    weights = torch.tensor([0.5, 2.0, 1.0])
    loss = HybridLoss(6, class_weights=weights, **arguments)
    loss.centre_loss.centres.normal_()
    return loss, torch.randn(4, 3, requires_grad=True), torch.randn(4, 6, requires_grad=True)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_is_weighted_cross_entropy_plus_lambda_times_centre_loss(reduction: str) -> None:
    loss, logits, features = setting(centre_weight=0.3, reduction=reduction)
    x, f, c = (t.detach().numpy() for t in (logits, features, loss.centre_loss.centres))
    weight = loss.class_weights.numpy()
    total = centre = 0.0
    for i, y in enumerate(GRADES.tolist()):
        total += weight[y] * -np.log(np.exp(x[i, y]) / np.exp(x[i]).sum())
        centre += 0.5 * ((f[i] - c[y]) ** 2).sum()
    total /= weight[GRADES].sum()
    centre /= 1 if reduction == "sum" else 4
    found = loss(logits, features, GRADES)
    assert float(found.detach()) == pytest.approx(total + 0.3 * centre, rel=1e-5)


def test_lambda_is_a_tenth_as_in_the_paper() -> None:
    loss, logits, features = setting()
    alone, _, _ = setting(centre_weight=0.0)
    difference = loss(logits, features, GRADES) - alone(logits, features, GRADES)
    torch.testing.assert_close(difference, 0.1 * loss.centre_loss(features, GRADES))


def test_features_are_drawn_to_their_centres_and_centres_are_no_weights() -> None:
    loss, _, features = setting()
    loss.centre_loss(features, GRADES).backward()
    torch.testing.assert_close(
        features.grad, (features - loss.centre_loss.centres[GRADES]).detach()
    )
    assert not list(loss.parameters())
    assert set(loss.state_dict()) == {"class_weights", "centre_loss.centres"}


def test_centres_move_by_equation_4_of_wen_et_al() -> None:
    loss, _, features = setting(rate=0.25)
    before, x = loss.centre_loss.centres.clone().numpy(), features.detach().numpy()
    loss.centre_loss.update(features, GRADES)
    expected = before.copy()
    for j in range(3):
        members = [i for i, y in enumerate(GRADES.tolist()) if y == j]
        delta = sum((before[j] - x[i] for i in members), np.zeros(6)) / (1 + len(members))
        expected[j] -= 0.25 * delta
    np.testing.assert_allclose(loss.centre_loss.centres.numpy(), expected, rtol=1e-5, atol=1e-6)


def test_a_grade_without_photographs_keeps_its_centre() -> None:
    centres = CentreLoss(5, 2)
    centres.centres.fill_(3.0)
    centres.update(torch.zeros(2, 2), torch.tensor([1, 1]))
    assert centres.centres[[0, 2, 3, 4]].unique().tolist() == [3.0]
    assert bool((centres.centres[1] < 3).all())


def test_centres_reach_the_means_of_steady_features() -> None:
    centres = CentreLoss(2, 1)
    for _ in range(60):
        centres.update(torch.tensor([[1.0], [3.0], [-5.0]]), torch.tensor([0, 0, 1]))
    torch.testing.assert_close(centres.centres, torch.tensor([[2.0], [-5.0]]), atol=1e-3, rtol=0)


def test_an_unknown_reduction_is_named() -> None:
    with pytest.raises(ModelError, match="median"):
        CentreLoss(2, 3, reduction="median")
