"""Progress of work that may run in another thread."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Called on the working thread with the pieces done and the pieces in all."""
