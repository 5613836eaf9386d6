"""The pages of one patient as PDF, by fpdf2.

Qt could draw them too, but the command has to work on servers that have neither its system
libraries nor fonts; so the font is our own as well, as far as its letters go.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from retinaview import __version__
from retinaview.core.text import one_line
from retinaview.report import words
from retinaview.report.contents import EyeContents
from retinaview.report.language import tr
from retinaview.report.photograph import Placement, draw_overlays, small_jpeg
from retinaview.session.visits import day_of

if TYPE_CHECKING:
    from retinaview.report.pdf import Pdf

PAGE_MM = 297.0, 210.0
_MARGIN_MM = 12.0
_GAP_MM = 9.0
_COLUMN_MM = (PAGE_MM[0] - 2 * _MARGIN_MM - _GAP_MM) / 2
_PHOTOGRAPH_MM = 96.0
"""Height at most."""
_TOP_MM = 31.0
_LINE_MM = 4.1
_FOOT_MM = PAGE_MM[1] - 14.0
_TABLE_COLUMNS_MM = 42.0, 18.0, 25.0, 18.0, 25.0
_INK, _PALE, _RULE = (20, 20, 20), (105, 105, 105), (190, 190, 190)
_LONGEST_TEXT = 1500


@dataclass(frozen=True, eq=False)
class PageEye:
    """One half of a page.

    Attributes
    ----------
    contents : EyeContents
        What there is to say.
    rgb : ndarray of uint8, shape (H, W, 3), or None
        The photograph; None where it cannot be read.
    problem : str
        Why it cannot be read; empty if it can.
    """

    contents: EyeContents
    rgb: NDArray[np.uint8] | None
    problem: str = ""


Half = PageEye | None
"""None where the study has no photograph of that eye."""


@dataclass(frozen=True)
class Pages:
    """A PDF.

    Attributes
    ----------
    content : bytes
        The file.
    unprinted : frozenset of str
        Characters of its texts that no font of this computer has.
    """

    content: bytes
    unprinted: frozenset[str]


@dataclass(frozen=True)
class Heading:
    """What stands above and below the photographs.

    Attributes
    ----------
    patient : str
        Whose eyes they are.
    study : str
        Name of the study.
    made : datetime
        When the report was made.
    """

    patient: str
    study: str
    made: datetime


def make_pdf(
    heading: Heading,
    pairs: Sequence[Callable[[], tuple[Half, Half]]],
    *,
    layers: Collection[str],
) -> Pages:
    """Return the pages of a patient.

    Parameters
    ----------
    heading : Heading
        Patient and study.
    pairs : sequence of callable
        Each reads the two eyes of one page, right and left, when that page is drawn.
    layers : collection of str
        What is drawn on the photographs.
    """
    pdf = _new(heading)
    for number, read in enumerate(pairs, start=1):
        pdf.add_page()
        _draw_heading(pdf, heading, tr("Page {number} of {all}", number=number, all=len(pairs)))
        halves = read()
        is_known = all(half is None or half.contents.image.eye is not None for half in halves)
        for column, (half, side) in enumerate(zip(halves, ("right", "left"), strict=True)):
            x = _MARGIN_MM + column * (_COLUMN_MM + _GAP_MM)
            if half is None:
                _draw_none(pdf, side if is_known else "", x)
            else:
                _draw_half(pdf, half, side, x, layers)
    return Pages(bytes(pdf.output()), frozenset(pdf.unprinted))


def _new(heading: Heading) -> Pdf:
    from retinaview.report.pdf import Pdf

    pdf = Pdf()
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(tr("Fundus report: {patient}", patient=one_line(heading.patient)))
    pdf.set_subject(tr(words.RESEARCH_USE))
    pdf.set_creator(f"RetinaView {__version__}")
    pdf.set_creation_date(heading.made)
    return pdf


def _draw_heading(pdf: Pdf, heading: Heading, page: str) -> None:
    right = PAGE_MM[0] - _MARGIN_MM
    _write(pdf, heading.patient, _MARGIN_MM, 9, size=15, bold=True, width=150)
    _write(pdf, tr("Study {name}", name=heading.study), right - 110, 9, width=110, align="R")
    made = tr("Report of {time}", time=words.time_words(heading.made))
    _write(pdf, made, right - 110, 9 + _LINE_MM, width=110, align="R", colour=_PALE)
    pdf.set_draw_color(*_RULE)
    pdf.set_line_width(0.2)
    pdf.line(_MARGIN_MM, 19, right, 19)
    pdf.line(_MARGIN_MM, _FOOT_MM, right, _FOOT_MM)
    scales = tr("DR on the ICDR scale, DME as in IDRiD.")
    foot = f"{tr(words.RESEARCH_USE)} RetinaView {__version__}. {scales}"
    _write(pdf, foot, _MARGIN_MM, _FOOT_MM + 1.5, size=7.5, bold=True, width=200)
    _write(pdf, page, right - 60, _FOOT_MM + 1.5, size=7.5, width=60, align="R", colour=_PALE)
    legend = tr(
        "Boxes: reader's marks. Outlines: lesions that the models found. Cross and rings: fovea, "
        "one and two disc diameters (DD) around it. Distances: of the nearest lesion from the "
        "fovea."
    )
    _write(
        pdf,
        legend,
        _MARGIN_MM,
        _FOOT_MM + 1.5 + _LINE_MM,
        size=7,
        width=right - _MARGIN_MM,
        colour=_PALE,
    )


def _draw_none(pdf: Pdf, side: str, x: float) -> None:
    named = _eye(side) if side else tr("Fellow eye")
    _write(pdf, named, x, 21.5, bold=True, size=11)
    _write(pdf, tr("No photograph in the study."), x, _TOP_MM, colour=_PALE)


def _eye(side: str) -> str:
    return tr("OD right eye") if side == "right" else tr("OS left eye")


def _draw_half(pdf: Pdf, half: PageEye, side: str, x: float, layers: Collection[str]) -> None:
    image = half.contents.image
    named = _eye(side) if image.eye is not None else tr("Eye not known")
    _write(pdf, named, x, 21.5, bold=True, size=11)
    day = day_of(image)
    name = image.name if day is None else f"{day.isoformat()}  {image.name}"
    _write(pdf, name, x + 45, 22.5, width=_COLUMN_MM - 45, align="R", colour=_PALE, size=8)
    y = _draw_photograph(pdf, half, x, layers)
    y = _draw_answers(pdf, half.contents, x, y + 2)
    _draw_table(pdf, half.contents, x, y + 1)


def _draw_photograph(pdf: Pdf, half: PageEye, x: float, layers: Collection[str]) -> float:
    """Draw the photograph and what is on it; return where it ends."""
    top = _TOP_MM - 3
    if half.rgb is None:
        text = tr("The photograph cannot be shown: {why}", why=half.problem)
        return _write_lines(pdf, text, x, top + 2, most=4)
    height, width = half.rgb.shape[:2]
    scale = min(_COLUMN_MM / width, _PHOTOGRAPH_MM / height)
    place = Placement(x + (_COLUMN_MM - width * scale) / 2, top, scale)
    pdf.image(small_jpeg(half.rgb), place.x, place.y, width * scale, height * scale)
    with pdf.rect_clip(place.x, place.y, width * scale, height * scale):
        draw_overlays(pdf, half.contents, place, layers)
    end: float = top + height * scale
    return end


def _draw_answers(pdf: Pdf, contents: EyeContents, x: float, y: float) -> float:
    """Write reader, models, quality and comment; return where they end."""
    rows = [
        (tr("Reader"), words.reader_answer(contents), 2, True),
        (tr("Read by"), words.signature(contents), 1, False),
        (tr("Comment"), contents.grading.comment, 3, False),
        (tr("Models"), words.models_answer(contents), 2, True),
        (tr("Quality"), words.quality_words(contents), 1, False),
        (tr("Networks"), words.models_of(contents.finding), 3, False),
        (tr("Thresholds"), words.thresholds_words(contents), 2, False),
    ]
    for name, text, most, bold in rows:
        if text:
            _write(pdf, name, x, y, size=8, colour=_PALE)
            y = _write_lines(pdf, text, x + 20, y, most=most, bold=bold, width=_COLUMN_MM - 20)
    return y


def _draw_table(pdf: Pdf, contents: EyeContents, x: float, y: float) -> None:
    counts = contents.counts
    if not counts:
        return
    heads = tr("Lesions"), tr("Reader"), tr("nearest"), tr("Models"), tr("nearest")
    _draw_row(pdf, heads, x, y, colour=_PALE)
    room = int((_FOOT_MM - y) / _LINE_MM) - 2  # below the head, above a line for the rest
    for count in counts[:room]:
        y += _LINE_MM
        code = contents.classes.style(count.lesion).code
        cells = (
            f"{words.class_words(contents, count.lesion)} ({code})",
            _number(count.reader),
            words.distance_words(count.reader_distance),
            _number(count.models),
            words.distance_words(count.models_distance),
        )
        _draw_row(pdf, cells, x, y, colour=_INK)
    if rest := len(counts[room:]):
        more = tr("and %n class(es) more, in the study's summary", "", rest)
        _write(pdf, more, x, y + _LINE_MM, size=8, colour=_PALE)


def _number(count: int | None) -> str:
    return "–" if count is None else str(count)


def _draw_row(
    pdf: Pdf, cells: Sequence[str], x: float, y: float, *, colour: tuple[int, int, int]
) -> None:
    for index, (text, width) in enumerate(zip(cells, _TABLE_COLUMNS_MM, strict=True)):
        _write(pdf, text, x, y, width=width, size=8, align="R" if index else "L", colour=colour)
        x += width


def _write(
    pdf: Pdf,
    text: str,
    x: float,
    y: float,
    *,
    width: float = _COLUMN_MM,
    size: float = 9,
    bold: bool = False,
    align: str = "L",
    colour: tuple[int, int, int] = _INK,
) -> None:
    """Write one line, shortened to its place."""
    text = _ready(pdf, text, size, bold=bold)
    pdf.set_text_color(*colour)
    pdf.set_xy(x, y)
    pdf.cell(width, _LINE_MM, _fitted(pdf, text, width), align=align)


def _ready(pdf: Pdf, text: str, size: float, *, bold: bool) -> str:
    """Set the fonts for a text, and return it as one line."""
    text = one_line(text[:_LONGEST_TEXT]).replace(" %", "\N{NO-BREAK SPACE}%")
    pdf.prepare(text, size=size, bold=bold)
    return text


def _fitted(pdf: Pdf, text: str, width: float) -> str:
    if pdf.get_string_width(text) <= width:
        return text
    while text and pdf.get_string_width(f"{text}…") > width:
        text = text[:-1]
    return f"{text}…"


def _write_lines(
    pdf: Pdf,
    text: str,
    x: float,
    y: float,
    *,
    most: int,
    width: float = _COLUMN_MM,
    bold: bool = False,
) -> float:
    """Write a text in at most so many lines; return where it ends."""
    text = _ready(pdf, text, 8, bold=bold)
    lines = cast(list[str], pdf.multi_cell(width, _LINE_MM, text, dry_run=True, output="LINES"))
    for index, line in enumerate(lines[:most]):
        more = index == most - 1 and len(lines) > most
        _write(pdf, f"{line}…" if more else line, x, y, width=width, size=8, bold=bold)
        y += _LINE_MM
    return y
