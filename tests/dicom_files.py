"""Small DICOM photographs, written by pydicom and other encoders than the program's decoders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    MultiFrameTrueColorSecondaryCaptureImageStorage,
    OphthalmicPhotography8BitImageStorage,
    OphthalmicPhotography16BitImageStorage,
    RLELossless,
    SecondaryCaptureImageStorage,
    generate_uid,
)

__all__ = [
    "ExplicitVRBigEndian",
    "ExplicitVRLittleEndian",
    "ImplicitVRLittleEndian",
    "JPEG2000Lossless",
    "JPEGBaseline8Bit",
    "JPEGExtended12Bit",
    "JPEGLSLossless",
    "JPEGLosslessSV1",
    "MultiFrameTrueColorSecondaryCaptureImageStorage",
    "OphthalmicPhotography8BitImageStorage",
    "OphthalmicPhotography16BitImageStorage",
    "RLELossless",
    "SecondaryCaptureImageStorage",
    "colours",
    "dataset_of",
    "grey",
    "miniature",
]  # fmt: skip

Pixels = NDArray[Any]
HEIGHT, WIDTH = 48, 64


def grey(bits: int = 8) -> Pixels:
    """A slope from black to the brightest value."""
    slope = np.linspace(0, 2**bits - 1, HEIGHT * WIDTH).reshape(HEIGHT, WIDTH)
    return slope.astype(np.uint8 if bits <= 8 else np.uint16)


def colours() -> Pixels:
    """A red slope, a green one, and a little blue."""
    red = grey()
    return np.stack([red, np.flipud(red), np.full_like(red, 40)], axis=-1)


def dataset_of(
    pixels: Pixels,
    *,
    syntax: UID = ExplicitVRLittleEndian,
    photometric: str = "",
    stored: int | None = None,
    frames: int = 1,
    sop_class: UID = OphthalmicPhotography8BitImageStorage,
    **elements: object,
) -> Dataset:
    """A photograph as a data set; every frame holds the same pixels."""
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = sop_class
    ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    ds.StudyInstanceUID, ds.SeriesInstanceUID = generate_uid(), generate_uid()
    ds.PatientID, ds.PatientName = "P7", "Example^Person"
    ds.PatientBirthDate, ds.PatientSex = "19610203", "O"
    ds.StudyDate, ds.Modality = "20240501", "OP"
    ds.StudyTime, ds.StudyID = "101500", "1"
    ds.AccessionNumber = ds.ReferringPhysicianName = ""
    ds.SeriesNumber, ds.InstanceNumber = 1, 1
    ds.Rows, ds.Columns = pixels.shape[:2]
    ds.SamplesPerPixel = 1 if pixels.ndim == 2 else 3
    ds.PhotometricInterpretation = photometric or ("MONOCHROME2" if pixels.ndim == 2 else "RGB")
    ds.BitsAllocated = 8 * pixels.dtype.itemsize
    ds.BitsStored = stored or ds.BitsAllocated
    ds.HighBit, ds.PixelRepresentation = ds.BitsStored - 1, 0
    if pixels.ndim == 3:
        ds.PlanarConfiguration = 0
    if frames > 1:
        ds.NumberOfFrames = frames
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.PixelData = _stored(pixels, syntax, stored) * frames
    if syntax in (RLELossless, JPEG2000Lossless, JPEGLSLossless):
        ds.compress(syntax, generate_instance_uid=False)
    elif syntax.is_encapsulated:
        ds.PixelData = encapsulate([_jpeg(pixels, syntax)] * frames)
    ds.file_meta.TransferSyntaxUID = syntax
    for keyword, value in elements.items():
        setattr(ds, keyword, value)
    return ds


def _stored(pixels: Pixels, syntax: UID, stored: int | None) -> bytes:
    assert stored is None or int(pixels.max()) < 2**stored
    swapped = syntax == ExplicitVRBigEndian and pixels.dtype == np.uint16
    return (pixels.byteswap() if swapped else pixels).tobytes()


def _jpeg(pixels: Pixels, syntax: UID) -> bytes:
    if syntax == JPEGLosslessSV1:
        return bytes(imagecodecs.jpeg8_encode(pixels, lossless=True))
    bits = 12 if pixels.dtype == np.uint16 else 8
    return bytes(imagecodecs.jpeg8_encode(pixels, level=97, bitspersample=bits))


def miniature(path: Path, pixels: Pixels | None = None, **given: Any) -> Path:
    """Write a photograph, in colour where nothing else is given."""
    dataset = dataset_of(colours() if pixels is None else pixels, **given)
    dataset.save_as(path, enforce_file_format=True)
    return path
