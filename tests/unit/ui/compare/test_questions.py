"""Questions: each asked once, stopped, failed, asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retinaview.inference.run import AnalysisProgress
from retinaview.ui.compare.questions import Questions, QuestionState

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.ui.compare.conftest import FakeRunner


@pytest.fixture
def asking(runner: FakeRunner) -> Questions:
    return Questions(runner)  # type: ignore[arg-type]


def progress(image_id: int, source: str, path: Path) -> object:
    from retinaview.ui.findings.models_runner import ModelProgress, ModelRequest
    from retinaview.ui.findings.run_queue import Reason

    request = ModelRequest(1, image_id, path, None, Reason.SHOWN, source)
    return ModelProgress(request, AnalysisProgress("grading", 1, 3))


def test_a_question_is_asked_once(asking: Questions, runner: FakeRunner) -> None:
    for _ in range(2):
        asking.ask([(1, "a"), (1, "b")])
    assert runner.asked == [(1, "a"), (1, "b")]
    assert asking.state((1, "a")) == QuestionState(waiting=True)
    asking.settle((1, "a"))
    assert asking.state((1, "a")) == QuestionState()
    assert asking.waiting == 1


def test_progress_is_that_of_the_question(
    asking: Questions, runner: FakeRunner, tmp_path: Path
) -> None:
    asking.ask([(1, "a")])
    runner.progressed.emit(progress(1, "a", tmp_path))
    assert asking.state((1, "a")).progress == AnalysisProgress("grading", 1, 3)
    runner.progressed.emit(progress(7, "", tmp_path))  # the analysis of another photograph
    assert asking.state((7, "")) == QuestionState()


def test_a_failure_is_kept_and_asked_again_only_on_request(
    asking: Questions, runner: FakeRunner
) -> None:
    asking.ask([(1, "a")])
    runner.failed.emit(1, "a", "P1.jpg: a failed")
    assert asking.state((1, "a")) == QuestionState(failure="P1.jpg: a failed")
    asking.ask([(1, "a")])
    assert len(runner.asked) == 1
    asking.ask_again((1, "a"))
    assert len(runner.asked) == 2
    assert asking.state((1, "a")).waiting


def test_what_was_stopped_is_withdrawn_and_not_asked_again_by_itself(
    asking: Questions, runner: FakeRunner
) -> None:
    asking.ask([(1, "a")])
    asking.ask_all([(2, "a"), (1, "a")])
    assert runner.batch == [(2, "a")]
    assert asking.batch_left == 2
    asking.stop()
    assert set(runner.withdrawn) == {(1, "a"), (2, "a")}
    assert asking.waiting == 0
    asking.ask([(1, "a")])
    assert len(runner.asked) == 1
    asking.ask_all([(2, "a")])
    assert asking.waiting == 1


def test_what_nobody_looks_at_any_more_is_withdrawn_but_not_a_batch(
    asking: Questions, runner: FakeRunner
) -> None:
    asking.ask_all([(3, "a"), (4, "a")])
    asking.ask([(1, "a"), (1, "b")])
    assert (asking.waiting, asking.batch_left) == (4, 2)
    asking.ask([(2, "a"), (1, "b")])
    assert runner.withdrawn == [(1, "a")]
    assert runner.asked == [(1, "a"), (1, "b"), (2, "a")]
    assert (asking.waiting, asking.batch_left) == (4, 2)
    asking.ask([(1, "a")])  # back again: it was not stopped by a person
    assert asking.state((1, "a")).waiting


def test_stopped_from_the_main_window_nothing_is_waited_for(
    asking: Questions, runner: FakeRunner
) -> None:
    asking.ask([(1, "a")])
    runner.progressed.emit(None)
    assert asking.state((1, "a")) == QuestionState()
    assert runner.withdrawn == []
    asking.ask([(1, "a")])
    assert len(runner.asked) == 1


def test_another_study_begins_anew(asking: Questions, runner: FakeRunner) -> None:
    asking.ask([(1, "a")])
    runner.failed.emit(2, "a", "broken")
    asking.forget()
    assert runner.withdrawn == [(1, "a")]
    asking.ask([(1, "a"), (2, "a")])
    assert runner.asked == [(1, "a"), (1, "a"), (2, "a")]


def test_an_answer_on_its_way_into_the_project_is_not_stopped(
    asking: Questions, runner: FakeRunner
) -> None:
    asking.ask([(1, "sea-net"), (2, "sea-net")])
    runner.found.emit(1, "sea-net", None)
    runner.progressed.emit(None)
    assert asking.state((1, "sea-net")).waiting
    assert not asking.state((2, "sea-net")).waiting
    asking.settle((1, "sea-net"))
    assert asking.waiting == 0
