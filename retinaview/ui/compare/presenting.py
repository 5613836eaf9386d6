"""Puts halves and findings onto the window of the comparison; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from retinaview.ui.compare.drawn import shown
from retinaview.ui.compare.grade_rows import grade_rows
from retinaview.ui.compare.halves import Half, Halves, Mode, difference
from retinaview.ui.compare.side import Side
from retinaview.ui.compare.window import CompareWindow
from retinaview.ui.layouts.link import frames

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.imaging.photograph import Photograph
    from retinaview.session.session import Session

Findings = Sequence["Finding | None"]


def show_half(
    side: Side,
    half: Half,
    finding: Finding | None,
    *,
    session: Session,
    photograph: Photograph | str,
    target: str,
) -> None:
    """Show a photograph with what its source says, or why it is not there.

    Parameters
    ----------
    side : Side
        The half.
    half : Half
        Whose photograph stands on it.
    finding : Finding or None
        What the source says.
    session : Session
        Has the reader's marks and the study's own finding.
    photograph : Photograph or str
        The pixels, or why they are not there.
    target : str
        What the attention shall speak for.
    """
    side.set_title(half.title, half.name)
    if half.image_id is None or isinstance(photograph, str):
        side.show_absence(photograph if isinstance(photograph, str) else half.absence)
        return
    side.show_photograph(photograph.halvings)
    show_marks(side, session, half.image_id)
    main = session.finding(half.image_id)
    drawn = shown(finding, main, target=target, thresholds=session.thresholds)
    side.show_finding(drawn)


def show_marks(side: Side, session: Session, image_id: int) -> None:
    """Show the reader's boxes; proposals are the sources' and stand on the main window."""
    marks = session.marks(image_id)
    side.canvas.set_marks(tuple(mark for mark in marks if mark.status.is_label))


def show_table(window: CompareWindow, mode: Mode, halves: Halves, findings: Findings) -> None:
    """Show the grades of both halves."""
    first, second = (
        f"{each.title}  {each.source}" if mode is Mode.SOURCES else each.title for each in halves
    )
    window.table.show_rows((first, second, difference(mode, halves)), grade_rows(*findings))


def link_halves(window: CompareWindow, halves: Halves, findings: Findings) -> None:
    """Link the canvases by the fields of view, or not where a photograph is missing."""
    first, second = window.sides
    if not (first.has_photograph and second.has_photograph):
        window.link.set_frames(None)
        return
    fields = [None if said is None else said.field_of_view for said in findings]
    if halves[0].image_id == halves[1].image_id:
        fields = [None, None]  # a field of view measured twice shall not shift it
    window.link.set_frames(frames(*fields, sizes=(first.size_px, second.size_px)))
