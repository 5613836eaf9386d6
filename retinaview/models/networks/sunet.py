"""SUNet, which grades retinopathy and macular oedema together, regularised by a lesion map."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.disease_grading import DiseaseClassifier, GradeMaps
from retinaview.models.networks.feature_blending import FeatureBlending
from retinaview.models.networks.lesion_regulariser import LesionRegulariser
from retinaview.models.networks.trunks import build_trunk

STRIDE = 32
"""Stride of the trunk; input heights and widths must be multiples of it."""


class SUNetOutput(NamedTuple):
    """Output of SUNet and its ablations; None for a task that the network does not have.

    Attributes
    ----------
    dr, dme : GradeMaps or None
        Logits and class activation maps of retinopathy and of macular oedema.
    lesions : Tensor or None
        Shape (N, 1 + classes, H, W), float32 logits before the softmax over classes; background
        first.
    """

    dr: GradeMaps | None
    dme: GradeMaps | None
    lesions: Tensor | None


class TaskHeads(nn.Module):
    """The MD-Block and LR-Net.

    Parameters
    ----------
    channels : int
        Channels of D and L.
    dr_grades, dme_grades, lesion_classes : int
        Number of grades or classes; 0 omits the task.
    pool_stride : int
        See `DiseaseClassifier`.
    """

    def __init__(
        self,
        channels: int,
        *,
        dr_grades: int,
        dme_grades: int,
        lesion_classes: int,
        pool_stride: int,
    ) -> None:
        super().__init__()
        if not dr_grades and not dme_grades:
            raise ModelError("neither disease has grades", field="dr_grades")

        def classifier(grades: int) -> DiseaseClassifier | None:
            return DiseaseClassifier(channels, grades, pool_stride=pool_stride) if grades else None

        self.dr, self.dme = classifier(dr_grades), classifier(dme_grades)
        self.regulariser = LesionRegulariser(channels, lesion_classes) if lesion_classes else None

    def forward(self, lesions: Tensor | None, diagnosis: Tensor) -> SUNetOutput:
        """Grade D and segment L, each of shape (N, channels, h, w)."""
        return SUNetOutput(
            None if self.dr is None else self.dr(diagnosis),
            None if self.dme is None else self.dme(diagnosis),
            None if self.regulariser is None else self.regulariser(lesions),
        )


class SUNet(nn.Module):
    """SUNet (figure 2), and its ablations of table 1.

    Parameters
    ----------
    dr_grades, dme_grades : int
        Number of grades (ICDR 0-4, oedema 0-2); 0 omits the disease.
    lesion_classes : int
        Classes of the lesion map besides the background (IDRiD: MA, HE, EX, SE); 0 omits the
        lesion regulariser but not the F-Block.
    trunk : str
        See `retinaview.models.networks.trunks.build_trunk`; its stride must be 32. The paper's is
        ResNet-34.
    separations : int
        Number of separation layers; there is one union fewer. Not specified in the paper.
    channels : int
        Channels of the F-Block's features. Not specified in the paper.
    pool_stride : int
        See `DiseaseClassifier`.
    pretrained : bool
        Start the trunk from timm's ImageNet weights.

    Raises
    ------
    ModelError
        For an unknown trunk, no separation, or no disease.

    References
    ----------
    Tu et al., SUNet: A Lesion Regularized Model for Simultaneous Diabetic Retinopathy and Diabetic
    Macular Edema Grading, ISBI 2020.
    """

    def __init__(
        self,
        dr_grades: int = 5,
        *,
        dme_grades: int = 3,
        lesion_classes: int = 4,
        trunk: str = "resnet34",
        separations: int = 3,
        channels: int = 256,
        pool_stride: int = 1,
        pretrained: bool = False,
    ) -> None:
        super().__init__()
        self.trunk = build_trunk(trunk, pretrained=pretrained)
        self.blend = FeatureBlending(
            self.trunk.channels[1], channels, separations=separations, lesions=lesion_classes > 0
        )
        self.heads = TaskHeads(
            channels,
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
        output: SUNetOutput = self.heads(*self.blend(self.trunk(image)[1]))
        return output


def check_sides(image: Tensor) -> None:
    """Raise `ModelError` unless the stride divides the sides of images (N, 3, H, W)."""
    if image.shape[2] % STRIDE or image.shape[3] % STRIDE:
        raise ModelError(f"input sides {tuple(image.shape[2:])} are no multiples of {STRIDE}")
