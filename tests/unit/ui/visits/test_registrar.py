"""Registration beside the window: what was asked for last counts, each pair is done once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import ReadError
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.photograph import Photograph
from retinaview.ui.visits import registrar
from retinaview.ui.visits.registrar import Pair, Registered, Registrar
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PICTURE = Photograph(Path("a.png"), np.zeros((64, 64, 3), np.uint8), 8, "")


class Engine:
    """Registers as soon as it may, unless it is given up before."""

    def __init__(self) -> None:
        self.started, self.may_end = threading.Event(), threading.Event()
        self.runs = 0

    def __call__(self, _: Halvings, __: Halvings, cancel: CancelToken) -> Registered:
        self.runs += 1
        self.started.set()
        self.may_end.wait(10)
        cancel.raise_if_cancelled()
        return Registered(None, self.runs)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr(registrar, "registered", engine)
    return engine


@pytest.fixture
def made(qtbot: QtBot, engine: Engine) -> Iterator[Registrar]:  # noqa: ARG001
    made = Registrar()
    yield made
    engine.may_end.set()
    assert stop_all([made.worker], timeout_s=5)


def nowhere() -> Path:
    raise ReadError("is missing", path=Path("b.png"))


def heard_by(made: Registrar) -> list[tuple[Pair, int]]:
    heard: list[tuple[Pair, int]] = []
    made.registered.connect(lambda pair, _, found: heard.append((pair, found.matches)))
    return heard


def test_turning_on_gives_the_pair_up_that_is_being_registered(
    made: Registrar, engine: Engine, qtbot: QtBot
) -> None:
    heard = heard_by(made)
    made.ask((1, 2), PICTURE, PICTURE, nowhere)
    assert engine.started.wait(10)
    made.ask((3, 4), PICTURE, PICTURE, nowhere)
    engine.may_end.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [((3, 4), 2)]


def test_a_pair_is_registered_once(made: Registrar, engine: Engine, qtbot: QtBot) -> None:
    heard = heard_by(made)
    engine.may_end.set()
    for pair in ((1, 2), (3, 4), (1, 2)):
        before = len(heard)
        made.ask(pair, PICTURE, PICTURE, nowhere)
        qtbot.waitUntil(lambda before=before: len(heard) > before)
    assert heard == [((1, 2), 1), ((3, 4), 2), ((1, 2), 1)]
    assert engine.runs == 2
    made.forget()
    made.ask((1, 2), PICTURE, PICTURE, nowhere)
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert engine.runs == 3


def test_a_photograph_that_cannot_be_read_is_named(made: Registrar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.failed) as failed:
        made.ask((1, 2), PICTURE, None, nowhere)
    assert failed.args == [(1, 2), "b.png: is missing"]
