"""What is shown where another source was asked than the one of the main finding."""

from __future__ import annotations

from dataclasses import replace

from retinaview.core.findings import Finding


def answer_of(opinion: Finding, main: Finding | None) -> Finding:
    """A source's opinion, with the main finding's lesions where the source does not segment.

    Every part stays credited: `models` names who segmented and who graded.
    """
    segmenter = None if main is None else main.model("segmentation")
    if main is None or segmenter is None or opinion.model("segmentation") is not None:
        return opinion
    return replace(
        opinion,
        lesion_maps=main.lesion_maps,
        lesions=main.lesions,
        models=(segmenter, *opinion.models),
    )


def without_grading(main: Finding) -> Finding:
    """The main finding less all that its grading network said; for while another one is asked."""
    models = tuple(model for model in main.models if model.role != "grading")
    return replace(
        main, grades=None, heat_maps=(), regions=(), models=models, notes=(), together=""
    )
