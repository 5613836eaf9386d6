"""What a guest says of itself: its task, its builder and the meaning of its outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as checked_dataclass

from retinaview.core.errors import ModelError
from retinaview.core.findings import GRADING, LANDMARKS, SEGMENTATION, TASKS
from retinaview.core.text import shown

if TYPE_CHECKING:
    from torch import nn

Kind = Literal["dr_grades", "dme_grades", "dr_maps", "dme_maps", "attention", "masks", "places"]
Values = Literal["logits", "probabilities"]


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Output:
    """One output of a network for images ``(N, 3, H, W)``, and what it means.

    Attributes
    ----------
    kind : str
        ``"dr_grades"`` ``(N, 5)``, ``"dme_grades"`` ``(N, 3)``: grades;
        ``"dr_maps"`` ``(N, 5, h, w)``, ``"dme_maps"`` ``(N, 3, h, w)``: where each grade is
        supported, of any sign; ``"attention"`` ``(N, 1, h, w)``: one map for all, 0-1;
        ``"masks"`` ``(N, classes, H, W)``: lesions, without a background; ``"places"``
        ``(N, 2, 3)``: of disc and fovea x and y, as shares of width and height, and how probable
        the place is.
    name : str
        Its name in an ONNX file or in the mapping that a network returns; where the network
        returns a tensor or a tuple, outputs are taken in order.
    values : str
        Whether grades and masks are ``"logits"`` (softmax for grades, sigmoid for masks) or
        ``"probabilities"``.
    """

    kind: Kind
    name: Annotated[str, Field(max_length=200)] = ""
    values: Values = "logits"


@dataclass(frozen=True)
class Guest:
    """A network that a package offers under the entry point group ``retinaview.networks``.

    Attributes
    ----------
    title, paper : str
        As they are to be displayed.
    task : str
        ``"segmentation"``, ``"grading"`` or ``"landmarks"``.
    builder : callable
        Returns the network, an `nn.Module` with random weights, for the card's ``arguments``;
        import torch inside it, so that the list of networks stays fast.
    outputs : sequence of Output
        What it returns for normalised images ``(N, 3, H, W)``.
    input_size : tuple of int
        Height and width, in pixels, for which it is meant.
    stride : int
        Input heights and widths must be multiples of this.
    parameters : int
        Number of trained parameters, for the list; 0 if not given.
    arguments : mapping of str to object
        Arguments of the builder beside those of the card.
    train : str
        Command that trains it; empty if there is none.
    """

    title: str
    task: str
    builder: Callable[..., nn.Module]
    outputs: Sequence[Output]
    paper: str = ""
    input_size: tuple[int, int] = (512, 512)
    stride: int = 32
    parameters: int = 0
    arguments: Mapping[str, Any] = field(default_factory=dict)
    train: str = ""


def check_outputs(task: str, outputs: Sequence[Output]) -> None:
    """Raise `ModelError` unless a network with these outputs can do its task."""
    kinds = [output.kind for output in outputs]
    if task not in TASKS:
        message = f"must be {SEGMENTATION}, {GRADING} or {LANDMARKS}, not {shown(task)}"
        raise ModelError(message, field="task")
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise ModelError(f"there are two outputs of {kind}", field="outputs")
    for alone, kind in ((SEGMENTATION, "masks"), (LANDMARKS, "places")):
        if task == alone and kinds != [kind]:
            message = f"{task} has one output, {kind}, not {', '.join(kinds) or 'none'}"
            raise ModelError(message, field="outputs")
    if task == GRADING and not {"dr_grades", "dme_grades"} & set(kinds):
        raise ModelError("grading needs an output dr_grades or dme_grades", field="outputs")
