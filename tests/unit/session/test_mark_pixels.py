"""Accepted proposals leave as the pixels that the network found, drawn boxes as boxes."""

from pathlib import Path

import cv2
import numpy as np

from retinaview.core.findings import Finding, LesionMap, ModelIdentity, Quality
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import read_photograph
from retinaview.inference.components import lesion_mask, lesions_of
from retinaview.session.label_export import export_labels
from retinaview.session.mark_pixels import pixels_in
from retinaview.session.study import open_study

EX = LesionClass.HARD_EXUDATE


def lesion_map() -> LesionMap:
    """A disc of radius 10 map cells, that is 20 source pixels, at (100, 60)."""
    rows, columns = np.mgrid[0:100, 0:150] + 0.5
    disc = np.hypot(columns - 50, rows - 30) < 10
    return LesionMap(EX, disc.astype(np.uint8) * 200, Box(0, 0, 300, 200), 0.5)


def test_pixels_are_those_of_the_source() -> None:
    found = lesion_map()
    mask = lesion_mask(found, 0.5)
    pixels = pixels_in(mask, found.extent, Box(80, 40, 40, 40))
    assert pixels.shape == (40, 40)
    assert abs(pixels.sum() - np.pi * 400) < 40
    assert not pixels[0, 0]
    assert pixels[20, 20]
    assert not pixels_in(lesion_mask(found, 0.9), found.extent, Box(80, 40, 40, 40)).any()
    assert not pixels_in(mask, found.extent, Box(290, 190, 40, 40))[:, 10:].any()


def test_accepted_proposals_leave_as_their_pixels(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((200, 300, 3), np.uint8))
    session = open_study([tmp_path], reader="ann")
    image = session.images[0]
    session.note_photograph(image.id, read_photograph(tmp_path / "a.png"))
    found = lesion_map()
    identity = ModelIdentity("segmentation", "ganet", "1", "0" * 64)
    session.take_finding(
        image.id,
        Finding(
            Quality(1, True), lesion_maps=(found,), lesions=lesions_of(found), models=(identity,)
        ),
    )
    (proposed,) = session.marks(image.id)
    session.accept(image.id, [proposed.id])
    session.draw(image.id, LesionClass.HAEMORRHAGE, Box(200, 100, 30, 20))
    export_labels(session, "masks", tmp_path / "out")
    session.close()
    areas = {
        name: (cv2.imread(str(tmp_path / "out" / f"a_{name}.png"), cv2.IMREAD_UNCHANGED) > 0).sum()
        for name in ("hard_exudate", "haemorrhage")
    }
    assert abs(areas["hard_exudate"] - np.pi * 400) < 40
    assert areas["haemorrhage"] == 600
