"""The libraries that the program consists of, with their versions and licences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_PROGRAM = "retinaview"


@dataclass(frozen=True, order=True)
class Part:
    """An installed library: its name, version, and licence, empty if it names none."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Return the program's requirements, and all of theirs, that are installed, by name."""
    found: dict[str, Part] = {}
    waiting = [_PROGRAM]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            library = distribution(name)
        except PackageNotFoundError:  # for another system, or an extra that is not installed
            continue
        found[key] = Part(library.metadata["Name"], library.version, _licence(library))
        waiting += _required(library, extras=name == _PROGRAM)
    return tuple(found[key] for key in sorted(found))


def _required(library: Distribution, *, extras: bool) -> list[str]:
    """Return the names of what a library requires; other libraries' extras are not our parts."""
    wanted = (
        requirement
        for requirement in library.requires or ()
        if extras or "extra ==" not in requirement
    )
    return [match[0] for requirement in wanted if (match := _NAME.match(requirement))]


def _licence(library: Distribution) -> str:
    """Return the SPDX expression, or else what the classifiers or a short statement say."""
    stated = library.metadata
    if "License-Expression" in stated:
        return str(stated["License-Expression"])
    classifiers = [str(line) for line in stated.get_all("Classifier") or []]
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    if names:
        return ", ".join(dict.fromkeys(names))
    text = str(stated["License"] or "").strip() if "License" in stated else ""
    return "" if text.upper() == "UNKNOWN" or "\n" in text else text
