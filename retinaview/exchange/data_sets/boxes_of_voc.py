"""Boxes of Pascal VOC files of a data set, whose photographs need not be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.label_problems import OnProblem
from retinaview.exchange import voc
from retinaview.exchange.data_sets.data_set import ReadersBox
from retinaview.exchange.intake import Intake
from retinaview.exchange.xml_text import read_xml


def boxes_of_voc(path: Path, note: Callable[[str], None]) -> list[ReadersBox]:
    """Return the boxes of a file; what is wrong with it becomes a note."""
    intake = Intake(on_problem=OnProblem.SKIP)
    try:
        found = voc.read(read_xml(path), intake, path=path)
    except LabelError as error:
        note(str(error))
        return []
    for problem in intake.problems:
        note(str(problem))
    return [ReadersBox(mark.lesion, mark.box) for image in found for mark in image.marks]
