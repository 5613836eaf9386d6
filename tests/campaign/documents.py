"""Label files, findings, clusters, cards, weights and their index."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import safetensors.numpy

from retinaview.batch.clusters_file import read_clusters
from retinaview.batch.findings_file import read_findings
from retinaview.exchange import read_labels
from retinaview.models.weights.card import read_card
from retinaview.models.weights.card_checks import check_card
from retinaview.models.weights.header import read_shapes
from retinaview.models.weights.index import read_index
from tests.campaign.target import Case, Target, changed, one_file
from tests.mutators import seeds
from tests.mutators.mutations import BY_SUFFIX
from tests.unit.exchange.corpus import SAMPLES


def targets() -> Iterator[Target]:
    """One per kind of file."""
    for name, (file, files) in seeds.labels().items():
        yield _labels(name, file, files)
    yield Target("labels-tools", _of_a_tool, _read_of_a_tool)
    yield one_file("findings", "findings.jsonl", seeds.finding_row(), read_findings)
    yield one_file("clusters", "clusters.json", seeds.clusters(), read_clusters)
    yield one_file("cards", "own.json", seeds.card(), lambda path: check_card(read_card(path)))
    yield one_file("index", "index.json", seeds.index(), lambda path: read_index(str(path)))
    tensors = {"a": np.zeros((3, 4), np.float16), "b": np.ones(5, np.float32)}
    weights = safetensors.numpy.save(tensors, metadata={"architecture": "ganet"})
    yield one_file("weights", "own.safetensors", weights, read_shapes)


def _labels(name: str, file: str, files: dict[str, bytes]) -> Target:
    """An export of which one file is mutated; most often the one that holds the boxes."""
    others = sorted(set(files) - {file})

    def make(rng: random.Random) -> Case:
        which = rng.choice([file, file, file, *others])
        suffix = Path(which).suffix
        # A YAML file is text like others.
        known = suffix if suffix in {".json", ".xml", ".csv", ".txt"} else ".txt"
        return Case(files | {which: changed(files[which], known, rng)}, which)

    def read(path: Path) -> None:
        folder = path.parent
        while not (folder / file).exists() and folder != folder.parent:
            folder = folder.parent
        target = folder if name == "yolo" else folder / file
        read_labels([target], size_of=lambda _: (64, 48))

    return Target(f"labels-{name}", make, read)


def _of_a_tool(rng: random.Random) -> Case:
    """A file as one of very many tools writes it."""
    sample = rng.choice(sorted(SAMPLES))
    files = {
        name: content.encode() if isinstance(content, str) else content
        for name, content in SAMPLES[sample].files.items()
    }
    which = rng.choice(sorted(files))
    suffix = Path(which).suffix
    return Case(
        files | {which: changed(files[which], suffix if suffix in BY_SUFFIX else ".txt", rng)},
        which,
    )


def _read_of_a_tool(path: Path) -> None:
    folder = path
    while folder.name != "labels-tools":  # as `child` calls it
        folder = folder.parent
    read_labels([folder], size_of=lambda _: (64, 48))
