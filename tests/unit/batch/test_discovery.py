"""Discovery over many photographs: what is clustered, what is skipped, what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.batch.clusters_file import DISCARD, Clusters, read_clusters, write_clusters
from retinaview.batch.discovery import (
    ClusterSettings,
    DiscoveryProgress,
    SoughtPhotograph,
    discover,
    is_current,
)
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ModelError, ReadError, WriteError
from retinaview.core.findings import ModelIdentity
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import Photograph
from retinaview.inference.discovery import Places, PlaceSearch

FEW = ClusterSettings(preference="lowest")


class StandIn:
    """Finds two bright and one dark place on every photograph; features as bunches."""

    def __init__(self, *, healthy: bool = False, broken: str = "", refuses: str = "") -> None:
        self.search = PlaceSearch()
        self.identity = ModelIdentity("grading", "stand-in", "1", "f" * 64)
        self._healthy, self._broken, self._refuses = healthy, broken, refuses

    def load(self) -> None:
        if self._refuses:
            raise ModelError(self._refuses)

    def find(self, photograph: Photograph, *, cancel: CancelToken | None = None) -> Places:
        if cancel is not None:
            cancel.raise_if_cancelled()
        if photograph.path.name == self._broken:
            raise IndexError("a fault of the network")
        number = int(photograph.path.stem[1:])
        rng = np.random.default_rng(number)
        count = 0 if self._healthy else 3
        features = np.eye(4)[[0, 0, 1][:count]] + rng.normal(0, 0.05, (count, 4))
        boxes = tuple(Box(10.0 * n, 5.0 * number, 8, 8) for n in range(count))
        return Places(boxes, (0.9, 0.5, 0.2)[:count], features.astype(np.float32))


@pytest.fixture
def photographs(tmp_path: Path) -> list[SoughtPhotograph]:
    found = []
    for number in range(5):
        path = tmp_path / f"p{number}.png"
        cv2.imwrite(str(path), np.full((64, 80, 3), 10 * number, np.uint8))
        found.append(SoughtPhotograph(path.name, path, patient=f"patient {number}"))
    return found


def shape_of(found: Clusters) -> set[frozenset[tuple[str, float]]]:
    return {
        frozenset((patch.image, patch.x) for patch in found.patches_of(row.cluster))
        for row in found.clusters
    }


def test_places_of_all_photographs_fall_into_clusters(photographs: list[SoughtPhotograph]) -> None:
    told: list[DiscoveryProgress] = []
    found = discover(photographs, StandIn(), settings=FEW, progress=told.append)
    assert [(row.size, row.photographs, row.loose) for row in found.clusters] == [
        (10, 5, False),
        (5, 5, False),
    ]
    assert {patch.x for patch in found.patches_of(2)} == {20.0}
    assert [patch.exemplar for patch in found.patches_of(1)] == [True] + [False] * 9
    first = found.patches_of(1)[0]
    assert first.similarity == pytest.approx(1)
    assert first.patient == f"patient {first.image[1]}"
    assert [(at.done, at.total, at.image) for at in told] == [
        (n + 1, 5, f"p{n}.png") for n in range(5)
    ]


def test_the_order_of_photographs_does_not_change_the_clusters(
    photographs: list[SoughtPhotograph],
) -> None:
    forwards = discover(photographs, StandIn(), settings=FEW)
    backwards = discover(photographs[::-1], StandIn(), settings=FEW)
    assert shape_of(forwards) == shape_of(backwards)
    assert [row.size for row in forwards.clusters] == [row.size for row in backwards.clusters]


def test_a_bad_photograph_is_named_and_never_stops_the_rest(
    photographs: list[SoughtPhotograph],
) -> None:
    photographs[1].path.write_bytes(b"\x89PNG")
    photographs[3].path.unlink()
    found = discover(photographs, StandIn(broken="p4.png"), settings=FEW)
    assert [row.image for row in found.photographs] == ["p0.png", "p2.png"]
    messages = {row.image: row.message for row in found.skipped}
    assert list(messages) == ["p1.png", "p3.png", "p4.png"]
    assert messages["p3.png"] == "does not exist"
    assert messages["p4.png"] == "the network failed on it (a fault of the network)"


def test_too_few_photographs_are_one_sentence(photographs: list[SoughtPhotograph]) -> None:
    with pytest.raises(ReadError, match="two photographs or more; 1 of 1"):
        discover(photographs[:1], StandIn())
    photographs[0].path.unlink()
    with pytest.raises(ReadError, match=r"1 of 2 can be used: p0\.png does not exist"):
        discover(photographs[:2], StandIn())


def test_no_retinopathy_at_all_is_one_sentence(photographs: list[SoughtPhotograph]) -> None:
    with pytest.raises(ReadError, match="stand-in sees no retinopathy in these 5 photographs"):
        discover(photographs, StandIn(healthy=True))


def test_what_fails_for_every_photograph_fails_at_once(photographs: list[SoughtPhotograph]) -> None:
    with pytest.raises(ModelError, match="no feature maps"):
        discover(photographs, StandIn(refuses="X has no feature maps"))


def test_a_stop_ends_it(photographs: list[SoughtPhotograph]) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        discover(photographs, StandIn(), progress=lambda _: token.cancel(), cancel=token)


def test_names_make_boxes_and_are_kept_in_the_file(
    photographs: list[SoughtPhotograph], tmp_path: Path
) -> None:
    found = discover(photographs, StandIn(), settings=FEW)
    assert found.places() == []
    named = found.named(2, LesionClass.HARD_EXUDATE).named(1, DISCARD)
    assert {patch.image for patch, _ in named.places()} == {f"p{n}.png" for n in range(5)}
    assert {lesion for _, lesion in named.places()} == {LesionClass.HARD_EXUDATE}
    path = tmp_path / "study.clusters"
    write_clusters(path, named)
    again = read_clusters(path)
    assert again == named
    assert again.names == {1: "discard", 2: LesionClass.HARD_EXUDATE}
    assert again.named(2, None).names == {1: "discard"}
    with pytest.raises(ReadError, match="no cluster 3; clusters are 1 to 2"):
        named.named(3, DISCARD)


def test_clusters_found_anew_take_the_names_that_most_of_them_had(
    photographs: list[SoughtPhotograph],
) -> None:
    earlier = discover(photographs[:3], StandIn(), settings=FEW)
    named = earlier.named(1, LesionClass.HARD_EXUDATE).named(2, DISCARD)
    assert discover(photographs[:4], StandIn(), settings=FEW).taking_names(named).names == {
        1: LesionClass.HARD_EXUDATE,
        2: "discard",
    }
    # Of six photographs, half of every cluster is new: too little to carry a name over.
    assert discover(photographs[2:], StandIn(), settings=FEW).taking_names(named).names == {}


def test_stands_while_photographs_network_and_settings_are_the_same(
    photographs: list[SoughtPhotograph],
) -> None:
    photographs[2].path.write_bytes(b"")
    finder = StandIn()
    found = discover(photographs, finder, settings=FEW)
    assert is_current(found, photographs[::-1], finder, FEW)
    assert not is_current(found, photographs[:4], finder, FEW)
    assert not is_current(found, photographs, finder, ClusterSettings())
    cv2.imwrite(str(photographs[0].path), np.full((64, 80, 3), 200, np.uint8))
    assert not is_current(found, photographs, finder, FEW)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda content: content["patches"].pop(), "sizes of the clusters do not match"),
        (lambda content: content["clusters"].reverse(), "numbered from 1"),
        (lambda content: content["photographs"].pop(), "not listed"),
        (lambda content: content["patches"][0].update(x="left"), r"patches\.0\.x"),
        (lambda content: content["clusters"][0].update(name="tooth"), r"clusters\.0\.name"),
        (lambda content: content.update(version=2), "version"),
    ],
)
def test_a_damaged_file_is_one_sentence(
    damage: object, message: str, photographs: list[SoughtPhotograph], tmp_path: Path
) -> None:
    path = tmp_path / "c.json"
    write_clusters(path, discover(photographs, StandIn(), settings=FEW))
    content = json.loads(path.read_text())
    damage(content)  # type: ignore[operator]
    path.write_text(json.dumps(content))
    with pytest.raises(ReadError, match=message) as caught:
        read_clusters(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_none_is_one_sentence(
    photographs: list[SoughtPhotograph], tmp_path: Path
) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(b"\x00\xff")
    with pytest.raises(ReadError, match="is not a clusters file"):
        read_clusters(path)
    with pytest.raises(ReadError, match="does not exist"):
        read_clusters(tmp_path / "gone")
    found = discover(photographs, StandIn(), settings=FEW)
    with pytest.raises(WriteError):
        write_clusters(tmp_path / "nowhere" / "c.json", found)
