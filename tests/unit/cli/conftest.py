"""The command line run inside the test's process, with tiny random weights."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def own_weights(tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the tiny weights the only ones that a name finds."""
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_weights])
    return tiny_weights
