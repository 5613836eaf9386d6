from __future__ import annotations

import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled
from retinaview.inference.requests import Progress, Step
from retinaview.inference.run import PassCounter, Run


def test_a_step_is_timed_and_reported_at_both_ends() -> None:
    told: list[Progress] = []
    run = Run(told.append, None)
    with run.step(Step.QUALITY):
        pass
    assert told == [Progress("quality", 0, 1), Progress("quality", 1, 1)]
    assert set(run.seconds) == {"quality"}
    assert run.seconds["quality"] >= 0


def test_a_cancelled_run_begins_no_step() -> None:
    token = CancelToken()
    run = Run(None, token)
    token.cancel()
    with pytest.raises(Cancelled), run.step(Step.GRADING):
        pytest.fail("the step began")


def test_passes_count_up_to_their_end_and_never_beyond() -> None:
    told: list[Progress] = []
    count = PassCounter(Run(told.append, None), Step.SEGMENTATION, layers=3)
    for done in range(2):
        count.begin_pass(done, 2)
        for _ in range(5):
            count.begin_layer()
    assert [progress.done for progress in told] == [0, 1, 2, 3, 3, 3, 3, 4, 5, 6, 6, 6]
    assert {progress.total for progress in told} == {6}
