"""What M-Net and A-Net, fixed, see in photographs before C-Net or the fellow eye is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.inference.device import choose_device
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.graded_photograph import GradeReading
from retinaview.models.outputs.response import Sight
from retinaview.models.outputs.zoom_in_net import first_look
from retinaview.models.outputs.zoomed_patches import patch_side, zoomed_preprocessing
from retinaview.models.preprocessing import Frame, Preprocessing
from retinaview.models.weights.card import ModelCard
from training.grading.data import eyepacs
from training.grading.data import idrid as idrid_grading
from training.grading.data.cache import cached
from training.grading.data.graded import GradedPhotograph, square_view
from training.grading.data.mixture import hold_out
from training.grading.data.zoomed import ZoomedPhotograph, cut_zoomed
from training.grading.pair_learner import Eyes, eyes_of, joined

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class FirstLook:
    """One photograph's look.

    Attributes
    ----------
    pooled
        Float32 ``(views, C)``: ``d_M`` of the photograph and, where it is asked for, of its
        mirror image.
    centres
        Float32 ``(N, 2)``: x and y of the regions' middles as a share of the photograph's side,
        best first; the last one repeated, or the middle of the photograph, where there are fewer.
    """

    pooled: Floats
    centres: Floats


def take_look(
    network: ZoomInNet,
    photograph: GradedPhotograph,
    preprocessing: Preprocessing,
    reading: GradeReading,
) -> FirstLook:
    """Run M-Net and A-Net on a photograph as inference does."""
    side = preprocessing.diameter_px
    view = square_view(photograph, side)
    whole = Frame(side, side, 0, 0, side, side, side, side, 0, 0, side, side)
    sight = Sight(preprocessing.normalise(view.image, view.field), view.field, whole)
    device = next(network.parameters()).device.type
    bfloat16 = choose_device(device).precision == "bfloat16"
    look = first_look(network, sight, reading, bfloat16=bfloat16)
    centres = [region.box.centre for region in look.regions] or [(side / 2, side / 2)]
    centres += [centres[-1]] * (reading.region_count - len(centres))
    pooled = look.output.main.pooled.float().cpu().numpy()
    return FirstLook(pooled, np.asarray(centres, np.float32) / np.float32(side))


class Looks:
    """What M-Net and A-Net see in the photographs of both sets; computed once, kept in a folder."""

    def __init__(self, network: ZoomInNet, card: ModelCard, data: Path, cache: Path) -> None:
        self.network, self.data, self.cache = network, data, cache
        self.preprocessing = Preprocessing.from_dict(card.preprocessing)
        self.reading = GradeReading.from_dict(card.reading)
        self.zoomed = zoomed_preprocessing(self.preprocessing, self.reading)
        self.side = patch_side(self.zoomed, self.reading)
        self.idrid = idrid_grading.train_entries(data)
        self.eyepacs = eyepacs.entries(data)

    def of_idrid(self) -> list[FirstLook]:
        """Photographs and their mirror images, in the order of `idrid`."""
        boxes = idrid_grading.read_boxes(self.data)

        def take(index: int) -> FirstLook:
            entry = self.idrid[index]
            found = boxes.get(entry.key, [])
            side = self.zoomed.diameter_px
            photograph = idrid_grading.read_entry(self.data, entry, found, side=side)
            return take_look(self.network, photograph, self.preprocessing, self.reading)

        return cached_looks(self.cache / "looks-idrid.npz", len(self.idrid), take)

    def of_eyepacs(self) -> list[FirstLook]:
        """Photographs alone, in the order of `eyepacs`."""
        once = replace(self.reading, mirrored=False)

        def take(index: int) -> FirstLook:
            photograph = eyepacs.read_entry(self.data, self.eyepacs[index])
            return take_look(self.network, photograph, self.preprocessing, once)

        return cached_looks(self.cache / "looks-eyepacs.npz", len(self.eyepacs), take)

    def zoomed_photographs(self, *, margin: int) -> list[ZoomedPhotograph]:
        """Return the patches of IDRiD's photographs, with the first looks."""
        looks = self.of_idrid()
        patches = cached(self.cache / "patches.npz", lambda: self._patches(looks, margin))
        count = self.reading.region_count
        return [
            ZoomedPhotograph(patches[i * count : (i + 1) * count], looks[i].pooled, entry.dr)
            for i, entry in enumerate(self.idrid)
        ]

    def _patches(self, looks: Sequence[FirstLook], margin: int) -> list[GradedPhotograph]:
        boxes = idrid_grading.read_boxes(self.data)
        patches = []
        for entry, look in zip(self.idrid, looks, strict=True):
            found, side = boxes.get(entry.key, []), self.zoomed.diameter_px
            photograph = idrid_grading.read_entry(self.data, entry, found, side=side)
            patches += cut_zoomed(photograph, look.centres, side=self.side, margin=margin)
        return patches

    def eyes(self) -> tuple[Eyes, Eyes]:
        """Training and held-out eyes; IDRiD's, seen also as mirror images, train as single ones."""
        pooled = [look.pooled[0] for look in self.of_eyepacs()]
        pairs = eyes_of(self.eyepacs, pooled)
        training, held_out = hold_out(self.eyepacs)
        place = {entry.name: index for index, entry in enumerate(self.eyepacs)}
        single = self._single_eyes()
        chosen = [[place[entry.name] for entry in part] for part in (training, held_out)]
        return joined([pairs.chosen(chosen[0]), *single]), pairs.chosen(chosen[1])

    def _single_eyes(self) -> list[Eyes]:
        training = {entry.key for entry in self.split_idrid()[0] if entry.dr >= 0}
        looks = zip(self.idrid, self.of_idrid(), strict=True)
        known = [(entry, look) for entry, look in looks if entry.key in training]
        views = range(known[0][1].pooled.shape[0])
        alone = [replace(entry, group=entry.key) for entry, _ in known]
        return [eyes_of(alone, [look.pooled[view] for _, look in known]) for view in views]

    def split_idrid(self) -> tuple[list[idrid_grading.Entry], list[idrid_grading.Entry]]:
        """Training and held-out photographs."""
        return hold_out(self.idrid)


def cached_looks(path: Path, count: int, take: Callable[[int], FirstLook]) -> list[FirstLook]:
    """Return the looks stored at `path` (.npz); take and store them if it is missing.

    A run that was stopped goes on from what it had stored every hundred photographs.
    """
    part = path.with_name(path.name + ".part.npz")
    looks = _read(path if path.is_file() else part)
    path.parent.mkdir(parents=True, exist_ok=True)
    for index in range(len(looks), count):
        looks.append(take(index))
        if len(looks) % 100 == 0:
            _write(part, looks)
    if not path.is_file():
        _write(part, looks)
        part.replace(path)
    return looks


def _read(path: Path) -> list[FirstLook]:
    if not path.is_file():
        return []
    with np.load(path, allow_pickle=False) as arrays:
        pairs = zip(arrays["pooled"], arrays["centres"], strict=True)
        return [FirstLook(pooled, centres) for pooled, centres in pairs]


def _write(path: Path, looks: Sequence[FirstLook]) -> None:
    temporary = path.with_name(path.name + ".new.npz")
    np.savez(
        temporary,
        pooled=np.stack([look.pooled for look in looks]),
        centres=np.stack([look.centres for look in looks]),
    )
    temporary.replace(path)
