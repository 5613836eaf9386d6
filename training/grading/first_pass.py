"""Compute, once, the results of the fixed M-Net and A-Net that train the other heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from training.grading.data import idrid as idrid_grading
from training.grading.data.cache import cached
from training.grading.data.graded import LabelledPhotograph, square_view
from training.grading.data.graded_list import read_entry
from training.grading.data.mixture import hold_out
from training.grading.data.zoomed import ZoomedPhotograph, cut_zoomed
from training.grading.grader_options import multiplies_bfloat16
from training.grading.pair_learner import Eyes, eyes_of, joined

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class FirstPassFeatures:
    """One photograph's first.

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
    """What M-Net and A-Net see in the photographs of both sets; computed once, kept in a folder."""

    def __init__(self, network: ZoomInNet, card: ModelCard, data: Path, cache: Path) -> None:
        self.network, self.data, self.cache = network, data, cache
        self.preprocessing = card.preprocessing
        self.grade_options = card.grade_options
        self.zoomed = zoomed_preprocessing(self.preprocessing, self.grade_options)
        self.side = patch_side(self.zoomed, self.grade_options)
        self.idrid = idrid_grading.train_entries(data)
        self.eyepacs = eyepacs.entries(data)

    def of_idrid(self) -> list[FirstPassFeatures]:
        """Return the features of IDRiD's photographs and mirror images, in the order of `idrid`."""
        boxes = idrid_grading.read_boxes(self.data)

        def take(index: int) -> FirstPassFeatures:
            entry = self.idrid[index]
            found = boxes.get(entry.key, [])
            side = self.zoomed.diameter_px
            photograph = idrid_grading.read_entry(self.data, entry, found, side=side)
            return first_pass_features(
                self.network, photograph, self.preprocessing, self.grade_options
            )

        return cached_features(self.cache / "looks-idrid.npz", len(self.idrid), take)

    def of_eyepacs(self) -> list[FirstPassFeatures]:
        """Return the features of EyePACS's photographs, in the order of `eyepacs`."""
        once = replace(self.grade_options, mirrored=False)

        def take(index: int) -> FirstPassFeatures:
            photograph = read_entry(self.data, self.eyepacs[index], side=eyepacs.SIDE_PX)
            return first_pass_features(self.network, photograph, self.preprocessing, once)

        return cached_features(self.cache / "looks-eyepacs.npz", len(self.eyepacs), take)

    def zoomed_photographs(self, *, margin: int) -> list[ZoomedPhotograph]:
        """Return IDRiD's photographs as C-Net's input: patches and pooled features."""
        features = self.of_idrid()
        patches = cached(self.cache / "patches.npz", lambda: self._patches(features, margin))
        count = self.grade_options.region_count
        return [
            ZoomedPhotograph(patches[i * count : (i + 1) * count], features[i].pooled, entry.dr)
            for i, entry in enumerate(self.idrid)
        ]

    def _patches(
        self, features: Sequence[FirstPassFeatures], margin: int
    ) -> list[LabelledPhotograph]:
        boxes = idrid_grading.read_boxes(self.data)
        patches = []
        for entry, seen in zip(self.idrid, features, strict=True):
            found, side = boxes.get(entry.key, []), self.zoomed.diameter_px
            photograph = idrid_grading.read_entry(self.data, entry, found, side=side)
            patches += cut_zoomed(photograph, seen.centres, side=self.side, margin=margin)
        return patches

    def eyes(self) -> tuple[Eyes, Eyes]:
        """Return training and held-out eyes; IDRiD's have no fellow eye and are for training."""
        pooled = [features.pooled[0] for features in self.of_eyepacs()]
        pairs = eyes_of(self.eyepacs, pooled)
        training, held_out = hold_out(self.eyepacs)
        place = {entry.name: index for index, entry in enumerate(self.eyepacs)}
        single = self._single_eyes()
        chosen = [[place[entry.name] for entry in part] for part in (training, held_out)]
        return joined([pairs.chosen(chosen[0]), *single]), pairs.chosen(chosen[1])

    def _single_eyes(self) -> list[Eyes]:
        training = {entry.key for entry in self.split_idrid()[0] if entry.dr >= 0}
        pairs = zip(self.idrid, self.of_idrid(), strict=True)
        known = [(entry, seen) for entry, seen in pairs if entry.key in training]
        views = range(known[0][1].pooled.shape[0])
        alone = [replace(entry, group=entry.key) for entry, _ in known]
        return [eyes_of(alone, [seen.pooled[view] for _, seen in known]) for view in views]

    def split_idrid(
        self,
    ) -> tuple[list[idrid_grading.IdridPhotograph], list[idrid_grading.IdridPhotograph]]:
        """Return the training and the held-out photographs of IDRiD."""
        return hold_out(self.idrid)


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
