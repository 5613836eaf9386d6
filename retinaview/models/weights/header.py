"""What a weights file says it holds, read without its numbers and without torch."""

from __future__ import annotations

from pathlib import Path

from safetensors import safe_open

from retinaview.core.errors import WeightsError
from retinaview.core.guard import guard

DAMAGED = "the weights are damaged or no safetensors file"
UNREADABLE = "the weights cannot be read"
Shapes = dict[str, tuple[int, ...]]

# How pickles begin: torch's archives are zip files, older ones and plain pickles a protocol.
_PICKLES = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


def read_shapes(path: Path) -> Shapes:
    """Return the shape of every tensor by name.

    The file's length must be what its header promises, so a truncated file is seen here. A pickle
    is recognised by its first bytes and never opened as one.

    Raises
    ------
    WeightsError
        If the file is missing, a pickle, damaged, or no safetensors file.
    """
    with guard(WeightsError, path, DAMAGED, system=UNREADABLE, say_why=True, field="header"):
        with path.open("rb") as file:
            begin = file.read(4)
        if begin.startswith(_PICKLES):
            message = (
                "this is a pickle, which could run a program when it is opened; "
                "only safetensors files are taken"
            )
            raise WeightsError(message, path=path)
        with safe_open(str(path), framework="numpy") as tensors:
            return {name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()}  # noqa: SIM118 - no mapping
