"""Studies of photographs behind addresses: fetched when they are read, kept within bounds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from retinaview.core.errors import ProjectError, ReadError
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.server_address import PhotographsAddress, Wanted
from retinaview.imaging import remote_copies, remote_files
from retinaview.imaging.photograph import read_photograph
from retinaview.session.remote_photographs import allowed_roots
from retinaview.session.session import Session
from retinaview.session.study import open_study
from retinaview.session.study_photographs import StudyPhotographs
from tests.loopback import LoopbackServer

if TYPE_CHECKING:
    from fsspec.implementations.memory import MemoryFileSystem

FOLDER = "memory://clinic/day/"
NAMES = ("P1_OD.png", "P1_OS.png", "P2_OD.png")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (
        ("retinaview.session.study", "user_data_path"),
        ("retinaview.session.remote_photographs", "user_data_path"),
        ("retinaview.imaging.remote_copies", "user_cache_path"),
    ):
        monkeypatch.setattr(f"{module}.{name}", lambda *_, n=name, **__: tmp_path / n)


@pytest.fixture
def files() -> Iterator[MemoryFileSystem]:
    """Three photographs behind addresses; one that is a text is none."""
    fsspec = pytest.importorskip("fsspec")
    system: MemoryFileSystem = fsspec.filesystem("memory")
    for number, name in enumerate(NAMES):
        pixels = np.full((60, 80, 3), 60 + number, np.uint8)
        system.pipe(f"/clinic/day/{name}", cv2.imencode(".png", pixels)[1].tobytes())
    system.pipe("/clinic/day/notes.txt", b"none")
    yield system
    system.rm("/clinic", recursive=True)


def opened(*addresses: str, also: tuple[Wanted, ...] = ()) -> Session:
    return open_study([*also, *map(PhotographsAddress, addresses)], reader="anna")


def value(session: StudyPhotographs, image_id: int) -> int:
    return int(read_photograph(session.find(image_id)).rgb[0, 0, 0])


def copies(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "user_cache_path").rglob("*.png"))


@pytest.mark.usefixtures("files")
def test_a_folder_at_an_address_is_a_study(tmp_path: Path) -> None:
    session = opened(FOLDER)
    try:
        assert [image.path for image in session.images] == [FOLDER + name for name in NAMES]
        assert [image.patient for image in session.images] == ["P1", "P1", "P2"]
        assert session.images[1].eye is Laterality.OS
        assert copies(tmp_path) == []  # nothing is fetched before it is read
        assert [value(session, image.id) for image in session.images] == [60, 61, 62]
        assert len(copies(tmp_path)) == 3
        session.draw(1, LesionClass.HAEMORRHAGE, Box(1, 1, 9, 9))
    finally:
        session.close()
    again = opened(FOLDER)
    try:
        assert again.path == session.path
        assert len(again.marks(1)) == 1
        assert len(again.images) == 3
    finally:
        again.close()


def test_a_lost_line_is_a_sentence_and_what_was_read_can_be_read_again(
    files: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(FOLDER)
    assert value(session, 1) == 60
    session.close()
    files.rm("/clinic/day/P1_OD.png")
    files.rm("/clinic/day/P1_OS.png")
    with monkeypatch.context() as patched:
        patched.setattr(files, "ls", _refuse)
        session = opened(FOLDER)  # the study is there, and says that the folder is not
    try:
        assert "memory://clinic/day/: cannot be fetched" in session.notes[0]
        assert len(session.images) == 3
        assert value(session, 1) == 60
        with pytest.raises(ReadError, match=r"memory://clinic/day/P1_OS.png: does not exist"):
            read_photograph(session.find(2))
        assert value(session, 3) == 62
    finally:
        session.close()


def _refuse(*_: object, **__: object) -> list[str]:
    raise ConnectionRefusedError(111, "Connection refused")


def test_a_folder_that_was_never_seen_and_cannot_be_listed_is_no_study(
    files: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "ls", _refuse)
    with pytest.raises(ReadError, match=r"memory://clinic/day/: .*Connection refused"):
        opened(FOLDER)
    assert not list(tmp_path.rglob("*.retinaview"))


@pytest.mark.usefixtures("files")
def test_a_table_of_addresses_and_paths_is_a_study_beside_it(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "here.png"), np.full((60, 80, 3), 90, np.uint8))
    table = tmp_path / "monday.csv"
    table.write_text(f"image\n{FOLDER}P2_OD.png\nhere.png\ngone.png\n")
    session = open_study([table], reader="anna")
    try:
        assert session.path == tmp_path / "monday.retinaview"
        assert [value(session, image_id) for image_id in (1, 2)] == [62, 90]
        with pytest.raises(ReadError, match=r"gone.png: does not exist"):
            read_photograph(session.find(3))
    finally:
        session.close()


def test_a_folder_that_names_files_of_others_gives_its_own(
    files: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["memory://other/P9_OD.png", f"{FOLDER}P1_OD.png"]
    monkeypatch.setattr(files, "ls", lambda *_, **__: names)
    session = opened(FOLDER)
    try:
        assert [image.path for image in session.images] == names[1:]
    finally:
        session.close()


@pytest.mark.usefixtures("files")
def test_what_is_too_large_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_files, "_MAX_BYTES", 20)
    session = opened(FOLDER)
    try:
        with pytest.raises(ReadError, match=r"P1_OD.png: is too large for a photograph"):
            read_photograph(session.find(1))
    finally:
        session.close()
    assert [path for path in (tmp_path / "user_cache_path").rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("files")
def test_one_address_is_shown_first() -> None:
    opened(FOLDER).close()
    session = opened(f"{FOLDER}P2_OD.png")
    try:
        assert len(session.images) == 3
        assert session.first_image_id == 3
    finally:
        session.close()


@pytest.mark.usefixtures("files")
def test_a_study_from_elsewhere_does_not_make_this_computer_ask_anybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(FOLDER)
    project = session.path
    session.close()
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setattr(
        "retinaview.session.remote_photographs.user_data_path", lambda *_, **__: elsewhere
    )
    session = open_study([project], reader="bob")
    try:
        assert "3 photographs lie at memory://clinic, which was never opened" in session.notes[0]
        with pytest.raises(ReadError, match="does not exist"):
            read_photograph(session.find(1))
    finally:
        session.close()
    session = opened(f"{FOLDER}P1_OD.png", also=(project,))
    try:
        assert session.notes == ()
        assert [value(session, image.id) for image in session.images] == [60, 61, 62]
    finally:
        session.close()
    assert copies(tmp_path)


@pytest.mark.usefixtures("files")
def test_copies_that_were_read_longest_ago_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(FOLDER)
    try:
        for image_id in (1, 2):
            read_photograph(session.find(image_id))
        first, second = (session.expected_path(image_id) for image_id in (1, 2))
        os.utime(first, (1, 1))
        os.utime(second, (2, 2))
        monkeypatch.setattr(remote_copies, "MOST_BYTES", 2 * first.stat().st_size)
        assert value(session, 1) == 60  # so that it is no longer the oldest
        assert first.stat().st_mtime == 1  # by which its thumbnail is known
        assert value(session, 3) == 62
        assert not second.exists()
        assert first.exists()
        assert value(session, 2) == 61
    finally:
        session.close()


@pytest.mark.usefixtures("files")
def test_a_copy_of_the_study_keeps_the_addresses(tmp_path: Path) -> None:
    session = opened(FOLDER)
    try:
        session.save_copy(tmp_path / "copy.retinaview")
    finally:
        session.close()
    copy = open_study([tmp_path / "copy.retinaview"], reader="anna")
    try:
        assert [image.path for image in copy.images] == [FOLDER + name for name in NAMES]
        assert value(copy, 1) == 60
    finally:
        copy.close()


@pytest.mark.usefixtures("files")
def test_a_space_in_an_address_allows_that_place_and_no_other() -> None:
    address = "memory://old clinic/a.png"
    session = opened(address)
    try:
        assert session.notes == ()
        assert allowed_roots() == {"memory://old clinic"}
    finally:
        session.close()


class _Endless(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:  # until the client has left
            self.wfile.write(b"<a href=x.png>" * 1000)

    def log_message(self, *_: object) -> None:
        return


def test_a_page_without_end_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("aiohttp")
    monkeypatch.setattr(remote_files, "_MAX_PAGE_BYTES", 2**16)
    too_large = pytest.raises(ReadError, match=r"day/: is too large for a list of photographs")
    with closing(LoopbackServer(_Endless)) as server, too_large:
        opened(server.url("/day/"))


def test_an_address_with_a_password_is_refused_and_kept_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="an address with a password is refused") as caught:
        opened("https://anna:secret@clinic.org/day/")
    assert "secret" not in str(caught.value)
    assert not list(tmp_path.rglob("*.retinaview"))


def test_a_place_is_a_path_a_study_or_photographs_at_an_address() -> None:
    from retinaview.core.server_address import ServerAddress, wanted_of

    assert wanted_of("s3://bucket/day/") == PhotographsAddress("s3://bucket/day/")
    assert wanted_of("a.png") == Path("a.png")
    assert isinstance(wanted_of("postgresql://anna@host/study"), ServerAddress)
    with pytest.raises(ProjectError):
        wanted_of("postgresql://host")
