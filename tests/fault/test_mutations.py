"""Mutated inputs of every reader: nothing comes out but an answer, or one line of our own.

The same seeds every time; `tests.mutators` holds what mutates.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from retinaview.batch.clusters_file import read_clusters
from retinaview.batch.findings_file import read_findings
from retinaview.core.errors import ProjectError, ReadError, RetinaViewError
from retinaview.core.text import one_line
from retinaview.exchange import read_labels
from retinaview.imaging.photograph import probe, read_photograph
from retinaview.models.weights.card import read_card
from retinaview.models.weights.card_checks import check_card
from retinaview.models.weights.header import read_shapes
from retinaview.models.weights.index import read_index
from retinaview.project.faults import as_project_errors
from retinaview.project.packed_finding import finding_of
from tests.mutators import seeds
from tests.mutators.mutations import mutated

LONGEST_MESSAGE = 900
LONGEST_S = 5.0
PHOTOGRAPHS = dict(seeds.photographs())
LABELS = seeds.labels()

Reader = Callable[[Path], object]


def try_all(
    path: Path, content: bytes, read: Reader, *, count: int, target: Path | None = None
) -> int:
    """Read a file in many mutations; returns how many were refused."""
    refused = 0
    # Each reader has seeds of its own, the same in every run.
    first = zlib.crc32(path.name.encode()) % 10**6 * 1000
    for seed in range(first, first + count):
        path.write_bytes(mutated(content, path.suffix, seed))
        started = time.process_time()
        try:
            read(target or path)
        except RetinaViewError as error:
            refused += 1
            message = str(error)
            assert one_line(message) == message, seed
            assert len(message) < LONGEST_MESSAGE + len(str(path)), (seed, message)
        except BaseException as fault:
            fault.add_note(f"mutation {seed} of {path.name}")
            raise
        assert time.process_time() - started < LONGEST_S, seed
    return refused


@pytest.fixture
def _no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rare kinds are refused here: a child for each would take most of the time."""

    def refuse(*_arguments: object) -> None:
        raise ReadError("would be decoded apart")

    monkeypatch.setattr("retinaview.imaging.photograph.decode_in_child", refuse)


@pytest.mark.usefixtures("_no_child")
@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_photographs(tmp_path: Path, name: str) -> None:
    def read(path: Path) -> None:
        photograph = read_photograph(path)
        assert photograph.rgb.dtype == np.uint8
        info = probe(path)
        assert photograph.rgb.shape == (info.height, info.width, 3)

    assert try_all(tmp_path / name, PHOTOGRAPHS[name], read, count=120) > 5


@pytest.mark.parametrize("format_name", LABELS)
def test_labels(tmp_path: Path, format_name: str) -> None:
    name, files = LABELS[format_name]
    for other, content in files.items():
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / other).write_bytes(content)
    target = tmp_path if format_name == "yolo" else tmp_path / name

    def read(path: Path) -> None:
        read_labels([path], size_of=lambda _: (64, 48))

    refused = try_all(tmp_path / name, files[name], read, count=200, target=target)
    assert refused > 50


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("findings.jsonl", seeds.finding_row(), read_findings),
        ("clusters.json", seeds.clusters(), read_clusters),
        ("own.json", seeds.card(), lambda path: check_card(read_card(path))),
        ("index.json", seeds.index(), lambda path: read_index(str(path))),
    ],
    ids=["findings", "clusters", "card", "index"],
)
def test_json(tmp_path: Path, name: str, content: bytes, read: Reader) -> None:
    assert try_all(tmp_path / name, content, read, count=250) > 100


def test_weights(tmp_path: Path) -> None:
    tensors = {"a": np.zeros((3, 4), np.float16), "b": np.ones(5, np.float32)}
    content = safetensors.numpy.save(tensors, metadata={"architecture": "ganet"})

    assert try_all(tmp_path / "own.safetensors", content, read_shapes, count=250) > 30


def test_stored_findings(tmp_path: Path) -> None:
    content, maps = seeds.stored_finding()

    def read(path: Path) -> None:
        with as_project_errors(path):
            stored = json.loads(path.read_bytes())
            finding_of(stored["grades"], stored["summary"], maps)

    read_first = tmp_path / "stored.json"
    read_first.write_bytes(content)
    read(read_first)
    assert try_all(read_first, content, read, count=250) > 100


@pytest.mark.parametrize("size", [10**8, 0])
def test_a_stored_map_is_unpacked_no_further_than_its_size(tmp_path: Path, size: int) -> None:
    content, maps = seeds.stored_finding()
    stored = json.loads(content)
    maps[0] = zlib.compress(bytes(size))

    with pytest.raises(ProjectError, match="a map is not of its size"), as_project_errors(tmp_path):
        finding_of(stored["grades"], stored["summary"], maps)


def test_the_unmutated_are_read(tmp_path: Path) -> None:
    for name, content in PHOTOGRAPHS.items():
        (tmp_path / name).write_bytes(content)
        assert read_photograph(tmp_path / name).rgb.shape in {(40, 48, 3), (48, 64, 3)}
    for name, files in LABELS.values():
        (tmp_path / Path(name).name).write_bytes(files[name])
    (tmp_path / "own.json").write_bytes(seeds.card())
    check_card(read_card(tmp_path / "own.json"))
    (tmp_path / "clusters.json").write_bytes(seeds.clusters())
    read_clusters(tmp_path / "clusters.json")
    (tmp_path / "findings.jsonl").write_bytes(seeds.finding_row())
    read_findings(tmp_path / "findings.jsonl")
    (tmp_path / "index.json").write_bytes(seeds.index())
    read_index(str(tmp_path / "index.json"))
