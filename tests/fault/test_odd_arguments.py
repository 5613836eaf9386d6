"""Every command with arguments that nobody expects: one sentence, no fault, no wait."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import cv2
import numpy as np
import pytest

from retinaview.cli.main import BAD_INPUT, main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are POSIX")

LONGEST_S = 60
LABELS = "image,class,x,y,width,height\nP1_OD.png,microaneurysm,1,1,9,9\n"
Make = Callable[[Path], object]


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def _pipes(folder: Path) -> Path:
    made = folder / "pipes"
    made.mkdir()
    for name in ("a.jpg", "a.csv", "findings.jsonl", "run.json", "classes.txt", "DICOMDIR"):
        os.mkfifo(made / name)
    return made


def _circle(folder: Path) -> Path:
    made = folder / "circle"
    made.mkdir()
    (made / "itself").symlink_to(made)
    (made / "a.csv").symlink_to("a.csv")
    return made / "a.csv"


def _two_lines(folder: Path) -> Path:
    made = folder / "two\nlines\x1b[2J"
    made.mkdir()
    (made / "a.csv").write_text("image,x\n")
    return made / "a.csv"


def _bytes(folder: Path) -> Path:
    made = Path(os.fsdecode(os.fsencode(folder) + b"/\xff"))
    made.mkdir()
    (made / "a.csv").write_text(LABELS)
    return made / "a.csv"


ODD: dict[str, Make] = {
    "nothing": lambda _: "",
    "a long name": lambda folder: folder / ("x" * 300),
    "a password": lambda _: "https://me:secret@127.0.0.1:1/a/",
    "a pipe": _pipe,
    "pipes": _pipes,
    "a circle": _circle,
    "two lines": _two_lines,
    "bytes": _bytes,
}
COMMANDS: dict[str, list[str]] = {
    "screen": ["screen", "ODD", "--out", "OUT", "--models", "nobody"],
    "screen models": ["screen", "PHOTOS", "--out", "OUT", "--models", "ODD"],
    "screen threshold": ["screen", "PHOTOS", "--out", "OUT", "--threshold", "ODD"],
    "discover": ["discover", "ODD", "--out", "OUT", "--source", "nobody"],
    "models add": ["models", "add", "ODD"],
    "models download": ["models", "download", "ganet", "--index", "ODD"],
    "models remove": ["models", "remove", "ODD"],
    "models export": ["models", "export", "ODD", "--out", "OUT"],
    "import": ["import", "ODD", "--project", "PHOTOS"],
    "import history": ["import", "ODD", "--format", "history", "--project", "OUT.retinaview"],
    "export": ["export", "ODD", "--format", "csv", "--out", "OUT"],
    "export dicom": ["export", "ODD", "--format", "dicom", "--out", "OUT"],
    "report": ["report", "ODD", "--out", "OUT"],
    "data check": ["data", "check", "ODD"],
    "data split": ["data", "split", "ODD", "--out", "OUT.csv"],
    "data order": ["data", "order", "ODD"],
    "retrain": ["retrain", "ODD", "--out", "OUT"],
    "anonymise": ["dicom", "anonymise", "ODD", "--out", "OUT"],
    "anonymise key": ["dicom", "anonymise", "PHOTOS", "--out", "OUT", "--key", "ODD"],
    "send": ["dicom", "send", "dicom://A@127.0.0.1:1", "ODD", "--timeout", "1"],
    "find": ["dicom", "find", "ODD", "--timeout", "1"],
    "localization": ["evaluate", "localization", "-t", "ODD", "-p", "ODD"],
    "segmentation": ["evaluate", "segmentation", "-t", "ODD", "-p", "PHOTOS"],
    "grading": ["evaluate", "grading", "-t", "ODD", "-p", "PHOTOS"],
    "agreement": ["evaluate", "agreement", "ODD", "LABELS"],
    "study copy": ["study", "copy", "ODD", "OUT.retinaview"],
}


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photographs")
    for name in ("P1_OD.png", "P1_OS.png"):
        cv2.imwrite(str(folder / name), np.full((64, 64, 3), 80, np.uint8))
    (folder / "labels.csv").write_text(LABELS)
    return folder


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"waits for more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_a_sentence_and_no_fault_of_the_program(
    command: str, photographs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = {path: path.read_bytes() for path in photographs.iterdir()}
    wrong = []
    for name, make in ODD.items():
        place = tmp_path / name
        place.mkdir()
        given = {"ODD": str(make(place)), "PHOTOS": str(photographs)}
        given |= {"LABELS": str(photographs / "labels.csv")}
        arguments = [
            given.get(each, each.replace("OUT", str(place / "out"))) for each in COMMANDS[command]
        ]
        with no_longer_than(LONGEST_S):
            status = main(arguments)
        said = capfd.readouterr().err
        is_plain = said.isascii() or said.replace("\n", "").isprintable()
        is_right = status in (0, 1, BAD_INPUT) and is_plain and "secret" not in said
        if status == BAD_INPUT:
            is_right &= said.startswith("retinaview: ") and said.count("\n") == 1
        if not is_right or len(said) > 3000:
            wrong.append(f"{name}: {status}: {said[:500]}")
    assert wrong == []
    after = {path: path.read_bytes() for path in photographs.iterdir() if path in before}
    assert after == before
