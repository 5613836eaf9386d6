"""Two windows on one study on a server, and a server that goes and comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.server_address import ServerAddress
from retinaview.project.server.roles import Role
from retinaview.session.study import new_study
from retinaview.ui import settings as kept
from retinaview.ui.settings import Settings
from tests.e2e.conftest import Driver
from tests.postgresql import PASSWORD, Server, a_server, new_study_name

WITHIN_S = 2.0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from a_server()


@pytest.fixture(autouse=True)
def _own_local_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "retinaview.project.server.local_folder.user_data_path", lambda *_, **__: tmp_path / "local"
    )


@pytest.fixture
def address(server: Server, folder: Path) -> ServerAddress:
    address = server.address(new_study_name())
    new_study(address, folder)
    return address


@pytest.fixture
def two(
    start: Callable[[], Driver],
    server: Server,
    address: ServerAddress,
    folder: Path,
    settings: Settings,
) -> tuple[Driver, Driver]:
    """Anna's window and Bob's, on the same study."""
    settings.set(kept.RUN_MODELS, False)
    drivers = []
    for name in ("anna", "bob"):
        account = f"{name}_{new_study_name()}"
        role = Role.ADMINISTRATOR if name == "anna" else Role.READER
        server.add_account(account, role.name_in(address.database))
        driver = start()
        places = [server.address(address.database, user=account, password=account)]
        driver.window.open([*places, *([folder] if name == "anna" else [])])
        driver.until(lambda driver=driver: driver.window.context.photograph is not None)
        drivers.append(driver)
    return drivers[0], drivers[1]


def session(driver: Driver):  # noqa: ANN201
    assert driver.window.context.session is not None
    return driver.window.context.session


def test_what_one_reader_does_appears_in_the_others_window_within_two_seconds(
    two: tuple[Driver, Driver],
) -> None:
    anna, bob = two
    drawn = session(anna).draw(1, LesionClass.HAEMORRHAGE, Box(100, 100, 50, 40))
    began = time.monotonic()
    bob.until(lambda: bool(bob.marks()))
    assert time.monotonic() - began < WITHIN_S
    assert bob.marks() == [drawn]
    assert drawn.author == session(anna).reader
    bob.until(lambda: bob.window.study_model.row(1).marks == 1)
    session(anna).set_grading(1, Grading(dr=DRGrade.MODERATE))
    bob.until(lambda: len(session(bob).answers.others(1)) == 1)


def test_two_readers_never_overwrite_each_other(
    two: tuple[Driver, Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bob = two
    drawn = session(anna).draw(1, LesionClass.HAEMORRHAGE, Box(100, 100, 50, 40))
    bob.until(lambda: bool(bob.marks()))
    # What Anna does next, Bob's window does not know yet.
    monkeypatch.setattr(session(bob), "renew", lambda _: [])
    session(anna).set_boxes(1, {drawn.id: Box(10, 10, 20, 20)})
    assert session(bob).delete(1, [drawn.id]) == ()
    bob.until(lambda: "another window changed the same" in bob.window.messages.text)
    bob.until(lambda: [mark.box.x for mark in bob.marks()] == [10])


def test_a_photograph_taken_by_one_is_shown_as_such(two: tuple[Driver, Driver]) -> None:
    anna, bob = two
    bob.do("take")
    anna.until(lambda: anna.window.study_model.row(1).held_by == session(bob).reader)
    bob.until(lambda: bob.window.commands["take"].isChecked())
    anna.do("take")
    anna.until(lambda: "already has" in anna.window.messages.text)
    assert not anna.window.commands["take"].isChecked()
    bob.do("take")
    anna.until(lambda: anna.window.study_model.row(1).held_by == "")


def test_while_the_server_is_gone_one_reads_and_marks_on(
    two: tuple[Driver, Driver], server: Server
) -> None:
    anna, bob = two
    first = session(anna).draw(1, LesionClass.HAEMORRHAGE, Box(100, 100, 50, 40))
    bob.until(lambda: bool(bob.marks()))
    server.kill()
    for driver in two:
        driver.until(lambda driver=driver: bool(driver.window.status.line))
        assert "your edits are kept on this computer" in driver.window.messages.text
    session(anna).draw(2, LesionClass.HARD_EXUDATE, Box(10, 10, 30, 30))
    session(anna).set_boxes(1, {first.id: Box(20, 20, 20, 20)})
    session(bob).set_boxes(1, {first.id: Box(90, 90, 20, 20)})
    anna.do("next")  # photographs are read on
    anna.until(lambda: anna.name == "P1_OS.jpg" and anna.window.context.photograph is not None)
    server.start()
    for driver in two:
        driver.until(lambda driver=driver: not driver.window.status.line)
    bob.until(lambda: len(session(bob).marks(2)) == 1)
    who = next(driver for driver in two if session(driver).conflicts)
    other = anna if who is bob else bob
    assert session(other).conflicts == ()
    theirs = session(other).marks(1)[0].box
    who.until(lambda: session(who).marks(1)[0].box == theirs)
    who.do("conflicts")
    dialog = who.window.opening.servers._conflicts
    assert dialog.table.rowCount() == 1
    dialog.use_mine.click()
    other.until(lambda: session(other).marks(1)[0].box == session(who).marks(1)[0].box != theirs)
    assert session(who).conflicts == ()


def test_a_password_is_asked_for_and_stands_nowhere(
    start: Callable[[], Driver],
    address: ServerAddress,
    settings: Settings,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(*arguments: object) -> tuple[str, bool]:
        asked.append(str(arguments))
        return PASSWORD, True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    driver = start()
    driver.window.open([replace(address, secrets=()), folder])
    driver.until(lambda: driver.window.context.session is not None)
    assert len(asked) == 1
    told = [driver.window.windowTitle(), *map(str, settings.recent()), settings.get(kept.RECENT)]
    assert all(PASSWORD not in text for text in told)
    assert settings.recent() == (address,)
    assert address.database in driver.window.windowTitle()
