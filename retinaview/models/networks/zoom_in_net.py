"""Zoom-in-Net: a main network grades, attention finds regions, and crops of them are graded."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.crop_network import CropNetwork
from retinaview.models.networks.eye_pair import EyePair
from retinaview.models.networks.gated_attention import GatedAttention, GatedMaps
from retinaview.models.networks.trunks import build_trunk


class MainOutput(NamedTuple):
    """Output of the main network.

    Attributes
    ----------
    logits : Tensor
        ``y_M`` before the softmax, shape (N, grades).
    dme_logits : Tensor or None
        Logits of diabetic macular oedema, shape (N, dme_grades); None without such a head.
    features : Tensor
        M, shape (N, C, h, w).
    pooled : Tensor
        ``d_M``, M's mean over space, shape (N, C).
    stride_16 : Tensor
        The trunk's features one scale finer, for auxiliary losses.
    """

    logits: Tensor
    dme_logits: Tensor | None
    features: Tensor
    pooled: Tensor
    stride_16: Tensor


class ZoomInOutput(NamedTuple):
    """Outputs of the main network and the attention network."""

    main: MainOutput
    attention: GatedMaps


class MainNetwork(nn.Module):
    """M-Net: a trunk whose last feature maps M are pooled and classified.

    Parameters
    ----------
    grades : int
        Number of grades.
    trunk : str
        See `retinaview.models.networks.trunks.build_trunk`.
    feature_channels : int or None
        Channels of M, produced by a 1x1 convolution; None keeps those of the trunk.
    dme_grades : int
        Grades of a second linear head for macular oedema; 0 omits it. Not in the paper.
    dropout : float
        Dropout before the linear heads.
    pretrained : bool
        Start from timm's ImageNet weights.
    """

    def __init__(
        self,
        grades: int,
        *,
        trunk: str,
        feature_channels: int | None = None,
        dme_grades: int = 0,
        dropout: float = 0.0,
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        self.trunk = build_trunk(trunk, pretrained=pretrained)
        trunk_channels = self.trunk.channels[1]
        self.channels = feature_channels or trunk_channels
        self.bring: nn.Module = nn.Identity()
        if feature_channels is not None:
            self.bring = nn.Sequential(
                nn.Conv2d(trunk_channels, feature_channels, 1, bias=False),
                nn.BatchNorm2d(feature_channels),
                nn.ReLU(inplace=True),
            )
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(self.channels, grades)
        self.dme_classifier = nn.Linear(self.channels, dme_grades) if dme_grades else None

    def forward(self, image: Tensor) -> MainOutput:
        """Grade normalised images (N, 3, H, W)."""
        stride_16, last = self.trunk(image)
        features = self.bring(last)
        pooled = features.mean(dim=(2, 3))
        dropped = self.dropout(pooled)
        dme = None if self.dme_classifier is None else self.dme_classifier(dropped)
        return MainOutput(self.classifier(dropped), dme, features, pooled, stride_16)


class ZoomInNet(nn.Module):
    """Zoom-in-Net: M-Net, A-Net, C-Net, and the grades of a pair of eyes.

    A photograph is graded in up to three calls, because C-Net needs patches of a larger image cut
    around the regions that A-Net found: `forward` runs M-Net and A-Net on the small image,
    `grade_patches` runs C-Net, and `grade_pair` combines the pooled features of both eyes.

    With the defaults this is the paper's network: Inception-ResNet-v2, M of 1024 x 14 x 14 at
    492 px, Inception-v3 for patches, five grades. Other trunks make it practical on a processor.

    Parameters
    ----------
    grades : int
        Number of grades (5: ICDR 0-4).
    trunk, feature_channels, dme_grades, dropout : str, int or None, int, float
        See `MainNetwork`.
    attention_channels : int
        See `GatedAttention`.
    crop_trunk : str or None
        See `CropNetwork`; None omits C-Net.
    pair : bool
        Add the head for pairs of eyes.
    pretrained : bool
        Start the trunks of M-Net and C-Net from timm's ImageNet weights.

    References
    ----------
    Wang et al., Zoom-in-Net: Deep Mining Lesions for Diabetic Retinopathy Detection, MICCAI 2017.
    """

    def __init__(
        self,
        grades: int = 5,
        *,
        trunk: str = "inception_resnet_v2",
        feature_channels: int | None = 1024,
        attention_channels: int = 128,
        crop_trunk: str | None = "inception_v3",
        pair: bool = True,
        dme_grades: int = 0,
        dropout: float = 0.0,
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        self.main = MainNetwork(
            grades,
            trunk=trunk,
            feature_channels=feature_channels,
            dme_grades=dme_grades,
            dropout=dropout,
            pretrained=pretrained,
        )
        channels = self.main.channels
        self.attention = GatedAttention(channels, grades, hidden_channels=attention_channels)
        self.crop: CropNetwork | None = None
        if crop_trunk is not None:
            self.crop = CropNetwork(channels, grades, trunk=crop_trunk, pretrained=pretrained)
        self.pair = EyePair(channels, grades) if pair else None

    def forward(self, image: Tensor) -> ZoomInOutput:
        """Run M-Net and A-Net on normalised images (N, 3, H, W)."""
        main = self.main(image)
        return ZoomInOutput(main, self.attention(main.features))

    def grade_patches(self, patches: Tensor, pooled: Tensor) -> Tensor:
        """Run C-Net; see `CropNetwork.forward`. Raise `ModelError` if there is none."""
        if self.crop is None:
            raise ModelError("this Zoom-in-Net has no C-Net", field="crop_trunk")
        logits: Tensor = self.crop(patches, pooled)
        return logits

    def grade_pair(self, own: Tensor, fellow: Tensor, present: Tensor) -> Tensor:
        """Run the pair's head; see `EyePair.forward`. Raise `ModelError` if there is none."""
        if self.pair is None:
            raise ModelError("this Zoom-in-Net has no head for pairs of eyes", field="pair")
        logits: Tensor = self.pair(own, fellow, present)
        return logits
