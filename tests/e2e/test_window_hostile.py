"""Hostile photographs, label files and projects are opened, dropped and imported: one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from tests.campaign import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Driver

CASES = Path(__file__).parents[1] / "fault" / "cases"
SEED, EACH = 5, 2


def mutated(kind: str, into: Path) -> Iterator[Path]:
    """Write inputs of the campaign's readers of a kind; each has a folder of its own."""
    for name in targets.names():
        for number in range(EACH if name.startswith(kind) else 0):
            case = targets.find(name).case(SEED, number)
            folder = into / f"{name}-{number}"
            for file, content in case.files.items():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(content)
            yield folder / case.mutated


def copied(suffixes: set[str], into: Path) -> Iterator[Path]:
    for case in sorted(CASES.iterdir()):
        if case.suffix in suffixes:
            path = into / case.stem / case.name
            path.parent.mkdir()
            path.write_bytes(case.read_bytes())
            yield path


def drop(driver: Driver, path: Path) -> None:
    """Let go of a file over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(driver.window, QDragEnterEvent(QPoint(10, 10), *how))
    QApplication.sendEvent(driver.window, QDropEvent(QPointF(10, 10), *how))


@pytest.fixture
def said(driver: Driver) -> list[str]:
    """All sentences that the window says."""
    sentences: list[str] = []
    driver.window.context.message_posted.connect(lambda _, sentence: sentences.append(sentence))
    return sentences


def require_sentences(said: list[str]) -> None:
    for sentence in said:
        assert "\n" not in sentence
        assert "Traceback" not in sentence
        assert "Something went wrong" not in sentence
        assert "could not be read or written" not in sentence  # an error that nobody expected


@pytest.mark.parametrize("kind", ["photographs", "projects"])
def test_what_is_dropped_opens_or_is_one_sentence(
    kind: str, driver: Driver, said: list[str], tmp_path: Path
) -> None:
    window = driver.window
    window.findings.set_automatic(False)
    opened: list[None] = []
    window.opening.opened.connect(lambda: opened.append(None))
    suffixes = {".tif", ".webp"} if kind == "photographs" else set[str]()
    paths = [*mutated(kind, tmp_path), *copied(suffixes, tmp_path)]
    assert len(paths) > 5
    for path in paths:
        opened.clear()
        said.clear()
        window.messages.clear()
        drop(driver, path)
        driver.until(lambda: bool(opened))
        driver.until(lambda: window.context.photograph is not None or bool(said))
        require_sentences(said)


def test_label_files_that_are_dropped_change_nothing_or_come_in(
    driver: Driver, folder: Path, said: list[str], tmp_path: Path
) -> None:
    driver.open(folder)
    window, flow = driver.window, driver.window.labels.importing
    window.findings.set_automatic(False)
    session, image_id = window.context.session, window.context.image_id
    assert session is not None
    assert image_id is not None
    drawn = session.draw(image_id, LesionClass.HAEMORRHAGE, Box(100, 100, 50, 50))
    for path in [*mutated("labels", tmp_path), *copied({".xml", ".json"}, tmp_path)]:
        said.clear()
        if path.suffix in (".csv", ".json", ".xml"):
            drop(driver, path)
        else:
            window.labels.import_files([path.parent])
        driver.until(lambda: not window.labels.busy)
        assert said or flow.preview is not None
        flow.close()
        require_sentences(said)
        assert drawn in driver.marks()
