"""From weights to a network that answers; importing this imports torch."""

from __future__ import annotations

from itertools import chain

from retinaview.inference.device import Device
from retinaview.inference.grading import Grader
from retinaview.inference.pipeline import SEGMENTATION, Weights
from retinaview.inference.segmentation import Segmenter
from retinaview.models.weights import load


def load_network(weights: Weights, device: Device) -> Segmenter | Grader:
    """Load weights onto a device.

    Raises
    ------
    WeightsError
        They are damaged, altered, not finite, or belong to another network.
    """
    loaded = load(weights.path)
    kind = Segmenter if loaded.card.task == SEGMENTATION else Grader
    return kind(loaded, device)


def size_bytes(loaded: Segmenter | Grader) -> int:
    """Bytes that a network's weights and statistics take."""
    module = loaded.network.module
    return sum(tensor.nbytes for tensor in chain(module.parameters(), module.buffers()))
