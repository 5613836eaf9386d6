"""`retinaview study`, and other commands on an address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main
from retinaview.core.errors import ReadError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.server_address import PhotographsAddress, ServerAddress
from retinaview.imaging.photograph import read_photograph
from retinaview.session.study import new_study, open_study
from tests.postgresql import ADMIN, PASSWORD, Server, a_server, new_study_name

QUOTED = "se%2Fcret%3A%40word"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    yield from a_server()


@pytest.fixture
def photographs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        "retinaview.project.server.local_folder.user_data_path", lambda *_, **__: tmp_path / "local"
    )
    folder = tmp_path / "photographs"
    folder.mkdir()
    for name in ("P1_OD.png", "P1_OS.png"):
        cv2.imwrite(str(folder / name), np.full((60, 80, 3), 90, np.uint8))
    return folder


def url(address: ServerAddress) -> str:
    return str(address).replace(f"{ADMIN}@", f"{ADMIN}:{QUOTED}@")


def test_a_study_is_made_copied_and_exported_by_its_address(
    server: Server, photographs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = url(server.address(new_study_name()))
    again = url(server.address(new_study_name()))
    file = tmp_path / "copy.retinaview"
    labels = photographs / "labels.csv"
    labels.write_text("image,class,x,y,width,height\nP1_OD.png,haemorrhage,1,2,3,4\n")
    for command in (
        ["study", "new", address, "--photographs", str(photographs), "--add"],
        ["study", "folder", address, str(photographs)],
        ["import", str(labels), "--project", address],
        ["study", "copy", address, str(file)],
        ["study", "copy", str(file), again],
        ["export", again, "-f", "csv", "-o", str(tmp_path / "out")],
    ):
        assert main(command) == 0, capsys.readouterr().err
    said = capsys.readouterr()
    assert "a new study, 2 photographs" in said.out
    assert "1 mark" in said.out
    assert all(secret not in said.out + said.err for secret in (PASSWORD, QUOTED))
    boxes = "".join(path.read_text() for path in (tmp_path / "out").glob("*.csv"))
    assert "haemorrhage" in boxes


def test_photographs_of_a_study_on_a_server_may_lie_at_addresses(
    server: Server, photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsspec = pytest.importorskip("fsspec")
    for module, name in (
        ("retinaview.session.remote_photographs", "user_data_path"),
        ("retinaview.imaging.remote_copies", "user_cache_path"),
    ):
        monkeypatch.setattr(f"{module}.{name}", lambda *_, n=name, **__: tmp_path / n)
    shared = fsspec.filesystem("memory")
    shared.put(f"{photographs}/", "/reading-centre/", recursive=True)
    address = server.address(new_study_name())
    new_study(address, photographs)
    bucket = PhotographsAddress("memory://reading-centre/")
    session = open_study([address, bucket], reader="")
    try:
        session.draw(1, LesionClass.HAEMORRHAGE, Box(1, 1, 9, 9))
    finally:
        session.close()
    shared.rm("/reading-centre/P1_OS.png")
    session = open_study([address], reader="")
    try:
        assert [image.path for image in session.images] == [
            f"memory://reading-centre/P1_{eye}.png" for eye in ("OD", "OS")
        ]
        assert len(session.marks(1)) == 1
        assert read_photograph(session.find(1)).width == 80
        with pytest.raises(ReadError, match=r"memory://reading-centre/P1_OS.png: does not exist"):
            read_photograph(session.find(2))
    finally:
        session.close()
        shared.rm("/reading-centre", recursive=True)


def test_what_cannot_be_is_one_line(
    server: Server, photographs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = url(server.address(new_study_name()))
    outside = tmp_path / "P2_OD.png"
    cv2.imwrite(str(outside), np.full((60, 80, 3), 90, np.uint8))
    assert main(["study", "new", address, "--photographs", str(photographs)]) == 0
    capsys.readouterr()
    for command, sentence in (
        (["study", "new", address, "--photographs", str(photographs)], "is there already"),
        (["study", "new", address, "--photographs", str(tmp_path / "none")], "is not a folder"),
        (["study", "folder", address, str(tmp_path / "none")], "is not a folder"),
        (["study", "copy", str(tmp_path / "none.retinaview"), address], "does not exist"),
        (["export", "postgresql://nobody", "-f", "csv", "-o", str(tmp_path)], "ACCOUNT@SERVER"),
        (["report", url(server.address("none")), "--out", str(tmp_path)], "no study of that name"),
        (["data", "order", address], "run the models first"),
    ):
        assert main(command) == 2
        said = capsys.readouterr().err
        assert sentence in said
        assert said.count("\n") == 1
        assert QUOTED not in said
        assert PASSWORD not in said
