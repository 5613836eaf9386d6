"""Readers that fail on purpose: what the campaign is tried on."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

from retinaview.core.errors import ReadError
from tests.campaign.target import Case, Lost, Target


def _make(rng: random.Random) -> Case:
    return Case({"input": bytes(rng.randrange(32, 127) for _ in range(40))}, "input")


def _is_faulty(path: Path) -> bool:
    return b"#" in path.read_bytes()


def _raise(path: Path) -> None:
    if _is_faulty(path):
        raise KeyError(path.name)
    raise ReadError("is refused", path=path)


def _hang(path: Path) -> None:
    while _is_faulty(path):
        pass


def _crash(path: Path) -> None:
    if _is_faulty(path):
        os.kill(os.getpid(), signal.SIGSEGV)


def _lose(path: Path) -> None:
    if _is_faulty(path):
        raise Lost("a mark")


def _eat(path: Path) -> None:
    if _is_faulty(path):
        bytes(1 << 40)


TARGETS = {
    f"planted-{name}": Target(f"planted-{name}", _make, read)
    for name, read in {
        "exception": _raise, "hang": _hang, "crash": _crash, "loss": _lose, "memory": _eat,
    }.items()
}  # fmt: skip
