"""The steps of an analysis in words."""

from __future__ import annotations

from retinaview.ui.language import later, tr

_STEPS = {
    "load": later("loading the models"),
    "field_of_view": later("field of view"),
    "quality": later("quality"),
    "segmentation": later("lesions"),
    "grading": later("grade"),
    "landmarks": later("disc and fovea"),
    "lesions": later("boxes"),
}


def step_words(step: str) -> str:
    """Return what a step does, in a few words."""
    return tr(_STEPS.get(step, step))
