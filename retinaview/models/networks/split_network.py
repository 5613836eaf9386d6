"""Baselines of SUNet: one trunk that splits once into two branches, early or late."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.core.text import shown
from retinaview.models.networks.sunet import SUNetOutput, TaskHeads, check_sides

_STAGES = ("layer1", "layer2", "layer3", "layer4")


class SplitNetwork(nn.Module):
    """A residual network with shared first stages and two copies of the remaining ones.

    One copy leads to the lesion map and one to the two diseases, as in SUNet, with its MD-Block and
    LR-Net but without the F-Block. The paper does not specify where its baselines split, nor
    whether the two diseases have separate branches.

    Parameters
    ----------
    dr_grades, dme_grades, lesion_classes, pool_stride : int
        See `retinaview.models.networks.sunet.SUNet`.
    shared_stages : int
        Number of stages, 0-4, that both branches share. We call 1 early, 2 middle and 3 late; 4
        without lesion classes is the table's ResNet-34.
    trunk : str
        Name of a residual network in timm.
    pretrained : bool
        Start from timm's ImageNet weights.

    Raises
    ------
    ModelError
        If the trunk does not have four stages, or `shared_stages` is out of range.

    References
    ----------
    Tu et al., SUNet, ISBI 2020, section 3.2 and table 2.
    """

    def __init__(
        self,
        dr_grades: int = 5,
        *,
        dme_grades: int = 3,
        lesion_classes: int = 4,
        shared_stages: int = 2,
        trunk: str = "resnet34",
        pool_stride: int = 1,
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        if not 0 <= shared_stages <= len(_STAGES):
            raise ModelError(f"must be 0 to 4, not {shared_stages}", field="shared_stages")
        network = _residual_network(trunk, pretrained=pretrained)
        stem = (network.conv1, network.bn1, network.act1, network.maxpool)
        self.shared = nn.Sequential(*stem, *_stages(network, 0, shared_stages))
        self.to_diagnosis = nn.Sequential(*_stages(network, shared_stages, 4))
        self.to_lesions: nn.Sequential | None = None
        if lesion_classes:
            other = _residual_network(trunk, pretrained=pretrained)
            self.to_lesions = nn.Sequential(*_stages(other, shared_stages, 4))
        self.heads = TaskHeads(
            network.num_features,
            dr_grades=dr_grades,
            dme_grades=dme_grades,
            lesion_classes=lesion_classes,
            pool_stride=pool_stride,
        )

    def forward(self, image: Tensor) -> SUNetOutput:
        """Grade and segment normalised images (N, 3, H, W).

        Raises
        ------
        ModelError
            If H or W is not a multiple of 32.
        """
        check_sides(image)
        shared = self.shared(image)
        lesions = None if self.to_lesions is None else self.to_lesions(shared)
        output: SUNetOutput = self.heads(lesions, self.to_diagnosis(shared))
        return output


def _residual_network(name: str, *, pretrained: bool) -> Any:  # noqa: ANN401
    import timm

    if not timm.is_model(name):
        raise ModelError(f"timm has no network {shown(name)}", field="trunk")
    network = timm.create_model(name, pretrained=pretrained, num_classes=0)
    if not all(hasattr(network, stage) for stage in _STAGES):
        raise ModelError(f"{shown(name)} has no four stages to split between", field="trunk")
    return network


def _stages(network: Any, first: int, end: int) -> list[nn.Module]:  # noqa: ANN401
    return [getattr(network, stage) for stage in _STAGES[first:end]]
