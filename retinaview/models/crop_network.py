"""C-Net of Zoom-in-Net: suspicious regions at high resolution, the most telling one counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import timm
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.core.geometry import Box


class CropNetwork(nn.Module):
    """The crop network (C-Net).

    Every patch goes through one trunk and global pooling; the element-wise maximum over a
    photograph's patches is joined with the main network's pooled feature and classified.

    Parameters
    ----------
    main_channels : int
        Length of the main network's pooled feature ``d_M``.
    grades : int
        Number of disease levels.
    trunk : str
        A timm network; the paper's is like Inception-v3.

    References
    ----------
    Wang et al., Zoom-in-Net, MICCAI 2017, section 2, "Crop Network".
    """

    def __init__(self, main_channels: int, grades: int, *, trunk: str = "inception_v3") -> None:
        super().__init__()
        if not timm.is_model(trunk):
            raise ModelError(f"timm has no network {trunk!r}", field="trunk")
        self.trunk = timm.create_model(trunk, num_classes=0)
        channels: Any = self.trunk.num_features
        self.classifier = nn.Linear(main_channels + channels, grades)

    def forward(self, patches: Tensor, pooled: Tensor) -> Tensor:
        """Grade photographs by their patches.

        Parameters
        ----------
        patches : Tensor
            Shape (N, P, 3, h, w), normalised; P is 4 in the paper, h and w are 384.
        pooled : Tensor
            ``d_M``, shape (N, main_channels).

        Returns
        -------
        Tensor
            Logits, shape (N, grades).
        """
        count, per_photograph = patches.shape[:2]
        features = self.trunk(patches.flatten(0, 1)).view(count, per_photograph, -1)
        strongest = features.amax(dim=1)
        logits: Tensor = self.classifier(torch.cat([strongest, pooled], dim=1))
        return logits


def cut_patches(
    image: Tensor, regions: Sequence[Box], *, size: int = 384, count: int = 4
) -> Tensor:
    """Cut squares around regions out of a photograph at high resolution.

    Parameters
    ----------
    image : Tensor
        Shape (3, H, W), normalised; 1230 px in the paper. At least `size` on both sides.
    regions : sequence of Box
        In the image's pixels, best first. Where there are fewer than `count`, the last one is
        repeated, which leaves the maximum over patches as it is; without any, the middle of the
        image is taken.
    size : int
        Side of a patch.
    count : int
        Patches to cut.

    Returns
    -------
    Tensor
        Shape (count, 3, size, size); a patch that reaches beyond the border is pushed inside.

    Raises
    ------
    ModelError
        If the image is smaller than a patch.
    """
    height, width = image.shape[1:]
    if min(height, width) < size:
        message = f"patches of {size} px do not fit into an image of {width} x {height} px"
        raise ModelError(message, field="size")
    centres = [region.centre for region in regions[:count]] or [(width / 2, height / 2)]
    centres += [centres[-1]] * (count - len(centres))
    patches = []
    for x, y in centres:
        left = min(max(round(x - size / 2), 0), width - size)
        top = min(max(round(y - size / 2), 0), height - size)
        patches.append(image[:, top : top + size, left : left + size])
    return torch.stack(patches)
