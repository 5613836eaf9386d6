"""The photographs that everything here is measured on: drawn at the size of a real camera's."""

from __future__ import annotations

from pathlib import Path

import cv2

from retinaview.core.grades import DRGrade
from retinaview.phantoms import make_phantom

WIDTH, HEIGHT = 4288, 2848
COUNT = 4


def draw(folder: Path) -> list[Path]:
    """JPEG files of 4288x2848 px; drawn once, they take some seconds each."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"P{n}_OD.jpg" for n in range(1, COUNT + 1)]
    for n, path in enumerate(paths):
        if not path.exists():
            rgb = make_phantom(100 + n, dr=DRGrade(n + 1), height_px=1424).rgb
            large = cv2.resize(rgb, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
            cv2.imwrite(str(path), large[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])
    return paths
