"""What is written is read back: every format, every field that it can carry."""

import string
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality, UngradableReason
from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange import READABLE, read_labels, write_labels

WIDTH, HEIGHT = 4288, 2848
OWN = [own_class(name) for name in ("Naevus", "Myelinated fibres", "有髓")]
LOSSLESS = [name for name in READABLE if name != "yolo"]

# Line ends are outside what the forms carry; everything else a person may type is inside.
typed = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cs", "Zl", "Zp"),
        exclude_characters="\ufffe\uffff",
    ),
    max_size=12,
).map(str.strip)
names = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=8)
quarters = st.integers(0, 400).map(lambda n: n / 4)
boxes = st.builds(
    Box,
    st.integers(0, (WIDTH - 200) * 4).map(lambda n: n / 4),
    st.integers(0, (HEIGHT - 200) * 4).map(lambda n: n / 4),
    quarters.map(lambda n: n + 0.25),
    quarters.map(lambda n: n + 0.25),
)
shares = st.none() | st.integers(0, 1000).map(lambda n: n / 1000)
runs = st.builds(Provenance, names, names, names, shares, shares)
times = st.integers(0, 10**9).map(lambda s: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


def whole(mark: Mark) -> Mark:
    """Without what no mark can be: changed before it was made, or drawn by a model."""
    first, last = sorted((mark.created, mark.modified))
    drawn = mark.provenance is None
    status = Status.DRAWN if drawn else mark.status
    if not drawn and status is Status.DRAWN:
        status = Status.EDITED
    return replace(mark, created=first, modified=last, status=status)


marks = st.builds(
    Mark,
    id=st.uuids().map(lambda u: u.hex),
    lesion=st.sampled_from(
        [*LesionClass, *map(own_class, ("Naevus", "Myelinated fibres", "有髓"))]
    ),
    box=boxes,
    status=st.sampled_from(list(Status)),
    author=typed,
    created=times,
    modified=times,
    provenance=st.none() | runs,
    locked=st.booleans(),
    comment=typed,
    source=names,
).map(whole)
shapes = st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=5).filter(
    lambda rows: any(map(any, rows))
)


def with_pixels(mark: Mark, rows: list[list[bool]], wider: float) -> Mark:
    """As painted, or as imported in a wider box that lies between pixels."""
    mask = Mask.of(np.array(rows), x=int(mark.box.x), y=int(mark.box.y))
    assert mask is not None
    box = mask.box
    if wider:
        box = Box(box.x, box.y, box.width + wider, box.height + wider)
    return replace(mark, box=box, mask=mask)


marks |= st.builds(with_pixels, marks, shapes, st.sampled_from([0.0, 0.25]))
signatures = {"reader": typed, "at": st.none() | times, "source": names}
gradings = st.builds(
    Grading,
    st.none() | st.sampled_from(list(DRGrade)),
    st.none() | st.sampled_from(list(DMEGrade)),
    comment=typed,
    **signatures,
) | st.builds(
    Grading,
    ungradable=st.just(True),
    reason=st.none() | st.sampled_from(UngradableReason),
    unsure=st.booleans(),
    comment=typed,
    **signatures,
)
images = st.builds(
    LabelledImage,
    image=names.map(lambda name: f"{name}.jpg"),
    width=st.just(WIDTH),
    height=st.just(HEIGHT),
    patient=names,
    eye=st.none() | st.sampled_from(list(Laterality)),
    marks=st.lists(marks, max_size=4).map(tuple),
    grading=gradings,
    sha256=st.just("ab" * 32),
)
studies = st.lists(images, min_size=1, max_size=3, unique_by=lambda image: image.image.lower())


def by_name(study: list[LabelledImage] | tuple[LabelledImage, ...]) -> dict[str, LabelledImage]:
    return {image.image: image for image in study}


@pytest.mark.parametrize("format_name", LOSSLESS)
@given(study=studies)
@settings(max_examples=25, deadline=None)
def test_every_field_comes_back(format_name: str, study: list[LabelledImage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_labels(format_name, study, Path(folder))
        found = by_name(read_labels([Path(folder)]))
    assert found == by_name(rounded(study))
    for image in study:
        grading = found[image.image].grading
        assert grading.is_empty or (grading.reader, grading.at, grading.source) == (
            image.grading.reader,
            image.grading.at,
            image.grading.source,
        )


@given(study=studies)
@settings(max_examples=25, deadline=None)
def test_yolo_brings_every_field_back(study: list[LabelledImage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_labels("yolo", study, Path(folder))
        found = by_name(read_labels([Path(folder)]))
    for image in study:
        back = found[image.image]
        assert replace(back, marks=()) == replace(image, marks=())
        assert back.marks == rounded([image])[0].marks


def rounded(study: list[LabelledImage]) -> list[LabelledImage]:
    """The study as an export holds it: boxes to 0.01 px."""
    return [replace(image, marks=tuple(map(_rounded, image.marks))) for image in study]


def _rounded(mark: Mark) -> Mark:
    x, y, right, bottom = (
        round(v, 2) for v in (mark.box.x, mark.box.y, mark.box.right, mark.box.bottom)
    )
    return replace(mark, box=Box(x, y, round(right - x, 2), round(bottom - y, 2)))


def photograph(name: str, *drawn: Mark) -> LabelledImage:
    return LabelledImage(name, WIDTH, HEIGHT, marks=drawn)


def test_equal_stems_do_not_share_a_file(tmp_path: Path) -> None:
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), author="ann")
    study = [photograph("train/a.jpg", mark), photograph("test/a.jpg"), photograph("test/a.png")]
    for format_name in READABLE:
        out = tmp_path / format_name
        write_labels(format_name, study, out)
        counts = {image.image: len(image.marks) for image in read_labels([out])}
        assert counts == {"train/a.jpg": 1, "test/a.jpg": 0, "test/a.png": 0}, format_name


def test_an_export_replaces_its_own_files_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), author="ann")
    write_labels("csv", [photograph("a.jpg", mark)], tmp_path)
    write_labels("csv", [photograph("a.jpg")], tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert read_labels([tmp_path])[0].marks == ()
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == [
        "boxes.csv",
        "grades.csv",
        "notes.txt",
    ]
