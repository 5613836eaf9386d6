"""The dialog of networks and weights, with what it does beside the window."""

from __future__ import annotations

import json
import shutil
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from retinaview.core.cancel import CancelToken
from retinaview.core.progress import OnProgress
from retinaview.inference.engine import DEFAULT_MODELS
from retinaview.models.weights import acceptance, download, fetching, folders
from retinaview.models.weights.card import Metric, read_card
from retinaview.models.weights.files import write_card
from retinaview.ui import settings as kept
from retinaview.ui import theme
from retinaview.ui.settings import Settings
from retinaview.ui.weights.add_form import AddForm
from retinaview.ui.weights.card_page import card_page, common_protocol
from retinaview.ui.weights.controller import WeightsController
from retinaview.ui.weights.dialog import WeightsDialog
from retinaview.ui.weights.listing import ListedWeights, Origin, list_weights
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def own(tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder with one file, and the tiny weights as those of the program."""
    folder = tmp_path / "own"
    folder.mkdir()
    copy(tiny_weights / "ganet", folder / "clinic")
    monkeypatch.setattr(folders, "shipped_folder", lambda: tiny_weights)
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    monkeypatch.setattr(acceptance, "_check_answer", lambda _: None)
    monkeypatch.delenv("RETINAVIEW_INDEX", raising=False)
    return folder


def copy(source: Path, target: Path) -> None:
    """Copy weights and card under another name."""
    for suffix in (".safetensors", ".json"):
        shutil.copy(source.with_suffix(suffix), target.with_suffix(suffix))
    card = json.loads(target.with_suffix(".json").read_text()) | {"name": target.stem}
    target.with_suffix(".json").write_text(json.dumps(card))


@pytest.fixture
def index(tmp_path: Path, tiny_weights: Path) -> Path:
    """An index that offers one file."""
    copy(tiny_weights / "ganet", tmp_path / "offered")
    card = json.loads((tmp_path / "offered.json").read_text())
    entry = {
        "name": "offered",
        "url": "offered.safetensors",
        "size": (tmp_path / "offered.safetensors").stat().st_size,
        "sha256": card["weights_sha256"],
        "card": card,
    }
    path = tmp_path / "index.json"
    path.write_text(json.dumps({"format_version": 1, "weights": [entry]}))
    return path


class Person:
    """Someone at the open dialog."""

    def __init__(self, controller: WeightsController, dialog: WeightsDialog, qtbot: QtBot) -> None:
        self.controller = controller
        self.dialog = dialog
        self.changed: list[str] = []
        self._qtbot = qtbot
        controller.weights_changed.connect(self.changed.append)

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=60_000)

    def select(self, name: str) -> str:
        """Select, and read the page."""
        self.dialog.tree.select(name)
        return self.dialog.page.toPlainText()

    def add(self, file: Path, *, name: str = "", replace: bool = False) -> None:
        self.dialog.add_button.click()
        form = self.dialog.findChild(AddForm)
        assert form is not None
        assert not form.add_button.isEnabled()
        form.file.setText(str(file))
        form.name.setText(name)
        form.replace.setChecked(replace)
        form.add_button.click()


@pytest.fixture
def context(qapp: object) -> WindowContext:  # noqa: ARG001 - objects of Qt need it
    return WindowContext()


@pytest.fixture
def person(
    qtbot: QtBot, own: Path, index: Path, tmp_path: Path, context: WindowContext
) -> Iterator[Person]:
    assert own.exists()
    host = QWidget()
    qtbot.addWidget(host)
    settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    settings.set(kept.WEIGHTS_INDEX, str(index))
    controller = WeightsController(
        context, colours=lambda: theme.LIGHT, settings=settings, parent=host
    )
    controller.show_weights()
    dialog = host.findChild(WeightsDialog)
    assert dialog is not None
    made = Person(controller, dialog, qtbot)
    made.until(lambda: bool(dialog.tree.names))
    yield made
    controller.blockSignals(True)
    assert stop_all(controller.workers, timeout_s=60)


def test_everything_is_listed_with_where_it_is_from(person: Person) -> None:
    names = person.dialog.tree.names
    shipped = sorted({"ganet", "zoom-in-net-small", *DEFAULT_MODELS})
    assert names[: len(shipped) + 2] == ["clinic", *shipped, "offered"]
    assert {"unet", "sea-net", "sunet", "gradcam-vgg16"} <= set(names[len(shipped) :])
    current = person.dialog.tree.current
    assert current is not None
    assert (current.name, current.origin) == ("clinic", Origin.OWN)


def test_a_network_without_weights_shows_what_trains_it(person: Person) -> None:
    page = person.select("unet")
    assert "retinaview train unet" in page
    assert "never run with random ones" in page
    person.dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("retinaview train unet")
    assert person.dialog.remove_button.isHidden()
    assert person.dialog.download_button.isHidden()


def test_only_own_weights_can_be_removed(person: Person) -> None:
    person.select("ganet")
    assert person.dialog.remove_button.isHidden()
    person.select("clinic")
    assert not person.dialog.remove_button.isHidden()


def test_weights_are_added_and_selectable_at_once(
    person: Person, own: Path, tmp_path: Path
) -> None:
    person.add(tmp_path / "offered.safetensors", name="mine")
    assert not person.dialog.add_button.isEnabled()
    person.until(lambda: "mine" in person.dialog.tree.names)
    assert (own / "mine.safetensors").exists()
    assert person.changed == ["mine"]
    assert person.dialog.progress.sentence == "mine is added."
    assert person.dialog.add_button.isEnabled()


def test_refused_weights_are_one_sentence(person: Person, tmp_path: Path) -> None:
    (tmp_path / "offered.json").write_text("{}")
    person.add(tmp_path / "offered.safetensors")
    person.until(lambda: "offered.json: name" in person.dialog.progress.sentence)
    assert person.changed == []


def test_weights_are_downloaded(person: Person, own: Path) -> None:
    assert "comes" not in person.select("offered")
    person.dialog.download_button.click()
    person.until(lambda: person.changed == ["offered"])
    assert (own / "offered.safetensors").exists()

    def is_own() -> bool:
        current = person.dialog.tree.current
        return current is not None and (current.name, current.origin) == ("offered", Origin.OWN)

    person.until(is_own)
    assert person.dialog.download_button.isHidden()


def test_a_download_is_stopped_and_kept(
    person: Person, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first piece is told, and nothing more comes before the button has been pressed."""
    told, pressed = threading.Event(), threading.Event()
    resume = download._resume

    def slowly(
        address: str, part: Path, size: int, progress: OnProgress | None, cancel: CancelToken
    ) -> None:
        part.write_bytes(b"")
        assert progress is not None
        progress(size // 2, size)
        told.set()
        pressed.wait(60)
        resume(address, part, size, progress, cancel)

    monkeypatch.setattr(download, "_resume", slowly)
    person.select("offered")
    person.dialog.download_button.click()
    person.until(told.is_set)
    person.dialog.progress.stop_button.click()
    pressed.set()
    person.until(lambda: "goes on from there" in person.dialog.progress.sentence)
    assert list((own / fetching.PARTS).glob("*.part"))
    assert person.changed == []
    assert person.dialog.download_button.isEnabled()


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The network's answer comes no sooner than told: (it is awaited, it may come)."""
    awaited, may_come = threading.Event(), threading.Event()

    def answer(_: object) -> None:
        awaited.set()
        may_come.wait(60)

    monkeypatch.setattr(acceptance, "_check_answer", answer)
    yield awaited, may_come
    may_come.set()


@pytest.mark.parametrize("downloaded", [False, True])
def test_a_check_is_stopped_and_leaves_nothing(
    person: Person,
    own: Path,
    tmp_path: Path,
    check: tuple[threading.Event, threading.Event],
    *,
    downloaded: bool,
) -> None:
    awaited, may_come = check
    person.select("offered")
    begin = person.dialog.download_button.click
    if not downloaded:
        begin = partial(person.add, tmp_path / "offered.safetensors", name="offered")
    begin()
    person.until(awaited.is_set)
    progress = person.dialog.progress
    person.until(lambda: "Checking" in progress.sentence)
    assert progress.can_stop
    progress.stop_button.click()
    assert progress.sentence == "Stopping …"
    assert not progress.can_stop
    may_come.set()
    person.until(lambda: progress.sentence == "Stopped. Nothing has changed.")
    left = {path.name for path in own.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert left == {"clinic.safetensors", "clinic.json"}
    assert not list(own.glob(".adding-*"))
    assert person.changed == []

    begin()
    person.until(lambda: person.changed == ["offered"])
    assert not progress.can_stop


def test_closing_the_window_stops_a_check(
    person: Person, own: Path, tmp_path: Path, check: tuple[threading.Event, threading.Event]
) -> None:
    awaited, may_come = check
    person.add(tmp_path / "offered.safetensors", name="mine")
    person.until(awaited.is_set)
    (worker,) = person.controller.workers
    worker.stop()
    may_come.set()
    assert worker.join(timeout_s=60)
    assert {path.stem for path in own.iterdir()} == {"clinic"}


def test_own_weights_are_removed_after_a_question(person: Person, own: Path) -> None:
    person.select("clinic")
    person.dialog.remove_button.click()
    box = person.dialog.findChild(QMessageBox)
    assert box is not None
    assert (own / "clinic.safetensors").exists()
    box.button(QMessageBox.StandardButton.Yes).click()
    person.until(lambda: "clinic" not in person.dialog.tree.names)
    assert not (own / "clinic.safetensors").exists()
    assert person.changed == ["clinic"]


def test_a_question_answered_with_no_removes_nothing(person: Person, own: Path) -> None:
    person.select("clinic")
    person.dialog.remove_button.click()
    box = person.dialog.findChild(QMessageBox)
    assert box is not None
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert (own / "clinic.safetensors").exists()


def test_another_index_is_remembered_and_its_fault_is_shown(person: Person, tmp_path: Path) -> None:
    absent = str(tmp_path / "absent.json")
    person.dialog.index.setText(absent)
    person.dialog.index.returnPressed.emit()
    person.until(lambda: "offered" not in person.dialog.tree.names)
    assert absent in person.dialog.index_fault
    assert {"clinic", "ganet"} <= set(person.dialog.tree.names)


def test_what_ends_after_the_dialog_is_said_in_the_window(
    person: Person, context: WindowContext, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.message_posted, timeout=60_000) as said:
        person.dialog.close()
        person.controller.add(tmp_path / "offered.safetensors", None, "late", replace=False)
    assert "late is added." in said.args


def test_damaged_weights_are_shown_as_damaged(own: Path) -> None:
    (own / "broken.safetensors").write_bytes(b"nothing")
    listing = list_weights("")
    (broken,) = (item for item in listing.items if item.name == "broken")
    assert "broken.json" in card_page(broken, theme.DARK)
    assert broken.origin is Origin.OWN


def test_a_card_is_read_with_numbers_beside_their_guess(own: Path, qtbot: QtBot) -> None:
    card = read_card(own / "clinic.json")
    measured = Metric(
        name="dice_fovea", value=0.71, low=0.6, high=0.8, n=27, split="test", protocol="pooled"
    )
    update = {"metrics": [measured], "chance": {"dice_fovea": 0.03}, "limitations": "a < b"}
    write_card(own / "clinic.json", card.model_copy(update=update))
    (clinic,) = (item for item in list_weights("").items if item.name == "clinic")
    host = QWidget()
    qtbot.addWidget(host)
    dialog = WeightsDialog(theme.LIGHT, parent=host)
    dialog.page.setHtml(card_page(clinic, theme.LIGHT))
    words = dialog.page.toPlainText().split()
    for word in ("0.710", "0.600", "0.800", "0.030", "27", "pooled", "dice", "fovea", "<"):
        assert word in words


def test_a_card_that_comes_later_is_promised() -> None:
    item = ListedWeights("x", "X", Origin.OFFERED)
    assert "X" in card_page(item, theme.DARK)


@pytest.mark.parametrize(
    ("protocols", "shared"),
    [
        (["a; b"], "a; b"),
        (["pooled; threshold 0.3", "pooled; threshold 0.4"], "pooled"),
        (["a", "b"], ""),
    ],
)
def test_the_shared_part_of_protocols(protocols: list[str], shared: str) -> None:
    assert common_protocol(protocols) == shared
