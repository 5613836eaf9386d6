"""The simplest baselines of SUNet: a published trunk with a softmax for each disease."""

from __future__ import annotations

from torch import Tensor, nn

from retinaview.models.networks.sunet import SUNetOutput, TaskHeads, check_sides
from retinaview.models.networks.trunks import build_trunk


class TwoSoftmaxes(nn.Module):
    """A trunk whose pooled features are classified once per disease; there is no lesion map.

    Parameters
    ----------
    trunk : str
        See `retinaview.models.networks.trunks.build_trunk`; VGG-19 and ResNet-34 in the paper.
    dr_grades, dme_grades : int
        Number of grades; 0 omits the disease.
    pretrained : bool
        Start from timm's ImageNet weights.

    References
    ----------
    Tu et al., SUNet, ISBI 2020, section 3.2 and table 2.
    """

    def __init__(
        self,
        dr_grades: int = 5,
        *,
        dme_grades: int = 3,
        trunk: str = "resnet34",
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        self.trunk = build_trunk(trunk, pretrained=pretrained)
        self.heads = TaskHeads(
            self.trunk.channels[1],
            dr_grades=dr_grades,
            dme_grades=dme_grades,
            lesion_classes=0,
            pool_stride=0,
        )

    def forward(self, image: Tensor) -> SUNetOutput:
        """Grade normalised images (N, 3, H, W).

        Raises
        ------
        ModelError
            If H or W is not a multiple of 32.
        """
        check_sides(image)
        output: SUNetOutput = self.heads(None, self.trunk(image)[1])
        return output
