"""Which processor runs the networks, and in which precision."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from retinaview.core.errors import ModelError
from retinaview.core.text import shown

if TYPE_CHECKING:
    import torch

DEVICES = ("auto", "cpu", "cuda", "mps")
"""What a person may ask for; ``"auto"`` takes the fastest that is there."""

RUNTIMES = ("auto", "torch", "openvino")
"""What may convolve; ``"auto"`` takes OpenVINO on a processor where it is installed."""
RUNTIME_VARIABLE = "RETINAVIEW_RUNTIME"
"""The environment's say in it."""


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
    runtime : str
        ``"torch"`` or ``"openvino"``.
    note : str
        Why it is not the runtime that was asked for; empty where it is.
    """

    kind: str
    label: str
    precision: str
    runtime: str = "torch"
    note: str = ""

    @property
    def dtype(self) -> torch.dtype:
        """The precision as torch names it."""
        import torch

        return torch.bfloat16 if self.precision == "bfloat16" else torch.float32


def choose_device(name: str = "auto", *, runtime: str | None = None) -> Device:
    """Choose the processor, and what convolves on it.

    Convolutions run in bfloat16 where the hardware multiplies it: on processors with AVX-512 BF16
    or AMX instructions (asked of the processor, so that every run on a machine decides alike) and
    on NVIDIA GPUs since Ampere. Apple's GPUs and everything else compute in float32. With the
    shipped weights bfloat16 moves a lesion's probability by at most 0.03 and a grade's by 0.01.

    Parameters
    ----------
    name : {"auto", "cpu", "cuda", "mps"}
        ``"auto"`` prefers an NVIDIA GPU, then Apple's, then the processor.
    runtime : {"auto", "torch", "openvino"}, optional
        Default what the environment variable `RUNTIME_VARIABLE` says, or ``"auto"``. OpenVINO is
        an extra, faster than torch on every processor that was measured; where it is not there,
        torch takes its place and `Device.note` says why.

    Raises
    ------
    ModelError
        If a name is unknown, or this machine has no such device.
    """
    import torch

    asked = runtime or os.environ.get(RUNTIME_VARIABLE) or "auto"
    _require_known("device", name, DEVICES)
    _require_known("runtime", asked, RUNTIMES)
    has = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    kind = next(kind for kind in has if has[kind]) if name == "auto" else name
    if not has[kind]:
        raise ModelError(f"this machine has no {kind} device that torch can use", field="device")
    precision = "bfloat16" if _multiplies_bfloat16(kind) else "float32"
    chosen, note = _runtime(asked, kind)
    detail = f"{precision}, OpenVINO" if chosen == "openvino" else precision
    return Device(kind, f"{_hardware_name(kind)} ({detail})", precision, chosen, note)


def _require_known(field: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        message = f"unknown {field} {shown(name)}; known are {', '.join(known)}"
        raise ModelError(message, field=field)


def _runtime(asked: str, kind: str) -> tuple[str, str]:
    """Return the runtime for convolutions, and why it differs from the requested one."""
    installed = find_spec("openvino") is not None
    if asked == "torch" or (asked == "auto" and not (installed and kind == "cpu")):
        return "torch", ""
    if not installed:
        note = 'OpenVINO is not installed (pip install "retinaview[openvino]"); torch ran instead'
        return "torch", note
    if kind != "cpu":
        return "torch", f"OpenVINO runs on the processor, not on {kind}; torch ran instead"
    return "openvino", ""


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
