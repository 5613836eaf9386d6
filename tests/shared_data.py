"""Where the real photographs lie; tests that read them skip where they are absent."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
