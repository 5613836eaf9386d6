"""Reports, DICOM exports and retraining runs that are killed; see `tests.killing`."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import cv2
import numpy as np

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.session.session import Session
from retinaview.session.study import open_study

TIMES, PHOTOGRAPHS = 5, 8
STUDY, OUT = "study.retinaview", "out"
Write = Callable[[Session, Path], object]


def _report(session: Session, out: Path) -> object:
    from retinaview.report.writing import write_report

    return write_report(session, out)


def _dicom(session: Session, out: Path) -> object:
    from retinaview.report.dicom_export import export_dicom

    return export_dicom(session, out)


def prepare_study(folder: Path, write: Write) -> None:
    """Write a first export of two photographs, which is there before the kill."""
    for name in ("P1_OD.png", "P2_OS.png"):
        cv2.imwrite(str(folder / name), np.full((40, 50, 3), 90, np.uint8))
    open_study([folder / "P1_OD.png", folder / "P2_OS.png"], reader="Anna").close()
    next(folder.glob("*.retinaview")).rename(folder / STUDY)
    with closing(open_study([folder / STUDY], reader="Anna")) as session:
        write(session, folder / OUT)


def write_again(folder: Path, write: Write) -> None:
    """Draw, and write over the first export."""
    with closing(open_study([folder / STUDY], reader="Anna")) as session:
        for number in range(TIMES):
            session.draw(session.images[0].id, LesionClass.IRMA, Box(number, 1, 9, 9))
            write(session, folder / OUT)


def check_study(folder: Path, write: Write) -> None:
    """Every file is whole, and the next export has all of them."""
    _require_whole(folder / OUT)
    with closing(open_study([folder / STUDY], reader="Anna")) as session:
        assert session.notes == ()
        write(session, folder / OUT)
    _require_whole(folder / OUT)
    left = [path.name for path in (folder / OUT).iterdir() if path.name.startswith(".writing")]
    assert left == []


def _require_whole(out: Path) -> None:
    import openpyxl
    from pydicom import dcmread
    from pypdf import PdfReader

    files = [path for path in out.iterdir() if not path.name.startswith(".")]
    assert files
    for path in files:
        if path.suffix == ".pdf":
            assert len(PdfReader(path).pages) == 1
        elif path.suffix == ".xlsx":
            assert openpyxl.load_workbook(path).worksheets[0].max_row == 3
        elif path.suffix == ".dcm":
            assert dcmread(path).SOPInstanceUID


WRITERS: dict[str, Write] = {"report": _report, "dicom": _dicom}


def prepare_run(folder: Path) -> None:
    """Begin a run of a tiny network on drawn photographs."""
    import torch

    from retinaview.exchange.label_snapshot import ReadPhotograph
    from retinaview.models import registry
    from retinaview.models.weights import files
    from tests.unit.training.retraining.test_run import HEIGHT, TINY, WIDTH, card, draw
    from training.retraining import run
    from training.segmentation.idrid import CLASSES

    torch.set_num_threads(1)
    torch.manual_seed(0)
    made = card(
        "tiny",
        "lesion-net-lite1",
        dict(TINY),
        classes=list(CLASSES),
        preprocessing={"diameter_px": 96, "colour": "field"},
        thresholds=dict.fromkeys(CLASSES, 0.5),
    )
    old = _place() / "tiny.safetensors"
    files.save(old, registry.build("lesion-net-lite1", **TINY), made)
    labels = []
    for n in range(PHOTOGRAPHS):
        path = _place() / f"{n}.jpg"
        draw(path, n, lesion=True)
        boxes = [Box(x, 34, 12, 12) for x in (39, 60, 75)]
        marks = tuple(Mark.drawn(LesionClass.HARD_EXUDATE, box, author="Anna") for box in boxes)
        labels.append(ReadPhotograph(LabelledImage(f"{n}.jpg", WIDTH, HEIGHT, marks=marks), path))
    run.begin(labels, folder / OUT, network=str(old), name="mine", epochs=3)


@cache
def _place() -> Path:
    """Where photographs and old weights lie, which no run changes."""
    place = tempfile.mkdtemp(prefix="retinaview-killed-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return Path(place)


@contextmanager
def _quick() -> Iterator[None]:
    from training.retraining import blending, segmenter

    settings = replace(segmenter.DEFAULTS.settings, steps_per_epoch=2, warmup_steps=1)
    quick = replace(segmenter.DEFAULTS, side_px=64, per_batch=2, settings=settings)
    with patch.object(segmenter, "DEFAULTS", quick), patch.object(blending, "SHARES", (1.0,)):
        yield


def go_on(folder: Path) -> Path:
    """Run from the last checkpoint to the end."""
    from training.retraining import run
    from training.retraining.progress import Progress

    out = folder / OUT
    with _quick():
        progress = Progress(out, lambda _: None)
        return run.run(run.begun(out), out, progress=progress, device="cpu", resume=True)


def check_run(folder: Path) -> None:
    """The old weights are as they were, and the run can be continued to its end."""
    from retinaview.models.weights import files

    assert files.load(str(_place() / "tiny.safetensors")).card.name == "tiny"
    path = go_on(folder)
    assert files.load(str(path)).card.name == "mine"
    assert json.loads((folder / OUT / "report.json").read_text())["verdict"]
