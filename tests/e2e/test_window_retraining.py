"""The dialog that improves the networks, on a stand-in for the process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from PySide6.QtWidgets import QWidget

from retinaview.models.weights import preferred
from retinaview.ui.retraining import controller, run_folder
from retinaview.ui.retraining.dialog import RetrainingDialog
from retinaview.ui.retraining.run_folder import Phase, RunFolder, RunView, folder_of
from retinaview.ui.widgets.text import WrappedText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver

_STAND_IN = """
import json, sys, time
from pathlib import Path
from filelock import FileLock
arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--out") + 1])
if "--dry-run" in arguments:
    networks = [
        {"network": "lesion-net-lite1", "why_not": "", "words": "can learn hard exudate"},
        {"network": "zoom-in-net-lite0", "why_not": "few", "words": "0 photographs graded"},
    ]
    told = {"event": "labels", "counts": "12 photographs read", "proposals": networks}
    print(json.dumps(told))
    sys.exit()
out.mkdir(parents=True, exist_ok=True)
(out / "stop").unlink(missing_ok=True)
(out / "run.json").write_text("{}")
with FileLock(out / "running.lock"), (out / "progress.jsonl").open("a", buffering=1) as file:
    def tell(**event):
        file.write(json.dumps(event) + "\\n")
    if "--resume" not in arguments:
        for done in range(1, 500):
            tell(event="step", what="training", done=done, of=500, seconds_left=60, loss=1 / done)
            time.sleep(0.05)
            if (out / "stop").exists():
                print("retinaview: Stopped; it can go on.", file=sys.stderr)
                sys.exit(2)
    tell(event="report", text="old .5, new .6", verdict="The new weights are better.")
    tell(event="done", weights=str(out / "mine.safetensors"), report="")
"""


@pytest.fixture
def improving(
    driver: Driver, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RetrainingDialog]:
    """The dialog of the study that is open."""
    driver.open(folder)
    script = tmp_path / "stand_in.py"
    script.write_text(_STAND_IN)
    monkeypatch.setattr(run_folder, "user_data_path", lambda *_, **__: tmp_path / "data")
    retraining = driver.window.weights.retraining
    monkeypatch.setattr(retraining, "_command", lambda given: [sys.executable, str(script), *given])
    retraining._timer.setInterval(50)
    monkeypatch.setattr(controller, "_MOST_LOOKS", 2000)
    run = run_of(driver)
    yield open_dialog(driver)
    run.ask_to_stop()
    retraining.close_windows()


def open_dialog(driver: Driver) -> RetrainingDialog:
    driver.do("improve")
    return driver.window.findChildren(RetrainingDialog)[-1]


def run_of(driver: Driver) -> RunFolder:
    session = driver.window.context.session
    assert session is not None
    return folder_of(session.path)


def test_it_says_what_can_learn_and_follows_a_run_over_a_closed_dialog(
    improving: RetrainingDialog, driver: Driver, qtbot: QtBot
) -> None:
    dialog = improving
    qtbot.waitUntil(lambda: dialog.button("Start").isEnabled(), timeout=20_000)
    assert [b.isEnabled() for b in dialog._choices.buttons()] == [True, False]
    dialog.button("Start").click()
    qtbot.waitUntil(lambda: "min left" in dialog.sentence.text(), timeout=20_000)
    assert dialog.button("Stop").isVisible()
    assert not dialog.button("Use").isVisible()
    dialog.button("Close").click()
    qtbot.waitUntil(lambda: driver.window.weights.retraining._dialog is None)
    assert run_of(driver).is_running  # it goes on

    again = open_dialog(driver)
    qtbot.waitUntil(lambda: again.button("Stop").isVisible(), timeout=20_000)
    again.button("Stop").click()
    qtbot.waitUntil(lambda: again.button("Continue").isVisible(), timeout=20_000)
    assert again.sentence.text() == "Stopped; it can go on."
    again.button("Continue").click()
    qtbot.waitUntil(lambda: again.button("Use").isVisible(), timeout=20_000)
    assert again.report == "old .5, new .6"
    assert again.sentence.text() == "The new weights are better."


def test_used_weights_run_by_default_from_then_on(
    improving: RetrainingDialog,
    driver: Driver,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen: dict[str, str] = {}
    monkeypatch.setattr(preferred, "prefer", lambda own, *, over: chosen.update({over: own}))
    monkeypatch.setattr(controller, "task_of", lambda _: "segmentation")
    retraining = driver.window.weights.retraining
    added: list[Path] = []

    def add(file: Path, then: object) -> None:
        added.append(file)
        assert callable(then)
        then(file.stem)

    monkeypatch.setattr(retraining, "_add_weights", add)
    folder = run_of(driver)
    retraining._launch(["--resume"])
    qtbot.waitUntil(lambda: improving.button("Use").isVisible(), timeout=20_000)
    improving.button("Use").click()
    assert added == [folder.path / "mine.safetensors"]
    assert chosen == {"lesion-net-lite1": "mine"}
    assert run_of(driver).path != folder.path  # the next run is another one


def test_discarding_deletes_the_run(
    improving: RetrainingDialog, driver: Driver, qtbot: QtBot
) -> None:
    folder = run_of(driver)
    driver.window.weights.retraining._launch(["--resume"])
    qtbot.waitUntil(lambda: improving.button("Discard").isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: not folder.is_running, timeout=20_000)
    improving.button("Discard").click()
    assert not folder.path.exists()


def test_weights_that_are_no_better_are_not_for_use(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = RetrainingDialog(parent)
    report = {
        "event": "report",
        "text": "old .5, new .4",
        "verdict": "Worse.",
        "recommended": False,
    }
    done = {"event": "done", "weights": "mine.safetensors"}
    lines = "".join(f"{json.dumps(each)}\n" for each in (report, done))
    (tmp_path / "progress.jsonl").write_text(lines)
    dialog.set_view(RunFolder(tmp_path).look())
    assert dialog.sentence.text() == "Worse."
    assert not dialog.button("Use").isEnabled()
    assert "not better" in dialog.button("Use").toolTip()
    assert dialog.button("Keep both").isEnabled()


def test_a_run_that_died_can_be_continued(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    assert folder.look().phase is Phase.NONE
    (tmp_path / "run.json").write_text("{}")
    step = '{"event": "step", "what": "training", "done": 3, "of": 9, "seconds_left": 2}\n'
    (tmp_path / "progress.jsonl").write_text(step + '{"event": "st')
    with FileLock(tmp_path / "running.lock"):
        view = folder.look()
        assert (view.phase, view.done, view.of) == (Phase.RUNNING, 3, 9)
        assert view.sentence == "Training: 3 of 9, nearly done"
    assert folder.look().phase is Phase.STOPPED
    (tmp_path / "errors.txt").write_text("retinaview: a.jpg: does not exist\n")
    assert folder.look().sentence == "a.jpg: does not exist"


def test_what_was_hidden_while_it_ran_is_back_afterwards(
    improving: RetrainingDialog, qtbot: QtBot
) -> None:
    dialog = improving
    qtbot.waitUntil(lambda: dialog.button("Start").isEnabled(), timeout=20_000)
    qtbot.waitUntil(lambda: dialog._choices.buttons()[0].isVisible())
    dialog.set_view(RunView(Phase.RUNNING))
    assert not dialog._choices.buttons()[0].isVisible()
    dialog.button("Stop").setEnabled(False)
    dialog.set_view(RunView(Phase.STOPPED))
    dialog.set_view(RunView(Phase.RUNNING))
    assert dialog.button("Stop").isEnabled()
    dialog.set_view(RunView(Phase.NONE, "It could not be started."))
    assert dialog._choices.buttons()[0].isVisible()
    shown = [each.text() for each in dialog.findChildren(WrappedText) if each.isVisible()]
    assert "can learn hard exudate" in shown
    assert len(shown) == len(set(shown))  # nothing is said twice
