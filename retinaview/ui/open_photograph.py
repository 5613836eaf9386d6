"""What stands in one of the window's two panes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retinaview.imaging.photograph import Photograph


@dataclass
class OpenPhotograph:
    """What stands in one of the window's two panes.

    Attributes
    ----------
    image_id : int or None
        The photograph; None where the pane is empty.
    photograph : Photograph or None
        Its pixels; None until they are decoded.
    source, sha256 : str
        Name and weights of the network whose answer is shown while networks are compared.
    """

    image_id: int | None = None
    photograph: Photograph | None = None
    source: str = ""
    sha256: str = ""
