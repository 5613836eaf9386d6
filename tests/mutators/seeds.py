"""Small valid inputs of every reader, made anew so that none need be kept."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    Lesion,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
)
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.photos import LabelledImage
from retinaview.exchange import coco, csv_format, labelme, voc, yolo
from retinaview.exchange.layout import placed
from retinaview.project.packed_finding import packed
from tests import dicom_files

Files = dict[str, bytes]


def scene() -> NDArray[np.uint8]:
    """Noise on slopes, uint8 (40, 48, 3)."""
    y, x = np.mgrid[:40, :48]
    noise = np.random.default_rng(7).integers(0, 20, (40, 48, 3))
    return (np.dstack([x * 4, y * 5, x + y]) + noise).astype(np.uint8)


def photographs() -> Iterator[tuple[str, bytes]]:
    """Name with suffix, and content, of every kind of photograph."""
    image = Image.fromarray(scene())
    deep = scene()[..., 0].astype(np.uint16) * 200
    kinds: dict[str, tuple[Image.Image, dict[str, object]]] = {
        "baseline.jpg": (image, {"quality": 90}),
        "progressive.jpg": (image, {"progressive": True}),
        "ink.jpg": (image.convert("CMYK"), {}),
        "plain.png": (image, {}),
        "palette.png": (image.quantize(16), {"transparency": 3}),
        "deep.png": (Image.fromarray(deep), {}),
        "plain.bmp": (image, {}),
        "lossy.webp": (image, {"quality": 80}),
        "lossless.webp": (image.convert("RGBA"), {"lossless": True}),
        "plain.ppm": (image, {}),
    }
    formats = {".jpg": "JPEG", ".png": "PNG", ".bmp": "BMP", ".webp": "WEBP", ".ppm": "PPM"}
    for name, (picture, options) in kinds.items():
        stream = io.BytesIO()
        picture.save(stream, formats[name[name.index(".") :]], **options)
        yield name, stream.getvalue()
    for compression in (None, "lzw", "zlib", "packbits"):
        stream = io.BytesIO()
        tifffile.imwrite(
            stream,
            scene(),
            photometric="rgb",
            compression=compression,
            byteorder="<",
            rowsperstrip=16,
        )
        yield f"{compression or 'plain'}.tif", stream.getvalue()
    yield from _dicom()


def _dicom() -> Iterator[tuple[str, bytes]]:
    """DICOM photographs of the usual compressions, always the same."""
    for syntax in (
        dicom_files.ExplicitVRLittleEndian,
        dicom_files.ImplicitVRLittleEndian,
        dicom_files.ExplicitVRBigEndian,
        dicom_files.RLELossless,
        dicom_files.JPEGBaseline8Bit,
        dicom_files.JPEGLosslessSV1,
        dicom_files.JPEG2000Lossless,
    ):
        dataset = dicom_files.dataset_of(dicom_files.colours(), syntax=syntax)
        for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
            setattr(dataset, keyword, "1.2.3")
        dataset.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
        stream = io.BytesIO()
        dataset.save_as(stream, enforce_file_format=True)
        yield f"{syntax.replace('.', '-')}.dcm", stream.getvalue()


def labelled() -> list[LabelledImage]:
    """Two photographs with marks of all sorts."""
    when = datetime(2026, 1, 2, tzinfo=UTC)
    run = Provenance("ganet", "1.0", "a" * 64, 0.5, 0.75)
    marks = (
        Mark("m1", LesionClass.HAEMORRHAGE, Box(1, 2, 3.5, 4), Status.DRAWN, "ann", when, when),
        Mark("m2", LesionClass.HARD_EXUDATE, Box(9, 9, 9, 9), Status.ACCEPTED, "", when, when, run),
    )
    grading = Grading(dr=DRGrade.MILD, comment="soft")
    one = LabelledImage("a.jpg", 64, 48, "p", Laterality.OD, marks, grading, "b" * 64)
    return [one, LabelledImage("b.jpg", 64, 48)]


def labels() -> dict[str, tuple[str, Files]]:
    """By format: the file that is mutated, and all files of the export."""
    exports = {module.__name__.rpartition(".")[2]: dict(module.encode(placed(labelled())))
               for module in (coco, csv_format, labelme, voc, yolo)}  # fmt: skip
    return {
        "coco": ("annotations.json", exports["coco"]),
        "csv": ("boxes.csv", exports["csv_format"]),
        "labelme": ("a.json", exports["labelme"]),
        "voc": ("Annotations/a.xml", exports["voc"]),
        "yolo": ("labels/a.txt", exports["yolo"]),
    }


def finding_row() -> bytes:
    """A row of findings.jsonl."""
    box = {"x": 1.0, "y": 2.0, "width": 3.0, "height": 4.0, "score": 0.5}
    row = {
        "image": "a.png", "sha256": "0" * 64, "width": 64, "height": 48, "name": "a",
        "quality": {"score": 0.9, "gradable": True},
        "dr": {"grade": 0, "probabilities": [0.6, 0.1, 0.1, 0.1, 0.1]},
        "dme": {"grade": 0, "probabilities": [0.6, 0.2, 0.2]},
        "referable": {"probability": 0.3, "decision": False},
        "regions": [box], "lesions": [box | {"class": "haemorrhage", "area_px": 9.0}],
        "models": {"grading": {"name": "n", "version": "1", "weights_sha256": "c" * 64}},
        "seconds": {"grading": 0.1}, "notes": ["a note"],
        "field_of_view": {
            "cx": 32, "cy": 24, "radius": 20, "x": 12, "y": 4, "width": 40, "height": 40,
        },
        "files": {"masks": {"haemorrhage": "masks/a_haemorrhage.png"}},
    }  # fmt: skip
    return json.dumps(row).encode()


def clusters() -> bytes:
    """A file of one cluster."""
    patch = {
        "cluster": 1, "exemplar": True, "image": "a.png", "patient": "p", "x": 1, "y": 2,
        "width": 9, "height": 9, "response": 0.5, "similarity": 1.0,
    }  # fmt: skip
    content = {
        "model": {"name": "n", "version": "1", "weights_sha256": "c" * 64},
        "settings": {
            "least_retinopathy": 0.5, "least_probability": 0.5, "share": 0.5, "count": 2,
            "patch_share": 0.1, "preference": "median", "damping": 0.5,
        },
        "clusters": [
            {"cluster": 1, "size": 1, "photographs": 1, "silhouette": 0.5, "loose": False},
        ],
        "patches": [patch],
        "photographs": [{"image": "a.png", "sha256": "0" * 64, "width": 64, "height": 48}],
        "skipped": [],
    }  # fmt: skip
    return json.dumps(content).encode()


def card() -> bytes:
    """A model card that could be of weights."""
    content = {
        "format_version": 1, "name": "own", "version": "1", "architecture": "ganet",
        "arguments": {"groups": 4, "widths": [4, 8, 8], "outputs": 1},
        "classes": ["hard_exudate"], "task": "segmentation", "paper": "p",
        "data": [{"name": "d", "licence": "l", "citation": "c", "split": "s"}],
        "licence_of_data": "l", "recipe": "r", "commit": "c", "seed": 1, "created": "2026-01-02",
        "preprocessing": {"diameter_px": 128, "colour": "field"},
        "thresholds": {"hard_exudate": 0.5},
        "metrics": [{"name": "dice", "value": 0.5, "n": 3, "split": "test", "protocol": "p"}],
        "chance": {}, "intended_use": "u", "limitations": "l", "weights_sha256": "d" * 64,
    }  # fmt: skip
    return json.dumps(content).encode()


def index() -> bytes:
    """An index of one entry."""
    entry = {"name": "own", "url": "own.safetensors", "size": 9, "sha256": "d" * 64,
             "card": json.loads(card())}  # fmt: skip
    return json.dumps({"format_version": 1, "weights": [entry]}).encode()


def stored_finding() -> tuple[bytes, list[bytes]]:
    """What a project keeps of a finding: its JSON, and its maps."""
    grid, box = np.full((4, 5), 9, np.uint8), Box(0, 0, 64, 48)
    finding = Finding(
        Quality(0.9, True),
        GradeProbabilities((0.6, 0.1, 0.1, 0.1, 0.1), (0.6, 0.2, 0.2)),
        (HeatMap("n", "any DR", grid / np.float32(255), box),),
        (LesionMap(LesionClass.HAEMORRHAGE, grid, box, 0.5),),
        (Region(Box(1, 2, 3, 4), 0.5, 1),),
        (Lesion(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), 9.0, 0.5),),
        (ModelIdentity("grading", "n", "1", "c" * 64),),
        {"grading": 0.1},
        field_of_view=FieldCircle(32, 24, 20, 64, 48),
    )
    kept = packed(finding)
    content = f'{{"grades": {kept.grades}, "summary": {kept.summary}}}'
    return content.encode(), list(kept.maps)
