"""A session on two photographs of 400 x 400 pixels, what it says, and findings for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    Lesion,
    LesionMap,
    ModelIdentity,
    Quality,
)
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass
from retinaview.project.store import NewImage, ProjectStore
from retinaview.session.session import Session

EXUDATE, SIZE = LesionClass.HARD_EXUDATE, 400


@dataclass
class Heard:
    """What a session said, in order."""

    events: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def messages(self) -> list[str]:
        return [str(event[1]) for event in self.events if event[0] == "message"]

    def listen(self, session: Session) -> None:
        session.images_changed.connect(lambda: self.events.append(("images",)))
        session.image_updated.connect(lambda i: self.events.append(("image", i)))
        session.marks_changed.connect(lambda i: self.events.append(("marks", i)))
        session.grading_changed.connect(lambda i: self.events.append(("grading", i)))
        session.finding_changed.connect(lambda i, name: self.events.append(("finding", i, name)))
        session.history_changed.connect(lambda: self.events.append(("history",)))
        session.message.connect(lambda text: self.events.append(("message", text)))


def _new_session(folder: Path) -> Session:
    """Two photographs of a patient; nothing is waited for to reach the disk."""
    store = ProjectStore.create(folder / "study.retinaview", busy_timeout_s=0.05)
    with closing(store._engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA synchronous = OFF")
    images = [
        NewImage(f"1_{side}.jpg", patient="1", eye=eye)
        for side, eye in (("right", Laterality.OD), ("left", Laterality.OS))
    ]
    for image in store.add_images(images):
        store.update_image(image.id, width=SIZE, height=SIZE)
    return Session(store, reader="Anna")


@pytest.fixture(scope="session")
def new_session() -> Callable[[Path], Session]:
    """Makes a session in a folder."""
    return _new_session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = _new_session(tmp_path)
    yield session
    session.close()


@pytest.fixture
def heard(session: Session) -> Heard:
    heard = Heard()
    heard.listen(session)
    return heard


def _spots(*places: tuple[int, int], seed: int = 0) -> Finding:
    """A finding with a square exudate of 20 pixels at each place, on a map of the same size."""
    grid = np.zeros((SIZE, SIZE), dtype=np.uint8)
    for x, y in places:
        grid[y : y + 20, x : x + 20] = 200
        grid[y + 5 : y + 10, x + 5 : x + 10] = 250
    lesion_map = LesionMap(EXUDATE, grid, Box(0, 0, SIZE, SIZE), 0.5)
    model = ModelIdentity("segmentation", "ganet", "1", f"weights {seed}")
    lesions = tuple(Lesion(EXUDATE, Box(x, y, 20, 20), 400, 0.8) for x, y in places)
    grades = GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1))
    return Finding(
        Quality(1, gradable=True),
        grades=grades,
        lesion_maps=(lesion_map,),
        lesions=lesions,
        models=(model,),
    )


@pytest.fixture(scope="session")
def spots() -> Callable[..., Finding]:
    """Makes a finding: `spots((x, y), ..., seed=0)`."""
    return _spots
