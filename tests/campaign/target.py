"""What is tried: a reader, and how inputs for it are made."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.mutators.mutations import BY_SUFFIX, flip_bits

MOST_MUTATIONS = 3
_NO_ARCHIVE = zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError


class Lost(Exception):
    """Something is gone or changed that should not be."""


@dataclass(frozen=True)
class Case:
    """One input.

    Attributes
    ----------
    files : dict of str to bytes
        All files by their path below the folder they lie in.
    mutated : str
        The one that was mutated, and is made smaller when it fails.
    """

    files: dict[str, bytes]
    mutated: str


@dataclass(frozen=True)
class Target:
    """A reader under test.

    Attributes
    ----------
    name : str
        What ``--only`` calls it.
    make : callable
        Makes an input from a seeded generator.
    read : callable
        Reads the mutated file, given its path; raises `Lost` where a loss shows.
    """

    name: str
    make: Callable[[random.Random], Case]
    read: Callable[[Path], object]

    def case(self, seed: int, number: int) -> Case:
        """The input of that number, the same for the same seed."""
        return self.make(random.Random(f"{seed} {self.name} {number}"))


def changed(data: bytes, suffix: str, rng: random.Random) -> bytes:
    """One to three mutations on top of each other, most often one."""
    for _ in range(rng.choice((1, 1, 1, 2, MOST_MUTATIONS))):
        data = _mutated_once(data, suffix, rng)
    return data


def _mutated_once(data: bytes, suffix: str, rng: random.Random) -> bytes:
    """A mutation; of bits where the structure is gone already."""
    mutation = rng.choice(BY_SUFFIX[suffix])
    try:
        return mutation(data, rng)
    except (ValueError, LookupError, RecursionError, struct.error, *_NO_ARCHIVE):
        return flip_bits(data, rng) if data else b"\0"


def one_file(
    name: str, file: str, content: bytes, read: Callable[[Path], object], suffix: str = ""
) -> Target:
    """A target whose inputs are one file."""
    suffix = suffix or Path(file).suffix

    def make(rng: random.Random) -> Case:
        return Case({file: changed(content, suffix, rng)}, file)

    return Target(name, make, read)
