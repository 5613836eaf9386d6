from __future__ import annotations

import pytest
import torch
from torch import nn

from retinaview.models.precision import in_precision


@pytest.mark.parametrize(
    ("bfloat16", "dtype"), [(False, torch.float32), (True, torch.bfloat16)], ids=str
)
def test_a_network_computes_in_the_precision_around_it(bfloat16: bool, dtype: torch.dtype) -> None:
    network = nn.Linear(2, 3)
    with in_precision(network, bfloat16=bfloat16):
        assert network(torch.zeros(1, 2)).dtype == dtype
    assert network(torch.zeros(1, 2)).dtype == torch.float32
