"""Affinity propagation over features: known clusters are found, in whatever order they come."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import silhouette_samples

from retinaview.core.errors import RetinaViewError
from retinaview.evaluation.clustering import (
    LOOSE,
    Clustering,
    cluster_features,
    cosine_silhouettes,
)

SMALL = arrays(np.float32, st.tuples(st.integers(1, 14), st.just(3)), elements=st.floats(0, 4))


def bunches(*sizes: int, spread: float = 0.05, seed: int = 0) -> np.ndarray:
    """Bunches of features, each about an axis of its own; the scale says nothing."""
    rng = np.random.default_rng(seed)
    rows = [
        np.eye(16)[axis] + rng.normal(0, spread, 16)
        for axis, n in enumerate(sizes)
        for _ in "x" * n
    ]
    return np.array(rows) * rng.uniform(0.5, 20, (len(rows), 1))


def partition(found: Clustering, names: np.ndarray | None = None) -> list[frozenset[int]]:
    """Members of every cluster, by their names; in the order of the clusters."""
    names = np.arange(len(found.labels)) if names is None else names
    return [
        frozenset(names[found.labels == cluster].tolist())
        for cluster in range(len(found.exemplars))
    ]


def test_finds_known_clusters_the_largest_first() -> None:
    found = cluster_features(bunches(7, 20, 12), preference="lowest")
    assert partition(found) == [
        frozenset(range(7, 27)),
        frozenset(range(27, 39)),
        frozenset(range(7)),
    ]
    assert all(found.silhouette(cluster) > 0.8 for cluster in range(3))


def test_members_begin_with_the_exemplar_then_the_most_similar() -> None:
    found = cluster_features(bunches(9, 8, 7), preference="lowest")
    for cluster, exemplar in enumerate(found.exemplars):
        members = found.members(cluster)
        assert members[0] == exemplar
        assert found.similarity[exemplar] == pytest.approx(1)
        similarity = found.similarity[members]
        assert (np.diff(similarity[1:]) <= 0).all()


def test_the_median_preference_gives_more_clusters_than_the_lowest() -> None:
    features = bunches(20, 20, spread=0.3)
    many, few = (cluster_features(features, preference=p) for p in ("median", "lowest"))
    assert len(many.exemplars) > len(few.exemplars) >= 2


def test_scattered_features_are_told_to_be_loose() -> None:
    scattered = np.random.default_rng(1).normal(size=(60, 40))
    found = cluster_features(scattered)
    assert found.silhouettes.mean() < LOOSE


def test_many_places_are_sampled_and_the_rest_joins_its_nearest_exemplar() -> None:
    features = bunches(150, 60, 90)
    found = cluster_features(features, preference="lowest", most_points=40)
    assert partition(found) == partition(cluster_features(features, preference="lowest"))
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    nearest = (unit @ unit[found.exemplars].T).argmax(axis=1)
    np.testing.assert_array_equal(found.labels, nearest)


def test_equal_features_are_in_one_cluster_and_one_of_them_is_its_exemplar() -> None:
    found = cluster_features(np.repeat(bunches(3, 3, spread=0.01), 4, axis=0), preference="lowest")
    assert sorted(map(len, partition(found))) == [12, 12]
    alike = cluster_features(np.ones((5, 4)))
    assert partition(alike) == [frozenset(range(5))]
    assert alike.members(0)[0] == alike.exemplars[0]


@pytest.mark.parametrize("features", [np.zeros((0, 3)), np.full((4, 3), np.nan)])
def test_nothing_to_cluster_is_one_sentence(features: np.ndarray) -> None:
    with pytest.raises(RetinaViewError, match="at least one"):
        cluster_features(features)


@settings(max_examples=40)
@given(SMALL)
@example(np.array([[0.25, 1, 1], [1, 1, 1], [1, 1, 1], [0, 1, 1]], np.float32))
def test_every_place_is_in_exactly_one_cluster(features: Any) -> None:
    found = cluster_features(features)
    count = len(found.exemplars)
    members = [found.members(cluster) for cluster in range(count)]
    assert sorted(np.concatenate(members).tolist()) == list(range(len(features)))
    assert all(members[cluster][0] == found.exemplars[cluster] for cluster in range(count))
    sizes = [len(each) for each in members]
    assert sizes == sorted(sizes, reverse=True)
    assert (np.abs(found.silhouettes) <= 1).all()
    assert (np.abs(found.similarity) <= 1 + 1e-9).all()


@settings(max_examples=40)
@given(SMALL, st.randoms(use_true_random=False))
def test_the_order_of_the_places_does_not_change_the_clusters(features: Any, dice: Any) -> None:
    shuffled = list(range(len(features)))
    dice.shuffle(shuffled)
    first = cluster_features(features)
    second = cluster_features(features[shuffled])
    assert partition(first) == partition(second, np.array(shuffled))
    same = features[shuffled][second.exemplars] == features[first.exemplars]
    assert same.all() or len(np.unique(features, axis=0)) < len(features)


@given(
    arrays(np.float64, (12, 3), elements=st.integers(1, 9).map(float)),
    arrays(np.int64, 12, elements=st.integers(0, 3)),
)
def test_silhouettes_are_those_of_all_distances(features: Any, labels: Any) -> None:
    labels = np.unique(labels, return_inverse=True)[1].reshape(-1)
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)
    ours = cosine_silhouettes(unit, labels)
    if len(set(labels)) < 2:
        assert (ours == 0).all()
    else:
        distances = np.clip(1 - unit @ unit.T, 0, None)
        np.fill_diagonal(distances, 0)
        expected = silhouette_samples(distances, labels, metric="precomputed")
        np.testing.assert_allclose(ours, expected, atol=1e-6)
