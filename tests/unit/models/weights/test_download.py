"""Downloads over a line that breaks, from servers that do what servers do."""

from __future__ import annotations

import hashlib
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ReadError, WeightsError, WriteError
from retinaview.core.progress import OnProgress
from retinaview.models.weights import remote_files
from retinaview.models.weights.download import download
from retinaview.models.weights.remote_files import local_path, read_whole, relative_to

if TYPE_CHECKING:
    from tests.unit.models.conftest import FileServer

CONTENT = bytes(range(256)) * 4096
"""A megabyte, so that it comes in several pieces."""
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Place(NamedTuple):
    """Where a download goes."""

    target: Path
    parts: Path

    def fetch(
        self,
        address: str,
        progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        **changes: object,
    ) -> None:
        wanted = {"size": len(CONTENT), "sha256": SHA256, "progress": progress, "cancel": cancel}
        download(address, self.target, parts=self.parts, **wanted | changes)  # type: ignore[arg-type]

    @property
    def part(self) -> Path:
        return self.parts / f"{self.target.name}.{SHA256[:16]}.part"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "x.safetensors", tmp_path / "downloads")


@pytest.fixture
def address(server: FileServer) -> str:
    server.files["/x"] = CONTENT
    return server.url("/x")


def test_a_file_comes_whole_and_its_progress_is_told(place: Place, address: str) -> None:
    told: list[tuple[int, int]] = []
    place.fetch(address, lambda done, size: told.append((done, size)))
    assert place.target.read_bytes() == CONTENT
    assert not place.part.exists()
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert len(told) > 1
    assert told[-1] == (len(CONTENT), len(CONTENT))


def test_a_broken_connection_is_taken_up_where_it_broke(
    place: Place, address: str, server: FileServer
) -> None:
    server.breaks = [300_000]
    place.fetch(address)
    assert place.target.read_bytes() == CONTENT
    first, second = server.asked
    assert first == ("/x", "")
    assert 200_000 < int(second[1].removeprefix("bytes=").removesuffix("-")) <= 300_000


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(breaks=st.lists(st.integers(40_000, len(CONTENT)), max_size=6))
def test_any_breaks_that_let_something_through_end_well(
    place: Place, address: str, server: FileServer, breaks: list[int]
) -> None:
    server.breaks = list(breaks)
    place.target.unlink(missing_ok=True)
    place.fetch(address)
    assert place.target.read_bytes() == CONTENT
    server.breaks = []


def test_a_connection_that_brings_nothing_is_not_asked_for_ever(
    place: Place, address: str, server: FileServer
) -> None:
    server.breaks = [100_000, 0, 0, 0]
    with pytest.raises(ReadError, match="the connection broke"):
        place.fetch(address)
    assert len(server.asked) == 2
    kept = place.part.read_bytes()
    assert kept == CONTENT[: len(kept)]
    assert len(kept) > 50_000


def test_a_cancelled_download_goes_on_from_there(
    place: Place, address: str, server: FileServer
) -> None:
    token = CancelToken()

    def stop(done: int, _size: int) -> None:
        if done > len(CONTENT) // 3:
            token.cancel()

    with pytest.raises(Cancelled):
        place.fetch(address, stop, token)
    assert not place.target.exists()
    have = place.part.stat().st_size
    assert 0 < have < len(CONTENT)
    place.fetch(address)
    assert server.asked[-1] == ("/x", f"bytes={have}-")
    assert place.target.read_bytes() == CONTENT


def test_a_server_without_ranges_sends_everything_anew(
    place: Place, address: str, server: FileServer
) -> None:
    server.breaks, server.knows_ranges = [100_000], False
    place.fetch(address)
    assert place.target.read_bytes() == CONTENT


def test_what_is_there_whole_is_not_asked_for_again(
    place: Place, address: str, server: FileServer
) -> None:
    place.parts.mkdir()
    place.part.write_bytes(CONTENT)
    place.fetch(address)
    assert server.asked == []
    assert place.target.read_bytes() == CONTENT


@pytest.mark.parametrize("stale", [b"other" * 100, bytes(len(CONTENT)), bytes(len(CONTENT) + 9)])
def test_what_was_there_of_another_file_is_thrown_away(
    place: Place, address: str, stale: bytes
) -> None:
    place.parts.mkdir()
    place.part.write_bytes(stale)
    place.fetch(address)
    assert place.target.read_bytes() == CONTENT


def test_a_part_of_another_version_is_not_continued(
    place: Place, address: str, server: FileServer
) -> None:
    server.breaks = [100_000, 0]
    with pytest.raises(ReadError):
        place.fetch(address)
    assert place.part.exists()
    newer = CONTENT[::-1]
    server.files["/x"] = newer
    place.fetch(address, sha256=hashlib.sha256(newer).hexdigest())
    assert server.asked[-1] == ("/x", "")
    assert place.target.read_bytes() == newer


def test_another_file_than_meant_is_refused(place: Place, address: str, server: FileServer) -> None:
    server.files["/x"] = CONTENT[::-1]
    with pytest.raises(WeightsError, match="SHA-256") as caught:
        place.fetch(address)
    assert caught.value.field == "sha256"
    assert address in str(caught.value)
    assert not place.target.exists()
    assert not place.part.exists()


def test_a_shorter_file_than_meant_says_how_much_came(
    place: Place, address: str, server: FileServer
) -> None:
    server.files["/x"] = CONTENT[:5000]
    with pytest.raises(ReadError, match=f"ends after 5000 of {len(CONTENT)} bytes"):
        place.fetch(address)
    assert len(server.asked) == 1
    assert not place.target.exists()
    server.files["/x"] = CONTENT
    place.fetch(address)
    assert place.target.read_bytes() == CONTENT


def test_a_longer_file_than_meant_is_not_read_to_its_end(
    place: Place, address: str, server: FileServer
) -> None:
    server.files["/x"] = CONTENT * 8
    with pytest.raises(WeightsError, match="longer") as caught:
        place.fetch(address)
    assert caught.value.field == "size"
    assert not place.target.exists()


def test_offline_is_one_sentence(place: Place) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
        with pytest.raises(ReadError, match="is this computer online") as caught:
            place.fetch(address)
    assert str(caught.value).count("\n") == 0
    assert not place.target.exists()


def test_a_server_that_never_answers_is_one_sentence(
    place: Place, address: str, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_files, "READ_TIMEOUT_S", 0.05)
    server.hold.clear()
    with pytest.raises(ReadError, match="does not respond"):
        place.fetch(address)


def test_a_missing_file_is_said_as_the_server_says_it(place: Place, server: FileServer) -> None:
    with pytest.raises(ReadError, match="404 Not Found"):
        place.fetch(server.url("/absent"))


def test_a_redirect_is_followed(place: Place, server: FileServer) -> None:
    server.files["/x"] = CONTENT
    server.redirects["/old"] = "/x"
    place.fetch(server.url("/old"))
    assert place.target.read_bytes() == CONTENT


def test_a_redirect_to_an_open_line_is_refused(place: Place, server: FileServer) -> None:
    server.redirects["/x"] = "http://example.org/x"
    with pytest.raises(ReadError, match=r"example\.org/x, which is not https"):
        place.fetch(server.url("/x"))


@pytest.mark.parametrize("address", ["http://example.org/x", "http://127.0.0.1.example.org/x"])
def test_an_open_line_is_refused_before_anything_is_asked(place: Place, address: str) -> None:
    with pytest.raises(ReadError, match="only https"):
        place.fetch(address)


def test_paths_and_file_addresses_are_copied(place: Place, tmp_path: Path) -> None:
    source = tmp_path / "a name" / "x"
    source.parent.mkdir()
    source.write_bytes(CONTENT)
    for address in (str(source), source.as_uri()):
        place.target.unlink(missing_ok=True)
        place.fetch(address)
        assert place.target.read_bytes() == CONTENT


@pytest.mark.parametrize("name", ["absent", "."])
def test_a_path_that_is_no_file_is_one_sentence(place: Place, tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError, match=r"cannot be read|does not exist"):
        place.fetch(str(tmp_path / name))


def test_too_small_a_disk_is_said_before_anything_comes(
    place: Place, address: str, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(place.target.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(WriteError, match="MB are needed"):
        place.fetch(address)
    assert server.asked == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_disk_that_fills_up_is_one_sentence_and_keeps_what_came(
    place: Place, address: str
) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
    try:
        with pytest.raises(WriteError, match="cannot be written"):
            place.fetch(address)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not place.target.exists()
    assert place.part.stat().st_size > 0
    place.fetch(address)
    assert place.target.read_bytes() == CONTENT


def test_a_second_download_of_the_same_is_refused_and_the_first_unharmed(
    place: Place, address: str
) -> None:
    refused: list[WeightsError] = []

    def second(_done: int, _size: int) -> None:
        with pytest.raises(WeightsError, match="another program") as caught:
            place.fetch(address)
        refused.append(caught.value)

    place.fetch(address, second)
    assert refused
    assert place.target.read_bytes() == CONTENT


def test_small_files_have_a_limit(address: str) -> None:
    assert read_whole(address, at_most=len(CONTENT)) == CONTENT
    with pytest.raises(ReadError, match="too large"):
        read_whole(address, at_most=len(CONTENT) - 1)


@pytest.mark.parametrize(
    ("address", "base", "whole"),
    [
        ("a/x", "https://host/weights/index.json", "https://host/weights/a/x"),
        ("/x", "https://host/weights/index.json", "https://host/x"),
        ("https://other/x", "https://host/index.json", "https://other/x"),
        ("https://other/x", "/share/index.json", "https://other/x"),
    ],
)
def test_addresses_are_read_from_where_they_stand(address: str, base: str, whole: str) -> None:
    assert relative_to(address, base) == whole


def test_a_path_is_read_from_where_it_stands(tmp_path: Path) -> None:
    index = tmp_path / "index.json"
    for base in (str(index), index.as_uri()):
        assert local_path(relative_to("a/x", base)) == tmp_path / "a" / "x"
