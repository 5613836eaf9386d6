"""Compute, once, the results of the fixed M-Net and A-Net that train the other heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.response import NetworkInput
from retinaview.models.outputs.zoom_in_net import first_pass
from retinaview.models.outputs.zoomed_patches import patch_side, zoomed_preprocessing
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Frame, Preprocessing
from retinaview.models.weights.card import ModelCard
from training.grading.data import eyepacs
from training.grading.data.cache import cached
from training.grading.data.graded import LabelledPhotograph, square_view
from training.grading.data.listed_sets import ListedSet
from training.grading.data.zoomed import ZoomedPhotograph, cut_zoomed
from training.grading.grader_options import multiplies_bfloat16
from training.grading.pair_learner import Eyes, eyes_of, joined

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class FirstPassFeatures:
    """One photograph's first pass.

    Attributes
    ----------
    pooled : ndarray of float32, shape (views, C)
        ``d_M`` of the photograph and, optionally, of its mirror image.
    centres : ndarray of float32, shape (N, 2)
        X and y of the regions' middles as a share of the photograph's side,
        best first; the last one repeated, or the middle of the photograph, where there are fewer.
    """

    pooled: Floats
    centres: Floats


def first_pass_features(
    network: ZoomInNet,
    photograph: LabelledPhotograph,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
) -> FirstPassFeatures:
    """Run M-Net and A-Net on a photograph in the same way as inference."""
    side = preprocessing.diameter_px
    view = square_view(photograph, side)
    whole = Frame(side, side, 0, 0, side, side, side, side, 0, 0, side, side)
    network_input = NetworkInput(preprocessing.normalise(view.image, view.field), view.field, whole)
    bfloat16 = multiplies_bfloat16(next(network.parameters()).device)
    with in_precision(network, bfloat16=bfloat16):
        first = first_pass(network, network_input, grade_options)
    centres = [region.box.centre for region in first.regions] or [(side / 2, side / 2)]
    centres += [centres[-1]] * (grade_options.region_count - len(centres))
    pooled = first.output.main.pooled.float().cpu().numpy()
    return FirstPassFeatures(pooled, np.asarray(centres, np.float32) / np.float32(side))


class FirstPasses:
    """What M-Net and A-Net see in photographs; computed once, kept in a folder."""

    def __init__(self, network: ZoomInNet, card: ModelCard, cache: Path) -> None:
        self.network, self.cache = network, cache
        self.preprocessing = card.preprocessing
        self.grade_options = card.grade_options
        self.zoomed = zoomed_preprocessing(self.preprocessing, self.grade_options)
        self.side = patch_side(self.zoomed, self.grade_options)

    def of(self, listed: ListedSet) -> list[FirstPassFeatures]:
        """Return the features of a set's photographs and mirror images, in its order.

        EyePACS, whose photographs are many and small, goes without mirror images.
        """
        few = listed.name != eyepacs.FOLDER
        side = self.zoomed.diameter_px if few else eyepacs.SIDE_PX
        options = replace(self.grade_options, mirrored=few)

        def take(index: int) -> FirstPassFeatures:
            photograph = listed.read(index, side)
            return first_pass_features(self.network, photograph, self.preprocessing, options)

        path = self.cache / f"looks-{listed.name}.npz"
        return cached_features(path, len(listed.entries), take)

    def zoomed_photographs(
        self, listed: ListedSet, *, margin: int
    ) -> tuple[list[ZoomedPhotograph], list[ZoomedPhotograph]]:
        """Return a set's photographs for training and held-out ones as C-Net's input."""
        features = self.of(listed)
        folder = self.cache / f"patches-{listed.name}-{margin}"
        patches = cached(folder, lambda: self._patches(listed, features, margin))
        count = self.grade_options.region_count
        zoomed = [
            ZoomedPhotograph(patches[i * count : (i + 1) * count], features[i].pooled, entry.dr)
            for i, entry in enumerate(listed.entries)
        ]
        training, held_out = listed.split()
        return [zoomed[index] for index in training], [zoomed[index] for index in held_out]

    def _patches(
        self, listed: ListedSet, features: Sequence[FirstPassFeatures], margin: int
    ) -> Iterator[LabelledPhotograph]:
        for index, seen in enumerate(features):
            photograph = listed.read(index, self.zoomed.diameter_px)
            yield from cut_zoomed(photograph, seen.centres, side=self.side, margin=margin)

    def eyes(self, both: ListedSet, single: ListedSet) -> tuple[Eyes, Eyes]:
        """Return training and held-out eyes of `both`, whose patients have a fellow eye.

        Those of `single` have none and are for training.
        """
        pairs = eyes_of(both.entries, [features.pooled[0] for features in self.of(both)])
        training, held_out = both.split()
        seen = pairs.chosen(training)
        return joined([seen, *self._single_eyes(single)]), pairs.chosen(held_out)

    def _single_eyes(self, listed: ListedSet) -> list[Eyes]:
        features = self.of(listed)
        known = [index for index in listed.split()[0] if listed.entries[index].dr >= 0]
        alone = [listed.alone(index) for index in known]
        views = range(features[known[0]].pooled.shape[0])
        return [eyes_of(alone, [features[index].pooled[view] for index in known]) for view in views]


def cached_features(
    path: Path, count: int, take: Callable[[int], FirstPassFeatures]
) -> list[FirstPassFeatures]:
    """Return the features stored at `path` (.npz), computing and storing them if it is missing.

    Intermediate results are stored every hundred photographs, so that a run can be resumed.
    """
    part = path.with_name(path.name + ".part.npz")
    features = _read(path if path.is_file() else part)
    path.parent.mkdir(parents=True, exist_ok=True)
    for index in range(len(features), count):
        features.append(take(index))
        if len(features) % 100 == 0:
            _write(part, features)
    if not path.is_file():
        _write(part, features)
        part.replace(path)
    return features


def _read(path: Path) -> list[FirstPassFeatures]:
    if not path.is_file():
        return []
    with np.load(path, allow_pickle=False) as arrays:
        pairs = zip(arrays["pooled"], arrays["centres"], strict=True)
        return [FirstPassFeatures(pooled, centres) for pooled, centres in pairs]


def _write(path: Path, features: Sequence[FirstPassFeatures]) -> None:
    temporary = path.with_name(path.name + ".new.npz")
    np.savez(
        temporary,
        pooled=np.stack([one.pooled for one in features]),
        centres=np.stack([one.centres for one in features]),
    )
    temporary.replace(path)
