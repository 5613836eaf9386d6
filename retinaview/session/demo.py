"""The demonstration: four drawn patients, both eyes, with everything about them known."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import WriteError
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.core.whole_files import write_new
from retinaview.exchange import read_labels, write_labels
from retinaview.imaging.photograph import file_sha256
from retinaview.phantoms import Phantom, make_phantom
from retinaview.session.study import open_study

TRUTH = "truth"
"""Folder below the study's with ``boxes.csv`` and ``grades.csv``; no reader has drawn them."""
AUTHOR = "phantom"
HEIGHT_PX = 1536

Drawn = Callable[[Path | None, int, int], None]


@dataclass(frozen=True)
class DemoEye:
    """One photograph to draw; its suffix gives the file format."""

    patient: str
    eye: Laterality
    dr: DRGrade
    seed: int
    suffix: str

    @property
    def file_name(self) -> str:
        """Name that tells patient and eye, such as ``P1_OD.jpg``."""
        return f"{self.patient}_{self.eye}{self.suffix}"


EYES = (
    DemoEye("P1", Laterality.OD, DRGrade.NONE, 101, ".jpg"),
    DemoEye("P1", Laterality.OS, DRGrade.NONE, 101, ".png"),
    DemoEye("P2", Laterality.OD, DRGrade.MILD, 102, ".jpg"),
    DemoEye("P2", Laterality.OS, DRGrade.MODERATE, 102, ".png"),
    DemoEye("P3", Laterality.OD, DRGrade.MODERATE, 103, ".jpg"),
    DemoEye("P3", Laterality.OS, DRGrade.SEVERE, 103, ".png"),
    DemoEye("P4", Laterality.OD, DRGrade.PROLIFERATIVE, 104, ".jpg"),
    DemoEye("P4", Laterality.OS, DRGrade.SEVERE, 104, ".png"),
)


def make_demo_study(
    folder: Path, *, height_px: int = HEIGHT_PX, drawn: Drawn | None = None
) -> Path:
    """Draw the patients into a folder, unless they are there, and make a project of them.

    A study made earlier is kept with its readers' work, and the readers' labels of a new one stay
    empty.

    Parameters
    ----------
    folder, height_px, drawn
        As for `draw_demo`.

    Returns
    -------
    Path
        The project file.

    Raises
    ------
    WriteError
        The folder cannot be written.
    ProjectError
        A project that is there cannot be opened.
    """
    draw_demo(folder, height_px=height_px, drawn=drawn)
    session = open_study([folder], reader="")
    try:
        return session.path
    finally:
        session.close()


def draw_demo(
    folder: Path,
    *,
    height_px: int = HEIGHT_PX,
    drawn: Drawn | None = None,
    cancel: CancelToken | None = None,
) -> None:
    """Draw the patients into a folder, unless all of them are there.

    What is true of the photographs is written to ``truth/boxes.csv`` and ``truth/grades.csv``, for
    scores.

    Parameters
    ----------
    folder : Path
        Made where it does not exist.
    height_px : int
        Height of the photographs.
    drawn : callable, optional
        Told of every photograph, in the study's order: its file, how many there are now, and how
        many there will be. At first None and 0.
    cancel : CancelToken, optional
        Looked at before every photograph.

    Raises
    ------
    WriteError
        The folder cannot be written, or has other files of these names.
    Cancelled
        On request; what is drawn stays, and the next call draws all of it again.
    """
    # Written last, so that it stands for all of them.
    if (folder / TRUTH / "grades.csv").is_file():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"the folder cannot be created: {error.strerror}", path=folder) from error
    tell, token = drawn or (lambda *_: None), cancel or CancelToken()
    tell(None, 0, len(EYES))
    truths: list[LabelledImage] = []
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        drawing = [pool.submit(_draw_eye, folder, eye, height_px, token) for eye in EYES]
        try:
            for eye, future in zip(EYES, drawing, strict=True):
                token.raise_if_cancelled()
                truths.append(future.result())
                tell(folder / eye.file_name, len(truths), len(EYES))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    write_labels("csv", truths, folder / TRUTH)


def demo_photographs(folder: Path) -> list[Path]:
    """Return the study's photographs, patient by patient."""
    return [folder / eye.file_name for eye in EYES]


def demo_truth(folder: Path) -> tuple[LabelledImage, ...]:
    """Return the truth of the study's photographs."""
    return read_labels([folder / TRUTH])


def _draw_eye(folder: Path, eye: DemoEye, height_px: int, cancel: CancelToken) -> LabelledImage:
    cancel.raise_if_cancelled()
    phantom = make_phantom(eye.seed, dr=eye.dr, laterality=eye.eye, height_px=height_px)
    bgr = np.ascontiguousarray(phantom.rgb[:, :, ::-1])
    quality = (cv2.IMWRITE_JPEG_QUALITY, 95) if eye.suffix == ".jpg" else ()
    _, content = cv2.imencode(eye.suffix, bgr, quality)
    path = folder / eye.file_name
    write_new(path, content.tobytes(), replace=False)
    return _truth(phantom, eye, path)


def _truth(phantom: Phantom, eye: DemoEye, path: Path) -> LabelledImage:
    boxes = phantom.lesion_boxes()
    return LabelledImage(
        image=path.name,
        width=phantom.rgb.shape[1],
        height=phantom.rgb.shape[0],
        patient=eye.patient,
        eye=eye.eye,
        marks=tuple(Mark.drawn(lesion, box, author=AUTHOR) for lesion, box in boxes),
        grading=Grading(dr=phantom.dr, dme=phantom.dme),
        sha256=file_sha256(path),
    )
