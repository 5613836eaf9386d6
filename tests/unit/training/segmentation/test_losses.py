from __future__ import annotations

import numpy as np
import pytest
import torch

from training.segmentation.losses import dice_bce, generalised_dice

ONE = torch.ones(1)


def test_a_perfect_answer_costs_nothing_and_a_wrong_one_much() -> None:
    target = torch.zeros(2, 1, 8, 8)
    target[0, :, 2:5, 2:5] = 1
    logits = (target * 2 - 1) * 20
    known = torch.ones(2, 1)
    assert dice_bce(logits, target, known=known, weights=ONE).item() == pytest.approx(0, abs=1e-4)
    assert dice_bce(-logits, target, known=known, weights=ONE).item() > 1


def test_what_is_not_labelled_does_not_count() -> None:
    target, logits = torch.zeros(2, 2, 4, 4), torch.randn(2, 2, 4, 4, requires_grad=True)
    known = torch.tensor([[1.0, 1.0], [1.0, 0.0]])
    dice_bce(logits, target, known=known, weights=torch.ones(2)).backward()
    assert logits.grad is not None
    assert (logits.grad[1, 1] == 0).all()
    assert (logits.grad[0, 1] != 0).all()


def test_dice_is_pooled_over_the_batch() -> None:
    target = torch.zeros(2, 1, 4, 4)
    target[0] = 1
    logits = torch.full((2, 1, 4, 4), 30.0)  # right on one image, wrong on the other
    value = dice_bce(logits, target, known=torch.ones(2, 1), weights=ONE, dice_share=1.0)
    assert value.item() == pytest.approx(1 - (2 * 16 + 1) / (32 + 16 + 1))


def test_weights_choose_the_class() -> None:
    target, logits = torch.zeros(1, 2, 4, 4), torch.full((1, 2, 4, 4), -30.0)
    logits[:, 1] = 30.0
    known = torch.ones(1, 2)
    first = dice_bce(logits, target, known=known, weights=torch.tensor([1.0, 0.0]))
    assert first.item() == pytest.approx(0, abs=1e-4)


def test_generalised_dice_is_sudres_equation() -> None:
    torch.manual_seed(0)
    logits, target = torch.randn(2, 1, 6, 6), (torch.rand(2, 1, 6, 6) > 0.8).float()
    probability, truth = torch.sigmoid(logits).numpy(), target.numpy()
    losses = []
    for p, r in zip(probability, truth, strict=True):
        pairs = [(p, r), (1 - p, 1 - r)]
        weights = [1 / b.sum() ** 2 for _, b in pairs]
        both = sum(w * (a * b).sum() for w, (a, b) in zip(weights, pairs, strict=True))
        total = sum(w * (a + b).sum() for w, (a, b) in zip(weights, pairs, strict=True))
        losses.append(1 - 2 * both / total)
    assert generalised_dice(logits, target).item() == pytest.approx(np.mean(losses), abs=1e-3)
