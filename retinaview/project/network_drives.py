"""Whether a file lies on a network drive, where SQLite's write-ahead log is not safe.

The log needs memory that everybody shares who has the file open; two computers share none
(https://www.sqlite.org/wal.html, "Overview").
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

# fmt: off
_KINDS = frozenset({
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "gpfs",
    "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
    "webdav",
})
# fmt: on
"""File systems that are, or may be, another computer's; the host's too, within a virtual one."""
_DRIVE_REMOTE = 4

Mount = tuple[Path, str]
"""Where a file system is mounted, and of what kind it is."""


def on_network(path: Path) -> bool:
    """Whether a path lies on a network drive; where nobody says, it does not.

    A drive of a user's own program (FUSE) is taken for one, since most are: a file server by SSH,
    a cloud.
    """
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor)
        remote = bool(drive == _DRIVE_REMOTE)
    else:
        kind = kind_of(path.resolve(), mounted())
        remote = kind in _KINDS or kind == "fuse" or kind.startswith("fuse.")
    return remote


def kind_of(path: Path, mounts: list[Mount]) -> str:
    """Return the kind of file system that holds an absolute path; empty where it is unknown."""
    # Of two in one place the later one hides the earlier.
    around = [mount for mount in reversed(mounts) if path.is_relative_to(mount[0])]
    return max(around, key=lambda mount: len(mount[0].parts), default=(path, ""))[1]


def mounted() -> list[Mount]:
    """List what is mounted on this computer, in order; empty where that cannot be found out."""
    try:
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
            mounts = mac_mounts(os.fsdecode(told.stdout))
        else:
            mounts = linux_mounts(os.fsdecode(Path("/proc/self/mounts").read_bytes()))
    except (OSError, subprocess.SubprocessError):
        mounts = []
    return mounts


def linux_mounts(table: str) -> list[Mount]:
    r"""Read ``/proc/self/mounts``: device, place, kind, options; a blank is written ``\040``."""
    rows = (line.split(" ") for line in table.splitlines())
    return [(Path(_without_escapes(row[1])), row[2]) for row in rows if len(row) > 2]


def mac_mounts(table: str) -> list[Mount]:
    """Read what ``mount`` of macOS prints: ``//anna@server/eyes on /Volumes/eyes (smbfs, ...)``."""
    rows = re.findall(r"^.*? on (/.*) \((\w+)[^()]*\)$", table, flags=re.MULTILINE)
    return [(Path(place), kind) for place, kind in rows]


def _without_escapes(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), text)
