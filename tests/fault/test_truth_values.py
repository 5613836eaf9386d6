"""JSON's true is no number, in no field of any file that is read."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getmembers, isclass
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError, create_model

from retinaview.batch import clusters_file, findings_file, site_threshold_file
from retinaview.exchange import coco, labelme
from retinaview.models.weights import card, index

MODULES = (clusters_file, findings_file, site_threshold_file, coco, labelme, card, index)
NUMBERS = ("7", "0.5", "1")


def fields(module: ModuleType) -> Iterator[tuple[str, type[BaseModel]]]:
    """Every field of a file's models, as a model of its own."""
    for name, model in getmembers(module, isclass):
        if issubclass(model, BaseModel) and model.__module__ == module.__name__:
            for field, info in model.model_fields.items():
                values: dict[str, Any] = {"v": (info.annotation, info)}
                yield f"{name}.{field}", create_model(name, __config__=model.model_config, **values)


def takes(model: type[BaseModel], value: str) -> bool:
    try:
        model.model_validate_json(f'{{"v": {value}}}')
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("module", MODULES)
def test_true_is_no_number(module: ModuleType) -> None:
    numbers = {
        name: model
        for name, model in fields(module)
        if any(takes(model, number) for number in NUMBERS) and not takes(model, "[]")
    }
    wrong = {name for name, model in numbers.items() if takes(model, "true")}
    # A version that can only be 1 may be written in any way.
    assert {name for name in wrong if not name.endswith("version")} == set()
