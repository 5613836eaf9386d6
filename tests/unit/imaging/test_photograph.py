"""Photographs of every kind come out upright, in 8-bit RGB, with honest sizes."""

import hashlib
import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from retinaview.core.errors import ReadError
from retinaview.imaging.photograph import (
    SUFFIXES,
    PhotographInfo,
    file_sha256,
    probe,
    read_encoded,
    read_photograph,
)
from retinaview.imaging.views import View
from tests.shared_data import DATA

Image8 = NDArray[np.uint8]

HEIGHT, WIDTH = 48, 64


@pytest.fixture
def scene() -> Image8:
    """Smooth colours, different in all four corners, uint8 (48, 64, 3)."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    return np.dstack([x * 255 // (WIDTH - 1), y * 255 // (HEIGHT - 1), 255 - x * 2]).astype(
        np.uint8
    )


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


def upright(stored: Image8, orientation: int) -> Image8:
    """EXIF 2.32 tag 274, from where row 0 and column 0 stand in the displayed picture."""
    turns = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.swapaxes(0, 1),
        6: lambda a: a[::-1].swapaxes(0, 1),
        7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
        8: lambda a: a[:, ::-1].swapaxes(0, 1),
    }
    return turns[orientation](stored)


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif", ".ppm", ".jpg", ".webp"])
def test_every_kind_gives_the_same_colours(tmp_path: Path, scene: Image8, suffix: str) -> None:
    options = {"quality": 100, "subsampling": 0} if suffix == ".jpg" else {}
    options |= {"lossless": True} if suffix == ".webp" else {}
    path = saved(tmp_path / f"eye{suffix}", Image.fromarray(scene), **options)

    photograph = read_photograph(path)

    assert photograph.rgb.dtype == np.uint8
    assert photograph.rgb.flags.c_contiguous
    assert np.abs(photograph.rgb.astype(int) - scene).max() <= (4 if suffix == ".jpg" else 0)
    assert photograph.notes == ()
    assert (photograph.width, photograph.height, photograph.depth_bits) == (WIDTH, HEIGHT, 8)
    assert suffix in SUFFIXES


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_orientation_is_applied_to_pixels_and_to_size(
    tmp_path: Path, scene: Image8, suffix: str, orientation: int
) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    options = {"quality": 100, "subsampling": 0} if suffix == ".jpg" else {}
    options |= {"lossless": True} if suffix == ".webp" else {}
    path = saved(tmp_path / f"eye{suffix}", Image.fromarray(scene), exif=exif, **options)

    photograph = read_photograph(path)
    info = probe(path)

    expected = upright(scene, orientation)
    assert photograph.rgb.shape == expected.shape
    assert np.abs(photograph.rgb.astype(int) - expected).max() <= 4
    assert photograph.rgb.flags.c_contiguous
    assert (info.height, info.width) == expected.shape[:2]


def test_orientation_written_behind_the_picture_counts(tmp_path: Path, scene: Image8) -> None:
    exif = Image.Exif()
    exif[274] = 6
    early = saved(tmp_path / "early.png", Image.fromarray(scene), exif=exif).read_bytes()
    start = early.index(b"eXIf") - 4
    length = int.from_bytes(early[start : start + 4], "big") + 12
    chunk, end = early[start : start + length], early.index(b"IEND") - 4
    late = tmp_path / "late.png"
    late.write_bytes(early[:start] + early[start + length : end] + chunk + early[end:])

    assert read_photograph(late).rgb.shape == (WIDTH, HEIGHT, 3)
    assert probe(late).width == HEIGHT


def test_a_nonsense_orientation_is_ignored(tmp_path: Path, scene: Image8) -> None:
    exif = Image.Exif()
    exif[274] = 77
    path = saved(tmp_path / "eye.jpg", Image.fromarray(scene), exif=exif)

    assert read_photograph(path).rgb.shape == scene.shape


def test_a_broken_exif_block_does_not_stop_the_photograph(tmp_path: Path, scene: Image8) -> None:
    path = saved(
        tmp_path / "eye.jpg", Image.fromarray(scene), exif=b"Exif\0\0II*\0\xff\xff\xff\xff"
    )

    assert read_photograph(path).rgb.shape == scene.shape


_MODES = {
    ".png": ["1", "L", "LA", "P", "RGBA"],
    ".jpg": ["L", "CMYK", "YCbCr"],
    ".tif": ["1", "L", "LA", "P", "RGBA", "CMYK"],
}


@pytest.mark.parametrize(
    ("suffix", "mode"), [(suffix, mode) for suffix, modes in _MODES.items() for mode in modes]
)
def test_colour_modes_look_as_pillow_shows_them(
    tmp_path: Path, scene: Image8, mode: str, suffix: str
) -> None:
    image = Image.fromarray(scene).convert(mode)
    options = {"quality": 100, "subsampling": 0} if suffix == ".jpg" else {}
    path = saved(tmp_path / f"eye{suffix}", image, **options)

    rgb = read_photograph(path).rgb

    with Image.open(path) as reference:
        expected = np.asarray(reference.convert("RGB")).astype(int)
    assert np.abs(rgb - expected).max() <= 3


def test_transparent_parts_are_black_and_noted(tmp_path: Path, scene: Image8) -> None:
    alpha = np.full((HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, :10] = 0
    path = saved(tmp_path / "eye.png", Image.fromarray(np.dstack([scene, alpha])))

    photograph = read_photograph(path)

    assert not photograph.rgb[:, :10].any()
    assert np.array_equal(photograph.rgb[:, 10:], scene[:, 10:])
    assert photograph.notes == ("transparent parts shown black",)
    assert probe(path).channels == 4


def test_colours_are_weighted_by_their_opacity(tmp_path: Path) -> None:
    colour, opacity = np.meshgrid(np.arange(256), np.arange(256))
    rgba = np.stack([colour, 255 - colour, colour, opacity], axis=-1).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "all.png"), rgba)
    rgb = read_photograph(tmp_path / "all.png").rgb
    weighted = np.rint(rgba[..., :3].astype(float) * rgba[..., 3:] / 255).astype(np.uint8)
    np.testing.assert_array_equal(rgb, weighted)


def test_a_transparent_palette_colour_is_black(tmp_path: Path, scene: Image8) -> None:
    image = Image.fromarray(scene).quantize(8)
    index = image.getpixel((0, 0))
    path = saved(tmp_path / "eye.png", image, transparency=index)

    rgb = read_photograph(path).rgb

    assert not rgb[np.asarray(image) == index].any()
    assert rgb[np.asarray(image) != index].any()


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
@pytest.mark.parametrize("colours", [1, 3])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_deep_samples_are_scaled_by_their_significant_bits(
    tmp_path: Path, scene: Image8, suffix: str, colours: int, bits: int
) -> None:
    deep = np.round(scene / 255 * (2**bits - 1)).astype(np.uint16)
    deep = deep if colours == 3 else deep[..., 0]
    path = tmp_path / f"eye{suffix}"
    if suffix == ".png":
        cv2.imwrite(str(path), deep[..., ::-1] if colours == 3 else deep)
    else:
        tifffile.imwrite(path, deep, photometric="rgb" if colours == 3 else "minisblack")

    photograph = read_photograph(path)

    expected = scene if colours == 3 else np.repeat(scene[..., :1], 3, axis=2)
    assert np.abs(photograph.rgb.astype(int) - expected).max() <= 1
    assert photograph.notes == (f"{bits} significant bits shown as 8",)
    assert photograph.depth_bits == 16
    assert probe(path) == PhotographInfo(path, WIDTH, HEIGHT, 16, colours)


@pytest.mark.parametrize(
    "options",
    [
        {"compression": "lzw"},
        {"compression": "zlib", "predictor": True},
        {"planarconfig": "separate"},
        {"tile": (32, 32)},
        {"byteorder": ">"},
        {"bigtiff": True},
    ],
    ids=str,
)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_tiff_layouts(
    tmp_path: Path, scene: Image8, options: dict[str, Any], dtype: type[np.uint8] | type[np.uint16]
) -> None:
    stored = scene.astype(dtype) * (257 if dtype == np.uint16 else 1)
    stored = stored.astype(dtype)
    if "planarconfig" in options:
        stored = np.moveaxis(stored, 2, 0)
    path = tmp_path / "eye.tiff"
    tifffile.imwrite(path, stored, photometric="rgb", **options)

    assert np.array_equal(read_photograph(path).rgb, scene)


def test_a_jpeg_inside_a_tiff_keeps_its_colours(tmp_path: Path, scene: Image8) -> None:
    path = tmp_path / "eye.tif"
    saved(path, Image.fromarray(scene), compression="jpeg", quality=95)

    assert np.abs(read_photograph(path).rgb.astype(int) - scene).mean() < 6


def test_tiff_colours_that_nobody_can_show_are_refused(tmp_path: Path, scene: Image8) -> None:
    path = saved(tmp_path / "eye.tif", Image.fromarray(scene).convert("YCbCr"))

    with pytest.raises(ReadError, match="YCBCR colours"):
        read_photograph(path)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_white_is_zero_tiff_is_not_shown_as_a_negative(
    tmp_path: Path, scene: Image8, dtype: type[np.uint8] | type[np.uint16]
) -> None:
    grey = scene[..., 0].astype(dtype) * (257 if dtype == np.uint16 else 1)
    grey = grey.astype(dtype)
    path = tmp_path / "eye.tif"
    tifffile.imwrite(path, np.iinfo(dtype).max - grey, photometric="miniswhite")

    assert np.array_equal(read_photograph(path).rgb[..., 0], scene[..., 0])


def test_the_first_of_several_pages_is_taken_and_noted(tmp_path: Path, scene: Image8) -> None:
    path = tmp_path / "eye.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(scene, photometric="rgb")
        tiff.write(255 - scene, photometric="rgb")

    photograph = read_photograph(path)

    assert np.array_equal(photograph.rgb, scene)
    assert photograph.notes == ("first of 2 pages",)


def test_content_decides_when_the_suffix_lies(tmp_path: Path, scene: Image8) -> None:
    path = tmp_path / "eye.jpg"
    Image.fromarray(scene).save(path, format="PNG")

    assert np.array_equal(read_photograph(path).rgb, scene)


def test_sha256_is_of_the_files_bytes(tmp_path: Path, scene: Image8) -> None:
    path = saved(tmp_path / "eye.png", Image.fromarray(scene))
    expected = hashlib.sha256(path.read_bytes()).hexdigest()

    assert read_photograph(path).sha256 == expected
    assert file_sha256(path) == expected


def test_names_beyond_ascii(tmp_path: Path, scene: Image8) -> None:
    path = saved(tmp_path / "Müller - œil gauche 左.png", Image.fromarray(scene))

    assert np.array_equal(read_photograph(path).rgb, scene)


def _encoded(kind: str) -> bytes:
    stream = io.BytesIO()
    y, x = np.mgrid[:40, :40]
    image = Image.fromarray(np.dstack([x * 6, y * 6, x + y]).astype(np.uint8))
    image.save(stream, kind)
    return stream.getvalue()


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(["PNG", "JPEG", "TIFF", "BMP", "WEBP", "PPM"]),
    damage=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), max_size=4
    ),
    keep=st.floats(0.05, 1),
)
def test_damaged_bytes_give_a_photograph_or_a_read_error(
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    damage: list[tuple[float, bytes]],
    keep: float,
) -> None:
    data = bytearray(_encoded(kind))
    for where, new in damage:
        start = int(where * len(data))
        data[start : start + len(new)] = new
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(bytes(data[: max(1, int(keep * len(data)))]))

    try:
        photograph = read_photograph(path)
    except ReadError as error:
        refused = error
    else:
        assert photograph.rgb.shape[2] == 3
        return
    assert str(refused).startswith(str(path))


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
def test_a_real_photograph_decodes_as_opencv_decodes_it() -> None:
    path = DATA / "idrid" / "segmentation" / "train" / "images" / "IDRiD_01.jpg"

    photograph = read_photograph(path)

    assert probe(path) == PhotographInfo(path, 4288, 2848, 8, 3)
    assert np.array_equal(photograph.rgb, cv2.imread(str(path), cv2.IMREAD_COLOR_RGB))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_reduced_copy_lies_where_the_photograph_will(tmp_path: Path, orientation: int) -> None:
    height, width = 1999, 2403
    rows, columns = np.indices((height, width))
    scene = np.stack([rows * 255 / height, columns * 255 / width, rows * 0 + 60.0], -1)
    exif = Image.Exif()
    exif[274] = orientation
    eye = Image.fromarray(np.asarray(scene, np.uint8))
    encoded = read_encoded(saved(tmp_path / "eye.jpg", eye, exif=exif, quality=95))
    whole = encoded.decoded()

    reduced = encoded.reduced(600, 600)

    assert reduced is not None
    assert (reduced.width, reduced.height) == (whole.width, whole.height)
    small = reduced.levels[0].seen(View.COLOUR)
    assert small.shape[0] == -(-whole.height // 4)
    shrunk = cv2.resize(whole.rgb, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - shrunk).max() <= 4


def test_only_a_large_jpeg_that_the_screen_shows_small_is_reduced(tmp_path: Path) -> None:
    large = Image.new("RGB", (2400, 2000), (90, 40, 20))
    for name, size in (("eye.png", (600, 600)), ("eye.jpg", (2000, 1900))):
        assert read_encoded(saved(tmp_path / name, large)).reduced(*size) is None
    small = saved(tmp_path / "small.jpg", Image.new("RGB", (1200, 1000)))
    assert read_encoded(small).reduced(100, 100) is None


def test_a_jpeg_that_is_cut_short_is_never_shown_reduced(tmp_path: Path) -> None:
    path = saved(tmp_path / "eye.jpg", Image.new("RGB", (2400, 2000), (90, 40, 20)))
    path.write_bytes(path.read_bytes()[:-2000])
    encoded = read_encoded(path)
    assert encoded.reduced(600, 600) is None
    with pytest.raises(ReadError, match="cut short"):
        encoded.decoded()
