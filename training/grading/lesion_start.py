"""Initialise a lesion map with the true class frequencies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from retinaview.models.networks.lesion_regulariser import LesionRegulariser
from training.grading.data.graded import OUTLINED, LabelledPhotograph, lesion_map


@torch.no_grad()
def start_at(regulariser: LesionRegulariser, shares: NDArray[np.float64]) -> None:
    """Initialise the classifier to predict the classes' shares, float ``(1 + classes,)``.

    Lesions cover a hundredth of the pixels, which a classifier would otherwise take long to learn
    (Lin et al., Focal Loss, ICCV 2017, section 3.3).
    """
    classify = regulariser.classify
    nn.init.normal_(classify.weight, std=0.01)
    classify.get_parameter("bias").copy_(torch.from_numpy(np.log(shares)))


def class_shares(photographs: Sequence[LabelledPhotograph]) -> NDArray[np.float64]:
    """Return the share of each class among labelled pixels, background first; all above 0."""
    counts = np.ones(1 + len(OUTLINED))
    for photograph in photographs:
        classes = lesion_map(photograph)
        counts += np.bincount(classes[classes >= 0], minlength=len(counts))
    return np.asarray(counts / counts.sum())
