"""Which regions of a finding are shown."""

from dataclasses import replace

import numpy as np

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, LesionMap, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Thresholds
from retinaview.inference.components import lesions_of
from retinaview.session.shown_regions import shown_regions

FIELD = FieldCircle(200, 200, 190, 400, 400)
LOOKED = (Region(Box(10, 10, 100, 100), 0.9, 1),)


def finding(*, weak: int = 120) -> Finding:
    """A sure haemorrhage at the left, a weak one at the right, and one attention region."""
    probability = np.zeros((400, 400), np.uint8)
    probability[190:200, 60:70] = 250
    probability[190:210, 330:350] = weak
    found = LesionMap(LesionClass.HAEMORRHAGE, probability, Box(0, 0, 400, 400), threshold=0.4)
    return Finding(
        Quality(0.9, True),
        regions=LOOKED,
        lesion_maps=(found,),
        lesions=lesions_of(found),
        field_of_view=FIELD,
    )


def test_regions_follow_the_lesions_or_the_attention() -> None:
    seen = finding()
    thresholds = Thresholds().of(seen)
    covering = shown_regions(seen, "coverage", thresholds)
    assert covering.source == "coverage"
    assert len(covering.regions) == 2
    looked = shown_regions(seen, "attention", thresholds)
    assert (looked.source, looked.regions) == ("attention", LOOKED)


def test_regions_follow_the_threshold_in_force() -> None:
    seen = finding()
    key = Thresholds().of(seen)[LesionClass.HAEMORRHAGE].key
    higher = Thresholds({key: 0.9}).of(seen)
    (only,) = shown_regions(seen, "coverage", higher).regions
    assert only.box.contains(65, 195)


def test_attention_stands_in_where_nothing_was_mapped() -> None:
    unmapped = replace(finding(), lesion_maps=(), lesions=())
    shown = shown_regions(unmapped, "coverage", {})
    assert (shown.source, shown.regions) == ("attention", LOOKED)


def test_no_lesion_is_no_region() -> None:
    healthy = replace(finding(), lesions=())
    shown = shown_regions(healthy, "coverage", Thresholds().of(healthy))
    assert (shown.source, shown.regions) == ("coverage", ())


def test_while_lesions_are_sought_no_attention_region_stands_in() -> None:
    partial = replace(finding(), lesion_maps=(), lesions=(), pending=("segmentation",))
    assert shown_regions(partial, "coverage", {}).regions == ()
    assert shown_regions(partial, "attention", {}).regions == LOOKED
