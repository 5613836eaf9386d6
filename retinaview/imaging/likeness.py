"""How much a disc or a crop looks like a retina rather than like anything else.

Eight measures of texture are compared with those of fundus photographs, and the red channel with
the green one: blood absorbs green light, so that vessels are weak in red, while the contours of
other things are as strong in all colours.
"""

from __future__ import annotations

import math

from retinaview.imaging.field_of_view import FieldOfView
from retinaview.imaging.standard_field import StandardField, local_contrast
from retinaview.imaging.texture import Texture, band_strength

# Middle and spread of the logarithm of each measure over IDRiD and EyePACS training photographs,
# as they are, in grey, darkened, slightly blurred and cropped.
_TYPICAL = {
    "fine_peaks": (2.21, 0.20),
    "coarse_peaks": (2.13, 0.17),
    "fall_off": (-0.10, 0.12),
    "dots": (-1.70, 0.16),
    "dark_lines": (0.32, 0.17),
    "line_length": (1.17, 0.235),
    "longest_line": (-0.10, 0.225),
    "spread": (-2.10, 0.53),
}
# Lines may be missing altogether.
_OFFSETS = {"line_length": 0.1, "longest_line": 0.1}

# Red over green detail below which the colours are those of blood; 1 for grey.
_BLOOD = 0.72
# Root mean square distance, in spreads, up to which it is a retina: a disc on a flat background is
# evidence of its own, and so is the colour of blood. Keyed by outlined and blood.
_LIMITS = {(True, True): 3.2, (True, False): 2.8, (False, True): 2.3, (False, False): 1.6}


def strangeness(field: StandardField, fov: FieldOfView, texture: Texture) -> float:
    """Distance from fundus photographs, as a part of what is still accepted.

    Returns
    -------
    float
        0 for the most typical retina; above 1 for something else.
    """
    scores = [
        (math.log(getattr(texture, name) + _OFFSETS.get(name, 1e-9)) - middle) / spread
        for name, (middle, spread) in _TYPICAL.items()
    ]
    distance = math.sqrt(sum(score * score for score in scores) / len(scores))
    return distance / _LIMITS[fov.outlined, _is_blood_coloured(field, texture)]


def _is_blood_coloured(field: StandardField, texture: Texture) -> bool:
    """Whether red dominates, and shows less than green does."""
    red, green, blue = field.rgb[field.inside].mean(axis=0)
    detail = local_contrast(field.rgb[..., 0], field.inside)
    weaker = band_strength(detail, field.inside) < _BLOOD * texture.contrast
    return bool(weaker and red >= max(green, blue))
