"""From a photograph to a finding, with the networks on whatever processor there is.

>>> from retinaview.inference import analyse
>>> finding = analyse(rgb)
>>> finding.grades.dr_grade, finding.grades.referable
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.inference.engine import Engine

__all__ = ["analyse"]


def analyse(rgb: NDArray[np.uint8], *, device: str = "auto") -> Finding:
    """Analyse one photograph with the shipped networks; they are loaded at the first call.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        A fundus photograph, 0-255.
    device : {"auto", "cpu", "cuda", "mps"}
        Where the networks run.

    Raises
    ------
    ReadError
        The array is no photograph.
    WeightsError, ModelError
        The networks cannot be loaded.
    """
    from retinaview.core.errors import ReadError
    from retinaview.imaging.photograph import Photograph

    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3 or not rgb.size:
        message = f"must be uint8 (height, width, 3), not {rgb.dtype} {rgb.shape}"
        raise ReadError(message, field="rgb")
    pixels = np.ascontiguousarray(rgb)
    photograph = Photograph(Path("array"), pixels, depth_bits=8, sha256="", notes=())
    return _engine(device).analyse(photograph)


@cache
def _engine(device: str) -> Engine:
    from retinaview.inference.engine import Engine

    return Engine(device=device)
