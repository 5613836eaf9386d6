"""Keep scaled photographs on disk, so that a recipe reads the originals once and holds few.

The arrays are written as they are read and then mapped into memory: the operating system loads the
photographs of a batch and forgets them again, so a set may be larger than the memory.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from training.grading.data.graded import LabelledPhotograph

Bytes = NDArray[np.uint8]
_FACTS = "facts.json"
_ARRAYS = ("image", "field", "lesions", "outlines")


def cached(
    folder: Path, read: Callable[[], Iterable[LabelledPhotograph]]
) -> list[LabelledPhotograph]:
    """Return the photographs kept in `folder`; read and keep them if it is missing.

    Parameters
    ----------
    folder : Path
        Folder of this set, written completely or not at all.
    read : callable
        Yields the photographs, of which one at a time is in memory.

    Returns
    -------
    list of LabelledPhotograph
        Their arrays are mapped from the folder, and read-only.
    """
    if not (folder / _FACTS).is_file():
        _store(folder, read())
    facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    arrays = {name: _mapped(folder / f"{name}.bin") for name in _ARRAYS}
    return [_photograph(fact, arrays) for fact in facts]


def _photograph(fact: dict[str, Any], arrays: dict[str, Bytes]) -> LabelledPhotograph:
    found = {name: _placed(fact[name], arrays[name]) for name in _ARRAYS if fact[name]}
    return LabelledPhotograph(
        name=fact["name"],
        group=fact["group"],
        image=found["image"],
        field=found["field"].view(np.bool_),
        dr=fact["dr"],
        dme=fact["dme"],
        lesions=found.get("lesions"),
        labelled=tuple(fact["labelled"]),
        outlines=found.get("outlines"),
    )


def _placed(place: tuple[int, list[int]], values: Bytes) -> Bytes:
    """Return the array that begins at a place, with its shape."""
    start, shape = place
    return values[start : start + math.prod(shape)].reshape(shape)


def _store(folder: Path, photographs: Iterable[LabelledPhotograph]) -> None:
    """Write the photographs to a temporary folder, and rename it when it is complete."""
    temporary = folder.with_name(folder.name + ".part")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    files = {name: (temporary / f"{name}.bin").open("wb") for name in _ARRAYS}
    try:
        facts = [_written(photograph, files) for photograph in photographs]
    finally:
        for file in files.values():
            file.close()
    (temporary / _FACTS).write_text(json.dumps(facts), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    temporary.replace(folder)


def _written(photograph: LabelledPhotograph, files: Mapping[str, BinaryIO]) -> dict[str, Any]:
    """Append a photograph's arrays to the files; return its labels, and where the arrays begin."""
    fact: dict[str, Any] = {
        "name": photograph.name,
        "group": photograph.group,
        "dr": photograph.dr,
        "dme": photograph.dme,
        "labelled": list(photograph.labelled),
    }
    for name, file in files.items():
        values = getattr(photograph, name)
        fact[name] = None if values is None else [file.tell(), list(values.shape)]
        if values is not None:
            file.write(np.ascontiguousarray(values).view(np.uint8).tobytes())
    return fact


def _mapped(path: Path) -> Bytes:
    if not path.stat().st_size:
        return np.zeros(0, np.uint8)  # nothing can be mapped from an empty file
    return np.memmap(path, dtype=np.uint8, mode="r")
