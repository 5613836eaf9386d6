"""DICOM files that lie, lack what they need, or are of another kind: one sentence each."""

from __future__ import annotations

import io
import struct
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    OphthalmicTomographyImageStorage,
)

from retinaview.core.errors import ReadError
from retinaview.imaging.dicom import parsing
from retinaview.imaging.photograph import probe, read_photograph
from tests import dicom_files as dicom
from tests.dicom_files import colours, dataset_of, grey, miniature

Change = Callable[[Dataset], None]


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_photograph(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert message.isprintable()
    return message.removeprefix(f"{path}: ")


def written(path: Path, change: Change, **given: object) -> Path:
    ds = dataset_of(colours(), **given)
    change(ds)
    ds.save_as(path, enforce_file_format=True)
    return path


def without(*keywords: str) -> Change:
    def change(ds: Dataset) -> None:
        for keyword in keywords:
            delattr(ds, keyword)

    return change


def with_(**elements: object) -> Change:
    def change(ds: Dataset) -> None:
        for keyword, value in elements.items():
            setattr(ds, keyword, value)

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (without("PixelData"), "holds no pixels"),
        (with_(SOPClassUID=OphthalmicTomographyImageStorage),
         "is a DICOM file of another kind (Ophthalmic Tomography Image), not a photograph"),
        (with_(SOPClassUID=CTImageStorage),
         "is a DICOM file of another kind (CT Image), not a photograph"),
        (with_(Rows=4800), "is damaged: it has fewer pixels than its size asks for"),
        (with_(NumberOfFrames=1000), "is damaged: it has fewer pixels than its size asks for"),
        (with_(NumberOfFrames=10**9), "states 1000000000 frames, more than 100000"),
        (with_(Rows=16, Columns=16), "is 16 x 16 pixels; each side needs at least 32"),
        (without("Rows"), "is 64 x 0 pixels; each side needs at least 32"),
        (with_(PhotometricInterpretation="CMYK"), "has 'CMYK' colours, which are not supported"),
        (with_(SamplesPerPixel=1), "is damaged: RGB has not 1 samples per pixel"),
        (with_(BitsAllocated=32), "has samples of 32 bits; photographs have 8 or 16"),
        (with_(PixelRepresentation=1), "has signed samples, which photographs have not"),
    ],
)  # fmt: skip
def test_a_header_that_lies(tmp_path: Path, change: Change, sentence: str) -> None:
    path = written(tmp_path / "a.dcm", change)
    assert refusal(path) == sentence
    with pytest.raises(ReadError):
        probe(path)


def test_a_size_that_nobody_can_decode(tmp_path: Path) -> None:
    change = with_(Rows=60000, Columns=60000)
    path = written(tmp_path / "a.dcm", change, syntax=dicom.JPEGLSLossless)
    assert refusal(path) == "is 60000 x 60000 pixels, more than the limit of 150 megapixels"


def _as(path: Path, stated: str, syntax: UID) -> Path:
    """Write a file that states another transfer syntax than its own."""
    ds = dataset_of(colours(), syntax=syntax)
    stream = io.BytesIO()
    ds.save_as(stream, enforce_file_format=True)
    own = str(ds.file_meta.TransferSyntaxUID).encode()
    padded = stated.encode().ljust(len(own) + len(own) % 2, b"\0")
    path.write_bytes(stream.getvalue().replace(own.ljust(len(padded), b"\0"), padded, 1))
    return path


def test_compressed_pixels_that_are_said_not_to_be(tmp_path: Path) -> None:
    path = _as(tmp_path / "a", dicom.ExplicitVRLittleEndian, dicom.JPEGBaseline8Bit)
    assert refusal(path) == (
        "is damaged: it states Explicit VR Little Endian, but its pixels are compressed"
    )


def test_another_compression_than_stated(tmp_path: Path) -> None:
    path = _as(tmp_path / "a", "1.2.840.10008.1.2.4.90", dicom.JPEGBaseline8Bit)
    assert "is damaged" in refusal(path)
    path = _as(tmp_path / "b", "1.2.840.10008.1.2.4.50", dicom.JPEG2000Lossless)
    assert "is damaged" in refusal(path)


def test_an_unknown_transfer_syntax(tmp_path: Path) -> None:
    path = _as(tmp_path / "a", "1.2.840.10008.1.2.9", dicom.ExplicitVRLittleEndian)
    assert "states an unknown transfer syntax (1.2.840.10008.1.2.9)" in refusal(path)
    path = _as(tmp_path / "b", "1.2.840.10008.1.2.4.92", dicom.JPEGBaseline8Bit)
    assert "which is not supported" in refusal(path)


def test_a_deflated_file_is_not_inflated(tmp_path: Path) -> None:
    ds = dataset_of(colours())
    ds.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    ds.save_as(tmp_path / "a", enforce_file_format=True)
    assert refusal(tmp_path / "a") == "is deflated DICOM, which is not supported"


def test_encrypted_contents(tmp_path: Path) -> None:
    def encrypt(ds: Dataset) -> None:
        del ds.PixelData
        item = Dataset()
        item.EncryptedContentTransferSyntaxUID = "1.2.840.10008.1.2"
        item.EncryptedContent = b"secret.."
        ds.EncryptedAttributesSequence = [item]

    path = written(tmp_path / "a", encrypt)
    assert refusal(path) == "holds no photograph that can be read: its contents are encrypted"
    (tmp_path / "b.dcm").write_bytes(b"0\x82 \x00\x06\x09*\x86H\x86\xf7\r\x01\x07\x03" * 20)
    assert "is not a photograph that can be read" in refusal(tmp_path / "b.dcm")


@pytest.mark.parametrize(
    ("syntax", "lengths"),
    [(dicom.ExplicitVRLittleEndian, (133, 150, 400, -600)), (dicom.JPEGLSLossless, (-600,))],
)
def test_a_file_that_is_cut_short(tmp_path: Path, syntax: UID, lengths: tuple[int, ...]) -> None:
    whole = miniature(tmp_path / "a", syntax=syntax).read_bytes()
    for length in lengths:
        (tmp_path / "b").write_bytes(whole[:length])
        assert refusal(tmp_path / "b")


def test_another_size_inside_a_jpeg(tmp_path: Path) -> None:
    path = written(tmp_path / "a", with_(Rows=64), syntax=dicom.JPEGBaseline8Bit)
    assert refusal(path) == "is damaged: it states two different sizes"
    path = written(tmp_path / "b", with_(Rows=64), syntax=dicom.JPEGLSLossless)
    assert "is damaged" in refusal(path)


def test_a_frame_without_a_picture(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a", with_(PixelData=encapsulate([b"\0\0"])), syntax=dicom.JPEGBaseline8Bit
    )
    assert "is damaged" in refusal(path)


def test_a_header_of_a_million_elements_is_given_up(tmp_path: Path) -> None:
    head = miniature(tmp_path / "b").read_bytes()
    begin = head.index(b"\x08\x00\x16\x00")  # SOP class: the first element of the data set
    many = (struct.pack("<HH2sH2s", 9, number, b"LO", 2, b"x ") for number in range(30_000))
    (tmp_path / "a").write_bytes(head[:begin] + b"".join(many) + head[begin:])
    started = time.process_time()
    assert "more elements before its pixels than a photograph needs" in refusal(tmp_path / "a")
    assert time.process_time() - started < 5


def test_sequences_nested_too_deeply(tmp_path: Path) -> None:
    head = miniature(tmp_path / "a").read_bytes()
    begin = head.index(b"\x08\x00\x16\x00")  # SOP class: the first element of the data set
    nested = b"\x09\x00\x10\x10SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    (tmp_path / "b").write_bytes(head[:begin] + nested * 3000 + head[begin:])
    assert refusal(tmp_path / "b")


def test_a_deceptive_inflation_is_not_tried(tmp_path: Path) -> None:
    bomb = zlib.compress(b"\0" * 50_000_000)[2:-4]
    ds = dataset_of(grey())
    ds.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    stream = io.BytesIO()
    ds.save_as(stream, enforce_file_format=True)
    start = stream.getvalue()[:400]
    (tmp_path / "a").write_bytes(start + bomb)
    assert refusal(tmp_path / "a") == "is deflated DICOM, which is not supported"


def gigabytes(path: Path, gibibytes: float) -> Path:
    """A file of many frames of 3 MiB that takes no room on disk: all of it is a hole."""
    pixels = np.zeros((1024, 1024, 3), np.uint8)
    ds = dataset_of(pixels, sop_class=dicom.MultiFrameTrueColorSecondaryCaptureImageStorage)
    ds.NumberOfFrames = round(gibibytes * 2**30) // pixels.nbytes
    length = int(ds.NumberOfFrames) * pixels.nbytes
    del ds.PixelData
    ds.save_as(path, enforce_file_format=True)
    with path.open("ab") as file:
        file.write(struct.pack("<HH2sHI", 0x7FE0, 0x0010, b"OB", 0, length))
        file.truncate(file.tell() + length)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="files with holes")
def test_gigabytes_of_frames_are_not_read_into_memory(tmp_path: Path) -> None:
    half, two = gigabytes(tmp_path / "half.dcm", 0.3), gigabytes(tmp_path / "two.dcm", 2.2)
    tracemalloc.start()
    try:
        photograph = read_photograph(half)
        said = refusal(two)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "first of 102 frames" in photograph.notes
    assert said == "is too large for a photograph (2.2 GiB)"
    assert most < 40 * 2**20


def test_without_pydicom_it_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = miniature(tmp_path / "a.dcm")
    monkeypatch.setattr(parsing, "find_spec", lambda _: None)
    assert refusal(path) == parsing.MISSING
    assert "pip install 'retinaview[dicom]'" in parsing.MISSING


def test_pydicom_is_not_imported_for_other_photographs() -> None:
    import subprocess

    code = (
        "import sys; import retinaview.session.study, retinaview.batch.screening, "
        "retinaview.imaging.listing; sys.exit('pydicom' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
