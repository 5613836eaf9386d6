"""What decoding costs is known before it begins, and is bounded; what a decoder patches up is said.

`cases` holds small files, each of which once took gigabytes, half a minute or a traceback.
"""

import contextlib
import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from retinaview.core.errors import ReadError
from retinaview.imaging.grey import read_grey
from retinaview.imaging.jpeg import MAX_SCANS
from retinaview.imaging.photograph import probe, read_photograph

CASES = Path(__file__).with_name("cases")
READ_ALL = """
import json, re, resource, sys, time
from pathlib import Path
from retinaview.core.errors import ReadError
from retinaview.imaging.photograph import read_photograph
for path in sys.argv[1:]:
    started = time.process_time()
    try:
        said = str(read_photograph(Path(path)).rgb.shape)
    except ReadError as error:
        said = str(error)
    seconds = time.process_time() - started
    # Not ru_maxrss of this process: it begins with what the process that started it had.
    own = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
    apart = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps([said, seconds, max(int(own[1]), apart)]))
"""


@pytest.fixture
def scene() -> NDArray[np.uint8]:
    """Noise on a slope, uint8 (96, 128, 3)."""
    noise = np.random.default_rng(5).integers(0, 60, (96, 128, 3), dtype=np.uint8)
    return noise + np.arange(128, dtype=np.uint8)[None, :, None]


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_photograph(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert message.isprintable()
    return message.removeprefix(f"{path}: ")


def scans_of(data: bytes, count: int) -> bytes:
    """A progressive JPEG whose last scan stands there many times."""
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * count + b"\xff\xd9"


def jpeg(scene: NDArray[np.uint8], **options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(scene).save(stream, "JPEG", quality=92, **options)
    return stream.getvalue()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for its memory")
def test_the_cases_take_little_time_and_memory() -> None:
    names = [path for path in sorted(CASES.iterdir()) if path.suffix in (".webp", ".tif", ".bmp")]
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL, *map(str, names)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""
    results = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(results) == len(names) == 7
    for said, seconds, _ in results:
        assert said.count("\n") == 0
        assert seconds < 5
    assert max(memory for _, _, memory in results) < 1.5 * 2**20, "KiB"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("big.webp", "is 12200 x 12200 pixels, which take 1.52 GiB to decode"),
        ("depth3000.tif", "is a volume of 3000 slices, not a photograph"),
        ("volume.tif", "is a volume of 3 slices, not a photograph"),
        ("spp200.tif", "has 200 samples per pixel; photographs have 1 to 4"),
        ("spp60000.tif", "has 60000 samples per pixel"),
        ("jpegcomp.tif", "is damaged"),
    ],
)
def test_each_case_is_refused_in_a_sentence(name: str, message: str) -> None:
    assert refusal(CASES / name).startswith(message)


def test_a_jpeg_of_many_scans_is_refused(tmp_path: Path, scene: NDArray[np.uint8]) -> None:
    path = tmp_path / "eye.jpg"
    path.write_bytes(scans_of(jpeg(scene, progressive=True), 3000))

    assert "more scans than can be decoded" in refusal(path)

    path.write_bytes(scans_of(jpeg(scene, progressive=True), MAX_SCANS // 8))
    assert read_photograph(path).rgb.shape == scene.shape


def test_nothing_but_markers_is_no_hang(tmp_path: Path, scene: NDArray[np.uint8]) -> None:
    data = jpeg(scene)
    path = tmp_path / "eye.jpg"
    path.write_bytes(data[:-2] + b"\xff\x01" * 10**6 + b"\xff\xd9")
    assert "contain only markers" in refusal(path)

    path.write_bytes(b"\xff\xd8" + b"\xff" * 10**6 + data[2:])
    assert "header" in refusal(path)


def test_transparency_and_depth_count_as_memory(tmp_path: Path) -> None:
    def png(depth: int, colour: int) -> bytes:
        head = struct.pack(">IIBBBBB", 12_000, 10_000, depth, colour, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
            for name, body in chunks
        )

    path = tmp_path / "eye.png"
    path.write_bytes(png(8, 2))
    assert probe(path).width == 12_000
    path.write_bytes(png(16, 6))
    with pytest.raises(ReadError, match="GiB to decode, more than the limit of"):
        probe(path)


@pytest.mark.parametrize("compression", ["jpeg2000", "zstd", "webp", "lzma", "jpeg"])
def test_a_rare_tiff_is_decoded_apart(
    tmp_path: Path, scene: NDArray[np.uint8], compression: str
) -> None:
    path = tmp_path / "eye.tif"
    lossless = {"compressionargs": {"lossless": True}} if compression == "webp" else {}
    tifffile.imwrite(path, scene, photometric="rgb", compression=compression, **lossless)

    rgb = read_photograph(path).rgb

    assert np.abs(rgb.astype(int) - scene).mean() < (40 if compression == "jpeg" else 1)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    path.write_bytes(data)
    with contextlib.suppress(ReadError):
        read_photograph(path)


def test_a_strip_that_says_another_size_than_its_page_takes_no_memory(tmp_path: Path) -> None:
    """A JPEG of 60000 x 60000 pixels in a TIFF of 64 x 64."""
    strip = bytearray(jpeg(np.zeros((64, 64, 3), np.uint8)))
    start = strip.index(b"\xff\xc0")
    strip[start + 5 : start + 9] = struct.pack(">HH", 60_000, 60_000)
    tags = [(256, 4, 64), (257, 4, 64), (258, 3, 8), (259, 3, 7), (262, 3, 6)]
    tags += [(273, 4, 200), (277, 3, 3), (278, 4, 64), (279, 4, len(strip))]
    body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    head = b"II*\0" + struct.pack("<IH", 8, len(tags)) + body + bytes(4)
    path = tmp_path / "eye.tif"
    path.write_bytes(head.ljust(200, b"\0") + strip)

    assert refusal(path).startswith(("does not fit into this computer's memory", "is damaged"))


def test_an_imagej_stack_on_one_page_is_a_volume(tmp_path: Path) -> None:
    path = tmp_path / "stack.tif"
    tifffile.imwrite(path, np.zeros((64, 80), np.uint8), description="ImageJ=1.54\nimages=40\n")

    assert refusal(path) == "is a volume of 40 slices, not a photograph"


def test_missing_strips_are_not_filled_up(tmp_path: Path, scene: NDArray[np.uint8]) -> None:
    path = tmp_path / "eye.tif"
    tifffile.imwrite(path, scene, photometric="rgb", rowsperstrip=16)
    with tifffile.TiffFile(path, mode="r+b") as tiff:
        counts = tiff.pages.first.tags[279]
        counts.overwrite([0, *counts.value[1:]])

    assert refusal(path) == "is damaged: parts of the photograph are missing"


def test_an_animation_is_said(tmp_path: Path, scene: NDArray[np.uint8]) -> None:
    frames = [Image.fromarray(scene), Image.fromarray(255 - scene)]
    for suffix in (".png", ".webp"):
        path = tmp_path / f"eye{suffix}"
        frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)

        photograph = read_photograph(path)

        assert photograph.notes[0] == "first of 2 pages"
        assert np.array_equal(photograph.rgb, scene)


def test_a_jpeg_that_was_patched_up_says_so(tmp_path: Path, scene: NDArray[np.uint8]) -> None:
    """Exactly where libjpeg itself complains; what is said comes with it everywhere."""
    data = jpeg(scene, subsampling=0)
    path = tmp_path / "eye.jpg"
    path.write_bytes(data)
    assert read_photograph(path).damage == ""

    start = data.index(b"\xff\xda") + 14
    path.write_bytes(data[: start + 2000] + data[start + 2400 :])
    photograph = read_photograph(path)

    assert photograph.damage == "the JPEG is damaged: parts of the photograph may be wrong"
    assert photograph.damage in photograph.notes
    assert photograph.rgb.shape == scene.shape


def test_flipped_bits_of_a_progressive_jpeg_are_noticed(
    tmp_path: Path, scene: NDArray[np.uint8]
) -> None:
    data = jpeg(scene, progressive=True)
    rng = np.random.default_rng(3)
    path, noticed = tmp_path / "eye.jpg", 0
    for place in rng.integers(data.index(b"\xff\xda") + 20, len(data) - 2, 60):
        changed = bytearray(data)
        changed[place] ^= 1 << int(rng.integers(8))
        path.write_bytes(changed)
        try:
            noticed += bool(read_photograph(path).damage)
        except ReadError:
            noticed += 1

    assert noticed > 5, "of 60; a value that is wrong but possible cannot be noticed"


@pytest.mark.parametrize("name", [b"IDAT", b"PLTE"])
def test_a_png_whose_checksum_does_not_fit_is_refused(
    tmp_path: Path, scene: NDArray[np.uint8], name: bytes
) -> None:
    path = tmp_path / "eye.png"
    Image.fromarray(scene).convert("P" if name == b"PLTE" else "RGB").save(path)
    data = bytearray(path.read_bytes())
    data[data.index(name) + 40] ^= 1
    path.write_bytes(data)

    assert "checksum" in refusal(path)


@pytest.mark.parametrize("read", [read_photograph, read_grey])
@pytest.mark.parametrize("name", [b"tEXt", b"IEND", b"IDAT"])
def test_a_part_of_a_png_that_says_four_gigabytes_takes_none(
    tmp_path: Path, scene: NDArray[np.uint8], read: Callable[[Path], object], name: bytes
) -> None:
    stream = io.BytesIO()
    Image.fromarray(scene).save(stream, "PNG")
    data = stream.getvalue()
    path = tmp_path / "a.png"
    path.write_bytes(data[:33] + b"\xff\0\0\0" + name + data[33:])
    with pytest.raises(ReadError, match=r"a\.png: is damaged: a part of the PNG is longer"):
        read(path)


def test_a_damaged_photograph_is_of_doubtful_quality(tmp_path: Path) -> None:
    from retinaview.core.findings import QualityAnswer
    from retinaview.imaging.field_of_view import find_field_of_view
    from retinaview.imaging.photograph import Photograph
    from retinaview.imaging.quality import GOOD_SCORE
    from retinaview.inference.overview import quality_of
    from retinaview.phantoms import make_phantom

    rgb = make_phantom(3, height_px=256).rgb
    fov = find_field_of_view(rgb)
    sound = quality_of(Photograph(tmp_path, rgb, 8, ""), fov)
    doubtful = quality_of(Photograph(tmp_path, rgb, 8, "", (), "the JPEG is damaged"), fov)

    assert sound.gradable
    assert doubtful.answer is QualityAnswer.DOUBTFUL
    assert doubtful.score < GOOD_SCORE
    assert "damaged file" in doubtful.reasons
