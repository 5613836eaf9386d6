"""Choice of the device that runs the networks, and of its precision."""

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
"""Devices that may be requested; ``"auto"`` takes the fastest one available."""

RUNTIMES = ("auto", "torch", "openvino")
"""Runtimes for convolutions; ``"auto"`` takes OpenVINO on the CPU if it is installed."""
RUNTIME_VARIABLE = "RETINAVIEW_RUNTIME"
"""Environment variable with the default runtime."""


@dataclass(frozen=True)
class Device:
    """A device with the precision and the runtime of its convolutions.

    Attributes
    ----------
    kind : str
        ``"cpu"``, ``"cuda"`` or ``"mps"``.
    label : str
        Name to display, such as ``"NVIDIA H200 (bfloat16)"``.
    precision : str
        ``"float32"`` or ``"bfloat16"``.
    runtime : str
        ``"torch"`` or ``"openvino"``.
    note : str
        Why it is not the requested runtime; empty if it is.
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
    """Choose the device and the runtime of its convolutions.

    Convolutions run in bfloat16 if the hardware supports it: on CPUs with AVX-512 BF16 or AMX
    instructions (a property of the CPU, so that every run on a machine decides alike) and on NVIDIA
    GPUs since Ampere. Apple's GPUs and everything else compute in float32. On a phantom
    bfloat16 moves GANet's probabilities by at most 0.02 and lesion-net-lite1's by up to 0.3 at
    single pixels; on IDRiD's 27 test photographs Dice of the latter then changes by less than
    0.002.

    Parameters
    ----------
    name : {"auto", "cpu", "cuda", "mps"}
        ``"auto"`` prefers an NVIDIA GPU, then Apple's, then the processor.
    runtime : {"auto", "torch", "openvino"}, optional
        Default the environment variable `RUNTIME_VARIABLE`, or ``"auto"``. OpenVINO is optional
        and faster than torch on every CPU that was measured; without it, torch runs instead and
        `Device.note` says why.

    Raises
    ------
    ModelError
        A name is unknown, or this machine has no such device.
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
    # Older versions of torch cannot tell; float32 is always correct.
    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _hardware_name(kind: str) -> str:
    import torch

    if kind == "cuda":
        return torch.cuda.get_device_name()
    return "Apple GPU" if kind == "mps" else f"CPU, {platform.machine()}"
