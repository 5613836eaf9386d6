"""Affinity propagation over the features of many places.

The clustering of Zoom-in-Net (Wang et al., MICCAI 2017, section 3): features at high responses
form clusters whose number is not chosen in advance (Frey and Dueck, Science 315, 2007).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AffinityPropagation
from sklearn.exceptions import ConvergenceWarning

from retinaview.core.errors import RetinaViewError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Preference = Literal["median", "lowest"]

LOOSE = 0.25
"""Mean silhouette below which a cluster has no substantial structure (Kaufman and Rousseeuw)."""
_HEAVIER_DAMPING = (0.8, 0.9, 0.95)


@dataclass(frozen=True, eq=False)
class Clustering:
    """The cluster of every place; clusters are numbered from 0, the largest first.

    Attributes
    ----------
    labels : ndarray of int64, shape (N,)
        Cluster of every place.
    exemplars : ndarray of int64, shape (K,)
        Index of the exemplar of each cluster.
    similarity : ndarray of float64, shape (N,)
        Cosine between a place's feature and its exemplar's, -1 to 1.
    silhouettes : ndarray of float64, shape (N,)
        -1 to 1; see `cosine_silhouettes`.
    """

    labels: Integers
    exemplars: Integers
    similarity: Floats
    silhouettes: Floats

    def members(self, cluster: int) -> Integers:
        """Return the places of a cluster, exemplar first, then by similarity; shape (size,)."""
        found = np.flatnonzero(self.labels == cluster)
        # The exemplar is put first explicitly, because copies of it are just as similar.
        rank = np.where(found == self.exemplars[cluster], np.inf, self.similarity[found])
        return np.asarray(found[np.argsort(-rank, kind="stable")], np.int64)

    def silhouette(self, cluster: int) -> float:
        """Return the mean silhouette of a cluster."""
        return float(self.silhouettes[self.labels == cluster].mean())

    def is_loose(self, cluster: int) -> bool:
        """Return whether a cluster's silhouette is below `LOOSE`."""
        return self.silhouette(cluster) < LOOSE


def cluster_features(
    features: NDArray[np.floating],
    *,
    preference: Preference = "median",
    damping: float = 0.7,
    most_rounds: int = 500,
    most_points: int = 2000,
) -> Clustering:
    """Cluster features by affinity propagation on their cosines.

    The paper names only the algorithm; cosine, preference and damping are our choice. The result
    does not depend on the order of the features: they are clustered in sorted order, and
    duplicates as one.

    Parameters
    ----------
    features : ndarray of float, shape (N, C), N at least 1
        Any scale; each is divided by its Euclidean norm.
    preference : {"median", "lowest"}
        The cosine that serves as each place's preference to be an exemplar. The median, as Frey
        and Dueck propose, gives a moderate number of clusters, the lowest a small one.
    damping : float
        Share of the old messages in the new, 0.5 to 1; raised if they do not converge. If they
        never do, or all places are alike, the result is one cluster.
    most_rounds : int
        Most rounds of messages.
    most_points : int
        Most places that are clustered, since memory and time grow with their square. Of more, an
        evenly spaced sample (in sorted order) is clustered, and every other place joins the
        exemplar most similar to it.

    Raises
    ------
    RetinaViewError
        There is no feature, or one is not finite.
    """
    if not len(features) or not np.isfinite(features).all():
        raise RetinaViewError("clustering needs at least one place, and finite features")
    points, places = np.unique(_unit(features), axis=0, return_inverse=True)
    places = places.reshape(-1)
    sample = np.unique(np.linspace(0, len(points) - 1, min(len(points), most_points)).round())
    chosen = points[sample.astype(np.int64)]
    found = _exemplars(chosen @ chosen.T, preference, damping=damping, most_rounds=most_rounds)
    return _ordered(points, places, sample.astype(np.int64)[found])


def cosine_silhouettes(features: NDArray[np.floating], labels: Integers) -> Floats:
    """Return the silhouette of every place under cosine distance (Rousseeuw 1987).

    The distance is one minus the cosine; its mean over a cluster is one minus the cosine with the
    cluster's mean, so no matrix of all distances is needed.

    Parameters
    ----------
    features : ndarray of float, shape (N, C)
        Rows of norm 1.
    labels : ndarray of int64, shape (N,)
        Clusters from 0, none of them empty.

    Returns
    -------
    ndarray of float64, shape (N,)
        -1 to 1; 0 for the only member of a cluster, and if there is only one cluster.
    """
    sizes = np.bincount(labels)
    if len(sizes) < 2:
        return np.zeros(len(labels))
    means = np.zeros((len(sizes), features.shape[1]))
    np.add.at(means, labels, features)
    # Rounding could make the distance to a cluster's own mean negative.
    distances = np.maximum(1 - features @ (means / sizes[:, None]).T, 0)
    rows, own_size = np.arange(len(labels)), sizes[labels]
    own = distances[rows, labels] * own_size / np.maximum(own_size - 1, 1)
    distances[rows, labels] = np.inf
    other = distances.min(axis=1)
    larger = np.maximum(np.maximum(own, other), 1e-12)
    return np.where(own_size > 1, (other - own) / larger, 0.0)


def _unit(features: NDArray[np.floating]) -> Floats:
    """Return rows scaled to norm 1; a row of zeros is kept."""
    rows = np.asarray(features, np.float64)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-12))


def _exemplars(
    cosines: Floats, preference: Preference, *, damping: float, most_rounds: int
) -> Integers:
    """Return the rows of the exemplars among (N, N) cosines."""
    count = len(cosines)
    between = cosines[~np.eye(count, dtype=bool)]
    if count > 2 and between.min() < between.max():
        level = float(np.median(between) if preference == "median" else between.min())
        for heavier in (damping, *(d for d in _HEAVIER_DAMPING if d > damping)):
            found = _propagated(cosines, level, damping=heavier, most_rounds=most_rounds)
            if found.size:
                return found
    return np.array([cosines.sum(axis=1).argmax()], np.int64)


def _propagated(cosines: Floats, level: float, *, damping: float, most_rounds: int) -> Integers:
    """Return the exemplars once the messages have converged; none if they do not."""
    algorithm = AffinityPropagation(
        damping=damping,
        max_iter=most_rounds,
        preference=level,
        affinity="precomputed",
        random_state=0,  # for the noise that breaks ties
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            algorithm.fit(cosines)
        except ConvergenceWarning:
            return np.zeros(0, np.int64)
    return np.asarray(algorithm.cluster_centers_indices_, np.int64)


def _ordered(points: Floats, places: Integers, exemplars: Integers) -> Clustering:
    """Assign every place to its nearest exemplar and sort the clusters by size."""
    cosines = points @ points[exemplars].T
    nearest = cosines.argmax(axis=1)
    nearest[exemplars] = np.arange(len(exemplars))
    sizes = np.bincount(nearest[places], minlength=len(exemplars))
    order = np.argsort(-sizes, kind="stable")
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    labels = number[nearest][places]
    first = np.unique(places, return_index=True)[1]
    return Clustering(
        labels=labels,
        exemplars=np.asarray(first[exemplars[order]], np.int64),
        similarity=cosines.max(axis=1)[places],
        silhouettes=cosine_silhouettes(points[places], labels),
    )
