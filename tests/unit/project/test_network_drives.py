"""Mount tables as they are printed, and what a project does on a drive of another computer."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.errors import ProjectError
from retinaview.project import network_drives
from retinaview.project.network_drives import Mount, kind_of, linux_mounts, mac_mounts, on_network
from retinaview.project.store import NewImage, ProjectStore

LINUX = r"""sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sdb1 /mnt fuseblk rw 0 0
server:/eyes /mnt/clinic nfs4 rw,vers=4.2 0 0
//server/my\040photos /mnt/my\040photos\134x cifs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
systemd-1 /home/anna autofs rw 0 0
server:/anna /home/anna nfs rw 0 0
tmpfs /mnt/clinic/local tmpfs rw 0 0
damaged
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//anna@server/eyes on on /Volumes/eyes on (two) (smbfs, nodev, nosuid, mounted by anna)
server:/export on /Volumes/nfs (nfs)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ben/study.retinaview", "ext4"),
        ("/mnt/study.retinaview", "fuseblk"),
        ("/mnt/clinic", "nfs4"),
        ("/mnt/clinic/2026/study.retinaview", "nfs4"),
        ("/mnt/clinic2/study.retinaview", "fuseblk"),
        ("/mnt/clinic/local/study.retinaview", "tmpfs"),
        (r"/mnt/my photos\x/study.retinaview", "cifs"),
        ("/run/user/1000/gvfs/smb/study.retinaview", "fuse.gvfsd-fuse"),
        ("/home/anna/study.retinaview", "nfs"),
    ],
)
def test_the_innermost_mount_of_linux_counts(path: str, kind: str) -> None:
    assert kind_of(Path(path), linux_mounts(LINUX)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/Users/anna/study.retinaview", "apfs"),
        ("/Volumes/eyes on (two)/study.retinaview", "smbfs"),
        ("/Volumes/nfs/study.retinaview", "nfs"),
    ],
)
def test_the_innermost_mount_of_macos_counts(path: str, kind: str) -> None:
    assert kind_of(Path(path), mac_mounts(MAC)) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows its drives by letter")
@pytest.mark.parametrize(
    ("kind", "network"),
    [
        *(("ext4", False), ("apfs", False), ("tmpfs", False), ("fuseblk", False)),
        *(("nfs", True), ("cifs", True), ("smb3", True), ("smbfs", True), ("fuse.sshfs", True)),
        *(("9p", True), ("fuse", True)),
    ],
)
def test_kinds_of_other_computers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, network: bool
) -> None:
    link = tmp_path / "link"
    (tmp_path / "drive").mkdir()
    link.symlink_to(tmp_path / "drive")
    table: list[Mount] = [(Path("/"), "ext4"), ((tmp_path / "drive").resolve(), kind)]
    monkeypatch.setattr(network_drives, "mounted", lambda: table)
    assert on_network(link / "study.retinaview") is network
    assert not on_network(tmp_path / "study.retinaview")


def test_what_nobody_says_is_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_drives, "mounted", list)
    assert kind_of(tmp_path, []) == ""
    assert not on_network(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="its table is a file")
def test_this_computer_has_a_root() -> None:
    assert kind_of(Path("/"), network_drives.mounted())


# Projects


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProjectStore]:
    monkeypatch.setattr("retinaview.project.opening.on_network", lambda _: True)
    store = ProjectStore.create(tmp_path / "study.retinaview", busy_timeout_s=0.05)
    store.add_images([NewImage("a.jpg")])
    yield store
    store.close()


def journal_of(store: ProjectStore) -> tuple[object, object]:
    with store._engine.connect() as connection:
        return tuple(  # type: ignore[return-value]
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        )


def test_a_local_project_has_a_write_ahead_log(store: ProjectStore) -> None:
    assert journal_of(store) == ("wal", 2)


def test_a_project_on_a_network_drive_has_none(shared: ProjectStore) -> None:
    assert journal_of(shared) == ("delete", 2)
    assert [path.name for path in shared.path.parent.iterdir()] == ["study.retinaview"]


def test_a_project_that_was_local_before_loses_its_log(
    store: ProjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr("retinaview.project.opening.on_network", lambda _: True)
    with closing(ProjectStore.open(store.path)) as moved:
        assert journal_of(moved) == ("delete", 2)
        assert len(moved.images()) == 2
    monkeypatch.undo()
    with closing(ProjectStore.open(store.path)) as back:
        assert journal_of(back) == ("wal", 2)


def test_a_log_that_somebody_else_has_open_is_not_used_over_the_network(
    store: ProjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.project.opening.on_network", lambda _: True)
    with pytest.raises(ProjectError, match=r"study\.retinaview: another program"):
        ProjectStore.open(store.path, busy_timeout_s=0.05)
    assert len(store.images()) == 2


def test_two_windows_share_a_project_on_a_network_drive(shared: ProjectStore) -> None:
    with closing(ProjectStore.open(shared.path, busy_timeout_s=0.05)) as other:
        other.add_images([NewImage("b.jpg")])
        shared.set_setting("panel", "lesions")
        assert [image.path for image in shared.images()] == ["a.jpg", "b.jpg"]
        assert other.setting("panel") == "lesions"
        with closing(sqlite3.connect(shared.path, isolation_level=None)) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            with pytest.raises(ProjectError, match="another program is writing"):
                other.set_setting("panel", "grades")
    assert shared.setting("panel") == "lesions"


def interrupted_copy(store: ProjectStore, folder: Path) -> Path:
    """The project as a program leaves it that is killed in the midst of a change."""
    copy = folder / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as killed:
        killed.execute("PRAGMA cache_size = 1")  # the change reaches the file before its end
        killed.execute("BEGIN IMMEDIATE")
        killed.execute("UPDATE images SET path = 'half' WHERE id = 1")
        for number in range(200):
            killed.execute("INSERT INTO settings VALUES (?, ?)", (f"{number}", "x" * 500))
        for path in store.path.parent.glob("study.retinaview*"):
            shutil.copy(path, copy)
        killed.execute("ROLLBACK")
    assert (copy / "study.retinaview").read_bytes() != store.path.read_bytes()
    return copy / "study.retinaview"


def test_a_change_that_was_cut_off_is_taken_back(shared: ProjectStore, tmp_path: Path) -> None:
    copy = interrupted_copy(shared, tmp_path)
    assert copy.with_name("study.retinaview-journal").stat().st_size > 0
    with closing(ProjectStore.open(copy)) as store:
        assert [image.path for image in store.images()] == ["a.jpg"]
        assert store.setting("0") is None
    assert [path.name for path in copy.parent.iterdir()] == ["study.retinaview"]
