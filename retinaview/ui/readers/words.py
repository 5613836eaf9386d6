"""The measures of agreement, in the reader's language."""

from __future__ import annotations

import re

from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import class_in_words, lesion_words

_DME = " (DME)"
_BOXES = re.compile(r"(.+) \(F1, (.+)\)")
MEASURES = (
    later("same DR grade"),
    later("same DME grade"),
    later("kappa"),
    later("quadratic weighted kappa"),
    later("box agreement"),
    later("lesions more in the first"),
    later("mask agreement (Dice)"),
    later("IoU 0.5"),
    later("IoM 0.5"),
    later("centre in the other"),
)


def measure_words(name: str) -> str:
    """Return a measure by the name that the evaluation gives it."""
    if name.endswith(_DME):
        return tr("{measure} (DME)", measure=measure_words(name.removesuffix(_DME)))
    if (found := _BOXES.fullmatch(name)) is None:
        return tr(name)
    what, rule = found.groups()
    lesion = class_in_words(what)
    words = tr(what) if lesion is None else lesion_words(lesion)
    return tr("{what} (F1, {rule})", what=words, rule=tr(rule))
