from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.network_table import NETWORKS, rows_by_name


def test_lists_names_without_importing_torch() -> None:
    script = (
        "import sys; from retinaview.models import registry; "
        "names = registry.names(); specs = [registry.network(name) for name in names]; "
        "print(*names); sys.exit('torch' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert {"ganet", "unet", "zoom-in-net"} <= set(result.stdout.split())


def test_refuses_a_name_twice() -> None:
    with pytest.raises(ModelError, match="'unet'"):
        rows_by_name((*NETWORKS, NETWORKS[0]))


def test_titles_are_in_the_spelling_of_the_papers() -> None:
    assert registry.title_of("at-se-net") == "AT-SE-Net"
    assert registry.title_of("gradcam-small") == "Grad-CAM, small"
    assert registry.title_of("ganet-my-clinic") == "GANet, my clinic"
    assert registry.title_of("clinic") == "clinic"


def test_names_an_unknown_network_and_the_known_ones() -> None:
    with pytest.raises(ModelError, match=r"'ganett'.*ganet-baseline"):
        registry.build("ganett")


def test_reports_arguments_that_the_builder_does_not_take() -> None:
    with pytest.raises(ModelError, match=r"ganet.*colour"):
        registry.build("ganet", colour=3)


def test_spec_says_what_the_network_answers() -> None:
    spec = registry.network("ganet-cga")
    assert (spec.name, spec.task, spec.stride) == ("ganet-cga", "segmentation", 16)
    assert spec.input_size == (384, 512)


@pytest.mark.parametrize("name", registry.names())
def test_writes_down_the_right_number_of_parameters(name: str) -> None:
    with torch.device("meta"):
        module = registry.build(name)
    counted = sum(parameter.numel() for parameter in module.parameters())
    assert registry.network(name).parameters == counted


def test_a_card_from_before_c_net_means_a_network_without_it() -> None:
    old = {"trunk": "test_resnet", "feature_channels": None}
    with torch.device("meta"):
        before = registry.build_as_card_says("zoom-in-net", old)
        today = registry.build_as_card_says("zoom-in-net", {**old, "crop_trunk": "test_resnet"})
    assert before.crop is None
    assert before.pair is None
    assert today.crop is not None
    assert today.pair is None
