"""Files that are no photographs: one sentence that names the file and the reason, never a crash."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from retinaview.core.errors import ReadError
from retinaview.imaging.photograph import MAX_PIXELS, file_sha256, probe, read_photograph

Image8 = NDArray[np.uint8]


@pytest.fixture
def scene() -> Image8:
    """Noise, so that every kind of file is long, uint8 (96, 128, 3)."""
    return np.random.default_rng(5).integers(0, 256, (96, 128, 3), dtype=np.uint8)


def refusal(path: Path, reader: Callable[[Path], object] = read_photograph) -> str:
    with pytest.raises(ReadError) as caught:
        reader(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg_header(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 64)).save(stream, "JPEG")
    data = bytearray(stream.getvalue())
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def tiff_header(width: int, height: int) -> bytes:
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1)]
    entries += [(262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (279, 4, 1, 1)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", 0)


def bmp_header(width: int, height: int) -> bytes:
    return (
        b"BM"
        + struct.pack("<IHHI", 100, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    )


@pytest.mark.parametrize(
    "bomb",
    [
        png_header(40_000, 40_000),
        png_header(2**31 - 1, 2**31 - 1),
        jpeg_header(65_000, 65_000),
        tiff_header(40_000, 40_000),
        bmp_header(40_000, 40_000),
        b"P6\n40000 40000\n255\n",
    ],
    ids=["png", "absurd png", "jpeg", "tiff", "bmp", "ppm"],
)
@pytest.mark.parametrize("reader", [probe, read_photograph])
def test_a_bomb_is_refused_by_its_header(
    tmp_path: Path, bomb: bytes, reader: Callable[[Path], object]
) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb)

    message = refusal(path, reader)

    assert "more than the limit of 150 megapixels" in message


def test_the_limit_lies_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    path.write_bytes(png_header(MAX_PIXELS // 100, 100))

    assert probe(path).width == MAX_PIXELS // 100


@pytest.mark.parametrize("size", [(31, 500), (500, 31), (1, 1)])
def test_slivers_are_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "sliver.png"
    Image.new("RGB", size).save(path)

    assert f"is {size[0]} x {size[1]} pixels" in refusal(path)
    refusal(path, probe)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".bmp", ".webp", ".ppm"])
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_a_file_cut_short_is_an_error(
    tmp_path: Path, scene: Image8, suffix: str, kept: float
) -> None:
    whole = tmp_path / f"whole{suffix}"
    Image.fromarray(scene).save(whole)
    data = whole.read_bytes()
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(data[: min(len(data) - 2, int(kept * len(data)))])

    refusal(path)


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("suffix", [".tif", ".png"])
def test_a_deep_file_cut_short_is_an_error(
    tmp_path: Path, scene: Image8, suffix: str, kept: float
) -> None:
    whole = tmp_path / f"whole{suffix}"
    deep = scene[..., 0].astype(np.uint16) * 257
    if suffix == ".tif":
        tifffile.imwrite(whole, deep, compression="lzw")
    else:
        Image.fromarray(deep).save(whole)
    data = whole.read_bytes()
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(data[: int(kept * len(data))])

    refusal(path)


def test_a_progressive_jpeg_cut_between_its_scans_is_an_error(
    tmp_path: Path, scene: Image8
) -> None:
    stream = io.BytesIO()
    Image.fromarray(scene).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    path = tmp_path / "cut.jpg"
    path.write_bytes(data[: data.rindex(b"\xff\xda")])

    assert "cut short" in refusal(path)


def test_the_thumbnails_end_is_not_the_photographs_end(tmp_path: Path, scene: Image8) -> None:
    thumbnail, stream = io.BytesIO(), io.BytesIO()
    Image.fromarray(scene[:32, :32]).save(thumbnail, "JPEG")
    Image.fromarray(scene).save(stream, "JPEG", comment=thumbnail.getvalue())
    data = stream.getvalue()
    path = tmp_path / "eye.jpg"
    path.write_bytes(data)
    assert read_photograph(path).rgb.shape == scene.shape

    path.write_bytes(data[:-200])

    assert "cut short" in refusal(path)


def test_bytes_behind_the_end_of_a_jpeg_do_no_harm(tmp_path: Path, scene: Image8) -> None:
    path = tmp_path / "eye.jpg"
    Image.fromarray(scene).save(path)
    path.write_bytes(path.read_bytes() + b"\xff\xda camera's own data \xff\xda")

    assert read_photograph(path).rgb.shape == scene.shape


@pytest.mark.parametrize("reader", [probe, read_photograph])
def test_an_empty_file(tmp_path: Path, reader: Callable[[Path], object]) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()

    assert "is empty" in refusal(path, reader)


@pytest.mark.parametrize("content", [b"a", b"patient,eye\n1,OD\n" * 50, b"GIF89a" + bytes(50)])
@pytest.mark.parametrize("reader", [probe, read_photograph])
def test_something_else_under_a_photographs_name(
    tmp_path: Path, content: bytes, reader: Callable[[Path], object]
) -> None:
    path = tmp_path / "text.jpg"
    path.write_bytes(content)

    assert "is not a photograph that can be read (JPEG, PNG, TIFF" in refusal(path, reader)


@pytest.mark.parametrize("reader", [probe, read_photograph, file_sha256])
def test_missing_file_and_folder(tmp_path: Path, reader: Callable[[Path], object]) -> None:
    assert "does not exist" in refusal(tmp_path / "gone.jpg", reader)
    assert "is a folder" in refusal(tmp_path, reader)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe.jpg"
    os.mkfifo(path)

    assert "not a regular file" in refusal(path)


@pytest.mark.parametrize("reader", [probe, read_photograph, file_sha256])
def test_a_file_that_may_not_be_read(
    tmp_path: Path, scene: Image8, reader: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.png"
    Image.fromarray(scene).save(path)

    # Not by its mode: tests may run as a user who can read everything.
    def denied(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)

    assert "permission denied" in refusal(path, reader)


def test_floating_point_samples_are_no_photograph(tmp_path: Path) -> None:
    path = tmp_path / "map.tif"
    tifffile.imwrite(path, np.zeros((64, 64), np.float32))

    assert "float32 samples" in refusal(path)


def test_a_header_that_promises_more_than_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "lie.tif"
    path.write_bytes(tiff_header(4000, 4000))

    refusal(path)
