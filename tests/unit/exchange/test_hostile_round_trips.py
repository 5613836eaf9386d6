"""Whatever a study holds is written so that it can be read again: names, comments, numbers."""

from __future__ import annotations

import json
import math
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.photos import LabelledImage
from retinaview.exchange import READABLE, read_labels, write_labels

WIDTH, HEIGHT = 4288, 2848
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)
TEXTS = r"""
a,b;c <&>]]> \ \u0041 =1+1 "quoted" 'so'
""".strip().split(" ")
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.sampled_from(
    [
        *TEXTS,
        "",
        " ",
        "\r",
        "a\rb",
        "\n",
        "\x00",
        "\x1b[31m",
        "\x7f\x85",
        "\ufeff",
        "\uffff",
        "\u2028",
    ]
)
stems = st.sampled_from(
    ["classes", "data", "labels", "images", "boxes", "instances", "annotations", "grades", "_"]
) | st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="/\x00"), min_size=1, max_size=6
).filter(lambda name: name.strip(".") != "")
names = st.builds("{}{}{}".format, st.sampled_from(["", "train/"]), stems, st.just(".png"))
scores = st.none() | st.floats(0, 1) | st.floats() | st.just(math.inf)
sides = st.floats(1e-7, 50)
runs = st.builds(Provenance, st.just("ganet"), texts, texts, scores, scores)
origins = st.just((Status.DRAWN, None)) | st.tuples(
    st.sampled_from([Status.ACCEPTED, Status.EDITED]), runs
)
marks = st.builds(
    lambda origin, **fields: Mark(status=origin[0], provenance=origin[1], **fields),
    origins,
    id=st.uuids().map(lambda u: u.hex),
    lesion=st.sampled_from([LesionClass.HAEMORRHAGE, LesionClass.HARD_EXUDATE]),
    box=st.builds(Box, st.floats(0, WIDTH - 1), st.floats(0, HEIGHT - 1), sides, sides),
    author=texts,
    created=st.just(MOMENT),
    modified=st.just(MOMENT),
    locked=st.booleans(),
    comment=texts,
)
images = st.builds(
    LabelledImage,
    image=names,
    width=st.just(WIDTH),
    height=st.just(HEIGHT),
    patient=texts,
    marks=st.lists(marks, max_size=2).map(tuple),
    grading=st.builds(Grading, st.just(DRGrade.MILD), st.none(), st.just(False), texts),
    sha256=st.just("ab" * 32),
)
studies = st.lists(images, min_size=1, max_size=3, unique_by=lambda image: image.image.lower())


def share(value: float | None) -> float | None:
    return value if value is not None and 0 <= value <= 1 else None


def told(image: LabelledImage, *, by_box_alone: bool) -> tuple[object, ...]:
    whole = [] if by_box_alone else [_words(mark) for mark in image.marks]
    lesions = [mark.lesion for mark in image.marks]
    return image.image, image.patient, image.grading, whole, lesions


def _words(mark: Mark) -> tuple[object, ...]:
    run = mark.provenance
    origin = run and (run.model, run.version, run.weights_sha256, share(run.score))
    return mark.id, mark.author, mark.comment, mark.status, mark.locked, origin


def plain(comment: str, name: str = "a.png", score: float | None = None) -> list[LabelledImage]:
    run = Provenance("ganet", "1", "ab", 0.5, score)
    box = Box(1, 2, 3, 4)
    mark = Mark(
        "m", LesionClass.IRMA, box, Status.ACCEPTED, "ann", MOMENT, MOMENT, run, False, comment
    )
    return [LabelledImage(name, WIDTH, HEIGHT, marks=(mark,), grading=Grading(DRGrade.MILD))]


@pytest.mark.parametrize("format_name", READABLE)
@given(study=studies)
@example(study=plain("a\rb"))
@example(study=plain("x" * 200_000))
@example(study=plain("\x00\x08\x1f\ufffe"))
@example(study=plain("", "classes.png"))
@example(study=plain("", " a\\b .png"))
@example(study=plain("", score=math.inf))
@settings(max_examples=8, deadline=None)
def test_every_export_is_read_again(format_name: str, study: list[LabelledImage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_labels(format_name, study, Path(folder))
        back = {image.image: image for image in read_labels([Path(folder)])}
    bare = format_name == "yolo"
    assert sorted(back) == sorted(image.image for image in study)
    for image in study:
        assert told(back[image.image], by_box_alone=bare) == told(image, by_box_alone=bare)
        for one, other in zip(image.marks, back[image.image].marks, strict=True):
            for side in ("x", "y", "width", "height"):
                expected = getattr(one.box.clipped(WIDTH, HEIGHT), side)
                assert getattr(other.box, side) == pytest.approx(expected, abs=0.011)


@pytest.mark.parametrize("format_name", READABLE)
def test_what_a_killed_export_left_is_no_label(format_name: str, tmp_path: Path) -> None:
    write_labels(format_name, plain("new"), tmp_path)
    write_labels(format_name, plain("old", "b.png"), tmp_path / ".writing-1234")
    assert [image.image for image in read_labels([tmp_path])] == ["a.png"]


def test_a_mark_outside_its_photograph_is_named(tmp_path: Path) -> None:
    mark = Mark.drawn(LesionClass.IRMA, Box(WIDTH + 5, 2, 3, 4), author="ann")
    with pytest.raises(LabelError, match=r"a\.png: a irma lies outside the photograph"):
        write_labels("csv", [LabelledImage("a.png", WIDTH, HEIGHT, marks=(mark,))], tmp_path)


def test_no_mask_takes_the_place_of_another(tmp_path: Path) -> None:
    first = Mark.drawn(LesionClass.PRERETINAL_HAEMORRHAGE, Box(1, 2, 3, 4), author="ann")
    second = Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), author="ann")
    study = [
        LabelledImage("x.png", 50, 50, marks=(first,)),
        LabelledImage("x_preretinal.png", 50, 50, marks=(second,)),
    ]
    with pytest.raises(LabelError, match="two photographs would be written to this file"):
        write_labels("masks", study, tmp_path)
    assert list(tmp_path.iterdir()) == []


NUMBERS = {
    "coco": [
        "images.0.width",
        "images.0.id",
        "images.0.retinaview.dr_grade",
        "annotations.0.image_id",
        "annotations.0.bbox.0",
        "annotations.0.category_id",
        "annotations.0.attributes.score",
    ],
    "labelme": [
        "imageWidth",
        "shapes.0.points.0.1",
        "shapes.0.retinaview.threshold",
        "retinaview.dr_grade",
    ],
}


@pytest.mark.parametrize(("format_name", "place"), [(f, p) for f in NUMBERS for p in NUMBERS[f]])
def test_true_is_no_number(format_name: str, place: str, tmp_path: Path) -> None:
    (file,) = write_labels(format_name, plain("", score=1.0), tmp_path)
    content = json.loads(file.read_text())
    *way, last = place.split(".")
    at = content
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[int(last) if isinstance(at, list) else last] = True
    file.write_text(json.dumps(content))
    with pytest.raises(LabelError, match=r"(?i)number|0-4") as caught:
        read_labels([file])
    assert caught.value.field
