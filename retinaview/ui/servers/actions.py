"""The part of the table of actions that concerns studies on a server."""

from __future__ import annotations

from retinaview.ui.action_spec import ActionSpec, When
from retinaview.ui.language import later

FILE_ACTIONS = (
    ActionSpec(
        "open_address", later("Open photographs at an address…"),
        "opening.servers.ask_for_address", "File", also="url https s3 smb bucket web remote",
        tip=later("Each is fetched when it is shown; copies stay on this computer for a while."),
    ),
    ActionSpec(
        "open_server", later("Open study on a server…"), "opening.servers.ask_to_open", "File",
        also="postgresql database",
    ),
    ActionSpec(
        "new_server", later("New study on a server…"), "opening.servers.ask_for_new", "File",
        tip=later("For many readers at once, on PostgreSQL."), also="postgresql database",
    ),
)  # fmt: skip

SHARING_ACTIONS = (
    ActionSpec(
        "take", later("Take this photograph"), "opening.servers.take", "Go", when=When.SHARED,
        checkable=True, separated=True, also="assign mine claim give back",
        tip=later("Others see in their lists that it is yours; again: gives it back."),
    ),
    ActionSpec(
        "assign", later("Assign photographs…"), "opening.servers.assign", "Go", when=When.SHARED,
        also="hand out distribute work readers",
    ),
    ActionSpec(
        "conflicts", later("Conflicts…"), "opening.servers.show_conflicts", "Edit",
        when=When.CONFLICTS, separated=True, also="merge server offline",
        tip=later("Edits of yours that crossed what others did while the server was gone."),
    ),
)  # fmt: skip
