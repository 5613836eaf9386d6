"""Both eyes of a patient in one screening run."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from retinaview.batch.findings_file import ErrorRow, EyesRow, ScreenedRow, read_findings
from retinaview.batch.inputs import pair_eyes, read_patients
from retinaview.batch.screening import ScreeningSummary, screen
from retinaview.core.errors import LabelError
from retinaview.core.grades import Laterality
from retinaview.imaging import shared_reading
from retinaview.imaging.photograph import Photograph, read_photograph
from tests.unit.batch.test_screening import StandIn, photograph_at

OD, OS = Laterality.OD, Laterality.OS


@pytest.fixture
def eyes(tmp_path: Path) -> list[Path]:
    """Both eyes of one patient, then one eye of another."""
    names = ("P1_OD", "P1_OS", "P2_OD")
    return [photograph_at(tmp_path / "in" / f"{name}.png", n) for n, name in enumerate(names)]


def run(paths: list[Path], out: Path, engine: StandIn | None = None) -> ScreeningSummary:
    return screen(paths, out=out, engine=engine or StandIn(pairs=True))


def rows_of(summary: ScreeningSummary) -> list[ScreenedRow]:
    assert not any(isinstance(row, ErrorRow) for row in summary.rows)
    return [row for row in summary.rows if isinstance(row, ScreenedRow)]


def test_both_eyes_are_shown_together_and_one_alone(eyes: list[Path], tmp_path: Path) -> None:
    engine = StandIn(pairs=True)
    right, left, alone = rows_of(run(eyes, tmp_path / "out", engine))
    assert engine.fellows == {"P1_OD.png": "P1_OS.png", "P1_OS.png": "P1_OD.png"}
    assert right.eyes == EyesRow(fellow=str(eyes[1]), fellow_sha256=left.sha256, together=True)
    assert left.eyes == EyesRow(fellow=str(eyes[0]), fellow_sha256=right.sha256, together=True)
    assert alone.eyes is None
    assert alone.notes == ()
    assert right.notes == (f"graded together with the fellow eye's photograph {eyes[1]}",)
    assert read_findings(tmp_path / "out") == (right, left, alone)


def test_a_network_for_one_eye_is_shown_one(eyes: list[Path], tmp_path: Path) -> None:
    engine = StandIn(pairs=False)
    rows = rows_of(run(eyes, tmp_path / "out", engine))
    assert engine.fellows == {}
    assert [row.eyes for row in rows] == [None] * 3


def test_a_second_run_analyses_nothing(eyes: list[Path], tmp_path: Path) -> None:
    run(eyes, tmp_path / "out")
    before = (tmp_path / "out" / "findings.jsonl").read_bytes()
    again = StandIn(pairs=True)
    assert run(eyes, tmp_path / "out", again).reused == 3
    assert again.analysed == []
    assert (tmp_path / "out" / "findings.jsonl").read_bytes() == before


def test_a_changed_eye_does_both_again(eyes: list[Path], tmp_path: Path) -> None:
    run(eyes, tmp_path / "out")
    photograph_at(eyes[1], seed=99)
    again = StandIn(pairs=True)
    run(eyes, tmp_path / "out", again)
    assert again.analysed == ["P1_OD.png", "P1_OS.png"]


def test_an_eye_that_joins_later_does_its_fellow_again(eyes: list[Path], tmp_path: Path) -> None:
    run([eyes[0], eyes[2]], tmp_path / "out")
    again = StandIn(pairs=True)
    run(eyes, tmp_path / "out", again)
    assert again.analysed == ["P1_OD.png", "P1_OS.png"]


def test_a_run_that_stopped_between_two_eyes_goes_on(eyes: list[Path], tmp_path: Path) -> None:
    first = StandIn(pairs=True)
    first.break_at = lambda n: KeyboardInterrupt() if n == 2 else None
    with pytest.raises(KeyboardInterrupt):
        run(eyes, tmp_path / "out", first)
    again = StandIn(pairs=True)
    right, left, _ = rows_of(run(eyes, tmp_path / "out", again))
    assert again.analysed == ["P1_OS.png", "P2_OD.png"]
    assert right.eyes is not None
    assert left.eyes is not None
    assert right.eyes.together
    assert left.eyes.together


@pytest.mark.parametrize("fault", ["damaged", "missing"])
def test_a_fellow_that_cannot_be_read_leaves_one_eye_alone(
    eyes: list[Path], tmp_path: Path, fault: str
) -> None:
    eyes[1].write_bytes(b"no photograph")
    if fault == "missing":
        eyes[1].unlink()
    engine = StandIn(pairs=True)
    right, left, _ = run(eyes, tmp_path / "out", engine).rows
    assert isinstance(left, ErrorRow)
    assert isinstance(right, ScreenedRow)
    assert right.eyes is not None
    assert right.eyes.fellow == str(eyes[1])
    assert (right.eyes.fellow_sha256 == "", right.eyes.together) == (fault == "missing", False)
    assert engine.fellows == {}
    again = StandIn(pairs=True)
    run(eyes, tmp_path / "out", again)
    assert again.analysed == []
    photograph_at(eyes[1], seed=5)
    run(eyes, tmp_path / "out", again)
    assert again.analysed == ["P1_OD.png", "P1_OS.png"]


def paths(*names: str) -> dict[str, Path]:
    return {name: Path(name) for name in names}


def test_two_photographs_of_one_eye_have_the_fellow_that_comes_first() -> None:
    inputs = paths("7_left_1.jpg", "7_left_2.jpg", "7_right_1.jpg", "7_right_2.jpg")
    assert pair_eyes(inputs) == {
        "7_left_1.jpg": "7_right_1.jpg",
        "7_left_2.jpg": "7_right_1.jpg",
        "7_right_1.jpg": "7_left_1.jpg",
        "7_right_2.jpg": "7_left_1.jpg",
    }


def test_the_same_eye_twice_is_no_pair() -> None:
    assert pair_eyes(paths("7_left_1.jpg", "7_left_2.jpg", "8_right.jpg", "plain.jpg")) == {}


def test_eyes_of_nobody_in_particular_are_no_pair() -> None:
    assert pair_eyes(paths("left.jpg", "right.jpg")) == {}


def test_patients_of_two_folders_are_two_patients() -> None:
    inputs = paths("a/1_OD.jpg", "b/1_OD.jpg", "b/1_OS.jpg", "a/1_OS.jpg", "c/1_OS.jpg")
    assert pair_eyes(inputs) == {
        "a/1_OD.jpg": "a/1_OS.jpg",
        "b/1_OD.jpg": "b/1_OS.jpg",
        "b/1_OS.jpg": "b/1_OD.jpg",
        "a/1_OS.jpg": "a/1_OD.jpg",
    }
    assert pair_eyes(paths("siteA/001_OD.jpg", "siteB/001_OS.jpg")) == {}
    assert pair_eyes(paths("a/IMG_L.jpg", "a/IMG_R.jpg", "a/2024-05-01_OD.jpg")) == {}
    assert pair_eyes(paths("a/2024-05-01_OS.jpg", "a/2024-05-01_OD.jpg")) == {}
    assert pair_eyes(paths("a/P1_V1_OD.jpg", "a/P1_V2_OS.jpg")) == {}


def test_a_table_pairs_across_folders() -> None:
    inputs = paths("siteA/001_OD.jpg", "siteB/001_OS.jpg", "x.jpg", "y.jpg")
    table = {
        "siteA/001_OD.jpg": ("7", OD),
        "siteB/001_OS.jpg": ("7", OS),
        "x.jpg": ("8", OD),
        "y.jpg": ("8", OS),
    }
    assert pair_eyes(inputs, table) == {
        "siteA/001_OD.jpg": "siteB/001_OS.jpg",
        "siteB/001_OS.jpg": "siteA/001_OD.jpg",
        "x.jpg": "y.jpg",
        "y.jpg": "x.jpg",
    }


def test_a_table_on_disk_says_whose_eyes_they_are(tmp_path: Path) -> None:
    photographs = [photograph_at(tmp_path / name / "001.png", n) for n, name in enumerate("ab")]
    table = tmp_path / "patients.csv"
    table.write_text("image,patient,eye\na/001,7,OD\nb/001.png,7,left\n")
    engine = StandIn(pairs=True)
    summary = screen(photographs, out=tmp_path / "out", engine=engine, patients=str(table))
    right, left = rows_of(summary)
    assert right.eyes is not None
    assert (right.eyes.fellow, right.eyes.together) == (str(photographs[1]), True)
    assert left.notes == (f"graded together with the fellow eye's photograph {photographs[0]}",)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("{patient}/{eye}/*", ("P1/left/x.png", "P1/right/y.png")),
        ("{eye}/{patient}", ("OS/001.png", "od/001.png")),
        ("{patient}-*-{eye}", ("siteA/7-a-L.png", "siteB/7-b-R.png")),
    ],
)
def test_a_pattern_says_whose_eyes_they_are(pattern: str, names: tuple[str, str]) -> None:
    inputs = paths(*names)
    assert pair_eyes(inputs) == {}
    assert pair_eyes(inputs, read_patients(pattern, inputs)) == dict([names, names[::-1]])


@pytest.mark.parametrize("pattern", ["{patient}", "{patient}/x/{eye}"])
def test_a_pattern_that_tells_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(LabelError, match=r"must have \{patient\} and \{eye\}, and fit"):
        read_patients(pattern, paths("a/b.png"))


def test_a_pair_is_decoded_once(
    eyes: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[str] = []

    def read(path: Path) -> Photograph:
        decoded.append(path.name)
        return read_photograph(path)

    monkeypatch.setattr(shared_reading, "read_photograph", read)
    run(eyes, tmp_path / "out")
    assert sorted(decoded) == ["P1_OD.png", "P1_OS.png", "P2_OD.png"]


def test_readers_at_the_same_time_share_one_photograph(eyes: list[Path]) -> None:
    shared, barrier = shared_reading.SharedReading(), threading.Barrier(4)
    got: list[Photograph] = []

    def read() -> None:
        barrier.wait(10)
        got.append(shared.read(eyes[0]))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(photograph) for photograph in got}) == 1
    assert len(got) == 4
