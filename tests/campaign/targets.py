"""All readers by name."""

from __future__ import annotations

from functools import cache

from tests.campaign import planted
from tests.campaign.target import Target


@cache
def _by_name() -> dict[str, Target]:
    from tests.campaign import (
        clinic,
        data_sets,
        documents,
        exports,
        networks,
        photographs,
        projects,
        runs,
        small_files,
    )

    rooms = (
        photographs,
        documents,
        projects,
        data_sets,
        clinic,
        networks,
        runs,
        exports,
        small_files,
    )
    found = [target for room in rooms for target in room.targets()]
    return {target.name: target for target in found}


def names() -> list[str]:
    """Every reader that a campaign tries."""
    return list(_by_name())


def find(name: str) -> Target:
    """A reader, or one of those that fail on purpose."""
    return planted.TARGETS.get(name) or _by_name()[name]
