"""Where the demonstration is kept."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path


def demo_folder() -> Path:
    """Return the folder of the demonstration's photographs and study; it need not exist."""
    return user_data_path("retinaview", appauthor=False) / "demo-study"
