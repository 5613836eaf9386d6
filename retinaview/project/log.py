"""What the project remembers of the past: events and model runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class LoggedEvent:
    """One thing that happened.

    Attributes
    ----------
    at : datetime
        When, with time zone.
    reader : str
        Who; empty where the program did it by itself.
    label : str
        What, such as ``"Draw hard exudate"``.
    image_id : int or None
        On which photograph.
    before, after : JSON value
        Marks or answers as lists and dicts.
    """

    at: datetime
    reader: str
    label: str
    image_id: int | None
    before: Any
    after: Any


@dataclass(frozen=True)
class LoggedRun:
    """One model that ran on one photograph.

    Attributes
    ----------
    at : datetime
        When, with time zone.
    image_id : int
        On which photograph.
    role, model, version, weights_sha256 : str
        What ran.
    thresholds : dict of str to float
        Default cut per lesion class, 0-1.
    """

    at: datetime
    image_id: int
    role: str
    model: str
    version: str
    weights_sha256: str
    thresholds: dict[str, float]
