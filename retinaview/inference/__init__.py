"""Analysis of photographs with the networks, on any available device.

>>> from retinaview.inference import analyse, ask
>>> finding = analyse(rgb)
>>> finding.grades.dr_grade, finding.grades.referable
>>> ask(rgb, "sunet-small").grades.dme_grade
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.core.paths import AnyPath
    from retinaview.imaging.photograph import Photograph
    from retinaview.inference.engine import Engine

__all__ = ["analyse", "ask"]


def analyse(rgb: NDArray[np.uint8], *, device: str = "auto") -> Finding:
    """Analyse one photograph with the shipped networks, loaded at the first call.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        A fundus photograph, 0-255.
    device : {"auto", "cpu", "cuda", "mps"}
        Device for the networks.

    Raises
    ------
    ReadError
        The array is not a photograph.
    WeightsError, ModelError
        The networks cannot be loaded.
    """
    return _engine(device).analyse(_photograph(rgb))


def ask(
    rgb: NDArray[np.uint8],
    source: AnyPath,
    *,
    fellow: NDArray[np.uint8] | None = None,
    device: str = "auto",
) -> Finding:
    """Analyse one photograph with a single network of any kind.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        A fundus photograph, 0-255.
    source : str or path-like
        Name or path of weights; `retinaview.inference.sources.sources` lists them.
    fellow : ndarray of uint8, shape (H, W, 3), optional
        The patient's fellow eye, for a network that grades both together.
    device : {"auto", "cpu", "cuda", "mps"}
        Device for the network.

    Raises
    ------
    ReadError
        An array is not a photograph.
    WeightsError, ModelError
        The weights do not exist or cannot be loaded.
    """
    other = None if fellow is None else _photograph(fellow)
    return _engine(device).ask(_photograph(rgb), source, fellow=other)


def _photograph(rgb: NDArray[np.uint8]) -> Photograph:
    from retinaview.core.errors import ReadError
    from retinaview.imaging.photograph import Photograph

    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3 or not rgb.size:
        message = f"must be uint8 (height, width, 3), not {rgb.dtype} {rgb.shape}"
        raise ReadError(message, field="rgb")
    pixels = np.ascontiguousarray(rgb)
    return Photograph(Path("array"), pixels, depth_bits=8, sha256="", notes=())


@cache
def _engine(device: str) -> Engine:
    from retinaview.inference.engine import Engine

    return Engine(device=device)
