from __future__ import annotations

import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled
from retinaview.inference.run import AnalysisProgress, AnalysisRun, AnalysisStep, PassCounter


def test_a_step_is_timed_and_reported_at_both_ends() -> None:
    told: list[AnalysisProgress] = []
    run = AnalysisRun(told.append, None)
    with run.step(AnalysisStep.QUALITY):
        pass
    assert told == [AnalysisProgress("quality", 0, 1), AnalysisProgress("quality", 1, 1)]
    assert set(run.seconds) == {"quality"}
    assert run.seconds["quality"] >= 0


def test_a_cancelled_run_begins_no_step() -> None:
    token = CancelToken()
    run = AnalysisRun(None, token)
    token.cancel()
    with pytest.raises(Cancelled), run.step(AnalysisStep.GRADING):
        pytest.fail("the step began")


def test_passes_count_up_to_their_end_and_never_beyond() -> None:
    told: list[AnalysisProgress] = []
    count = PassCounter(AnalysisRun(told.append, None), AnalysisStep.SEGMENTATION, layers=3)
    for done in range(2):
        count.begin_pass(done, 2)
        for _ in range(5):
            count.begin_layer()
    assert [progress.done for progress in told] == [0, 1, 2, 3, 3, 3, 3, 4, 5, 6, 6, 6]
    assert {progress.total for progress in told} == {6}
