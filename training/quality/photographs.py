"""Read photographs with a known quality, split by patient, and make degraded copies.

Quality is given as *severity*: 0 is good, 0.5 doubtful, 1 ungradable.
"""

from __future__ import annotations

import csv
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import read_photograph
from training.quality.degradations import FITTED, HELD_OUT, REASONS, Degradation
from training.quality.outsiders import draw_outsider

Image = NDArray[np.uint8]
Random = np.random.Generator

GOOD, DOUBTFUL, UNGRADABLE = 0.05, 0.5, 0.95
NOT_FUNDUS = "not a fundus photograph"

_EYEQ = {"good": GOOD, "usable": DOUBTFUL, "reject": UNGRADABLE}
_DRIMDB = {"good": GOOD, "bad": UNGRADABLE, "outlier": UNGRADABLE}
# Sets that are only used for the test.
_TEST_SETS = ("hrf45", "roc_ma")
# Number of top rows of DRIMDB photographs with a burnt-in date.
_DATE_ROWS = 16
_DIAMETERS_PX = (260, 1000)
# Mean and standard deviation of the channels in fundus photographs with natural colours.
_NATURAL = np.array([[150, 85, 40], [35, 25, 15]])


@dataclass(frozen=True, eq=False)
class Sample:
    """A photograph, or a copy of one, with its known quality.

    Attributes
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    name, source : str
        File name and data set.
    split : str
        ``"train"``, ``"validation"`` or ``"test"``; the same for both eyes of a patient.
    severity : float
        From 0, good, to 1, ungradable.
    reasons : tuple of str
        What is wrong, if known.
    kind : str
        ``"original"``, ``"recoloured"``, ``"outsider"`` or the names of the degradations.
    weight : float
        Weight in the fit.
    """

    rgb: Image
    name: str
    source: str
    split: str
    severity: float
    reasons: tuple[str, ...] = ()
    kind: str = "original"
    weight: float = 1.0


def samples(data: Path, *, seed: int, copies: int, outsiders: int) -> Iterator[Sample]:
    """Yield all photographs and their copies.

    Parameters
    ----------
    data : Path
        Folder with ``eyepacs256``, ``quality_labels``, ``drimdb``, ``idrid``, ``rahim600``,
        ``hrf45`` and ``roc_ma``.
    seed : int
        Random seed.
    copies : int
        Number of degraded copies of each photograph of sets without bad photographs.
    outsiders : int
        Number of drawn photographs that show no retina.

    Yields
    ------
    Sample
        In a fixed order.
    """
    for sample in _eyepacs(data):
        recoloured = sample.split == "train" and _share(sample.name, 2)
        yield _natural(sample, _random(seed, sample.name)) if recoloured else sample
    yield from _drimdb(data)
    for sample in _sharp(data):
        count = copies if sample.split == "train" else 1
        yield from _copies(sample, count, _random(seed, sample.name))
    for number in range(outsiders):
        rgb = draw_outsider(_random(seed, f"outsider {number}"))
        split = _split("outsider", str(number))
        yield Sample(
            rgb, str(number), "drawn", split, UNGRADABLE, (NOT_FUNDUS,), "outsider", weight=0.5
        )


def _natural(sample: Sample, random: Random) -> Sample:
    return replace(sample, rgb=_recoloured(sample.rgb, random), kind="recoloured", weight=0.7)


def _eyepacs(data: Path) -> Iterator[Sample]:
    """Yield the EyePACS photographs with a quality label of EyeQ."""
    for row in _rows(data / "quality_labels" / "eyepacs256_quality.csv"):
        if row["eyeq"]:
            rgb = _read(data / "eyepacs256" / "images" / f"{row['image']}.jpg")
            split = _split("eyepacs256", row["image"].split("_")[0])
            yield Sample(rgb, row["image"], "eyepacs256", split, _EYEQ[row["eyeq"]])


def _drimdb(data: Path) -> Iterator[Sample]:
    """Yield DRIMDB; photographs without a retina are all in the test split."""
    for row in _rows(data / "drimdb" / "labels.csv"):
        rgb = _read(data / "drimdb" / row["image"]).copy()
        rgb[:_DATE_ROWS] = rgb[_DATE_ROWS]
        name, answer = row["image"], row["quality"]
        split = "test" if answer == "outlier" else _split("drimdb", name)
        reasons = (NOT_FUNDUS,) if answer == "outlier" else ()
        kind = "outsider" if answer == "outlier" else "original"
        yield Sample(rgb, name, "drimdb", split, _DRIMDB[answer], reasons, kind, weight=2.0)


def _sharp(data: Path) -> Iterator[Sample]:
    """Yield photographs that readers graded or marked, taken as good; a quarter of the fitted."""
    return (sample for sample in _graded(data) if sample.split != "train" or _share(sample.name, 4))


def _graded(data: Path) -> Iterator[Sample]:
    for part in ("train", "test"):
        for path in sorted((data / "idrid" / "grading" / part).glob("*.jpg")):
            split = "test" if part == "test" else _split("idrid", path.stem, test=False)
            yield Sample(_read(path), f"{part}/{path.stem}", "idrid", split, GOOD)
    for row in _rows(data / "rahim600" / "labels.csv"):
        path = data / "rahim600" / "images" / f"{row['image']}.jpg"
        yield Sample(_read(path), row["image"], "rahim600", _split("rahim600", row["group"]), GOOD)
    for source, folder in (("hrf45", "images"), ("roc_ma", "train")):
        for path in sorted((data / source / folder).glob("*.jpg")):
            yield Sample(_read(path), path.stem, source, "test", GOOD)


def _copies(sample: Sample, count: int, random: Random) -> Iterator[Sample]:
    """Yield a photograph and degraded copies at random sizes."""
    yield sample
    fov = find_field_of_view(sample.rgb)
    if fov is None:
        return
    known = FITTED if sample.split == "train" else FITTED + HELD_OUT
    for number in range(count):
        small, small_fov = _scaled(sample.rgb, fov, random)
        if random.random() < 0.25:
            small = _stretched(small, small_fov)
        kinds = [known[place] for place in random.permutation(len(known))[: 1 + (number == 2)]]
        yield _degraded(sample, small, small_fov, kinds, random)


def _degraded(
    sample: Sample, rgb: Image, fov: FieldOfView, kinds: list[Degradation], random: Random
) -> Sample:
    severities, reasons = [GOOD], []
    for kind in kinds:
        strength = float(random.random())
        rgb = kind(rgb, fov, strength, random)
        severities.append(strength)
        if strength > 1 / 3:
            reasons.append(REASONS[kind.__name__])
    worst = max(severities)
    severity = min(1.0, worst + 0.3 * (sum(severities) - worst - GOOD))
    names = "+".join(kind.__name__ for kind in kinds)
    return replace(
        sample, rgb=_recoded(rgb, random), severity=severity, reasons=tuple(reasons), kind=names
    )


def _scaled(rgb: Image, fov: FieldOfView, random: Random) -> tuple[Image, FieldOfView]:
    diameter = math.exp(random.uniform(*np.log(_DIAMETERS_PX)))
    scale = min(1.0, diameter / fov.diameter_px)
    width, height = round(fov.width * scale), round(fov.height * scale)
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    box = Box(*(side * scale for side in (fov.box.x, fov.box.y, fov.box.width, fov.box.height)))
    centre = fov.centre[0] * scale, fov.centre[1] * scale
    scaled = FieldOfView(width, height, box, centre, fov.radius_px * scale, fov.outlined)
    return np.asarray(small, dtype=np.uint8), scaled


def _recoded(rgb: Image, random: Random) -> Image:
    quality = int(random.integers(70, 97))
    _, coded = cv2.imencode(".jpg", rgb, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), dtype=np.uint8)


def _stretched(rgb: Image, fov: FieldOfView) -> Image:
    """Stretch every channel to its full range, as in `eyepacs256`."""
    inside = fov.mask()
    low, high = np.percentile(rgb[inside][::4], (2, 98), axis=0)
    stretched = (rgb - low) / np.maximum(high - low, 8) * 255
    return np.where(inside[..., None], np.clip(stretched, 0, 255), rgb).astype(np.uint8)


def _recoloured(rgb: Image, random: Random) -> Image:
    """Give the field natural colours, so that the stretched colours reveal nothing."""
    fov: FieldOfView | None = find_field_of_view(rgb)
    if fov is None:
        return rgb
    inside = fov.mask()[..., None]
    pixels = rgb[fov.mask()]
    mean, spread = pixels.mean(axis=0), pixels.std(axis=0) + 1
    wanted = _NATURAL * np.exp(random.normal(0, 0.25, (2, 1)) + random.normal(0, 0.12, (2, 3)))
    coloured = (rgb - mean) / spread * wanted[1] + wanted[0]
    return np.where(inside, np.clip(coloured, 0, 255), rgb).astype(np.uint8)


def _split(source: str, group: str, *, test: bool = True) -> str:
    """Return the split by a hash of the patient: 14 of 20 train, 3 validation, 3 test."""
    place = zlib.crc32(f"{source}/{group}".encode()) % 20
    if place < 14 or (place >= 17 and not test):
        return "train"
    return "validation" if place < 17 else "test"


def _share(name: str, parts: int) -> bool:
    """Return whether a photograph belongs to a fraction ``1 / parts``, by a hash of its name."""
    return zlib.crc32(name.encode()) % parts == 0


def _random(seed: int, name: str) -> Random:
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def _read(path: Path) -> Image:
    return read_photograph(path).rgb


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
