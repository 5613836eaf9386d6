"""One server for all tests of a process, and a study of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.core.server_address import ServerAddress
from retinaview.project.images import NewImage
from retinaview.project.server.server_store import ServerStore
from tests.postgresql import Server, a_server, new_study_name


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    yield from a_server()


@pytest.fixture(autouse=True)
def _own_local_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "retinaview.project.server.local_folder.user_data_path", lambda *_, **__: tmp_path / "local"
    )


@pytest.fixture
def address(server: Server, tmp_path: Path) -> ServerAddress:
    """A study with two photographs."""
    address = server.address(new_study_name())
    store = ServerStore.create(address, tmp_path)
    store.add_images([NewImage("a.png", "P1"), NewImage("b.png", "P2")])
    store.close()
    return address


@pytest.fixture
def store(address: ServerAddress) -> Iterator[ServerStore]:
    store = ServerStore(address)
    yield store
    store.close()
