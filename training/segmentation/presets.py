"""Augmentation presets, built from torchvision.transforms.v2."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torchvision.transforms import v2


class RandomGamma(v2.Transform):  # type: ignore[misc]
    """Apply a random gamma, to imitate another exposure."""

    def __init__(self, *, spread: float = 0.4) -> None:
        super().__init__()
        self.spread = spread

    def make_params(self, flat_inputs: list[Any]) -> dict[str, Any]:
        """Draw one exponent for all inputs."""
        del flat_inputs
        return {"gamma": float(torch.empty(1).uniform_(-self.spread, self.spread).exp())}

    def transform(self, inpt: Tensor, params: dict[str, Any]) -> Tensor:
        """Apply the exponent to an image, uint8 ``(..., 3, H, W)``."""
        powered: Tensor = v2.functional.adjust_gamma(inpt, params["gamma"])
        return powered


class RandomShading(v2.Transform):  # type: ignore[misc]
    """Multiply by a smooth random field, to imitate uneven illumination."""

    def __init__(self, *, strength: float = 0.15, knots: int = 3) -> None:
        super().__init__()
        self.strength, self.knots = strength, knots

    def transform(self, inpt: Tensor, params: dict[str, Any]) -> Tensor:
        """Shade an image, uint8 ``(3, H, W)``."""
        del params
        field = torch.randn(1, 1, self.knots, self.knots) * self.strength
        size = list(inpt.shape[-2:])
        field = functional.interpolate(field, size=size, mode="bicubic", align_corners=True)
        return (inpt * field[0].exp()).clamp(0, 255).to(torch.uint8)


class RandomNoise(v2.Transform):  # type: ignore[misc]
    """Add sensor noise."""

    def __init__(self, *, sigma: float = 6.0) -> None:
        super().__init__()
        self.sigma = sigma

    def transform(self, inpt: Tensor, params: dict[str, Any]) -> Tensor:
        """Add noise of a random strength to uint8 ``(3, H, W)``."""
        del params
        sigma = float(torch.rand(1)) * self.sigma
        return (inpt + torch.randn(inpt.shape) * sigma).clamp(0, 255).to(torch.uint8)


class RandomCompression(v2.Transform):  # type: ignore[misc]
    """Compress as JPEG; torchvision's own transform is deprecated."""

    def __init__(self, *, quality: tuple[int, int] = (40, 95)) -> None:
        super().__init__()
        self.quality = quality

    def transform(self, inpt: Tensor, params: dict[str, Any]) -> Tensor:
        """Compress uint8 ``(3, H, W)``."""
        del params
        quality = int(torch.randint(self.quality[0], self.quality[1] + 1, (1,)))
        pixels = np.ascontiguousarray(inpt.permute(1, 2, 0).numpy()[:, :, ::-1])
        _, content = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
        read = np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)[:, :, ::-1]
        return torch.from_numpy(np.ascontiguousarray(read.transpose(2, 0, 1)))


def camera_colours() -> v2.Transform:
    """Return a random change of colours, as by another camera, for uint8 images."""
    return v2.Compose(
        [
            v2.RandomApply([RandomGamma(spread=0.5)], p=0.7),
            v2.RandomApply(
                [v2.ColorJitter(brightness=(0.6, 1.25), saturation=(0.5, 1.5), hue=0.03)], p=0.8
            ),
        ]
    )


def camera_faults() -> v2.Transform:
    """Return random uneven light, blur, noise and compression for a uint8 image ``(3, H, W)``."""
    return v2.Compose(
        [
            v2.RandomApply([RandomShading()], p=0.5),
            v2.RandomApply([v2.GaussianBlur(kernel_size=7, sigma=(0.3, 1.6))], p=0.25),
            v2.RandomApply([RandomNoise()], p=0.25),
            v2.RandomApply([RandomCompression()], p=0.25),
        ]
    )


def flips_and_rotation(*, degrees: float = 20) -> v2.Transform:
    """Return GANet's augmentation, for image and mask together."""
    return v2.Compose(
        [v2.RandomHorizontalFlip(), v2.RandomVerticalFlip(), v2.RandomRotation(degrees)]
    )
