"""What this computer keeps of a study on a server: where photographs lie, and edits that wait."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from retinaview.core.errors import ProjectError
from retinaview.core.guard import guard
from retinaview.core.server_address import ServerAddress
from retinaview.core.whole_files import write_atomically


@dataclass(frozen=True)
class LocalFolder:
    """A folder of the user's for one study and account."""

    path: Path

    @classmethod
    def of(cls, address: ServerAddress) -> LocalFolder:
        """Return the folder for a study; it need not exist."""
        name = f"{address.user}@{address.host}:{address.port}/{address.database}"
        key = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:12]
        return cls(user_data_path("retinaview", appauthor=False) / "servers" / key)

    @property
    def _photographs(self) -> Path:
        return self.path / "photographs.txt"

    def photographs(self) -> Path | None:
        """Return where the photographs lie on this computer; None where that was never said."""
        try:
            text = self._photographs.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return Path(text) if text else None

    def set_photographs(self, folder: Path) -> None:
        """Say where the photographs lie on this computer.

        Raises
        ------
        ProjectError
            It cannot be kept.
        """
        with guard(ProjectError, self._photographs, system="cannot be written"):
            self.path.mkdir(parents=True, exist_ok=True)
            write_atomically(self._photographs, str(folder).encode())
