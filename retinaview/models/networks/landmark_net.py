"""A network of ours, of no paper, that finds the optic disc and the fovea."""

from __future__ import annotations

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.efficientnet_lite import EfficientNetLite
from retinaview.models.networks.pyramid import convolution, enlarge


class LandmarkNet(nn.Module):
    """Locate landmarks on a feature pyramid of three levels.

    Attributes
    ----------
    stride : int
        Heights and widths of the input must be multiples of it.
    encoder_name : str
        Name of the encoder.

    Parameters
    ----------
    landmarks : int
        Number of landmarks.
    encoder : str
        Name of an `EfficientNetLite`.
    width : int
        Channels of the pyramid.

    Raises
    ------
    ModelError
        If there is no such encoder.
    """

    def __init__(
        self, landmarks: int = 2, *, encoder: str = "tf_efficientnet_lite0", width: int = 64
    ) -> None:
        super().__init__()
        self.stride = 32
        self.encoder_name = encoder
        self.encoder = EfficientNetLite(encoder, levels=(2, 3, 4))
        channels = self.encoder.channels
        self.lateral = nn.ModuleList(nn.Conv2d(fan_in, width, kernel_size=1) for fan_in in channels)
        self.smooth = nn.ModuleList(nn.Sequential(*convolution(width, width)) for _ in channels)
        self.head = nn.Conv2d(width, landmarks, kernel_size=1)
        self.absent = nn.Linear(width, landmarks)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Locate the landmarks of images.

        A softmax over all cells of a landmark's map and its logit of absence gives the probability
        of each position, and of the landmark not being in the photograph.

        Parameters
        ----------
        x : Tensor
            Normalised RGB, ``(N, 3, H, W)``; `stride` (32) divides H and W.

        Returns
        -------
        maps : Tensor
            Float32 logits ``(N, landmarks, H/8, W/8)``.
        absent : Tensor
            Float32 logits ``(N, landmarks)``.
        """
        if x.shape[2] % self.stride or x.shape[3] % self.stride:
            raise ModelError(f"input sides {tuple(x.shape[2:])} are no multiples of {self.stride}")
        low, middle, high = (
            lateral(feature) for lateral, feature in zip(self.lateral, self.encoder(x), strict=True)
        )
        high = self.smooth[2](high)
        middle = self.smooth[1](middle + enlarge(high))
        low = self.smooth[0](low + enlarge(middle))
        return self.head(low).float(), self.absent(high.mean(dim=(2, 3))).float()
