"""The bench of networks takes the names that README.md prints beside its numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch

from retinaview.models import registry
from tests.bench import networks

README = Path(__file__).resolve().parents[3] / "README.md"


def names_in_readme() -> list[str]:
    """The first column of the table that the bench's own command stands above."""
    _, after = README.read_text(encoding="utf-8").split("python -m tests.bench networks", 1)
    return re.findall(r"^\| `([^`]+)` \|", after, flags=re.MULTILINE)


def test_every_name_of_the_table_is_a_name_of_the_bench() -> None:
    names = names_in_readme()
    assert {"ganet", "sunet-small"} <= set(names)
    assert networks.parser().parse_args(["--names", *names]).names == names
    assert set(names) <= set(networks.with_weights())


def test_every_registered_network_is_measured_by_default() -> None:
    assert set(registry.names()) <= set(networks.parser().parse_args([]).names)


def test_an_unknown_name_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        networks.parser().parse_args(["--names", "nosuch"])
    assert "'nosuch'" in capsys.readouterr().err


def test_landmarks_are_compared_as_probabilities_of_places() -> None:
    (places,), maps = networks._read((torch.zeros(1, 2, 3, 4), torch.zeros(1, 2)))
    assert places.shape == (1, 2, 13)
    assert places.sum(dim=2).tolist() == [[pytest.approx(1), pytest.approx(1)]]
    assert maps == []
