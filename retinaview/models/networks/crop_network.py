"""C-Net of Zoom-in-Net, which grades suspicious regions at high resolution."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.trunks import build_trunk


class CropNetwork(nn.Module):
    """The crop network (C-Net).

    Every patch goes through one trunk and global pooling; the element-wise maximum over a
    photograph's patches is joined with the main network's pooled feature and classified.

    Parameters
    ----------
    main_channels : int
        Length of the main network's pooled feature ``d_M``.
    grades : int
        Number of grades.
    trunk : str
        See `retinaview.models.networks.trunks.build_trunk`; the paper's is like Inception-v3.
    pretrained : bool
        Start from timm's ImageNet weights.

    References
    ----------
    Wang et al., Zoom-in-Net, MICCAI 2017, section 2, "Crop Network".
    """

    def __init__(
        self,
        main_channels: int,
        grades: int,
        *,
        trunk: str = "inception_v3",
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        self.trunk = build_trunk(trunk, pretrained=pretrained)
        self.classifier = nn.Linear(main_channels + self.trunk.channels[1], grades)

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
        _, last = self.trunk(patches.flatten(0, 1))
        return self.classify(last.mean(dim=(2, 3)).unflatten(0, patches.shape[:2]), pooled)

    def classify(self, features: Tensor, pooled: Tensor) -> Tensor:
        """Return logits from the maximum over pooled patch features, (N, P, C), and ``d_M``."""
        logits: Tensor = self.classifier(torch.cat([features.amax(dim=1), pooled], dim=1))
        return logits


def patch_corners(
    centres: Sequence[tuple[float, float]], *, size: int, width: int, height: int, count: int = 4
) -> list[tuple[int, int]]:
    """Place squares around points of an image.

    Parameters
    ----------
    centres : sequence of (float, float)
        x and y in the image's pixels, best first. If there are fewer than `count`, the last one is
        repeated, which does not change the maximum over patches; if there are none, the centre of
        the image is used.
    size : int
        Side of a patch in pixels; 384 in the paper.
    width, height : int
        Size of the image in pixels; 1230 in the paper.
    count : int
        Number of patches.

    Returns
    -------
    list of (int, int)
        Left and top of each patch; a patch that would cross the border is moved inside.

    Raises
    ------
    ModelError
        If the image is smaller than a patch.
    """
    if min(height, width) < size:
        message = f"patches of {size} px do not fit into an image of {width} x {height} px"
        raise ModelError(message, field="size")
    placed = list(centres[:count]) or [(width / 2, height / 2)]
    placed += [placed[-1]] * (count - len(placed))
    return [
        (
            min(max(round(x - size / 2), 0), width - size),
            min(max(round(y - size / 2), 0), height - size),
        )
        for x, y in placed
    ]
