from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.batch import findings_log
from retinaview.batch.findings_file import ErrorRow, FilesRow, ScreenedRow, read_findings
from retinaview.batch.findings_log import FindingsLog
from retinaview.batch.inputs import list_inputs, named
from retinaview.batch.map_files import write_maps
from retinaview.batch.screening import ScreeningProgress, ScreeningSummary, screen
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, FileInTheWay, ModelError, ReadError, WriteError
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    LesionMap,
    ModelIdentity,
    Quality,
)
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.imaging.photograph import Photograph
from retinaview.inference.engine import Engine


class StandIn(Engine):
    """An engine whose findings are made up, and that can be told to break."""

    def __init__(self, version: str = "1", *, pairs: bool = False) -> None:
        self.version, self.pairs = version, pairs
        self.analysed: list[str] = []
        self.fellows: dict[str, str] = {}
        self.looked_at: list[str] = []
        self.loaded = False
        self.break_at: Callable[[int], BaseException | None] = lambda _: None

    @property
    def identities(self) -> tuple[ModelIdentity, ...]:
        return (ModelIdentity("segmentation", "stand-in", self.version, "ab" * 32),)

    @property
    def pairs_eyes(self) -> bool:
        return self.pairs

    @property
    def referable_threshold(self) -> float:
        return 0.5

    def load(self) -> None:  # type: ignore[override]
        self.loaded = True

    def look_ahead(self, photograph: Photograph) -> None:
        self.looked_at.append(photograph.path.name)

    def analyse(
        self, photograph: Photograph, *, fellow: Photograph | None = None, **_: object
    ) -> Finding:
        error = self.break_at(len(self.analysed))
        if fellow is not None:
            self.fellows[photograph.path.name] = fellow.path.name
        self.analysed.append(photograph.path.name)
        if error is not None:
            raise error
        whole = Box(0, 0, photograph.width, photograph.height)
        probability = np.full((8, 8), 200, np.uint8)
        return Finding(
            Quality(0.9, gradable=True),
            grades=GradeProbabilities((0.5, 0.2, 0.1, 0.1, 0.1)),
            heat_maps=(HeatMap("net", "any DR", np.ones((2, 2), np.float32), whole),),
            lesion_maps=(LesionMap(LesionClass.HARD_EXUDATE, probability, whole, 0.5),),
            models=self.identities,
            together=self.fellows.get(photograph.path.name, ""),
        )


def photograph_at(path: Path, seed: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).integers(0, 256, (40, 50, 3), np.uint8)
    cv2.imwrite(str(path), noise)
    return path


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    return [photograph_at(tmp_path / "in" / f"{name}.png", ord(name)) for name in "cabed"]


def run(
    paths: list[Path], out: Path, engine: Engine | None = None, jobs: int = 2
) -> ScreeningSummary:
    return screen(paths, out=out, engine=engine or StandIn(), jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 3])
def test_rows_are_in_input_order(photographs: list[Path], tmp_path: Path, jobs: int) -> None:
    told: list[ScreeningProgress] = []
    summary = screen(
        photographs, out=tmp_path / "out", engine=StandIn(), jobs=jobs, progress=told.append
    )
    names = [str(path) for path in photographs]
    assert [row.image for row in read_findings(tmp_path / "out")] == names
    assert summary.rows == read_findings(tmp_path / "out")
    assert told == [ScreeningProgress(n, 5, image) for n, image in enumerate(names, start=1)]
    assert (summary.reused, summary.failures) == (0, ())


def test_every_file_of_a_row_is_there(photographs: list[Path], tmp_path: Path) -> None:
    summary = run(photographs, tmp_path / "out")
    for path, row in zip(photographs, summary.rows, strict=True):
        assert isinstance(row, ScreenedRow)
        assert row.name == path.stem
        assert row.files.masks == {"hard_exudate": f"masks/{path.stem}_hard_exudate.png"}
        assert row.files.attention == {"net": f"attention/{path.stem}_net.png"}
        for file in row.files.all():
            image = cv2.imread(str(tmp_path / "out" / file), cv2.IMREAD_UNCHANGED)
            assert image.shape == (40, 50)


def test_a_second_run_analyses_nothing(photographs: list[Path], tmp_path: Path) -> None:
    run(photographs, tmp_path / "out")
    before = (tmp_path / "out" / "findings.jsonl").read_bytes()
    again = StandIn()
    summary = run(photographs, tmp_path / "out", again)
    assert again.analysed == []
    assert not again.loaded
    assert summary.reused == 5
    assert (tmp_path / "out" / "findings.jsonl").read_bytes() == before


@pytest.mark.parametrize("killed_at", [0, 1, 3])
def test_continues_after_a_kill(photographs: list[Path], tmp_path: Path, killed_at: int) -> None:
    engine = StandIn()
    engine.break_at = lambda n: KeyboardInterrupt() if n == killed_at else None
    with pytest.raises(KeyboardInterrupt):
        run(photographs, tmp_path / "out", engine)
    path = tmp_path / "out" / "findings.jsonl"
    if path.exists():  # the process died while it wrote a line
        with path.open("a") as file:
            file.write('{"image": "half')
    again = StandIn()
    run(photographs, tmp_path / "out", again)
    # The photograph before the fatal one may have been on its way to the disk.
    done = max(0, killed_at - 1)
    assert again.analysed == [path.name for path in photographs[done:]]
    assert [row.image for row in read_findings(path)] == [str(path) for path in photographs]


def test_a_changed_photograph_is_done_again(photographs: list[Path], tmp_path: Path) -> None:
    run(photographs, tmp_path / "out")
    photograph_at(photographs[1], seed=999)
    again = StandIn()
    run(photographs, tmp_path / "out", again)
    assert again.analysed == [photographs[1].name]
    assert [row.image for row in read_findings(tmp_path / "out")] == [str(p) for p in photographs]


def test_changed_models_do_everything_again(photographs: list[Path], tmp_path: Path) -> None:
    run(photographs, tmp_path / "out")
    again = StandIn(version="2")
    summary = run(photographs, tmp_path / "out", again)
    assert len(again.analysed) == 5
    rows = read_findings(tmp_path / "out")
    assert rows == summary.rows
    assert all(row.models["segmentation"].version == "2" for row in rows)  # type: ignore[union-attr]


def test_a_deleted_mask_is_made_again(photographs: list[Path], tmp_path: Path) -> None:
    run(photographs, tmp_path / "out")
    mask = tmp_path / "out" / "masks" / "a_hard_exudate.png"
    mask.unlink()
    again = StandIn()
    run(photographs, tmp_path / "out", again)
    assert again.analysed == ["a.png"]
    assert mask.exists()


def test_bad_photographs_do_not_stop_the_others(photographs: list[Path], tmp_path: Path) -> None:
    photographs[1].write_bytes(photographs[1].read_bytes()[:200])
    photographs[3].unlink()
    summary = run(photographs, tmp_path / "out")
    rows = read_findings(tmp_path / "out")
    assert [isinstance(row, ErrorRow) for row in rows] == [False, True, False, True, False]
    assert [image for image, _ in summary.failures] == [str(photographs[1]), str(photographs[3])]
    bad = json.loads((tmp_path / "out" / "findings.jsonl").read_text().splitlines()[3])
    error = {"kind": "read", "message": "does not exist"}
    assert bad == {"image": str(photographs[3]), "error": error}


def test_a_repaired_photograph_takes_its_place(photographs: list[Path], tmp_path: Path) -> None:
    good = photographs[1].read_bytes()
    photographs[1].write_bytes(b"")
    run(photographs, tmp_path / "out")
    photographs[1].write_bytes(good)
    again = StandIn()
    assert run(photographs, tmp_path / "out", again).failures == ()
    assert again.analysed == [photographs[1].name]
    assert [row.image for row in read_findings(tmp_path / "out")] == [str(p) for p in photographs]


def test_a_fault_of_the_networks_does_not_stop_the_others(
    photographs: list[Path], tmp_path: Path
) -> None:
    engine = StandIn()
    engine.break_at = lambda n: ModelError("the network failed") if n == 2 else None
    summary = run(photographs, tmp_path / "out", engine)
    assert summary.failures == ((str(photographs[2]), "the network failed"),)
    row = summary.rows[2]
    assert isinstance(row, ErrorRow)
    assert row.error.kind == "model"


def test_networks_that_cannot_be_loaded_stop_the_run(
    photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: StandIn) -> None:
        raise ModelError("no such device")

    monkeypatch.setattr(StandIn, "load", load)
    with pytest.raises(ModelError, match="no such device"):
        run(photographs, tmp_path / "out")


def test_a_cancelled_run_can_be_continued(photographs: list[Path], tmp_path: Path) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        screen(
            photographs,
            out=tmp_path / "out",
            engine=StandIn(),
            progress=lambda at: token.cancel() if at.done == 2 else None,
            cancel=token,
        )
    again = StandIn()
    run(photographs, tmp_path / "out", again)
    assert 1 <= len(again.analysed) <= 3


def test_one_file_named_twice_counts_once(photographs: list[Path], tmp_path: Path) -> None:
    given = [photographs[0], photographs[0].parent, photographs[0].parent / "." / "c.png"]
    summary = run(given, tmp_path / "out")
    assert [Path(row.image).name for row in summary.rows] == [
        "c.png",
        "a.png",
        "b.png",
        "d.png",
        "e.png",
    ]


def test_copies_under_other_names_each_have_their_row(tmp_path: Path) -> None:
    first = photograph_at(tmp_path / "left" / "eye.png")
    second = tmp_path / "right" / "eye.png"
    second.parent.mkdir()
    shutil.copy(first, second)
    summary = run([first, second], tmp_path / "out")
    names = [row.name for row in summary.rows if isinstance(row, ScreenedRow)]
    assert names == ["eye", "eye_2"]
    assert (tmp_path / "out" / "masks" / "eye_2_hard_exudate.png").exists()


def test_names_stay_when_the_order_changes(tmp_path: Path) -> None:
    first = photograph_at(tmp_path / "left" / "eye.png", 1)
    second = photograph_at(tmp_path / "right" / "eye.png", 2)
    run([first, second], tmp_path / "out")
    again = StandIn()
    summary = run([second, first], tmp_path / "out", again)
    assert again.analysed == []
    assert [row.name for row in summary.rows if isinstance(row, ScreenedRow)] == ["eye_2", "eye"]
    assert [row.image for row in read_findings(tmp_path / "out")] == [str(second), str(first)]


def test_other_photographs_of_the_folder_are_kept_behind(
    photographs: list[Path], tmp_path: Path
) -> None:
    run(photographs[:2], tmp_path / "out")
    summary = run(photographs[2:], tmp_path / "out")
    assert len(summary.rows) == 3
    images = [row.image for row in read_findings(tmp_path / "out")]
    assert images == [str(path) for path in (*photographs[2:], *photographs[:2])]


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=3), unique=True))
def test_names_are_unique_and_fit_for_files(stems: list[str]) -> None:
    images = [f"folder{n % 3}/{stem}.png" for n, stem in enumerate(stems)]
    images = list(dict.fromkeys(images))
    names = dict(named(images, {}))
    assert len({name.casefold() for name in names.values()}) == len(images)
    assert not any(set(name) & set('<>:"/\\|?*') for name in names.values())
    assert dict(named(images, names)) == names


def test_a_folder_without_photographs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no photographs in"):
        list_inputs([tmp_path])


def test_an_output_folder_that_is_a_file_is_an_error(
    photographs: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(WriteError, match="out: the folder cannot be created"):
        run(photographs, tmp_path / "out")


def test_the_next_photograph_is_looked_at_while_this_one_is_analysed(
    photographs: list[Path], tmp_path: Path
) -> None:
    class Slow(StandIn):
        """Analyses a photograph only when the next one has been looked at."""

        ready = threading.Event()

        def look_ahead(self, photograph: Photograph) -> None:
            super().look_ahead(photograph)
            if len(self.looked_at) == 2:
                self.ready.set()

        def analyse(self, photograph: Photograph, **named: Any) -> Finding:
            assert self.ready.wait(30)
            return super().analyse(photograph, **named)

    engine = Slow()
    run(photographs, tmp_path / "out", engine, jobs=1)
    assert sorted(engine.looked_at) == sorted(path.name for path in photographs)


def test_what_fails_ahead_is_left_to_the_analysis(photographs: list[Path], tmp_path: Path) -> None:
    class Blind(StandIn):
        def look_ahead(self, photograph: Photograph) -> None:
            raise ModelError(f"{photograph.path.name} is too dark")

    summary = run(photographs, tmp_path / "out", Blind())
    assert summary.failures == ()
    assert len(summary.rows) == len(photographs)


def test_work_on_rows_grows_with_the_photographs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row is read back in a first run, and in a second one each is read twice: to begin, and
    to see whether it stands."""
    parsed: list[str] = []
    parse = findings_log._parsed
    monkeypatch.setattr(findings_log, "_parsed", lambda line: parsed.append(line) or parse(line))
    paths = [photograph_at(tmp_path / "in" / f"{n:02}.png") for n in range(12)]
    out, file = tmp_path / "out", tmp_path / "out" / "findings.jsonl"
    run(paths, out)
    assert parsed == []
    inode = file.stat().st_ino
    assert run(paths, out).reused == 12
    assert len(parsed) == 24
    assert file.stat().st_ino == inode  # in order already: not written again


def test_many_photographs_of_one_name_are_named_in_one_pass() -> None:
    images = [f"{folder}/eye.png" for folder in range(3000)]
    begin = time.perf_counter()
    names = dict(named(images, {}))
    assert time.perf_counter() - begin < 1
    assert len(set(names.values())) == 3000
    assert names["2999/eye.png"] == "eye_3000"


def test_a_second_run_on_the_folder_says_so(photographs: list[Path], tmp_path: Path) -> None:
    first = StandIn()
    refused: list[str] = []

    def run_another(_: int) -> None:
        if not refused:
            with pytest.raises(WriteError, match="out: another run is writing to this folder") as e:
                run(photographs, tmp_path / "out")
            refused.append(str(e.value))

    first.break_at = run_another
    summary = run(photographs, tmp_path / "out", first)
    assert len(refused) == 1
    assert [row.image for row in summary.rows] == [str(path) for path in photographs]
    assert run(photographs, tmp_path / "out").reused == 5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-20]),
        lambda file: file.write_bytes(bytes(file.stat().st_size)),
        lambda file: _flip(file),
    ],
    ids=["gone", "empty", "cut short", "zeros", "a bit"],
)
def test_maps_that_a_run_counts_on_are_whole(
    photographs: list[Path], tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    out = tmp_path / "out"
    before = run(photographs, out).rows
    file = out / "probability" / f"{photographs[2].stem}_hard_exudate.png"
    sound = file.read_bytes()
    spoil(file)
    again = StandIn()
    assert run(photographs, out, again).rows == before
    assert again.analysed == [photographs[2].name]
    assert file.read_bytes() == sound


def test_a_map_of_somebody_else_ends_the_run(photographs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = run(photographs, out).rows
    file = out / "probability" / f"{photographs[2].stem}_hard_exudate.png"
    cv2.imwrite(str(file), np.zeros((40, 51), np.uint8))
    mine = file.read_bytes()
    with pytest.raises(FileInTheWay, match=file.name):
        run(photographs, out)
    assert file.read_bytes() == mine
    assert read_findings(out) == before
    assert screen(photographs, out=out, engine=StandIn(), replace=True).rows == before


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file it was")
def test_maps_are_on_the_disk_before_their_row(
    photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut may undo: names and content that were not waited for."""
    synced: set[Path] = set()
    fsync = os.fsync

    def note(descriptor: int) -> None:
        fsync(descriptor)
        synced.add(Path(f"/proc/self/fd/{descriptor}").resolve())

    monkeypatch.setattr(os, "fsync", note)
    known: list[set[Path]] = []
    append = FindingsLog.append

    def noted(log: FindingsLog, row: Any) -> None:
        known.append(set(synced))
        append(log, row)

    monkeypatch.setattr(FindingsLog, "append", noted)
    run(photographs[:1], tmp_path / "out")
    folder = (tmp_path / "out").resolve()
    written = {
        path.name.lstrip(".").split(".png")[0] for path in known[0] if path.is_relative_to(folder)
    }
    assert {f"{photographs[0].stem}_hard_exudate", f"{photographs[0].stem}_net"} <= written
    assert {folder / name for name in ("masks", "probability", "attention")} <= known[0]


def fails_to_encode(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(finding: Finding, out: Path, *, name: str, **more: Any) -> FilesRow:
        if name == "b":
            raise cv2.error("Unknown C++ exception")
        return write_maps(finding, out, name=name, **more)

    monkeypatch.setattr("retinaview.batch.screener.write_maps", write)


@pytest.mark.parametrize("fault", ["folder", "encoder"])
def test_maps_that_cannot_be_written_are_an_error_of_their_photograph(
    photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    out = tmp_path / "out"
    if fault == "folder":
        (out / "masks" / "b_hard_exudate.png").mkdir(parents=True)
    else:
        fails_to_encode(monkeypatch)
    summary = run(photographs, out)
    errors = {row.image: row.error for row in read_findings(out) if isinstance(row, ErrorRow)}
    (bad,) = errors
    assert Path(bad).name == "b.png"
    assert errors[bad].kind == "write"
    assert "written" in errors[bad].message
    assert [Path(image).name for image, _ in summary.failures] == ["b.png"]
    assert len(read_findings(out)) == 5
    # Once it can be written, it is.
    monkeypatch.undo()
    for folder in out.glob("masks/*.png/"):
        folder.rmdir()
    again = StandIn()
    assert screen(photographs, out=out, engine=again).failures == ()
    assert again.analysed == ["b.png"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_full_disk_stops_the_run_which_goes_on_later(
    photographs: list[Path], tmp_path: Path
) -> None:
    import resource

    out = tmp_path / "out"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(WriteError, match="cannot be written: File too large"):
            run(photographs, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert run(photographs, out).failures == ()
    assert len(read_findings(out)) == 5
