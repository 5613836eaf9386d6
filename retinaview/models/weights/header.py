"""Read the header of a weights file, without its tensors and without torch."""

from __future__ import annotations

from pathlib import Path

from safetensors import safe_open

from retinaview.core.errors import WeightsError
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular

DAMAGED = "the weights are damaged or not a safetensors file"
UNREADABLE = "the weights cannot be read"
Shapes = dict[str, tuple[int, ...]]

# First bytes of pickles: torch's archives are zip files; others begin with the protocol.
_PICKLES = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


def read_shapes(path: Path) -> Shapes:
    """Return the shape of every tensor by name.

    A truncated file is detected, since its length must match the header. A pickle is recognised by
    its first bytes and never loaded.

    Raises
    ------
    WeightsError
        If the file is missing, damaged, a pickle, or not a safetensors file.
    """
    with guard(WeightsError, path, DAMAGED, system=UNREADABLE, say_why=True, field="header"):
        require_regular(path)
        with path.open("rb") as file:
            begin = file.read(4)
        if begin.startswith(_PICKLES):
            message = (
                "this is a pickle, which could run a program when it is opened; "
                "only safetensors files are accepted"
            )
            raise WeightsError(message, path=path)
        with safe_open(str(path), framework="numpy") as tensors:
            return {name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()}  # noqa: SIM118 - no mapping
