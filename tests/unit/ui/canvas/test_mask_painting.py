"""Outlines lie along the pixels of masks, and are made a few in each frame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.mask import Mask
from retinaview.ui.canvas import mask_painting
from retinaview.ui.canvas.mask_painting import (
    MaskPaths,
    draw_hairlines,
    draw_mask,
    joined,
    mask_path,
)

RING = Mask(10, 20, 3, 3, (0, 4, 1, 4))
LARGE = Mask(0, 0, 40, 30, (0, 1200))


def mark_of(mask: Mask) -> Mark:
    return Mark.drawn(LesionClass.HAEMORRHAGE, mask, author="Anna")


def test_a_path_goes_round_the_pixels_and_their_hole() -> None:
    path = mask_path(RING)
    assert path.boundingRect().getRect() == (10, 20, 3, 3)
    inside = [path.contains(QPointF(x + 0.5, 21.5)) for x in (9, 10, 11, 12, 13)]
    assert inside == [False, True, False, True, False]


@pytest.mark.parametrize("scale", [0.1, 2.0])
def test_paths_are_kept_until_the_mask_changes(scale: float) -> None:
    paths, mark = MaskPaths(), mark_of(LARGE)
    paths.begin(scale)
    first = paths.of(mark)
    assert first is not None
    assert first.boundingRect().center().x() == pytest.approx(20, abs=1)
    assert paths.of(replace(mark, locked=True)) is first
    moved = paths.of(mark.with_mask(LARGE.moved(5, 0), author="Anna"))
    assert moved is not None
    assert moved.boundingRect().center().x() == pytest.approx(25, abs=1)


def test_what_there_is_no_time_for_waits_for_the_next_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mask_painting, "TRACING_S", -1.0)
    paths = MaskPaths()
    paths.begin(1.0)
    assert paths.of(mark_of(LARGE)) is None
    assert len(paths.take_waiting()) == 1
    monkeypatch.setattr(mask_painting, "TRACING_S", 1.0)
    paths.begin(1.0)
    assert paths.of(mark_of(LARGE)) is not None
    assert not paths.waiting


def painted(path: QPainterPath, status: Status, side_px: float) -> np.ndarray:
    image = QImage(60, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    painter = QPainter(image)
    painter.setWorldTransform(QTransform.fromTranslate(10, 10))
    draw_mask(painter, path, lesion=LesionClass.HAEMORRHAGE, status=status, side_px=side_px)
    painter.end()
    return np.array(image.constBits()).reshape(50, 60, 4)[..., 2::-1]


def test_the_outline_has_the_colour_of_its_class_and_the_inside_stays_free() -> None:
    pixels = painted(mask_path(LARGE), Status.DRAWN, 40)
    colour = STYLES[LesionClass.HAEMORRHAGE].colour
    near = np.abs(pixels.astype(int) - colour).sum(axis=2) < 60
    assert near[8:13, 30].any()
    assert not near[15:35, 15:45].any()


def test_the_line_round_a_small_mask_is_thin_and_a_proposal_is_dashed() -> None:
    orange = np.array([255, 165, 0])
    thick, thin, dashed = (
        (
            np.abs(painted(mask_path(LARGE), status, side) - orange.astype(int)).sum(axis=2) > 30
        ).sum()
        for status, side in ((Status.DRAWN, 40), (Status.DRAWN, 10), (Status.PROPOSED, 40))
    )
    assert thin < thick
    assert dashed < thick


def test_many_outlines_joined_look_as_each_alone() -> None:
    alone = [mask_path(LARGE.moved(60 * n, 10 * n)) for n in range(5)] + [mask_path(RING)]
    pictures = []
    for paths in (alone, [joined(alone)]):
        image = QImage(320, 90, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        for path in paths:
            draw_hairlines(painter, path, lesion=LesionClass.IRMA, status=Status.DRAWN)
        painter.end()
        pictures.append(np.frombuffer(image.bits(), np.uint8).copy())
    assert pictures[0].max() > 0
    np.testing.assert_array_equal(*pictures)


def test_joined_outlines_are_kept_until_others_are_asked_for() -> None:
    paths, kind = MaskPaths(), (LesionClass.IRMA, Status.DRAWN)
    both = [mask_path(LARGE), mask_path(RING)]
    first = paths.joined(kind, both)
    assert first.elementCount() == sum(each.elementCount() for each in both)
    assert paths.joined(kind, list(both)) is first
    assert paths.joined(kind, both[:1]).elementCount() == both[0].elementCount()
