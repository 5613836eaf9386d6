"""Which processor runs the networks, and in which precision."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retinaview.core.errors import ModelError

if TYPE_CHECKING:
    import torch

DEVICES = ("auto", "cpu", "cuda", "mps")
"""What a person may ask for; ``"auto"`` takes the fastest that is there."""


@dataclass(frozen=True)
class Device:
    """A processor and the precision in which it convolves.

    Attributes
    ----------
    kind : str
        ``"cpu"``, ``"cuda"`` or ``"mps"``.
    label : str
        For a person, such as ``"NVIDIA H200 (bfloat16)"``.
    precision : str
        ``"float32"`` or ``"bfloat16"``.
    """

    kind: str
    label: str
    precision: str

    @property
    def dtype(self) -> torch.dtype:
        """The precision as torch names it."""
        import torch

        return torch.bfloat16 if self.precision == "bfloat16" else torch.float32


def choose_device(name: str = "auto") -> Device:
    """Choose the processor.

    Convolutions run in bfloat16 where the hardware multiplies it: on processors with AVX-512 BF16
    or AMX instructions (asked of the processor, so that every run on a machine decides alike) and
    on NVIDIA GPUs since Ampere. Apple's GPUs and everything else compute in float32. With the
    shipped weights bfloat16 moves a lesion's probability by at most 0.03 and a grade's by 0.01.

    Parameters
    ----------
    name : {"auto", "cpu", "cuda", "mps"}
        ``"auto"`` prefers an NVIDIA GPU, then Apple's, then the processor.

    Raises
    ------
    ModelError
        If the name is unknown, or this machine has no such device.
    """
    import torch

    if name not in DEVICES:
        known = ", ".join(DEVICES)
        raise ModelError(f"unknown device {name!r}; known are {known}", field="device")
    has = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    kind = next(kind for kind in has if has[kind]) if name == "auto" else name
    if not has[kind]:
        raise ModelError(f"this machine has no {kind} device that torch can use", field="device")
    precision = "bfloat16" if _multiplies_bfloat16(kind) else "float32"
    return Device(kind, f"{_hardware_name(kind)} ({precision})", precision)


def _multiplies_bfloat16(kind: str) -> bool:
    import torch

    if kind == "cuda":
        return torch.cuda.get_device_capability()[0] >= 8
    if kind == "mps":
        return False
    # Older versions of torch cannot say; float32 is right everywhere.
    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _hardware_name(kind: str) -> str:
    import torch

    if kind == "cuda":
        return torch.cuda.get_device_name()
    return "Apple GPU" if kind == "mps" else f"CPU, {platform.machine()}"
