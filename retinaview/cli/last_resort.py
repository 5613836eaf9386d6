"""Handling of unforeseen faults in commands: a log for developers, one sentence for the user."""

from __future__ import annotations

from retinaview.core.text import brief
from retinaview.ui.log_file import log_folder


def fault_sentence(fault: Exception) -> str:
    """Return one sentence on a logged program fault and where the log is."""
    what = f"{type(fault).__name__}: {brief(fault)}".removesuffix(": ")
    log = log_folder() / "retinaview.log"
    where = f"details are in {log}" if log.is_file() else f"its log {log} cannot be written"
    return f"this is a fault of the program ({what}); {where}"
