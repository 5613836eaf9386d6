"""A study of photographs in a bucket, whose server goes while the window is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest
from PySide6.QtWidgets import QInputDialog

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.server_address import PhotographsAddress
from retinaview.session.study import open_study
from retinaview.ui import settings as kept
from retinaview.ui.settings import Settings
from tests.e2e.conftest import Driver

if TYPE_CHECKING:
    from moto.server import ThreadedMotoServer

GONE = "s3://clinic/day/P9_OD.jpg"

pytestmark = pytest.mark.filterwarnings("ignore")  # moto's and s3fs's own


@pytest.fixture
def bucket(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ThreadedMotoServer]:
    """The photographs of a folder, at ``s3://clinic/day/``."""
    pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    running = moto.ThreadedMotoServer("127.0.0.1", 0)
    running.start()
    host = "http://{}:{}".format(*running.get_host_and_port())
    urlopen(Request(f"{host}/moto-api/reset", method="POST")).close()  # buckets outlive a server
    for name, value in {
        "AWS_ENDPOINT_URL": host,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()  # one of another test asks another server
    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.mkdir("clinic")
    for path in sorted(folder.glob("*.*")):
        system.put(str(path), f"clinic/day/{path.name}")
    yield running
    s3fs.S3FileSystem.clear_instance_cache()
    running.stop()


def test_a_bucket_is_read_and_marked_and_a_lost_line_is_a_sentence(
    start: Callable[[], Driver],
    settings: Settings,
    bucket: ThreadedMotoServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.set(kept.RUN_MODELS, False)
    driver = start()
    window = driver.window
    asked = "s3://clinic/day/", True
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: asked)
    driver.do("open_address")
    driver.until(lambda: window.context.photograph is not None)
    assert window.context.session is not None
    assert len(window.context.session.images) == 3
    window.open([PhotographsAddress("s3://clinic/day/"), PhotographsAddress(GONE)])
    driver.until(lambda: len(window.context.session.images) == 4)
    driver.until(lambda: window.context.photograph is not None)
    session = window.context.session
    assert session is not None
    names = [image.name for image in session.images]
    assert names == ["P1_OD.jpg", "P1_OS.jpg", "P2_OD.jpg", "P9_OD.jpg"]
    session.draw(session.images[0].id, LesionClass.HAEMORRHAGE, Box(100, 100, 60, 50))

    small = window.study_panel._delegate._thumbnail_of
    driver.until(lambda: all(small(image.id) is not None for image in session.images[:3]))
    bucket.stop()
    window.reading.show(session.images[3].id)
    driver.until(lambda: GONE in window.messages.text)
    assert "\n" not in window.messages.text
    window.reading.show(session.images[0].id)
    driver.until(lambda: window.context.photograph is not None)
    assert len(driver.marks()) == 1
    window.close()

    again = open_study([session.path], reader="anna")
    try:
        assert len(again.marks(again.images[0].id)) == 1
    finally:
        again.close()
