"""The labels that a network is retrained on, frozen when the run begins.

A folder with a COCO file of all that readers said, in the manner of our exports, and
``photographs.json``, which says where each photograph lies. A run reads these alone, so that the
study can be read and changed meanwhile, and a resumed run sees the labels that it began with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.guard import guard
from retinaview.core.photos import LabelledImage
from retinaview.core.regular_files import read_regular
from retinaview.core.whole_files import write_atomically
from retinaview.exchange.formats import write_labels
from retinaview.exchange.json_text import read_json
from retinaview.exchange.reading import read_labels

_LABELS, _PHOTOGRAPHS = "annotations.json", "photographs.json"


@dataclass(frozen=True)
class ReadPhotograph:
    """A photograph that a reader has read, with all that the reader said.

    Attributes
    ----------
    labels : LabelledImage
        Marks that a reader drew, accepted, edited or rejected, and the grading.
    path : Path
        The photograph's file.
    """

    labels: LabelledImage
    path: Path


def is_read(image: LabelledImage) -> bool:
    """Return whether a reader has looked at a photograph and found it good enough."""
    looked = image.grading.says_something or any(mark.status.is_human for mark in image.marks)
    return looked and not image.grading.ungradable


def write_snapshot(photographs: Sequence[ReadPhotograph], folder: Path) -> str:
    """Write the labels of a run.

    Parameters
    ----------
    photographs : sequence of ReadPhotograph
        With sizes and unique names.
    folder : Path
        Created if missing; an earlier snapshot in it is replaced.

    Returns
    -------
    str
        SHA-256 of what the readers said, the same for the same labels.

    Raises
    ------
    WriteError
        The folder cannot be written.
    """
    write_labels("coco", [each.labels for each in photographs], folder, replace=True)
    paths = {each.labels.image: str(each.path) for each in photographs}
    write_atomically(folder / _PHOTOGRAPHS, json.dumps(paths, indent=1).encode())
    return snapshot_sha256(folder)


def read_snapshot(folder: Path) -> tuple[ReadPhotograph, ...]:
    """Read the labels of a run.

    Raises
    ------
    LabelError
        A file is missing or damaged.
    """
    paths = read_json(folder / _PHOTOGRAPHS)
    if not isinstance(paths, Mapping):
        raise LabelError("must be an object of paths by name", path=folder / _PHOTOGRAPHS)
    found = read_labels([folder / _LABELS], format="coco")
    for image in found:
        if not isinstance(paths.get(image.image), str):
            message = "has no path of this photograph"
            raise LabelError(message, path=folder / _PHOTOGRAPHS, field=image.image)
    return tuple(ReadPhotograph(image, Path(paths[image.image])) for image in found)


def snapshot_sha256(folder: Path) -> str:
    """Return a checksum of the labels in a snapshot."""
    with guard(LabelError, folder / _LABELS):
        return hashlib.sha256(read_regular(folder / _LABELS)).hexdigest()
