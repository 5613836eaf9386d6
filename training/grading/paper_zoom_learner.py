"""Zoom-in-Net's three phases as the paper has them: what is learnt in each, and its loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.crop_network import patch_corners
from retinaview.models.networks.zoom_in_net import ZoomInNet, ZoomInOutput
from retinaview.models.outputs.mirrored_pass import mean_probabilities
from retinaview.models.outputs.response import NetworkInput, graded_response
from retinaview.models.outputs.zoomed_patches import patch_side, zoomed_preprocessing
from retinaview.models.preprocessing import Frame, Preprocessing

Stage = Literal["main", "attention", "all"]
"""What is trained: M-Net with the head for pairs, A-Net with M-Net fixed, or all together."""


class PaperZoomLearner(nn.Module):
    """The network in one phase.

    Attributes
    ----------
    network : ZoomInNet
        The network to export.
    stage : Stage
        The phase.

    Parameters
    ----------
    network : ZoomInNet
        The paper's network, with C-Net and the head for pairs.
    preprocessing : Preprocessing
        That of M-Net; the last phase gets photographs of C-Net's size and shrinks them.
    """

    def __init__(self, network: ZoomInNet, preprocessing: Preprocessing, stage: Stage) -> None:
        super().__init__()
        self.network, self.preprocessing, self.stage = network, preprocessing, stage
        self.requires_grad_(stage == "all")
        if stage == "main":
            network.main.requires_grad_(True)
            if network.pair is not None:
                network.pair.requires_grad_(True)
        network.attention.requires_grad_(stage != "main")

    def train(self, mode: bool = True) -> PaperZoomLearner:
        """Set the mode; a fixed M-Net stays in evaluation mode, with its statistics."""
        super().train(mode)
        if self.stage == "attention":
            self.network.main.eval()
        return self

    def forward(self, image: Tensor, fellow: Tensor) -> dict[str, Tensor]:
        """Return the logits of what is trained, by head.

        Parameters
        ----------
        image : Tensor
            Normalised photographs (N, 3, side, side), of C-Net's size in the last phase.
        fellow : Tensor
            Place of each one's fellow eye in the batch, or -1.
        """
        side = self.preprocessing.diameter_px
        small = image
        if image.shape[-1] != side:
            small = functional.interpolate(
                image, size=(side, side), mode="bilinear", antialias=True
            )
        output: ZoomInOutput = self.network(small)
        heads: dict[str, Tensor] = {}
        if self.stage != "attention":
            pooled = output.main.pooled
            heads["main"] = output.main.logits
            if self.network.pair is not None:
                other = pooled[fellow.clamp_min(0)]
                heads["pair"] = self.network.grade_pair(pooled, other, fellow >= 0)
        if self.stage != "main":
            heads["attention"] = output.attention.logits
        if self.stage == "all":
            patches = _patches(image, small, output, self.preprocessing)
            heads["crop"] = self.network.grade_patches(patches, output.main.pooled)
        return heads


def paper_loss(learner: nn.Module, batch: Mapping[str, Tensor]) -> Tensor:
    """Return the sum of the cross-entropies of the heads that are trained."""
    heads = learner(batch["image"], batch["fellow"])
    losses = [functional.cross_entropy(logits.float(), batch["dr"]) for logits in heads.values()]
    return torch.stack(losses).sum()


def _patches(
    image: Tensor, small: Tensor, output: ZoomInOutput, preprocessing: Preprocessing
) -> Tensor:
    """Cut the patches of every photograph, (N, P, 3, side, side), where A-Net responds most."""
    options = GradeOptions()
    zoomed = zoomed_preprocessing(preprocessing, options)
    side, full = patch_side(zoomed, options), image.shape[-1]
    cut = []
    for index, whole in enumerate(image):
        centres = _centres(small, output, index, options)
        scaled = [(x * full, y * full) for x, y in centres]
        corners = patch_corners(
            scaled, size=side, width=full, height=full, count=options.region_count
        )
        views = [whole[:, top : top + side, left : left + side] for left, top in corners]
        cut.append(torch.stack(views))
    return torch.stack(cut)


def _centres(
    small: Tensor, output: ZoomInOutput, index: int, options: GradeOptions
) -> list[tuple[float, float]]:
    """Return the centres of a photograph's regions, as shares of its side, as inference does."""
    side = small.shape[-1]
    one = small[index].detach().float().cpu().numpy()
    field: NDArray[np.bool_] = (one != 0).any(axis=0)  # normalised pixels are hardly ever zero
    frame = Frame(side, side, 0, 0, side, side, side, side, 0, 0, side, side)
    logits = torch.stack([output.main.logits[index], output.attention.logits[index]])
    grades = mean_probabilities(logits.detach().float(), temperature=options.temperature)
    gated = output.attention.gated[index].detach().float().cpu().numpy()
    response = graded_response(gated, grades, options)
    regions = NetworkInput(one, field, frame).regions(response, options)
    return [(x / side, y / side) for x, y in (region.box.centre for region in regions)]
