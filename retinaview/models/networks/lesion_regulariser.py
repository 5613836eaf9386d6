"""The LR-Net of SUNet: a lesion map that keeps the grading features at the lesions."""

from __future__ import annotations

from itertools import pairwise

from torch import Tensor, nn

from retinaview.models.networks.feature_blending import conv_block


class LesionRegulariser(nn.Module):
    """Upsample and compress L until it has the input's size.

    Every step doubles height and width (bilinear) and halves the channels by a 3x3 convolution with
    batch normalisation and ReLU; a 1x1 convolution gives the classes. The paper specifies neither
    the steps nor the widths.

    Parameters
    ----------
    channels : int
        Channels of L.
    classes : int
        Number of lesion classes; the output has the background in front of them.
    steps : int
        Number of doublings; five undo a trunk's stride of 32.
    narrowest : int
        Smallest number of channels of a step.

    References
    ----------
    Tu et al., SUNet, ISBI 2020, section 2.3.
    """

    def __init__(self, channels: int, classes: int, *, steps: int = 5, narrowest: int = 16) -> None:
        super().__init__()
        widths = [max(channels >> step, narrowest) for step in range(steps + 1)]
        self.steps = nn.Sequential(
            *(
                nn.Sequential(nn.Upsample(scale_factor=2, mode="bilinear"), conv_block(*pair))
                for pair in pairwise((channels, *widths[1:]))
            )
        )
        self.classify = nn.Conv2d(widths[-1] if steps else channels, 1 + classes, 1)

    def forward(self, lesions: Tensor) -> Tensor:
        """Turn L (N, channels, h, w) into float32 logits (N, 1 + classes, 2^steps h, 2^steps w)."""
        logits: Tensor = self.classify(self.steps(lesions))
        return logits.float()
