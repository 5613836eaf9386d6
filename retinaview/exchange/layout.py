"""Where an export puts its files: names, pictures beside the labels, and parts of a split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.photos import LabelledImage
from retinaview.exchange.file_names import base_names


@dataclass(frozen=True)
class Picture:
    """A photograph that goes along with its labels.

    Attributes
    ----------
    path : Path
        Its file.
    sha256 : str
        SHA-256 of its bytes.
    link : bool
        Whether to write a link to it, not a copy.
    """

    path: Path
    sha256: str
    link: bool = False


@dataclass(frozen=True)
class Placed:
    """The place of one photograph in an export.

    Attributes
    ----------
    image : LabelledImage
        The photograph.
    name : str
        Name of its files without suffix, unique in the export.
    file : str
        Name of its picture; empty if pictures are not written.
    split : str
        ``train``, ``val`` or ``test``; empty if there is no split.
    """

    image: LabelledImage
    name: str
    file: str = ""
    split: str = ""

    @property
    def shown(self) -> str:
        """The picture as label files name it: its file beside them, else its path in the study."""
        return self.file or self.image.image

    @property
    def folder(self) -> str:
        """The folder of its part of the split, with a slash; empty if there is no split."""
        return f"{self.split}/" if self.split else ""


def placed(
    images: Sequence[LabelledImage],
    *,
    splits: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
) -> list[Placed]:
    """Return the place of every photograph.

    Parameters
    ----------
    images : sequence of LabelledImage
        The photographs.
    splits : mapping of str to str, optional
        Part of the split by photograph.
    pictures : mapping of str to Picture, optional
        Files by photograph, if they go along.
    """
    return [
        Placed(image, name, _file(name, image, pictures), (splits or {}).get(image.image, ""))
        for name, image in zip(base_names(images), images, strict=True)
    ]


def _file(name: str, image: LabelledImage, pictures: Mapping[str, Picture] | None) -> str:
    if pictures is None or image.image not in pictures:
        return ""
    return f"{name}{pictures[image.image].path.suffix.lower()}"


def parts(places: Sequence[Placed]) -> dict[str, list[Placed]]:
    """Return the photographs by part of the split, in the order train, val, test."""
    found: dict[str, list[Placed]] = {}
    order = ("", "train", "val", "test")
    for place in sorted(places, key=lambda place: order.index(place.split)):
        found.setdefault(place.split, []).append(place)
    return found
