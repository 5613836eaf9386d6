from __future__ import annotations

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.batch import map_files
from retinaview.batch.findings_file import FilesRow
from retinaview.batch.map_files import make_folders, write_maps
from retinaview.batch.stamped_png import holds_nothing_of_others, is_whole
from retinaview.core.errors import FileInTheWay, WriteError
from retinaview.core.findings import Finding, HeatMap, LesionMap, Quality
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass


def finding() -> Finding:
    probability = np.zeros((20, 20), np.uint8)
    probability[5:10, 5:10] = 200
    heat = np.linspace(0, 1, 12, dtype=np.float32).reshape(3, 4)
    return Finding(
        Quality(0.9, gradable=True),
        heat_maps=(
            HeatMap("net", "any DR", heat, Box(0, 0, 100, 80)),
            HeatMap("net", "DR 1", heat * 0, Box(0, 0, 100, 80)),
        ),
        lesion_maps=(LesionMap(LesionClass.HAEMORRHAGE, probability, Box(40, 10, 60, 60), 0.5),),
    )


def test_maps_are_written_at_source_size(tmp_path: Path) -> None:
    make_folders(tmp_path)
    files = write_maps(finding(), tmp_path, name="x", size=(100, 80))
    assert files == FilesRow(
        masks={"haemorrhage": "masks/x_haemorrhage.png"},
        probability={"haemorrhage": "probability/x_haemorrhage.png"},
        attention={"net": "attention/x_net.png"},
    )
    mask = cv2.imread(str(tmp_path / files.masks["haemorrhage"]), cv2.IMREAD_UNCHANGED)
    assert mask.shape == (80, 100)
    assert set(np.unique(mask)) == {0, 255}
    rows, columns = np.nonzero(mask)
    # Grid cells 5-9 are 3 px wide from (40, 10) on; interpolation moves the edge by a cell at most.
    assert abs(columns.min() - 55) <= 3
    assert abs(columns.max() - 69) <= 3
    assert abs(rows.min() - 25) <= 3
    assert abs(rows.max() - 39) <= 3
    shown = cv2.imread(str(tmp_path / files.probability["haemorrhage"]), cv2.IMREAD_UNCHANGED)
    assert shown.max() == 200
    assert not shown[:, :40].any()
    attention = cv2.imread(str(tmp_path / files.attention["net"]), cv2.IMREAD_UNCHANGED)
    assert (attention.shape, attention.max()) == ((80, 100), 255)


def test_a_folder_that_is_a_file_is_a_write_error(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(WriteError, match=r"out: the folder cannot be created"):
        make_folders(tmp_path / "out")


def test_what_a_killed_run_left_half_written_is_cleared(tmp_path: Path) -> None:
    make_folders(tmp_path)
    half = tmp_path / "masks" / ".eye_hard_exudate.png.4711"
    whole = tmp_path / "masks" / "eye_hard_exudate.png"
    half.write_bytes(b"\x89PNG")
    whole.write_bytes(b"\x89PNG")
    make_folders(tmp_path)
    assert not half.exists()
    assert whole.exists()


@pytest.mark.parametrize("content", [b"mine", b"\x89PNG", None])
@pytest.mark.parametrize("name", ["masks/x_haemorrhage.png", "attention/x_net.png"])
def test_a_map_that_somebody_else_made_or_changed_stays(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    make_folders(tmp_path)
    write_maps(finding(), tmp_path, name="x", size=(100, 80))
    write_maps(finding(), tmp_path, name="x", size=(100, 80))  # its own are replaced
    place = tmp_path / name
    if content is None:  # opened and saved by another program
        pixels = cv2.imread(str(place), cv2.IMREAD_UNCHANGED)
        cv2.imwrite(str(place), pixels)
    else:
        place.write_bytes(content)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.png")}
    with pytest.raises(FileInTheWay, match=f"{place.name}: was not written by this program"):
        write_maps(finding(), tmp_path, name="x", size=(100, 80))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.png")} == before
    write_maps(finding(), tmp_path, name="x", size=(100, 80), replace=True)
    assert is_whole(place, (100, 80))


def other_chunk() -> bytes:
    """What another program adds that keeps the stamp."""
    body = b"tEXtComment\0corrected"
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def test_a_change_that_keeps_the_stamp_is_seen(tmp_path: Path) -> None:
    make_folders(tmp_path)
    file = write_maps(finding(), tmp_path, name="x", size=(100, 80)).attention["net"]
    content = (tmp_path / file).read_bytes()
    assert holds_nothing_of_others(tmp_path / file)
    (tmp_path / file).write_bytes(content[:-12] + other_chunk() + content[-12:])
    assert is_whole(tmp_path / file, (100, 80))
    assert not holds_nothing_of_others(tmp_path / file)


def test_names_of_maps_are_on_disk_before_a_row_can_name_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folders(tmp_path)
    synced: list[str] = []
    monkeypatch.setattr(map_files, "sync_folder", lambda folder: synced.append(folder.name))
    write_maps(finding(), tmp_path, name="x", size=(100, 80))
    assert sorted(synced) == ["attention", "masks", "probability"]
