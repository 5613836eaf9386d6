"""Split photographs into training, validation and test: by patient, stratified by grade, seeded."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from retinaview.core.errors import LabelError
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange.spreadsheet import table

SPLITS = ("train", "val", "test")
_COLUMNS = ("image", "patient", "dr_grade", "split")
Shares = tuple[float, ...]


def shares_of(text: str) -> Shares:
    """Return the shares of train, val and perhaps test from ``0.8/0.1/0.1``.

    Raises
    ------
    LabelError
        There are not two or three positive numbers that add to 1, or to 100.
    """
    try:
        numbers = [float(part) for part in text.split("/")]
    except ValueError:
        numbers = []
    whole = sum(numbers)
    if not 2 <= len(numbers) <= 3 or min(numbers) <= 0 or not _is_whole(whole):
        message = "must be two or three shares that add to 1, such as 0.8/0.1/0.1"
        raise LabelError(f"{message}, not {shown(text)}", field="split")
    return tuple(number / whole for number in numbers)


def _is_whole(value: float) -> bool:
    return abs(value - 1) < 1e-6 or abs(value - 100) < 1e-4


def split_by_patient(
    images: Sequence[LabelledImage], shares: Shares, *, seed: int = 0
) -> dict[str, str]:
    """Return the part of the split of each photograph.

    All photographs of a patient, and all of the same content, are in one part. Patients are
    stratified by their highest grade of retinopathy.

    Parameters
    ----------
    images : sequence of LabelledImage
        The photographs.
    shares : tuple of float
        Shares of photographs from `shares_of`.
    seed : int
        Seed of the order in which patients are taken.

    Raises
    ------
    LabelError
        There are fewer patients than parts.
    """
    groups = _groups(images)
    if len(groups) < len(shares):
        message = f"{len(groups)} patients cannot be split into {len(shares)} parts"
        raise LabelError(message, field="split")
    strata: dict[int, list[list[LabelledImage]]] = defaultdict(list)
    for group in groups:
        strata[_stratum(group)].append(group)
    rng = random.Random(seed)
    deal = _Deal(shares, len(images))
    for _, members in sorted(strata.items()):
        rng.shuffle(members)
        deal.deal(sorted(members, key=len, reverse=True))
    deal.fill_empty_parts()
    return {
        image.image: SPLITS[part]
        for part, dealt in enumerate(deal.parts)
        for group in dealt
        for image in group
    }


def _groups(images: Sequence[LabelledImage]) -> list[list[LabelledImage]]:
    """Return photographs that belong together: of one patient, or of the same content."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while (above := root.setdefault(key, key)) != key:
            key = above
        return key

    for image in images:
        person = f"person {image.person}"
        find(person)
        if image.sha256:
            root[find(f"content {image.sha256}")] = find(person)
    found: dict[str, list[LabelledImage]] = defaultdict(list)
    for image in images:
        found[find(f"person {image.person}")].append(image)
    return list(found.values())


def _stratum(group: Sequence[LabelledImage]) -> int:
    """Return the highest grade, -1 for none, -2 for marks without a grade."""
    grades = [int(image.grading.dr) for image in group if image.grading.dr is not None]
    if grades:
        return max(grades)
    return -2 if any(image.lesion_labels for image in group) else -1


class _Deal:
    """Deals groups to the part that lacks most, within a stratum first."""

    def __init__(self, shares: Shares, total: int) -> None:
        self.parts: list[list[list[LabelledImage]]] = [[] for _ in shares]
        self._shares, self._total = shares, total
        self._sizes = [0] * len(shares)

    def deal(self, groups: Sequence[list[LabelledImage]]) -> None:
        """Deal the groups of one stratum."""
        total = sum(map(len, groups))
        sizes = [0] * len(self._shares)
        for group in groups:
            part = max(range(len(sizes)), key=lambda k: self._lack(k, sizes[k], total))
            self.parts[part].append(group)
            sizes[part] += len(group)
            self._sizes[part] += len(group)

    def _lack(self, part: int, size: int, total: int) -> tuple[float, float]:
        share = self._shares[part]
        return round(share * total - size, 6), share * self._total - self._sizes[part]

    def fill_empty_parts(self) -> None:
        """Give each empty part the smallest group of the part that has most groups."""
        for part in self.parts:
            if not part:
                richest = max(self.parts, key=len)
                smallest = min(richest, key=len)
                richest.remove(smallest)
                part.append(smallest)


def split_csv(images: Sequence[LabelledImage], splits: Mapping[str, str]) -> bytes:
    """Return a CSV with the part of each photograph."""
    rows = [
        {
            "image": image.image,
            "patient": image.patient,
            "dr_grade": "" if image.grading.dr is None else str(int(image.grading.dr)),
            "split": splits[image.image],
        }
        for image in images
    ]
    return table(_COLUMNS, rows)


def in_words(splits: Mapping[str, str]) -> str:
    """Return how many photographs each part has; empty if there is no split."""
    counts = Counter(splits.values())
    return ", ".join(f"{name} {counts[name]}" for name in SPLITS if counts[name])
