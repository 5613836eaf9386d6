"""Guests as modules that the rest of the program runs like its own networks; imports torch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.core.findings import GRADING, LANDMARKS, SEGMENTATION
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.models.guests.description import Kind, Output

_SMALLEST = 1e-7
"""Smallest probability: a logit of it is finite in float32."""
_CHANNELS: dict[str, int] = {
    "dr_grades": 5,
    "dme_grades": 3,
    "dr_maps": 5,
    "dme_maps": 3,
    "attention": 1,
    "places": 2,
}
_PER_PLACE = 3
"""X, y and probability of disc and of fovea."""
_TOLERANCE = 1e-4


class GuestNetwork(nn.Module):
    """A network from elsewhere, whose outputs are checked and named.

    Parameters
    ----------
    inner : nn.Module
        The network; takes normalised images (N, 3, H, W).
    outputs : sequence of Output
        What it returns.
    name : str
        Name of the weights, for messages.
    classes : int
        Number of lesion classes; 0 if it maps none.
    """

    def __init__(
        self, inner: nn.Module, outputs: Sequence[Output], *, name: str, classes: int
    ) -> None:
        super().__init__()
        self.inner, self.name = inner, name
        self.outputs, self.classes = tuple(outputs), classes

    def answers(self, image: Tensor) -> dict[Kind, Tensor]:
        """Return the outputs by kind, float32; grades and masks as logits.

        Raises
        ------
        ModelError
            An output is missing, has another shape than its kind, or is not finite.
        """
        try:
            with guard(ModelError, None, "it failed", say_why=True):
                found = _by_output(self.inner(image), self.outputs)
            return {
                output.kind: self._checked(output, values, image)
                for output, values in zip(self.outputs, found, strict=True)
            }
        except ModelError as error:
            raise ModelError(f"{self.name}: {error.message}") from error

    def _checked(self, output: Output, values: object, image: Tensor) -> Tensor:
        label = f"the output {shown(output.name or output.kind)}"
        if not isinstance(values, Tensor):
            raise ModelError(f"{label} is a {type(values).__name__}, not a tensor")
        count, _, height, width = image.shape
        channels = _CHANNELS.get(output.kind, self.classes)
        wanted: tuple[int | str, ...] = (count, channels)
        if output.kind == "masks":
            wanted = (*wanted, height, width)
        elif output.kind == "places":
            wanted = (*wanted, _PER_PLACE)
        elif not output.kind.endswith("grades"):
            wanted = (*wanted, "h", "w")
        fits = len(values.shape) == len(wanted) and all(
            isinstance(side, str) or side == there
            for side, there in zip(wanted, values.shape, strict=True)
        )
        if not fits:
            shape = ", ".join(map(str, wanted))
            message = f"{label} has the shape {tuple(values.shape)}, not ({shape})"
            raise ModelError(f"{message} as {output.kind} of images {height} x {width}")
        values = values.float()
        if not bool(torch.isfinite(values).all()):
            raise ModelError(f"{label} is not finite")
        return _as_logits(output, values)


class GuestSegmenter(GuestNetwork):
    """A guest that maps lesions."""

    def forward(self, image: Tensor) -> Tensor:
        """Return logits (N, classes, H, W) of normalised images (N, 3, H, W)."""
        return self.answers(image)["masks"]


class GuestGrader(GuestNetwork):
    """A guest that grades, and may show where."""

    def forward(self, image: Tensor) -> dict[Kind, Tensor]:
        """Return the outputs by kind for normalised images (N, 3, H, W)."""
        return self.answers(image)


class GuestLocator(GuestNetwork):
    """A guest that finds disc and fovea."""

    def forward(self, image: Tensor) -> Tensor:
        """Return the places (N, 2, 3) in normalised images (N, 3, H, W): x, y and probability."""
        return self.answers(image)["places"]


def as_guest(
    inner: nn.Module, outputs: Sequence[Output], *, name: str, task: str, classes: int
) -> GuestNetwork:
    """Return a network from elsewhere as one that this program can run."""
    kinds: dict[str, type[GuestNetwork]] = {
        SEGMENTATION: GuestSegmenter,
        GRADING: GuestGrader,
        LANDMARKS: GuestLocator,
    }
    return kinds[task](inner, outputs, name=name, classes=classes).eval()


def _by_output(answer: object, outputs: Sequence[Output]) -> list[object]:
    """Return a network's answer as one value per output."""
    if isinstance(answer, Mapping):
        for output in outputs:
            if output.name not in answer:
                there = ", ".join(map(str, answer)) or "none"
                raise ModelError(f"there is no output {shown(output.name)}; there are {there}")
        return [answer[output.name] for output in outputs]
    values: list[object] = [answer]
    if isinstance(answer, Iterable) and not isinstance(answer, Tensor):
        values = list(answer)
    if len(values) != len(outputs):
        raise ModelError(f"it has {len(values)} outputs, {len(outputs)} are described")
    return values


def _as_logits(output: Output, values: Tensor) -> Tensor:
    label = f"the output {shown(output.name or output.kind)}"
    is_share = float(values.min()) >= -_TOLERANCE and float(values.max()) <= 1 + _TOLERANCE
    if output.kind == "places":
        if not is_share:
            raise ModelError(f"{label} is not between 0 and 1")
        return values.clamp(0, 1)
    if output.values == "logits" or output.kind not in ("dr_grades", "dme_grades", "masks"):
        return values
    if not is_share:
        raise ModelError(f"{label} is no probability")
    if output.kind == "masks":
        return torch.logit(values, eps=_SMALLEST)
    return values.clamp_min(_SMALLEST).log()
