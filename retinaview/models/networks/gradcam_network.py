"""Classification networks explained by Grad-CAM: features, mean, dropout, linear layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from retinaview.core.errors import ModelError
from retinaview.core.text import shown
from retinaview.models.networks.trunks import build_trunk


class LastScale(nn.Module):
    """The coarser of a trunk's two scales.

    Parameters
    ----------
    name, pretrained : str, bool
        See `retinaview.models.networks.trunks.build_trunk`.
    """

    def __init__(self, name: str, *, pretrained: bool = False) -> None:
        super().__init__()
        self.trunk = build_trunk(name, pretrained=pretrained)

    def forward(self, image: Tensor) -> Tensor:
        """Return the features at stride 32 of images (N, 3, H, W)."""
        features: Tensor = self.trunk(image)[1]
        return features


class GradCamNetwork(nn.Module):
    """A standard network that ends in a mean over space, dropout and a linear layer.

    Attributes
    ----------
    features : nn.Module
        The network up to its last convolutional features A, which Grad-CAM uses.

    Parameters
    ----------
    grades : int
        Number of grades.
    trunk : str
        The paper's ``"vgg16"``, ``"resnet50"``, ``"inception-v3"`` (torchvision) and
        ``"inception-resnet-v2"`` (timm), or ``"resnet16d"`` of
        `retinaview.models.networks.trunks`, which is not in the paper and small.
    dropout : float
        Probability of the paper's dropout layer.
    pretrained : bool
        Download ImageNet weights, as the paper does. Those of the Inceptions expect images
        normalised by mean 0.5 and deviation 0.5, the others by ImageNet's.
    sigmoid : bool
        End in sigmoids as the paper prints, one decision per grade; see the notes.

    Raises
    ------
    ModelError
        For an unknown trunk.

    Notes
    -----
    The output is logits, which are read by a softmax, since grades exclude each other. The paper
    ends in sigmoids and trains by cross-entropy; with `sigmoid` the output is the logarithm of
    the sigmoids, so that the softmax gives them divided by their sum. Grad-CAM explains the score
    before the sigmoid in both.

    References
    ----------
    Mensah et al., Towards the Localisation of Lesions in Diabetic Retinopathy, 2020, section 2.
    """

    def __init__(
        self,
        grades: int = 5,
        *,
        trunk: str,
        dropout: float = 0.5,
        pretrained: bool = False,
        sigmoid: bool = False,
    ) -> None:
        super().__init__()
        if trunk not in _TRUNKS:
            raise ModelError(f"{shown(trunk)} is none of {', '.join(_TRUNKS)}", field="trunk")
        make, channels = _TRUNKS[trunk]
        self.features = make(pretrained)
        self.dropout = nn.Dropout(dropout)
        self.sigmoid = sigmoid
        self.classifier = nn.Linear(channels, grades)

    def forward(self, image: Tensor) -> Tensor:
        """Return float32 logits (N, grades) of normalised images (N, 3, H, W)."""
        return self.classify(self.features(image))

    def classify(self, features: Tensor) -> Tensor:
        """Return float32 logits (N, grades) of the last features A (N, K, h, w)."""
        pooled = features.mean(dim=(2, 3), dtype=torch.float32)
        logits: Tensor = self.classifier(self.dropout(pooled)).float()
        return functional.logsigmoid(logits) if self.sigmoid else logits


def _vgg16(pretrained: bool) -> nn.Module:
    """Build VGG16 up to convolution 5-3 (14 x 14 at 224 px), before the last pooling.

    Only the convolutions are built: the omitted layers hold nine tenths of the weights.
    """
    from torchvision.models import vgg

    if pretrained:
        return cast("nn.Module", vgg.vgg16(weights="IMAGENET1K_V1").features[:-1])
    layers = vgg.make_layers(vgg.cfgs["D"][:-1])
    for layer in layers:
        if isinstance(layer, nn.Conv2d):  # without batch normalisation torch's default fades out
            nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
            nn.init.zeros_(layer.get_parameter("bias"))
    return cast("nn.Module", layers)


def _resnet50(pretrained: bool) -> nn.Module:
    from torchvision.models import resnet50

    network = resnet50(weights="IMAGENET1K_V1" if pretrained else None)
    return _without(network, "avgpool", "fc")


def _inception_v3(pretrained: bool) -> nn.Module:
    from torchvision.models import inception_v3

    if pretrained:
        network = inception_v3(weights="IMAGENET1K_V1")
    else:
        network = inception_v3(init_weights=False)
    return _without(network, "AuxLogits", "avgpool", "dropout", "fc")


def _inception_resnet_v2(pretrained: bool) -> nn.Module:
    import timm

    return timm.create_model(
        "inception_resnet_v2", pretrained=pretrained, num_classes=0, global_pool=""
    )


def _resnet16d(pretrained: bool) -> nn.Module:
    return LastScale("resnet16d", pretrained=pretrained)


def _without(network: nn.Module, *names: str) -> nn.Sequential:
    return nn.Sequential(*(child for name, child in network.named_children() if name not in names))


_TRUNKS: dict[str, tuple[Callable[[bool], nn.Module], int]] = {
    "vgg16": (_vgg16, 512),
    "resnet50": (_resnet50, 2048),
    "inception-v3": (_inception_v3, 2048),
    "inception-resnet-v2": (_inception_resnet_v2, 1536),
    "resnet16d": (_resnet16d, 512),
}
