"""The server is killed while two sessions write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgresql import a_server
from tests.server_killing import run


def test_nothing_finished_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "retinaview.project.server.local_folder.user_data_path", lambda *_, **__: tmp_path / "local"
    )
    for server in a_server():
        assert "nothing lost" in run(server, tmp_path, kills=2, seed=1)
