"""A runner that asks nobody, and findings of sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass


class FakeRunner(QObject):
    """Notes what it is asked.

    Attributes
    ----------
    asked, batch, withdrawn : list of (int, str)
        Photograph and source.
    """

    progressed = Signal(object)
    found = Signal(int, str, object)
    failed = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, str]] = []
        self.batch: list[tuple[int, str]] = []
        self.withdrawn: list[tuple[int, str]] = []

    def ask(self, image_id: int, source: str) -> None:
        self.asked.append((image_id, source))

    def ask_all(self, questions: Iterable[tuple[int, str]]) -> None:
        self.batch.extend(questions)

    def withdraw(self, image_id: int, source: str) -> None:
        self.withdrawn.append((image_id, source))


@pytest.fixture
def runner(qapp: object) -> FakeRunner:  # noqa: ARG001
    return FakeRunner()


def _said(
    source: str,
    *,
    dr: tuple[float, ...] = (0.1, 0.1, 0.6, 0.1, 0.1),
    dme: tuple[float, ...] | None = (0.2, 0.1, 0.7),
    targets: tuple[str, ...] = ("DR 1", "DR 2"),
    lesions: bool = False,
) -> Finding:
    extent = Box(0, 0, 400, 400)
    values = np.linspace(0, 1, 16, dtype=np.float32).reshape(4, 4)
    exudates = np.zeros((40, 40), np.uint8)
    exudates[4:8, 4:8] = 200
    maps = (LesionMap(LesionClass.HARD_EXUDATE, exudates, extent, 0.5),) if lesions else ()
    return Finding(
        Quality(0.9, True),
        GradeProbabilities(dr, dme),
        tuple(HeatMap(source, target, values, extent) for target in targets),
        maps,
        (Region(Box(10, 10, 50, 50), 0.5, 1),),
        (),
        (ModelIdentity("grading", source, "1.2", "ab" * 32),),
        {"quality": 0.25, "grading": 0.5},
        (),
        FieldCircle(200, 200, 190, 400, 400),
    )


@pytest.fixture(scope="session")
def said() -> Callable[..., Finding]:
    """Makes what a source says: `said("sea-net-small", dr=..., dme=..., targets=..., lesions=)`."""
    return _said
