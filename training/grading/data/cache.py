"""Cache scaled photographs in the output folder, so that a recipe reads the originals once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from training.grading.data.graded import LabelledPhotograph


def cached(path: Path, read: Callable[[], list[LabelledPhotograph]]) -> list[LabelledPhotograph]:
    """Return the photographs stored at `path` (.npz); read and store them if it is missing."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        _store(path, read())
    with np.load(path, allow_pickle=False) as arrays:
        facts = json.loads(str(arrays["facts"]))
        images, fields, planes = arrays["images"], arrays["fields"], arrays["planes"]
        outlines = arrays.get("outlines")
    return [
        LabelledPhotograph(
            name=fact["name"],
            group=fact["group"],
            image=images[index],
            field=fields[index],
            dr=fact["dr"],
            dme=fact["dme"],
            lesions=planes[fact["planes"]] if fact["planes"] >= 0 else None,
            labelled=tuple(fact["labelled"]),
            outlines=outlines[fact["outlines"]] if fact.get("outlines", -1) >= 0 else None,
        )
        for index, fact in enumerate(facts)
    ]


def _store(path: Path, photographs: list[LabelledPhotograph]) -> None:
    facts, planes, outlines = [], [], []
    for photograph in photographs:
        if photograph.lesions is not None:
            planes.append(photograph.lesions)
        if photograph.outlines is not None:
            outlines.append(photograph.outlines)
        facts.append(
            {
                "name": photograph.name,
                "group": photograph.group,
                "dr": photograph.dr,
                "dme": photograph.dme,
                "planes": len(planes) - 1 if photograph.lesions is not None else -1,
                "labelled": list(photograph.labelled),
                "outlines": len(outlines) - 1 if photograph.outlines is not None else -1,
            }
        )
    temporary = path.with_name(path.name + ".part.npz")
    np.savez(
        temporary,
        facts=json.dumps(facts),
        images=np.stack([photograph.image for photograph in photographs]),
        fields=np.stack([photograph.field for photograph in photographs]),
        planes=np.stack(planes) if planes else np.zeros((0, 1, 1, 4), np.uint8),
        outlines=np.stack(outlines) if outlines else np.zeros((0, 1, 1, 4), np.uint8),
    )
    temporary.replace(path)
