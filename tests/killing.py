"""Kill the program at random moments, and check that nothing finished is lost.

``python -m tests.killing NAME --kills 100 --seed 1`` runs more of one trial than the tests do. It
is a process of its own without threads, so that it can fork: each child works on a fresh copy of
what the trial prepares, until SIGKILL, which no program can catch. The moment is one of its own
processor time, so that how busy the machine is makes little difference.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import cv2
import numpy as np
import psutil

from retinaview.batch.findings_file import read_findings
from retinaview.batch.screening import screen
from retinaview.cli.main import main as command_line
from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.exchange import read_labels, write_labels
from retinaview.models.weights.replacing import finish_replacing, put_in_place
from retinaview.models.weights.staging import writing
from retinaview.project import opening
from retinaview.project.event_file import make_study, write_events
from retinaview.project.opening import close_engine, new_engine
from retinaview.project.store import ProjectStore
from retinaview.project.upgrade import migrate
from retinaview.session.study import open_study
from tests import killed_exports
from tests.folders import fastest_folder
from tests.importing import import_labels
from tests.unit.batch.test_screening import StandIn

STUDY, HISTORY, AGAIN = "study.retinaview", "history.jsonl", "again.retinaview"
STUCK_S = 60.0
"""Work that sleeps for so long waits for something that will not come."""
SHIPPED = Path(__file__).parents[1] / "resources" / "weights"


@dataclass(frozen=True)
class Trial:
    """One kind of work that is killed.

    Attributes
    ----------
    prepare : callable
        Fills a folder once.
    work : callable
        Works in a copy of it, in the child; what it writes to the descriptor is promised.
    check : callable
        Raises AssertionError where the killed copy is not as it may be; gets what was promised.
    longest_s : float
        The latest moment of a kill, seconds of processor time; work that is done sooner is killed
        sooner.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path, int], None]
    check: Callable[[Path, list[str]], None]
    longest_s: float


def run(trial: Trial, *, kills: int, seed: int) -> int:
    """Run a trial; how many children were killed before they had finished."""
    rng = random.Random(seed)
    cut_short = 0
    with tempfile.TemporaryDirectory(dir=fastest_folder()) as name:
        prepared = Path(name, "prepared")
        latest_s = prepare(trial, prepared)
        for number in range(kills):
            copy = Path(name, str(number))
            shutil.copytree(prepared, copy)
            promised, killed = live_and_die(trial, copy, rng.uniform(0, latest_s))
            cut_short += killed
            trial.check(copy, promised)
            shutil.rmtree(copy)
    return cut_short


def prepare(trial: Trial, folder: Path) -> float:
    """Fill a new folder; return the latest moment of a kill, seconds of processor time."""
    folder.mkdir()
    trial.prepare(folder)
    copy = folder.with_name("whole")
    shutil.copytree(folder, copy)
    *_, used_s = _live(trial, copy, trial.longest_s)
    shutil.rmtree(copy)
    return min(trial.longest_s, used_s)


def live_and_die(trial: Trial, folder: Path, delay_s: float) -> tuple[list[str], bool]:
    """Work in a child until it has used so much processor time.

    Returns
    -------
    list of str
        What it promised.
    bool
        Whether it was cut short.
    """
    promised, was_killed, _ = _live(trial, folder, delay_s)
    return promised, was_killed


def _live(trial: Trial, folder: Path, most_s: float) -> tuple[list[str], bool, float]:
    """Let a child work; what it promised, whether it was cut short, and its processor time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            trial.work(folder, writing)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        promised = b"".join(_until(most_s, child, pipe))
        os.kill(child, signal.SIGKILL)
        _, ending, used = os.wait4(child, 0)
        promised += pipe.readall()
    status = os.waitstatus_to_exitcode(ending)
    assert status in (0, -signal.SIGKILL), f"the child ended by itself, with {status}"
    return promised.decode().splitlines(), status != 0, used.ru_utime + used.ru_stime


def _until(most_s: float, child: int, pipe: io.FileIO) -> Iterator[bytes]:
    """Read a pipe until a child has used so much processor time, or has closed it."""
    process, asleep_since = psutil.Process(child), time.monotonic()
    while (left_s := most_s - _used_s(child)) > 0:
        if select.select([pipe], [], [], min(left_s, 1))[0]:
            if not (piece := pipe.read(1 << 16)):
                return
            yield piece
        # On a busy machine it may only not be let run, which is no fault of it.
        if process.status() != psutil.STATUS_SLEEPING:
            asleep_since = time.monotonic()
        elif time.monotonic() - asleep_since > STUCK_S:
            raise AssertionError("the child waits for something that does not come")


def _used_s(process: int) -> float:
    """Processor time of a child so far, seconds."""
    if sys.platform == "linux":  # whose tables count it in hundredths
        return time.clock_gettime(~process << 3 | 2)  # the clock of clock_getcpuclockid
    times = psutil.Process(process).cpu_times()
    return float(times.user + times.system)


def _photographs(folder: Path) -> list[Path]:
    paths = [folder / f"{number}.png" for number in range(4)]
    for number, path in enumerate(paths):
        cv2.imwrite(str(path), np.full((40, 50, 3), 40 + number, np.uint8))
    return paths


def _labels(count: int) -> list[LabelledImage]:
    def drawn(number: int) -> Mark:
        return Mark.drawn(LesionClass.IRMA, Box(number % 40, number // 40, 5, 5), author="Anna")

    marks = tuple(drawn(number) for number in range(count))
    return [LabelledImage(f"{number}.png", 50, 40, marks=marks) for number in range(4)]


def _make_study(folder: Path) -> None:
    _photographs(folder)
    open_study([folder / "0.png", *folder.glob("*.png")], reader="Anna").close()
    next(folder.glob("*.retinaview")).rename(folder / STUDY)
    write_labels("csv", _labels(50), folder / "labels")
    write_labels("voc", _labels(50), folder / "export")


def _edit(folder: Path, report: int) -> None:
    with closing(ProjectStore.open(folder / STUDY)) as store:
        for number in range(1000):
            mark = Mark.drawn(LesionClass.IRMA, Box(number, 1, 9, 9), author="Anna")
            store.apply([MarksEdit(1, "Draw IRMA", (), (mark,))], reader="Anna")
            os.write(report, f"{mark.id}\n".encode())


def _check_edits(folder: Path, promised: list[str]) -> None:
    with closing(ProjectStore.open(folder / STUDY)) as store:
        assert {mark.id for mark in store.marks(1)} >= set(promised)
        assert store.notes == ()


def _import(folder: Path, report: int) -> None:
    with closing(open_study([folder / STUDY], reader="Anna")) as session:
        import_labels(session, [folder / "labels"])
    os.write(report, b"done\n")


def _check_import(folder: Path, promised: list[str]) -> None:
    with closing(ProjectStore.open(folder / STUDY)) as store:
        count = sum(map(len, store.all_marks().values()))
    assert count in ((200,) if promised else (0, 200))


def _write_history(folder: Path) -> None:
    _make_study(folder)
    _import(folder, os.open(os.devnull, os.O_WRONLY))
    with closing(ProjectStore.open(folder / STUDY)) as store:
        write_events(store, store.images(), folder / HISTORY)


def _replay(folder: Path, report: int) -> None:
    make_study(folder / HISTORY, folder / AGAIN)
    os.write(report, b"done\n")


def _check_replayed(folder: Path, promised: list[str]) -> None:
    assert (folder / AGAIN).exists() or not promised
    if (folder / AGAIN).exists():
        with closing(ProjectStore.open(folder / AGAIN)) as store:
            assert sum(map(len, store.all_marks().values())) == 200


def _export(folder: Path, _report: int) -> None:
    for count in range(1, 40):
        write_labels("voc", _labels(50 + count), folder / "export")


def _check_export(folder: Path, _promised: list[str]) -> None:
    images = read_labels([folder / "export"])
    assert len(images) == 4
    (count,) = {len(image.marks) for image in images}
    assert count >= 50


def _screen(folder: Path, _report: int) -> None:
    screen(sorted(folder.glob("*.png")), out=folder / "out", engine=StandIn())


def _check_screen(folder: Path, _promised: list[str]) -> None:
    paths = sorted(folder.glob("*.png"))
    screen(paths, out=folder / "out", engine=StandIn())
    assert [row.image for row in read_findings(folder / "out")] == [str(path) for path in paths]
    again = StandIn()
    assert screen(paths, out=folder / "out", engine=again).reused == 4
    assert again.analysed == []


def _make_older_study(folder: Path) -> None:
    engine = new_engine(folder / STUDY)
    with engine.execution_options(writes=True).begin() as connection:
        migrate(connection, 2)
        columns = "path, sha256, patient, position"
        connection.exec_driver_sql(f"INSERT INTO images ({columns}) VALUES ('1.jpg', '', 'P7', 0)")
    close_engine(engine)


def _migrate(folder: Path, _report: int) -> None:
    ProjectStore.open(folder / STUDY).close()


def _check_migration(folder: Path, _promised: list[str]) -> None:
    with closing(ProjectStore.open(folder / STUDY)) as store:
        assert [image.patient for image in store.images()] == ["P7"]


def _put(folder: Path, version: int) -> None:
    staging = folder / f".adding-{version}"
    with writing(folder):
        staging.mkdir()
        for name in ("mine.safetensors", "mine.json"):
            (staging / name).write_text(f"{version}")
        put_in_place(staging / "mine.safetensors", staging / "mine.json", folder)


def _replace_weights(folder: Path, report: int) -> None:
    for version in range(1, 1000):
        _put(folder, version)
        os.write(report, f"{version}\n".encode())


def _check_weights(folder: Path, promised: list[str]) -> None:
    finish_replacing(folder)
    found = {(folder / name).read_text() for name in ("mine.safetensors", "mine.json")}
    assert len(found) == 1
    assert int(found.pop()) >= int(promised[-1] if promised else 0)


def _prepare_models(folder: Path) -> None:
    own = user_folder_in(folder)
    own.mkdir(parents=True)
    for source, target in (("lesion-net-lite1", own / "mine"), ("ganet", folder / "new")):
        shutil.copy(SHIPPED / f"{source}.safetensors", target.with_suffix(".safetensors"))
        card = json.loads((SHIPPED / f"{source}.json").read_text()) | {"name": "mine"}
        target.with_suffix(".json").write_text(json.dumps(card))
    with tempfile.TemporaryDirectory() as name:  # load what each child would otherwise load
        for source in folder.glob("new.*"):
            shutil.copy(source, name)
        _add_models(Path(name), 0)


def user_folder_in(folder: Path) -> Path:
    """Where the program keeps weights when its data lies in a folder."""
    return folder / "retinaview" / "weights"


def _add_models(folder: Path, _report: int) -> None:
    """Run the whole command."""
    command = ["models", "add", str(folder / "new.safetensors"), "--replace"]
    with (
        patch.dict(os.environ, XDG_DATA_HOME=str(folder)),
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        assert command_line(command) == 0


def _check_models(folder: Path, _promised: list[str]) -> None:
    own = user_folder_in(folder)
    finish_replacing(own)
    assert {path.name for path in own.glob("[!.]*")} == {"mine.safetensors", "mine.json"}
    sha256 = hashlib.sha256((own / "mine.safetensors").read_bytes()).hexdigest()
    assert json.loads((own / "mine.json").read_text())["weights_sha256"] == sha256


def _export_trial(write: killed_exports.Write) -> Trial:
    return Trial(
        lambda folder: killed_exports.prepare_study(folder, write),
        lambda folder, _: killed_exports.write_again(folder, write),
        lambda folder, _: killed_exports.check_study(folder, write),
        8,
    )


TRIALS = {
    "edits": Trial(_make_study, _edit, _check_edits, 0.15),
    "import": Trial(_make_study, _import, _check_import, 0.4),
    "history": Trial(_write_history, _replay, _check_replayed, 0.4),
    "export": Trial(_make_study, _export, _check_export, 0.15),
    "screen": Trial(lambda folder: _photographs(folder) and None, _screen, _check_screen, 0.1),
    "migration": Trial(_make_older_study, _migrate, _check_migration, 0.4),
    "weights": Trial(lambda folder: _put(folder, 0), _replace_weights, _check_weights, 0.1),
}

COMMANDS = {
    "models add": Trial(_prepare_models, _add_models, _check_models, 8),
    **{name: _export_trial(write) for name, write in killed_exports.WRITERS.items()},
    "retrain": Trial(
        killed_exports.prepare_run,
        lambda folder, _: killed_exports.go_on(folder) and None,
        lambda folder, _: killed_exports.check_run(folder),
        30,
    ),
}
"""Whole commands, which are only killed."""


def main() -> None:
    """Run trials by name, and print how many kills cut something short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", choices=TRIALS | COMMANDS)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    cv2.setNumThreads(0)
    opening.SYNCHRONOUS = "OFF"  # a kill takes nothing from the system's own memory
    for name in given.names:
        cut_short = run((TRIALS | COMMANDS)[name], kills=given.kills, seed=given.seed)
        sys.stdout.write(f"{name} {cut_short}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
