"""Series of the program's objects: their numbers, and who made them when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from retinaview import __version__

if TYPE_CHECKING:
    from pydicom import Dataset

MAKER = "RetinaView contributors"
PHOTOGRAPHS, REPORTS, SEGMENTATIONS, DOCUMENTS = 9000, 9001, 9002, 9003
"""Series numbers, far from those of cameras."""


def stamp(dataset: Dataset, at: datetime) -> None:
    """State program and time, in UTC; the time is that of the content, not of the export."""
    moment = at.astimezone(UTC)
    dataset.Manufacturer = MAKER
    dataset.ManufacturerModelName = "RetinaView"
    dataset.SoftwareVersions = __version__
    dataset.DeviceSerialNumber = "0"
    dataset.TimezoneOffsetFromUTC = "+0000"
    dataset.ContentDate = dataset.InstanceCreationDate = f"{moment:%Y%m%d}"
    dataset.ContentTime = dataset.InstanceCreationTime = f"{moment:%H%M%S}"
