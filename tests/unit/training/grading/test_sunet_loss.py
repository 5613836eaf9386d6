"""SUNet's losses against equations 3 to 5, and batches that lack labels."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from retinaview.core.errors import ModelError
from retinaview.models.networks.disease_grading import GradeMaps
from retinaview.models.networks.sunet import SUNet, SUNetOutput
from training.grading.sunet_loss import SUNetTargets, disease_loss, lesion_loss, sunet_loss

DR, DME = torch.tensor([4, 0]), torch.tensor([2, 1])


def output() -> SUNetOutput:
    torch.manual_seed(0)
    nothing = torch.zeros(0)
    return SUNetOutput(
        GradeMaps(torch.randn(2, 5, requires_grad=True), nothing),
        GradeMaps(torch.randn(2, 3), nothing),
        torch.randn(2, 3, 4, 4, requires_grad=True),
    )


def masks() -> Tensor:
    return torch.randint(0, 3, (2, 4, 4), generator=torch.Generator().manual_seed(1))


def entropy(logits: Tensor, truth: Tensor) -> float:
    """- sum_i y_i log y^_i, the mean over every photograph or pixel; classes are axis 1."""
    x = logits.detach().double().numpy()
    estimate = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    one_hot = np.moveaxis(np.eye(x.shape[1])[truth.numpy()], -1, 1)
    return float(-(one_hot * np.log(estimate)).sum(axis=1).mean())


def test_each_disease_is_equation_3_and_the_lesion_map_equation_4() -> None:
    found = output()
    assert found.dr is not None
    assert found.lesions is not None
    dr, lesions = disease_loss(found.dr, DR), lesion_loss(found.lesions, masks())
    assert float(dr.detach()) == pytest.approx(entropy(found.dr.logits, DR), rel=1e-5)
    assert float(lesions.detach()) == pytest.approx(entropy(found.lesions, masks()), rel=1e-5)


@pytest.mark.parametrize(
    ("alpha", "beta", "gamma"), [(1.0, 0.5, 1.0), (0.3, 2.0, 1.0), (1.0, 0.5, 10.0)]
)
def test_the_total_is_equation_5(alpha: float, beta: float, gamma: float) -> None:
    found = output()
    assert found.dr is not None
    assert found.dme is not None
    assert found.lesions is not None
    expected = gamma * entropy(found.lesions, masks())
    expected += alpha * entropy(found.dr.logits, DR) + beta * entropy(found.dme.logits, DME)
    total = sunet_loss(found, SUNetTargets(DR, DME, masks()), alpha=alpha, beta=beta, gamma=gamma)
    assert float(total.detach()) == pytest.approx(expected, rel=1e-5)


def test_alpha_is_1_and_beta_a_half_as_in_the_paper() -> None:
    found, targets = output(), SUNetTargets(DR, DME)
    printed = sunet_loss(found, targets, alpha=1, beta=0.5)
    assert torch.equal(sunet_loss(found, targets), printed)


def test_a_batch_without_masks_leaves_the_lesion_map_alone() -> None:
    found = output()
    assert found.dr is not None
    assert found.lesions is not None
    sunet_loss(found, SUNetTargets(DR, DME)).backward()
    assert found.lesions.grad is None
    assert found.dr.logits.grad is not None


def test_what_is_not_labelled_does_not_count() -> None:
    found, lesions = output(), masks()
    assert found.dr is not None
    assert found.lesions is not None
    one = disease_loss(found.dr, torch.tensor([4, -1]))
    assert float(one.detach()) == pytest.approx(entropy(found.dr.logits[:1], DR[:1]), rel=1e-5)
    lesions[1] = -1
    half = lesion_loss(found.lesions, lesions)
    assert float(half.detach()) == pytest.approx(entropy(found.lesions[:1], lesions[:1]), rel=1e-5)
    assert float(disease_loss(found.dr, torch.tensor([-1, -1])).detach()) == 0


def test_an_ablation_learns_from_the_labels_it_can_use() -> None:
    torch.manual_seed(0)
    network = SUNet(dme_grades=0, lesion_classes=0, trunk="test_resnet", channels=8)
    found = network(torch.randn(2, 3, 32, 32))
    lesions = torch.zeros(2, 32, 32, dtype=torch.int64)
    total = sunet_loss(found, SUNetTargets(DR, DME, lesions))
    torch.testing.assert_close(total, disease_loss(found.dr, DR))


def test_a_batch_that_teaches_nothing_is_refused() -> None:
    found = output()._replace(dme=None)
    with pytest.raises(ModelError, match="no label"):
        sunet_loss(found, SUNetTargets(None, DME))
