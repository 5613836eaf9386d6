"""Graphs against the torch networks that they stand for; the fallbacks, without OpenVINO too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from retinaview.core.errors import Cancelled
from retinaview.inference import openvino_engine
from retinaview.inference.device import Device
from retinaview.inference.graph_folder import GraphFolder
from retinaview.inference.network import Network
from retinaview.inference.openvino_engine import Graph, with_graphs
from retinaview.models import registry
from retinaview.models.openvino_import import import_openvino
from retinaview.models.weights import files

DEVICE = Device("cpu", "CPU", "float32", "openvino")


@pytest.fixture(autouse=True)
def graphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GraphFolder:
    """A cache of this test's own."""
    monkeypatch.setattr(GraphFolder.__init__, "__defaults__", (tmp_path / "graphs",))
    return GraphFolder()


@pytest.fixture
def openvino() -> Any:
    try:
        return import_openvino()
    except ImportError:
        pytest.skip("OpenVINO is not installed")


def tiny(name: str) -> nn.Module:
    torch.manual_seed(0)
    trunk: dict[str, object] = {"trunk": "test_resnet"}
    arguments: dict[str, dict[str, object]] = {
        "ganet": {"groups": 4, "widths": [4, 8, 8], "outputs": 3},
        "zoom-in-net": trunk | {"feature_channels": None},
        "sea-net": trunk,
        "sunet": trunk | {"channels": 8},
        "sunet-dr": trunk | {"channels": 8},
        "gradcam-resnet50": {},
    }
    return registry.build(name, **arguments[name]).eval()


def flat(output: Any) -> list[Tensor]:
    if output is None or isinstance(output, Tensor):
        return [] if output is None else [output]
    return [tensor for part in output for tensor in flat(part)]


@pytest.mark.usefixtures("openvino")
@pytest.mark.parametrize("name", ["ganet", "zoom-in-net", "sea-net", "sunet", "sunet-dr"])
def test_answers_as_torch_does_at_every_shape(name: str) -> None:
    network = tiny(name)
    images = [torch.randn(2, 3, 256, 224), torch.randn(1, 3, 64, 96)]
    with torch.inference_mode():
        expected = [network(image) for image in images]
        graphed, graphs = with_graphs(network, DEVICE)
        found = [graphed(image) for image in images]
    assert [graph.note for graph in graphs] == [""] * len(graphs)
    for one, other in zip(found, expected, strict=True):
        assert type(one) is type(other)
        assert len(flat(one)) == len(flat(other))
        for ours, theirs in zip(flat(one), flat(other), strict=True):
            torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-4)


def test_heads_stay_in_torch() -> None:
    network, graphs = with_graphs(tiny("sunet"), DEVICE)
    names = [name for name, part in network.named_modules() if isinstance(part, Graph)]
    assert names == ["trunk", "blend", "heads.regulariser"]
    assert len(graphs) == 3
    whole, (graph,) = with_graphs(tiny("ganet"), DEVICE)
    assert whole is graph


@pytest.mark.usefixtures("openvino")
def test_a_graph_is_made_once_and_read_from_then_on(
    graphs: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = torch.randn(1, 3, 64, 64)
    first = Graph(tiny("ganet"), precision="float32")(image)
    monkeypatch.setattr(openvino_engine, "_converted", None)  # cannot be called
    again = Graph(tiny("ganet"), precision="float32")
    assert torch.equal(again(image), first)
    assert again.note == ""
    (kept,) = graphs.path.iterdir()
    (kept / "graph.bin").write_bytes(b"damaged")
    damaged = Graph(tiny("ganet"), precision="float32")
    torch.testing.assert_close(damaged(image), first, rtol=1e-3, atol=1e-4)
    assert "torch ran" in damaged.note  # it was not believed, and could not be made


@pytest.mark.usefixtures("openvino")
def test_a_graph_that_says_something_else_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    network, image = tiny("ganet"), torch.randn(1, 3, 64, 64)
    made = openvino_engine._converted
    other = tiny("ganet")
    nn.init.normal_(other.get_submodule("head").weight)
    monkeypatch.setattr(openvino_engine, "_converted", lambda _part, image: made(other, image))
    graph = Graph(network, precision="float32")
    assert torch.equal(graph(image), network(image))
    assert graph.note == "torch ran in OpenVINO's place: its output differs"


@pytest.mark.usefixtures("openvino")
def test_bfloat16_is_given_up_where_it_is_too_rough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compiled = openvino_engine._compiled

    def watch(model: Any, shape: tuple[int, ...], precision: str) -> Any:
        asked.append(precision)
        return compiled(model, shape, precision)

    monkeypatch.setattr(openvino_engine, "_compiled", watch)
    monkeypatch.setitem(openvino_engine.LARGEST_DIFFERENCE, "bfloat16", -1.0)
    graph = Graph(tiny("ganet"), precision="bfloat16")
    graph(torch.randn(1, 3, 64, 64))
    assert asked == ["bfloat16", "float32", "float32"]  # tried, tried and kept
    assert graph.note == ""


@pytest.mark.usefixtures("openvino")
def test_a_running_graph_can_be_stopped_and_runs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph(tiny("ganet"), precision="float32")
    image = torch.randn(1, 3, 512, 512)
    expected = graph(image)

    def stop() -> None:
        raise Cancelled

    graph.poll = stop
    monkeypatch.setattr(openvino_engine, "POLL_MS", 0)
    with pytest.raises(Cancelled):
        graph(image)
    graph.poll = None
    torch.testing.assert_close(graph(image), expected)


@pytest.mark.usefixtures("openvino")
def test_a_stop_while_a_graph_is_made_is_no_failure_of_it() -> None:
    network, image = tiny("ganet"), torch.randn(1, 3, 64, 64)
    graph = Graph(network, precision="float32")
    layers = 0

    def stop() -> None:
        nonlocal layers
        layers += 1
        if layers > 1:  # the first pass is plain torch's, the second is traced
            raise Cancelled

    graph.poll = stop
    handle = network.get_submodule("head").register_forward_pre_hook(lambda *_: stop())
    with pytest.raises(Cancelled):
        graph(image)
    handle.remove()
    graph.poll = None
    graph(image)
    assert graph.note == ""


@pytest.mark.usefixtures("openvino")
def test_a_loaded_network_runs_as_graphs(tiny_weights: Path) -> None:
    image = torch.randn(1, 3, 64, 96)
    path = tiny_weights / "ganet.safetensors"
    plain = Network(files.load(path), Device("cpu", "CPU", "float32"))
    network = Network(files.load(path), DEVICE)
    found = network.run(lambda module: module(image))
    expected = plain.run(lambda module: module(image))
    torch.testing.assert_close(found, expected, rtol=1e-3, atol=1e-4)
    assert network.notes == ()


def test_a_run_that_is_over_is_not_polled_any_more(tiny_weights: Path) -> None:
    network = Network(files.load(tiny_weights / "ganet.safetensors"), DEVICE)

    def stop() -> None:
        raise Cancelled

    def poll(_: object) -> None:
        for graph in graphs:
            assert graph.poll is not None
            graph.poll()

    graphs = [part for part in network.module.modules() if isinstance(part, Graph)]
    assert graphs
    with pytest.raises(Cancelled):
        network.run(poll, between_layers=stop)
    assert [graph.poll for graph in graphs] == [None] * len(graphs)


def test_where_openvino_fails_torch_runs_and_a_note_says_so(
    tiny_weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no such operation\nstack")

    monkeypatch.setattr(openvino_engine, "_converted", fail)
    monkeypatch.setattr("retinaview.inference.graph_folder.version", lambda _: "1")
    image = torch.randn(1, 3, 64, 96)
    path = tiny_weights / "ganet.safetensors"
    network = Network(files.load(path), DEVICE)
    plain = Network(files.load(path), Device("cpu", "CPU", "float32"))
    found = network.run(lambda module: module(image))
    torch.testing.assert_close(found, plain.run(lambda module: module(image)))
    assert network.notes == ("ganet: torch ran in OpenVINO's place: no such operation",)


def test_the_folder_keeps_the_newest_and_knows_damage(
    graphs: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.inference.graph_folder.KEPT", 1)

    def save(path: str) -> None:
        Path(path).write_text("graph")

    graphs.keep("a", save)
    assert graphs.find("a") == graphs.path / "a" / "graph.xml"
    (graphs.path / "a" / "graph.xml").write_text("grap")
    assert graphs.find("a") is None
    graphs.keep("b", save)
    assert [path.name for path in graphs.path.iterdir()] == ["b"]
    assert graphs.find("never") is None


def test_a_key_changes_with_weights_and_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinaview.inference.graph_folder.version", lambda _: "1")
    folder, network = GraphFolder(), tiny("ganet")
    key = folder.key(network, "float32")
    assert folder.key(tiny("ganet"), "float32") == key
    assert folder.key(network, "bfloat16") != key
    nn.init.normal_(network.get_submodule("head").weight)
    assert folder.key(network, "float32") != key


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = GraphFolder(tmp_path / "file" / "graphs")
    folder.keep("a", lambda _: None)
    assert folder.find("a") is None
