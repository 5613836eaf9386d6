"""Photographs of a study behind addresses, and which addresses this computer may ask.

A study may come from anybody: a host is asked only once its user has opened an address of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from platformdirs import user_data_path

from retinaview.core.errors import ProjectError
from retinaview.core.file_names import safe_stem
from retinaview.core.guard import guard
from retinaview.core.whole_files import write_atomically
from retinaview.core.words import counted
from retinaview.imaging.eye_names import guess_eye
from retinaview.imaging.remote_files import is_address, name_of, require_no_password, root_of
from retinaview.project.images import NewImage, StudyImage


def allowed_roots() -> frozenset[str]:
    """Return what may be asked, because its user has opened it on this computer."""
    try:
        return frozenset(_list().read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def allow(addresses: Collection[str]) -> None:
    """Let these addresses be asked, now and later.

    Raises
    ------
    ReadError
        One holds a password.
    ProjectError
        That cannot be kept.
    """
    for address in addresses:
        require_no_password(address)
    roots = allowed_roots() | {root_of(address) for address in addresses}
    with guard(ProjectError, _list(), system="cannot be written"):
        _list().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(_list(), "".join(f"{root}\n" for root in sorted(roots)).encode())


def _list() -> Path:
    return user_data_path("retinaview", appauthor=False) / "addresses.txt"


def remote_image(address: str) -> NewImage:
    """Return the photograph at an address as a study keeps it; nothing is asked."""
    folder = unquote(address.partition("://")[2].rpartition("/")[0])
    eye = guess_eye(PurePosixPath("/", folder, name_of(address)))
    return NewImage(address, eye.patient, eye.eye)


def not_allowed(images: Iterable[StudyImage]) -> str:
    """Return a sentence about photographs at addresses that may not be asked; else nothing."""
    allowed = allowed_roots()
    roots = [root_of(image.path) for image in images if is_address(image.path)]
    closed = [root for root in roots if root not in allowed]
    if not closed:
        return ""
    photographs = counted(len(closed), "photograph lies", "photographs lie")
    where = ", ".join(sorted(set(closed))[:3])
    return (
        f"{photographs} at {where}, which was never opened on this computer; to have them fetched, "
        "open the study together with an address there"
    )


def project_name(addresses: Sequence[str]) -> str:
    """Return what the project of some addresses is called: the same for the same folder."""
    folder = addresses[0].rpartition("/")[0]
    key = hashlib.sha256(folder.encode(errors="surrogateescape")).hexdigest()[:12]
    return f"{safe_stem(name_of(folder))}-{key}"
