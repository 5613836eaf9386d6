"""File names that work on every system, and checks that paths in files stay in their folder.

A name read from a file must satisfy the rules of both POSIX and Windows: a study made on one system
is opened on the other, and a name that is merely odd here may lead out of the folder there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.paths import followed
from retinaview.core.text import shown

LONGEST_NAME_BYTES = 255
"""Of one file or folder, on all common file systems."""
_LONGEST_STEM_BYTES = 120
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# Line separators, and what has a name read from right to left: "gnp.exe" shown as "exe.png".
_MISLEADING = re.compile(r"[\x80-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_DEVICES = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\xb9\xb2\xb3])", re.IGNORECASE
)


def inside(root: Path, name: str) -> Path:
    r"""Return the path of a name read from a file, checked to stay below a folder.

    Parameters
    ----------
    root : Path
        The folder that the path must not leave, not even through links.
    name : str
        Relative, parts separated by ``/``.

    Raises
    ------
    ReadError
        The name is empty, absolute or leaves the folder, or a part of it has another meaning on
        some system: drive or stream (``:``), share (``\\``), device (``NUL``), final dot or space.
    """
    if fault := fault_in(name):
        raise ReadError(f"{shown(name)} is not a path inside this folder: {fault}")
    path = root / name
    if not followed(path).is_relative_to(followed(root)):
        raise ReadError(f"{shown(name)} leads out of its folder through a link")
    return path


def fault_in(name: str) -> str:
    """Return why a relative path is not safe on every system; empty if it is."""
    faults = (_fault_in_part(part) for part in name.split("/"))
    return next((fault for fault in faults if fault), "")


def _fault_in_part(part: str) -> str:
    if part in ("", ".", ".."):
        return f"it has the part {shown(part)}"
    if found := _FORBIDDEN.search(part):
        return f"it has the character {shown(found.group())}"
    if part[-1] in ". ":
        return "a part ends in a dot or a space"
    if _DEVICES.fullmatch(part.split(".")[0].rstrip(" ")):
        return f"{shown(part)} is a device on Windows"
    if len(part.encode(errors="surrogatepass")) > LONGEST_NAME_BYTES:
        return "a part is too long"
    return ""


def safe_stem(stem: str) -> str:
    """Return a name, without suffix, that works as a file's on every system.

    Characters that some system forbids, and invisible ones that would have it shown as another
    name, become underscores; a very long name is truncated.
    """
    name = _MISLEADING.sub("_", _FORBIDDEN.sub("_", stem)).encode("utf-8", "replace")[
        :_LONGEST_STEM_BYTES
    ]
    text = name.decode("utf-8", "ignore").rstrip(". ")
    return f"_{text}" if not text or _DEVICES.fullmatch(text.split(".")[0].rstrip(" ")) else text


def same_name_key(name: str) -> str:
    """Return a key that is equal for names that some file system takes for one.

    Windows and macOS ignore case, and macOS how an accent is written (NFC or NFD).
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class UniqueNames:
    """Names of files, each given once, however file systems compare them.

    Parameters
    ----------
    taken : iterable of str
        Names that are not given.
    separator : str
        Stands between a name and its number.
    """

    def __init__(self, taken: Iterable[str] = (), *, separator: str = "_") -> None:
        self._used = {same_name_key(name) for name in taken}
        self._last: dict[str, int] = {}  # number given last to a name, which many may share
        self._separator = separator

    def give(self, wanted: str) -> str:
        """Return a name, with a number from 2 on if it was given before."""
        key, name = same_name_key(wanted), wanted
        while same_name_key(name) in self._used:
            self._last[key] = self._last.get(key, 1) + 1
            name = f"{wanted}{self._separator}{self._last[key]}"
        self._used.add(same_name_key(name))
        return name


def is_remote(path: str) -> bool:
    r"""Return whether Windows would take a path for another computer or a device.

    Opening such a path would send the user's credentials there.
    """
    return path.replace("\\", "/").startswith("//")
