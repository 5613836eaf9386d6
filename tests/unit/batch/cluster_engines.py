"""Engines that a worker of a test's cluster makes; importable there by name."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from retinaview.core.findings import Finding
from retinaview.imaging.photograph import Photograph
from tests.unit.batch.test_screening import StandIn


class Slow(StandIn):
    def analyse(self, photograph: Photograph, **named: Any) -> Finding:
        time.sleep(0.05)
        return super().analyse(photograph, **named)


class Deadly(StandIn):
    """Dies with its process on one photograph."""

    def analyse(self, photograph: Photograph, **named: Any) -> Finding:
        if photograph.path.stem == "poison":
            os._exit(1)
        return super().analyse(photograph, **named)


def stand_in(_device: str, _models: tuple[str, ...] | None) -> StandIn:
    return StandIn()


def slow(_device: str, _models: tuple[str, ...] | None) -> StandIn:
    return Slow()


def deadly(_device: str, _models: tuple[str, ...] | None) -> StandIn:
    return Deadly()


def others_weights(_device: str, _models: tuple[str, ...] | None) -> StandIn:
    return StandIn("2")


def counted(folder: str, _models: tuple[str, ...] | None) -> StandIn:
    """Leaves a file for every engine that is made, in the folder that is given for a device."""
    (Path(folder) / f"{time.time_ns()}-{os.getpid()}").touch()
    return StandIn()
