"""A study that may not be written is looked at, exported and closed; every edit is refused."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.exchange import read_labels
from retinaview.project.store import ProjectStore
from retinaview.session.label_export import export_labels
from retinaview.session.study import open_study

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with one mark, which from now on opens read-only."""
    with closing(open_study([folder], reader="Anna")) as session:
        session.draw(session.images[0].id, LesionClass.HAEMORRHAGE, Box(100, 100, 50, 50))
        path = session.path
    opened = ProjectStore.open

    def open_protected(*arguments: Any, **options: Any) -> ProjectStore:
        store = opened(*arguments, **options)
        store.read_only = True
        return store

    monkeypatch.setattr(ProjectStore, "open", open_protected)
    return path


def test_it_is_looked_at_and_exported_and_never_changed(
    driver: Driver, project: Path, tmp_path: Path
) -> None:
    before = project.read_bytes()
    said: list[str] = []
    driver.window.context.message_posted.connect(lambda _, sentence: said.append(sentence))
    driver.window.findings.set_automatic(False)
    driver.open(project)
    session = driver.window.context.session
    assert session is not None
    assert session.read_only
    first = session.images[0].id
    said.clear()
    for edit in (
        lambda: session.draw(first, LesionClass.HAEMORRHAGE, Box(9, 9, 9, 9)),
        lambda: session.set_grading(first, Grading(dr=DRGrade.MILD)),
    ):
        edit()
    driver.until(lambda: len(said) > 1)
    assert all("cannot be written" in sentence for sentence in said)
    assert len(session.marks(first)) == 1
    assert session.grading(first).is_empty
    export_labels(session, "csv", tmp_path / "out")
    (exported,) = [image for image in read_labels([tmp_path / "out"]) if image.marks]
    assert len(exported.marks) == 1
    assert driver.window.close()
    assert project.read_bytes() == before
    assert [path for path in project.parent.iterdir() if path.name.startswith(project.name)] == [
        project
    ]
