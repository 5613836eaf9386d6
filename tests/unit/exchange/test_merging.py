from __future__ import annotations

import time
from pathlib import Path

import pytest

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange.merging import merged

MARK = Mark.drawn(LesionClass.IRMA, Box(0, 0, 9, 9), author="Anna")
FILE = Path("boxes.csv")


def test_pieces_become_one_in_the_order_of_their_first() -> None:
    mild = Grading(DRGrade.MILD)
    whole = merged(
        [
            LabelledImage("b.jpg", marks=(MARK,), places=(MARK.box,)),
            LabelledImage("a.jpg", width=20),
            LabelledImage("b.jpg", width=10, eye=Laterality.OD, marks=(MARK, MARK)),
            LabelledImage("b.jpg", patient="7", grading=mild),
        ],
        path=FILE,
    )
    assert whole == (
        LabelledImage("b.jpg", 10, None, "7", Laterality.OD, (MARK,) * 3, mild, places=(MARK.box,)),
        LabelledImage("a.jpg", width=20),
    )


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (LabelledImage("a", width=3), LabelledImage("a", width=4), "has width 3 and 4"),
        (
            LabelledImage("a", grading=Grading(DRGrade.MILD)),
            LabelledImage("a", grading=Grading(DRGrade.SEVERE)),
            "two different gradings",
        ),
    ],
)
def test_pieces_that_disagree_are_refused(
    first: LabelledImage, second: LabelledImage, words: str
) -> None:
    with pytest.raises(LabelError, match=words):
        merged([first, LabelledImage("a"), second], path=FILE)


def test_a_photograph_of_a_hundred_thousand_rows_takes_no_minute() -> None:
    pieces = [LabelledImage("a.jpg", marks=(MARK,))] * 100_000
    start = time.thread_time()
    (whole,) = merged(pieces, path=FILE)
    assert len(whole.marks) == len(pieces)
    assert time.thread_time() - start < 6, "joined one by one it took forty seconds"
