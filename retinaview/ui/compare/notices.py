"""What a half says while there is no finding, or about the one there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.ui.compare.halves import Half
from retinaview.ui.compare.questions import QuestionState
from retinaview.ui.compare.side import Side
from retinaview.ui.findings.controller import STEP_WORDS

if TYPE_CHECKING:
    from retinaview.core.findings import Finding

_NO_SOURCE = "No network has weights on this computer."


def show_state(
    side: Side, half: Half, state: QuestionState, finding: Finding | None, *, soon: bool
) -> None:
    """Say on one half how its question stands.

    Parameters
    ----------
    side : Side
        The half.
    half : Half
        What stands on it.
    state : QuestionState
        Of its question.
    finding : Finding or None
        The answer, where there is one.
    soon : bool
        The analysis of the photograph will answer, so that nobody need ask.
    """
    if not half.source:
        side.show_notice(_NO_SOURCE)
    elif state.progress is not None:
        step = STEP_WORDS.get(state.progress.step, state.progress.step)
        done, total = state.progress.done, state.progress.total
        side.show_progress(f"{half.source}: {step}", done=done, total=total)
    elif state.waiting:
        side.show_progress(f"{half.source} is queued")
    elif state.failure:
        side.show_notice(state.failure, can_ask=True)
    elif finding is None:
        words = "waits for the analysis of" if soon else "has not analysed"
        side.show_notice(f"{half.source} {words} this photograph.", can_ask=True)
    else:
        side.show_notice("  ".join(finding.notes))
