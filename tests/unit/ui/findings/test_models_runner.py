"""One request at a time; stale answers are dropped, faults become sentences."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from retinaview.core.errors import ModelError, ReadError
from retinaview.core.findings import Finding, Quality
from retinaview.imaging.photograph import Photograph
from retinaview.inference.run import AnalysisProgress
from retinaview.project import packed_finding
from retinaview.ui.findings.model_requests import PartialAnswer
from retinaview.ui.findings.models_runner import ModelsRunner
from retinaview.ui.workers import stop_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from retinaview.core.cancel import CancelToken


class Engine:
    device_label = "CPU"

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.go = threading.Event()
        self.go.set()
        self.fault: Exception | None = None

    def analyse(
        self,
        photograph: Photograph,
        *,
        fellow: Photograph | None = None,
        progress: Callable[[AnalysisProgress], None] | None = None,
        publish: Callable[[Finding], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        together = "" if fellow is None else fellow.path.name
        if publish is not None:
            publish(Finding(Quality(1.0, True), pending=("segmentation",)))
        return replace(self._look(photograph, "", progress, cancel), together=together)

    def ask(
        self,
        photograph: Photograph,
        source: str,
        *,
        fellow: Photograph | None = None,
        progress: Callable[[AnalysisProgress], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        together = "" if fellow is None else fellow.path.name
        return replace(self._look(photograph, f" {source}", progress, cancel), together=together)

    def _look(
        self,
        photograph: Photograph,
        suffix: str,
        progress: Callable[[AnalysisProgress], None] | None,
        cancel: CancelToken | None,
    ) -> Finding:
        self.seen.append(photograph.path.name + suffix)
        if progress is not None:
            progress(AnalysisProgress("grading", 1, 3))
        while not self.go.wait(0.005):
            if cancel is not None:
                cancel.raise_if_cancelled()
        if self.fault is not None:
            raise self.fault
        return Finding(Quality(1.0, True))


class Setting:
    """A runner with what it said."""

    def __init__(self) -> None:
        self.engine = Engine()
        self.made = 0
        self.runner = ModelsRunner(self._make)
        self.found: list[int] = []
        self.published: list[tuple[int, tuple[str, ...]]] = []
        self.failed: list[tuple[int, str]] = []
        self.findings: list[Finding] = []
        self.answered: list[tuple[int, str]] = []
        self.refused: list[tuple[int, str, str]] = []
        self.steps: list[str] = []
        self.runner.published.connect(lambda i, part: self.published.append((i, part.pending)))
        self.runner.found.connect(self._on_found)
        self.runner.failed.connect(self._on_failed)
        self.runner.progressed.connect(
            lambda p: self.steps.append("" if p is None else p.step.step)
        )
        self.runner.set_study(self._path, self._cached)

    def _on_found(self, image_id: int, source: str, ready: packed_finding.PackedFinding) -> None:
        self.findings.append(ready.finding)
        if source:
            self.answered.append((image_id, source))
        else:
            self.found.append(image_id)

    def _on_failed(self, image_id: int, source: str, sentence: str) -> None:
        if source:
            self.refused.append((image_id, source, sentence))
        else:
            self.failed.append((image_id, sentence))

    def _make(self) -> Engine:
        self.made += 1
        return self.engine

    @staticmethod
    def _path(image_id: int) -> Path:
        if image_id < 0:
            raise ReadError("is gone", path=f"{image_id}.png")
        return Path(f"{image_id}.png")

    @staticmethod
    def _cached(path: Path) -> Photograph:
        return Photograph(path, np.zeros((4, 4, 3), np.uint8), 8, "")


@pytest.fixture
def setting(qapp: object) -> Iterator[Setting]:  # noqa: ARG001
    setting = Setting()
    yield setting
    setting.runner.cancel()
    setting.engine.go.set()
    assert stop_all(setting.runner.workers, timeout_s=5)


def test_the_engine_is_made_once_and_not_before_it_is_needed(
    qtbot: QtBot, setting: Setting
) -> None:
    assert setting.made == 0
    setting.runner.want(1, (2,))
    qtbot.waitUntil(lambda: setting.found == [1, 2])
    assert setting.made == 1
    assert setting.steps.count("loading the models") == 1
    assert setting.steps[-1] == ""


def test_a_finding_is_packed_beside_the_window_with_its_proposals(
    qtbot: QtBot, setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    pack = packed_finding.map_blobs

    def noted(finding: Finding) -> list[bytes]:
        threads.append(threading.current_thread())
        return pack(finding)

    monkeypatch.setattr(packed_finding, "map_blobs", noted)
    given: list[packed_finding.PackedFinding] = []
    setting.runner.found.connect(lambda *answer: given.append(answer[2]))
    setting.runner.want(1, ())
    setting.runner.ask(1, "sunet")
    qtbot.waitUntil(lambda: len(given) == 2)
    assert len(threads) == 2
    assert threading.main_thread() not in threads
    assert {ready.proposals for ready in given} == {(), None}


def test_a_newer_wish_stops_the_older_run(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, ())
    qtbot.waitUntil(lambda: setting.engine.seen == ["1.png"])
    setting.runner.want(2, ())
    qtbot.waitUntil(lambda: len(setting.engine.seen) == 2)
    setting.engine.go.set()
    qtbot.waitUntil(lambda: setting.found == [2])


def test_a_neighbour_under_way_is_not_begun_again_when_it_is_shown(
    qtbot: QtBot, setting: Setting
) -> None:
    setting.engine.go.clear()
    setting.runner.want(None, (2,))
    qtbot.waitUntil(lambda: setting.engine.seen == ["2.png"])
    setting.runner.want(2, ())
    setting.engine.go.set()
    qtbot.waitUntil(lambda: setting.found == [2])
    assert setting.engine.seen == ["2.png"]


def test_a_batch_makes_room_and_goes_on(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want_all([1, 2, 3])
    qtbot.waitUntil(lambda: setting.engine.seen == ["1.png"])
    setting.runner.want(9, ())
    qtbot.waitUntil(lambda: len(setting.engine.seen) == 2)
    setting.engine.go.set()
    qtbot.waitUntil(lambda: len(setting.found) == 4)
    assert setting.found == [9, 1, 2, 3]


def test_batch_progress_counts(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want_all([1, 2, 3])
    assert setting.runner.batch_progress == (0, 3)
    setting.engine.go.set()
    qtbot.waitUntil(lambda: len(setting.found) == 3)
    assert setting.runner.batch_progress == (0, 0)


def test_cancelling_wants_nothing_more(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, (2, 3))
    qtbot.waitUntil(lambda: bool(setting.engine.seen))
    setting.runner.cancel()
    qtbot.waitUntil(lambda: setting.runner.running is None)
    assert setting.found == []
    assert setting.engine.seen == ["1.png"]


def test_answers_for_another_study_are_dropped(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, ())
    qtbot.waitUntil(lambda: bool(setting.engine.seen))
    setting.runner.set_study(setting._path, setting._cached)
    setting.engine.go.set()
    setting.runner.want(5, ())
    qtbot.waitUntil(lambda: setting.found == [5])


@pytest.mark.parametrize("fault", [ReadError("is damaged", path="1.png"), ValueError("nan")])
def test_a_fault_is_a_sentence_and_the_next_one_runs(
    qtbot: QtBot, setting: Setting, fault: Exception
) -> None:
    setting.engine.fault = fault
    setting.runner.want(1, ())
    qtbot.waitUntil(lambda: bool(setting.failed))
    assert setting.failed[0][0] == 1
    assert "1.png" in setting.failed[0][1]
    setting.engine.fault = None
    setting.runner.want(2, ())
    qtbot.waitUntil(lambda: setting.found == [2])


def test_a_photograph_that_is_not_found_is_a_sentence(qtbot: QtBot, setting: Setting) -> None:
    setting.runner.want(-1, (2,))
    qtbot.waitUntil(lambda: setting.found == [2])
    assert setting.failed == [(-1, "-1.png: is gone")]


def test_a_question_goes_before_neighbours_and_its_answer_is_its_own(
    qtbot: QtBot, setting: Setting
) -> None:
    setting.engine.go.clear()
    setting.runner.want(None, (2, 3))
    qtbot.waitUntil(lambda: setting.engine.seen == ["2.png"])
    setting.runner.ask(1, "sunet")
    qtbot.waitUntil(lambda: setting.engine.seen == ["2.png", "1.png sunet"])
    setting.engine.go.set()
    qtbot.waitUntil(lambda: setting.found == [2, 3])
    assert setting.answered == [(1, "sunet")]


def test_a_question_that_nobody_waits_for_any_more_is_stopped(
    qtbot: QtBot, setting: Setting
) -> None:
    setting.engine.go.clear()
    setting.runner.ask(1, "sunet")
    qtbot.waitUntil(lambda: bool(setting.engine.seen))
    setting.runner.withdraw(1, "sunet")
    qtbot.waitUntil(lambda: setting.runner.running is None)
    assert (setting.answered, setting.refused) == ([], [])


def test_forgetting_questions_leaves_the_analysis_under_way(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, ())
    setting.runner.ask_all([(1, "sunet"), (2, "sunet")])
    assert setting.runner.batch_progress == (0, 2)
    setting.runner.forget_questions()
    setting.engine.go.set()
    qtbot.waitUntil(lambda: setting.found == [1])
    assert setting.answered == []


def test_a_source_that_fails_is_a_sentence_of_its_own(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.fault = ModelError("needs 5 grades, not 4", path="sunet.safetensors")
    setting.runner.ask(1, "sunet")
    qtbot.waitUntil(lambda: bool(setting.refused))
    assert setting.refused == [(1, "sunet", "sunet.safetensors: needs 5 grades, not 4")]
    assert setting.failed == []


@pytest.mark.parametrize("source", ["", "sunet"])
def test_the_other_eye_goes_along(qtbot: QtBot, setting: Setting, source: str) -> None:
    setting.runner.set_study(setting._path, setting._cached, {1: 2, 3: -1}.get)
    for image_id in (1, 3, 4):
        if source:
            setting.runner.ask(image_id, source)
        else:
            setting.runner.want_all([image_id])
    qtbot.waitUntil(lambda: len(setting.findings) == 3)
    assert [finding.together for finding in setting.findings] == ["2.png", "", ""]


def test_another_eye_that_cannot_be_read_is_a_note(
    qtbot: QtBot, setting: Setting, tmp_path: Path
) -> None:
    (tmp_path / "2.png").write_bytes(b"no picture")
    photograph = setting._cached(Path("1.png"))
    setting.runner.set_study(
        lambda image_id: tmp_path / f"{image_id}.png",
        lambda path: photograph if path.name == "1.png" else None,
        {1: 2}.get,
    )
    setting.runner.want(1, ())
    qtbot.waitUntil(lambda: bool(setting.findings))
    assert (
        "Graded alone: the fellow eye's photograph cannot be read" in setting.findings[0].notes[0]
    )


def test_what_is_known_first_is_told_while_the_rest_is_under_way(
    qtbot: QtBot, setting: Setting
) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, ())
    qtbot.waitUntil(lambda: bool(setting.published))
    assert setting.published == [(1, ("segmentation",))]
    assert setting.found == []
    setting.engine.go.set()
    qtbot.waitUntil(lambda: setting.found == [1])


def test_nothing_is_told_of_a_request_that_was_cancelled(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, ())
    qtbot.waitUntil(lambda: bool(setting.engine.seen), timeout=2000)
    with qtbot.waitSignal(setting.runner.progressed, check_params_cb=lambda p: p is None):
        setting.published.clear()
        setting.runner.cancel()  # what it published may still be on its way
    assert setting.published == []


def test_nothing_is_told_of_a_study_that_is_no_longer_open(qtbot: QtBot, setting: Setting) -> None:
    setting.engine.go.clear()
    setting.runner.want(1, ())
    request = setting.runner.running
    assert request is not None
    setting.runner.set_study(Setting._path, Setting._cached)
    late = PartialAnswer(request, Finding(Quality(1.0, True), pending=("segmentation",)))
    setting.runner._on_published(late)
    assert setting.published == []
    setting.engine.go.set()
    qtbot.waitUntil(lambda: setting.runner.running is None)
