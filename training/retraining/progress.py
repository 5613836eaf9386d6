"""What a retraining run tells while it works, and how it is stopped.

Events are JSON objects, one a line, on standard output and in ``progress.jsonl`` of the run's
folder, where a window that was opened later finds what happened before. Whoever wants the run to
stop puts a file ``stop`` into the folder, which works on every system and from any process.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from retinaview.core.errors import Cancelled, WriteError
from retinaview.core.guard import guard

EVENTS, STOP = "progress.jsonl", "stop"
Event = dict[str, object]
Tell = Callable[[Event], None]


class Progress:
    """Tells the events of a run.

    Parameters
    ----------
    folder : Path
        The run's folder.
    tell : callable
        Also receives every event.
    """

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._folder, self._tell = folder, tell
        with guard(WriteError, folder, system="cannot be written"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / STOP).unlink(missing_ok=True)
        self._started, self._from = 0.0, 0

    def event(self, kind: str, **values: object) -> None:
        """Tell an event of a kind, with its values."""
        line = json.dumps({"event": kind, **values})
        path = self._folder / EVENTS
        with guard(WriteError, path, system="cannot be written"), path.open("a") as file:
            file.write(line + "\n")
        self._tell(json.loads(line))  # as whoever reads the file gets it

    def step(self, what: str, done: int, of: int, **values: object) -> None:
        """Tell that some of a number of equal steps are done; stop here if asked to.

        Raises
        ------
        Cancelled
            Somebody asked the run to stop.
        """
        now = time.monotonic()
        if done <= self._from or not self._started:
            self._started, self._from = now, done
        left = None
        if done > self._from:
            left = round((now - self._started) / (done - self._from) * (of - done))
        self.event("step", what=what, done=done, of=of, seconds_left=left, **values)
        self.stop_if_asked()

    def stop_if_asked(self) -> None:
        """Raise `Cancelled` if somebody asked the run to stop."""
        if (self._folder / STOP).exists():
            raise Cancelled("Stopped; --resume continues after the last finished epoch.")


def in_words(event: Event) -> str:
    """Return an event as a line of text; empty for one that text does not need."""
    match event["event"]:
        case "step":
            left = event["seconds_left"]
            more = "" if left is None else f", {_duration(float(str(left)))} left"
            loss = f", loss {event['loss']}" if "loss" in event else ""
            return f"{event['what']}: {event['done']} of {event['of']}{loss}{more}"
        case "labels" | "report" | "note":
            return str(event["text"])
        case "done":
            return f"written: {event['weights']}"
    return ""


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else f"{seconds:.0f} s"
