from __future__ import annotations

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.inference import device as device_module
from retinaview.inference.device import RUNTIME_VARIABLE, choose_device


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine without any accelerator and without bfloat16."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict, raising=False)
    monkeypatch.delenv(RUNTIME_VARIABLE, raising=False)
    with_openvino(monkeypatch, installed=False)
    return monkeypatch


def with_openvino(machine: pytest.MonkeyPatch, *, installed: bool) -> None:
    machine.setattr(device_module, "find_spec", lambda _: object() if installed else None)


def with_gpu(machine: pytest.MonkeyPatch, *, capability: tuple[int, int]) -> None:
    machine.setattr(torch.cuda, "is_available", lambda: True)
    machine.setattr(torch.cuda, "get_device_capability", lambda: capability)
    machine.setattr(torch.cuda, "get_device_name", lambda: "NVIDIA T4")


@pytest.mark.usefixtures("machine")
def test_takes_the_processor_where_nothing_else_is() -> None:
    device = choose_device()
    assert (device.kind, device.precision, device.dtype) == ("cpu", "float32", torch.float32)
    assert device.label.startswith("CPU")


@pytest.mark.parametrize("instructions", ["avx512_bf16", "amx_bf16"])
def test_multiplies_bfloat16_where_the_processor_does(
    machine: pytest.MonkeyPatch, instructions: str
) -> None:
    machine.setattr(torch.cpu, "get_capabilities", lambda: {instructions: True}, raising=False)
    device = choose_device("cpu")
    assert (device.precision, device.dtype) == ("bfloat16", torch.bfloat16)


def test_prefers_a_graphics_card_and_names_it(machine: pytest.MonkeyPatch) -> None:
    with_gpu(machine, capability=(9, 0))
    device = choose_device("auto")
    assert (device.kind, device.precision) == ("cuda", "bfloat16")
    assert device.label == "NVIDIA T4 (bfloat16)"
    assert choose_device("cpu").kind == "cpu"


def test_old_graphics_cards_compute_in_float32(machine: pytest.MonkeyPatch) -> None:
    with_gpu(machine, capability=(7, 5))
    assert choose_device("cuda").precision == "float32"


def test_apples_gpu_computes_in_float32(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(torch.backends.mps, "is_available", lambda: True)
    device = choose_device()
    assert (device.kind, device.precision) == ("mps", "float32")


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("name", ["cuda", "mps"])
def test_a_missing_device_is_one_sentence(name: str) -> None:
    with pytest.raises(ModelError, match=f"no {name} device"):
        choose_device(name)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ModelError, match=r"'tpu'; known are auto, cpu, cuda, mps"):
        choose_device("tpu")


def test_openvino_convolves_on_a_processor_that_has_it(machine: pytest.MonkeyPatch) -> None:
    assert choose_device("cpu").runtime == "torch"
    with_openvino(machine, installed=True)
    device = choose_device("cpu")
    assert (device.runtime, device.note) == ("openvino", "")
    assert device.label.endswith("(float32, OpenVINO)")
    assert choose_device("cpu", runtime="torch").runtime == "torch"
    machine.setenv(RUNTIME_VARIABLE, "torch")
    assert choose_device("cpu").runtime == "torch"


@pytest.mark.usefixtures("machine")
def test_without_openvino_torch_runs_and_a_note_says_how_to_get_it() -> None:
    device = choose_device("cpu", runtime="openvino")
    assert device.runtime == "torch"
    assert device.note == (
        'OpenVINO is not installed (pip install "retinaview[openvino]"); torch ran instead'
    )


def test_openvino_is_for_processors(machine: pytest.MonkeyPatch) -> None:
    with_gpu(machine, capability=(9, 0))
    with_openvino(machine, installed=True)
    device = choose_device("auto", runtime="openvino")
    assert (device.kind, device.runtime) == ("cuda", "torch")
    assert "not on cuda" in device.note
    quiet = choose_device("auto")
    assert (quiet.runtime, quiet.note) == ("torch", "")


@pytest.mark.usefixtures("machine")
def test_an_unknown_runtime_lists_the_known_ones() -> None:
    with pytest.raises(ModelError, match=r"'onnx'; known are auto, torch, openvino"):
        choose_device("cpu", runtime="onnx")
