"""Networks of others: ONNX files with their cards, and what packages say of theirs."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from retinaview.core.errors import ModelError
from retinaview.core.text import one_line
from retinaview.models import registry
from retinaview.models.guests import packages
from retinaview.models.guests.description import Guest, Output
from retinaview.models.weights.card import read_card
from tests.campaign.target import Case, Lost, Target, changed
from tests.mutators import seeds
from tests.mutators.mutations import VALUES

SIDE = 64


def targets() -> Iterator[Target]:
    """Files that are added, and packages that are installed."""
    yield Target("onnx", _with_card, _add)
    yield Target("packages", _described, _load)


@cache
def _onnx() -> bytes:
    """A convolution and a sigmoid."""
    from onnx import TensorProto, helper, numpy_helper

    shapes = [1, 3, SIDE, SIDE], [1, 1, SIDE, SIDE]
    image, lesions = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in zip(("image", "lesions"), shapes, strict=True)
    )
    weights = np.random.default_rng(0).normal(size=(1, 3, 3, 3)).astype(np.float32)
    nodes = [
        helper.make_node("Conv", ["image", "w"], ["logits"], pads=[1, 1, 1, 1]),
        helper.make_node("Sigmoid", ["logits"], ["lesions"]),
    ]
    named = [numpy_helper.from_array(weights, "w")]
    graph = helper.make_graph(nodes, "g", [image], [lesions], named)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def _card() -> bytes:
    card = json.loads(seeds.card()) | {
        "architecture": "onnx", "arguments": {},
        "preprocessing": {"diameter_px": SIDE, "canvas": "square"},
        "outputs": [{"kind": "masks", "name": "lesions", "values": "probabilities"}],
    }  # fmt: skip
    return json.dumps(card).encode()


def _with_card(rng: random.Random) -> Case:
    files = {"own.onnx": _onnx(), "own.json": _card()}
    name = rng.choice(("own.onnx", "own.onnx", "own.json"))
    return Case(files | {name: changed(files[name], Path(name).suffix, rng)}, name)


def _add(path: Path) -> None:
    from retinaview.models.weights.acceptance import check_weights

    card, weights = path.with_suffix(".json"), path.with_suffix(".onnx")
    sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()  # as adding fills it in
    made = read_card(card).model_copy(update={"weights_sha256": sha256})
    check_weights(weights, made, card_path=card)


def _described(rng: random.Random) -> Case:
    """What a package gives in place of one of the things that describe a network."""
    wrong = rng.choice((*VALUES, {"kind": "masks"}, [1, 2], (-1, 5), "masks"))
    content = json.dumps([rng.choice([*_SOUND, "", "name"]), wrong])
    return Case({"package.json": content.encode("utf-8", "surrogatepass")}, "package.json")


def _build() -> object:
    return object()


_SOUND: dict[str, Any] = {
    "title": "T", "task": "segmentation", "builder": _build, "outputs": (Output("masks"),),
    "paper": "", "input_size": (512, 512), "stride": 32, "parameters": 1, "arguments": {},
    "train": "",
}  # fmt: skip


def _load(path: Path) -> None:
    field, value = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    given = value if field == "" else Guest(**_SOUND | ({} if field == "name" else {field: value}))
    name = str(value) if field == "name" else "net"
    entry = EntryPoint(name, "package", packages.GROUP)
    with (
        patch.object(packages, "entry_points", lambda **_: [entry]),
        patch.object(EntryPoint, "load", lambda _: given),
    ):
        found = packages.guests.__wrapped__()
    if list(found.sound) + list(found.faults) != [name]:
        raise Lost("an entry point was passed over")
    for fault in found.faults.values():
        raise ModelError(fault)
    _use(found.sound[name], name)


def _use(guest: Guest, name: str) -> None:
    """As the list of networks and the builder use it."""
    with patch.object(registry, "guests", lambda: packages.Guests({name: guest}, {})):
        row = registry.network(name)
        if one_line(row.title) != row.title:
            raise Lost("a title of several lines")
        registry.title_of(f"{name}-own")
        registry.train_command(name)
        registry.build(name)
