"""The F-Block of SUNet, which separates and reunites lesion and diagnosis features."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError


class FeatureBlending(nn.Module):
    """Alternate separations S_j and unions U (equations 1 and 2).

    ``L_j = SL_j(M_j)`` and ``D_j = SD_j(M_j)`` (eq. 1, which prints ``SL_j(L_j)`` once, against its
    own text), then ``M_{j+1} = U_j([L_j, D_j])`` (eq. 2); every layer is a 3x3 convolution with
    batch normalisation and ReLU. L and D are 1x1 convolutions over all L_j and all D_j, joined.

    Parameters
    ----------
    in_channels : int
        Channels of M_0.
    channels : int
        Channels of M_j (j > 0), L_j, D_j, L and D.
    separations : int
        Number of S_j; there is one union fewer.
    lesions : bool
        Compute L. Otherwise the last SL_j is omitted too, since nothing would use it; the others
        still feed the unions.

    Raises
    ------
    ModelError
        If there is no separation.

    References
    ----------
    Tu et al., SUNet, ISBI 2020, section 2.1.
    """

    def __init__(
        self, in_channels: int, channels: int, *, separations: int = 3, lesions: bool = True
    ) -> None:
        super().__init__()
        if separations < 1:
            raise ModelError(f"must be at least 1, not {separations}", field="separations")
        fan_ins = [in_channels] + [channels] * (separations - 1)
        lesion_fan_ins = fan_ins if lesions else fan_ins[:-1]
        self.to_lesions = nn.ModuleList(conv_block(fan_in, channels) for fan_in in lesion_fan_ins)
        self.to_diagnosis = nn.ModuleList(conv_block(fan_in, channels) for fan_in in fan_ins)
        self.unite = nn.ModuleList(conv_block(2 * channels, channels) for _ in fan_ins[1:])
        joined = separations * channels
        self.compress_lesions = nn.Conv2d(joined, channels, 1) if lesions else None
        self.compress_diagnosis = nn.Conv2d(joined, channels, 1)

    def forward(self, features: Tensor) -> tuple[Tensor | None, Tensor]:
        """Blend the features M_0.

        Parameters
        ----------
        features : Tensor
            ``M_0``, shape (N, in_channels, h, w).

        Returns
        -------
        L, D : Tensor
            Shape (N, channels, h, w) each; L is None if it is not computed.
        """
        lesions: list[Tensor] = []
        diagnosis: list[Tensor] = []
        for step, separate in enumerate(self.to_diagnosis):
            if step:
                blended = torch.cat([lesions[-1], diagnosis[-1]], dim=1)
                features = self.unite[step - 1](blended)  # eq. 2
            diagnosis.append(separate(features))  # eq. 1
            if step < len(self.to_lesions):
                lesions.append(self.to_lesions[step](features))
        found = None
        if self.compress_lesions is not None:
            found = self.compress_lesions(torch.cat(lesions, dim=1))
        return found, self.compress_diagnosis(torch.cat(diagnosis, dim=1))


def conv_block(in_channels: int, channels: int) -> nn.Sequential:
    """Return a 3x3 convolution, batch normalisation and ReLU, which keep height and width."""
    return nn.Sequential(
        nn.Conv2d(in_channels, channels, 3, padding=1, bias=False),
        nn.BatchNorm2d(channels),
        nn.ReLU(inplace=True),
    )
