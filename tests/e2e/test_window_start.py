"""Starting: the photograph comes before everything that can wait."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from retinaview.session import demo
from retinaview.ui.application import first_photograph

if TYPE_CHECKING:
    from pathlib import Path

    from retinaview.core.cancel import CancelToken
    from tests.e2e.conftest import Driver

RUN = """
import sys
from pathlib import Path
from retinaview.ui.application import run

class Engine:
    device_label = "none"
    def analyse(self, photograph, *, fellow=None, progress=None, publish=None, cancel=None):
        raise OSError("no models here")

def on_window(window):
    def previewed():
        late = {"torch", "sqlalchemy", "pyqtgraph", "qtawesome", "superqt", "skimage", "scipy"}
        late |= {"pydantic", "tifffile", "retinaview.exchange"}
        print("painted", window.canvas.isVisible(), sorted(late & set(sys.modules)), flush=True)
    def opened():
        print("opened", len(window.study_model.rows), window.messages.text, flush=True)
        print("needless", sorted({"alembic", "retinaview.exchange"} & set(sys.modules)), flush=True)
        window.close()
    window.reading.previewed.connect(previewed)
    window.opening.opened.connect(opened)

sys.exit(run([Path(path) for path in sys.argv[1:]], make_engine=Engine, on_window=on_window))
"""


def start(*paths: Path) -> subprocess.CompletedProcess[str]:
    home = paths[0].parent / "home"
    home.mkdir(exist_ok=True)
    folders = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME")}
    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, paths)],
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_photograph_is_painted_before_anything_heavy_is_imported(folder: Path) -> None:
    done = start(folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["painted True []", "opened 3 ", "needless []"]


def test_a_damaged_first_photograph_does_not_stop_the_start(folder: Path) -> None:
    (folder / "P1_OD.jpg").write_bytes(b"")
    done = start(folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "painted True []"
    assert lines[1].startswith("opened 3 ")
    assert "P1_OD.jpg: is empty" in lines[1]


def test_a_path_that_is_gone_is_said_in_the_window(folder: Path) -> None:
    done = start(folder / "gone")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("opened 0 ")
    assert "does not exist" in done.stdout


def test_the_first_photograph_is_found_without_opening_a_study(folder: Path) -> None:
    assert first_photograph([folder]) == folder / "P1_OD.jpg"
    assert first_photograph([folder / "P2_OD.jpg", folder]) == folder / "P2_OD.jpg"


@pytest.mark.parametrize("name", ["study.retinaview", "list.csv", "list.parquet", "gone.jpg"])
def test_a_project_a_table_or_nothing_has_no_first_photograph(folder: Path, name: str) -> None:
    if not name.endswith(".jpg"):
        (folder / name).touch()
    assert first_photograph([folder / name]) is None
    assert first_photograph([]) is None


def test_the_demonstration_appears_as_it_is_drawn(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    draw_eye = demo._draw_eye

    def slow(folder: Path, eye: demo.DemoEye, _: int, cancel: CancelToken) -> object:
        if eye is demo.EYES[2]:
            go.wait(20)
        return draw_eye(folder, eye, 192, cancel)

    monkeypatch.setattr(demo, "EYES", demo.EYES[:3])
    monkeypatch.setattr(demo, "_draw_eye", slow)
    window, folder = driver.window, tmp_path / "demo-study"
    window.demo.show(folder)
    driver.until(lambda: window.context.photograph is not None)
    assert driver.name == "P1_OD.jpg"
    assert len(window.study_model.rows) == 2
    assert window.task_strip.isVisible()
    assert window.task_strip.progress == (2, 3)
    go.set()
    driver.until(lambda: not window.task_strip.isVisible())
    driver.until(lambda: len(window.study_model.rows) == 3)
    assert driver.name == "P1_OD.jpg"
    assert (folder / demo.TRUTH / "grades.csv").is_file()


def test_a_demonstration_that_cannot_be_drawn_is_said(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    driver.window.demo.show(tmp_path / "file" / "study")
    driver.until(lambda: "cannot be created" in driver.window.messages.text)
    assert not driver.window.task_strip.isVisible()
