"""A study of two patients: one read and analysed, one untouched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    LesionMap,
    ModelIdentity,
    Quality,
)
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.session.session import Session
from retinaview.session.study import open_study

WIDTH, HEIGHT = 400, 300
EX, HE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
# 243 px from the disc to the fovea make a disc diameter of 100 px.
LANDMARKS = Landmarks(Landmark(350, 150, 0.9), Landmark(107, 150, 0.9))


def finding() -> Finding:
    """One exudate 50 to 60 px right of the fovea, at 0.9, and another far away, at 0.4."""
    exudates = np.zeros((HEIGHT, WIDTH), np.uint8)
    exudates[145:155, 157:167] = 230
    exudates[20:30, 380:390] = 102
    return Finding(
        Quality(0.91, True, reasons=("haze",)),
        GradeProbabilities((0.05, 0.1, 0.7, 0.1, 0.05), (0.2, 0.1, 0.7)),
        lesion_maps=(LesionMap(EX, exudates, Box(0, 0, WIDTH, HEIGHT), 0.5),),
        models=(
            ModelIdentity("segmentation", "ganet", "1.1", "a" * 64),
            ModelIdentity("grading", "sunet-small", "1.0", "b" * 64),
        ),
        landmarks=LANDMARKS,
    )


def new_folder(parent: Path) -> Path:
    folder = parent / "clinic"
    folder.mkdir()
    for name in ("P1_OD.png", "P1_OS.png", "P2_OD.png"):
        cv2.imwrite(str(folder / name), np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
    return folder


def new_session(folder: Path) -> Session:
    """P1's right eye has an answer, a mark 100 px from the fovea and a finding."""
    session = open_study([folder], reader="Anna Müller")
    right = session.images[0].id
    session.draw(right, HE, Box(207, 140, 10, 20))
    session.take_finding(right, finding())
    answer = Grading(dr=DRGrade.MODERATE, dme=DMEGrade.CENTRAL, comment="see again in a month")
    session.set_grading(right, replace(answer, unsure=True))
    return session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_folder(tmp_path)


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session = new_session(folder)
    yield session
    session.close()
