"""Photographs in every way that DICOM stores them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.pixels import set_pixel_data
from pydicom.uid import UID

from retinaview.imaging import photograph as photographs
from retinaview.imaging.decoding import Decoded, decode
from retinaview.imaging.headers import read_header
from retinaview.imaging.photograph import probe, read_photograph
from tests import dicom_files as dicom
from tests.dicom_files import colours, grey, miniature

EXACT = [
    dicom.ImplicitVRLittleEndian,
    dicom.ExplicitVRLittleEndian,
    dicom.ExplicitVRBigEndian,
    dicom.RLELossless,
    dicom.JPEGLSLossless,
    dicom.JPEG2000Lossless,
    dicom.JPEGLosslessSV1,
]


def decoded(path: Path) -> Decoded:
    """Decode in this process, which is faster than the child of `read_photograph`."""
    data = path.read_bytes()
    return decode(data, read_header(io.BytesIO(data), path=path))


@pytest.mark.parametrize("syntax", EXACT, ids=lambda uid: uid.keyword)
def test_colours_come_back_exactly(tmp_path: Path, syntax: UID) -> None:
    photograph = decoded(miniature(tmp_path / "a.dcm", syntax=syntax))
    np.testing.assert_array_equal(photograph.rgb, colours())
    assert photograph.damage == ""


def test_compressed_pixels_are_decoded_in_a_child(tmp_path: Path) -> None:
    path = miniature(tmp_path / "a.dcm", syntax=dicom.JPEG2000Lossless)
    assert photographs.read_encoded(path).header.needs_child
    np.testing.assert_array_equal(read_photograph(path).rgb, colours())


@pytest.mark.parametrize("syntax", EXACT, ids=lambda uid: uid.keyword)
def test_sixteen_bits_are_shown_as_eight(tmp_path: Path, syntax: UID) -> None:
    path = miniature(tmp_path / "a", grey(16), syntax=syntax)
    photograph = decoded(path)
    np.testing.assert_allclose(photograph.rgb[..., 0], grey(16) / 257, atol=0.51)
    assert "16 significant bits shown as 8" in photograph.notes
    assert probe(path).depth_bits == 16


@pytest.mark.parametrize("photometric", ["YBR_FULL_422", "RGB"])
def test_a_jpeg_says_itself_what_its_colours_are(tmp_path: Path, photometric: str) -> None:
    path = miniature(tmp_path / "a.dcm", syntax=dicom.JPEGBaseline8Bit, photometric=photometric)
    np.testing.assert_allclose(read_photograph(path).rgb, colours(), atol=12)


def test_jpeg_of_twelve_bits(tmp_path: Path) -> None:
    path = miniature(tmp_path / "a", grey(12), syntax=dicom.JPEGExtended12Bit, stored=12)
    photograph = decoded(path)
    np.testing.assert_allclose(photograph.rgb[..., 0], grey(12) / 4095 * 255, atol=2)
    assert "12 significant bits shown as 8" in photograph.notes


def test_the_brightest_grey_may_be_black(tmp_path: Path) -> None:
    path = miniature(tmp_path / "a", grey(), photometric="MONOCHROME1")
    np.testing.assert_array_equal(read_photograph(path).rgb[..., 1], 255 - grey())
    path = miniature(tmp_path / "b", grey(12), photometric="MONOCHROME1", stored=12)
    assert read_photograph(path).rgb[0, 0, 0] == 255


@pytest.mark.parametrize("planar", [0, 1])
def test_luma_and_chroma_become_colours(tmp_path: Path, planar: int) -> None:
    ds = dicom.dataset_of(colours())
    full = np.dstack([np.full((48, 64), value, np.uint8) for value in (76, 85, 255)])
    set_pixel_data(ds, full, "YBR_FULL", 8, generate_instance_uid=False)
    if planar:
        ds.PlanarConfiguration, ds.PixelData = 1, np.moveaxis(full, -1, 0).tobytes()
    ds.save_as(tmp_path / "a", enforce_file_format=True)
    np.testing.assert_allclose(read_photograph(tmp_path / "a").rgb[0, 0], (254, 0, 0), atol=1)


def test_a_palette_becomes_colours(tmp_path: Path) -> None:
    tables = {
        f"{name}PaletteColorLookupTable{part}": value
        for name, table in (("Red", [0, 255]), ("Green", [0, 128]), ("Blue", [9, 1]))
        for part, value in (("Descriptor", [2, 0, 8]), ("Data", bytes(table)))
    }
    path = miniature(tmp_path / "a", grey() // 128, photometric="PALETTE COLOR", **tables)
    rgb = read_photograph(path).rgb
    assert rgb[0, 0].tolist() == [0, 0, 9]
    assert rgb[-1, -1].tolist() == [255, 128, 1]


@pytest.mark.parametrize(
    "syntax",
    [dicom.ExplicitVRLittleEndian, dicom.JPEGBaseline8Bit, dicom.JPEGLSLossless],
    ids=lambda uid: uid.keyword,
)
@pytest.mark.parametrize("large", [False, True])
def test_the_first_of_many_frames_is_shown_and_said(
    tmp_path: Path, syntax: UID, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:  # so large that the other frames are left on disk
        monkeypatch.setattr(photographs, "_LARGE_FILE_BYTES", 1000)
    sop_class = dicom.MultiFrameTrueColorSecondaryCaptureImageStorage
    path = miniature(tmp_path / "a.dcm", syntax=syntax, frames=3, sop_class=sop_class)
    photograph = read_photograph(path)
    assert "first of 3 frames" in photograph.notes
    np.testing.assert_allclose(photograph.rgb, colours(), atol=12)
    assert photograph.sha256 == photographs.file_sha256(path)
    assert len(photographs.read_encoded(path).data) < path.stat().st_size or not large


def test_the_header_gives_the_size(tmp_path: Path) -> None:
    info = probe(miniature(tmp_path / "a.dcm", syntax=dicom.JPEGLSLossless))
    assert (info.width, info.height, info.depth_bits, info.channels) == (64, 48, 8, 3)


def test_camera_day_and_scale_are_among_the_notes(tmp_path: Path) -> None:
    path = miniature(
        tmp_path / "a.dcm", Manufacturer="Topcon", ManufacturerModelName="NW400",
        PixelSpacing=[0.0071, 0.0072], BurnedInAnnotation="YES",
    )  # fmt: skip
    notes = read_photograph(path).notes
    assert "taken 2024-05-01, by Topcon NW400, pixel of 7.2 x 7.1 µm" in notes
    assert "the patient's details are burned in" in notes
    assert not any("P7" in note or "Example" in note for note in notes)


def test_private_classes_of_cameras_are_taken(tmp_path: Path) -> None:
    path = miniature(tmp_path / "a.dcm", sop_class=UID("1.2.276.0.99999.1"))
    assert dcmread(path).SOPClassUID == "1.2.276.0.99999.1"
    assert read_photograph(path).width == 64
