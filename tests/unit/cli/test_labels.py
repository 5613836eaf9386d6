"""`retinaview import` and `retinaview export` from the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main
from retinaview.project import upgrade
from retinaview.project.opening import close_engine, new_engine
from retinaview.project.store import ProjectStore


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir()
    cv2.imwrite(str(folder / "a_OD.png"), np.zeros((80, 100, 3), np.uint8))
    return folder


def test_there_and_back(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("image,class,x,y,width,height\na_OD,EX,1,2,3,4\n")
    assert main(["import", str(labels), "--project", str(study)]) == 0
    assert "1 mark and 0 gradings on 1 photograph" in capsys.readouterr().out
    project = study / "study.retinaview"
    out = tmp_path / "out"
    assert main(["export", str(project), "--format", "csv", "--out", str(out)]) == 0
    assert "hard_exudate,1,2,3,4" in (out / "boxes.csv").read_text()


def test_an_unknown_class_joins_the_study_where_that_is_asked(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("image,class,x,y,width,height\na_OD,Silicone oil,1,2,3,4\n")
    command = ["import", str(labels), "--project", str(study)]
    assert main(command) != 0
    assert "unknown class 'Silicone oil'" in (err := capsys.readouterr().err)
    assert err.endswith("--map NAME=+ adds it\n")
    assert main([*command, "--map", "Silicone oil=+"]) == 0
    assert "new class joins the study: Silicone oil" in capsys.readouterr().out
    assert main(command) == 0
    assert "0 marks and 0 gradings on 1 photograph; 1 mark was there" in capsys.readouterr().out


def test_problems_are_asked_for_and_told(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "image,class,x,y,width,height\na_OD,Hard stuff,90,2,13,4\na_OD,naevus,1,2,3,4\n"
        "b_OD,EX,1,2,3,4\n"
    )
    command = ["import", str(labels), "--project", str(study), "--map", "hard stuff=hard_exudate"]
    assert main(command) != 0
    assert "row 2: the box ends at" in capsys.readouterr().err
    assert main([*command, "--on-problem", "clip", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "would add 1 mark and 0 gradings on 1 photograph; 1 box cut" in out
    assert "1 Hard exudate" in out
    assert "row 2: the box ends at (103, 6), outside its photograph of 100x80 px (cut)" in err
    assert "row 3, class: unknown class 'naevus'" in err
    assert "b_OD is not in the study (left out)" in err
    assert main([*command, "--on-problem", "clip"]) == 0
    capsys.readouterr()
    assert main([*command, "--on-problem", "skip"]) == 0
    assert "0 marks" in capsys.readouterr().out
    assert main([*command, "--map", "x"]) != 0
    assert "--map must be NAME=CLASS, not 'x'" in capsys.readouterr().err


def test_an_export_says_which_mark_it_could_not_read(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("image,class,x,y,width,height\na_OD,EX,1,2,3,4\na_OD,HE,1,2,3,4\n")
    assert main(["import", str(labels), "--project", str(study)]) == 0
    project = study / "study.retinaview"
    with closing(sqlite3.connect(project)) as connection, connection:
        connection.execute("UPDATE marks SET width = -1 WHERE lesion = 'haemorrhage'")
    out = tmp_path / "out"
    assert main(["export", str(project), "--format", "csv", "--out", str(out)]) == 1
    assert "a_OD.png: a mark cannot be read and is left as it is" in capsys.readouterr().err
    assert (out / "boxes.csv").read_text().count("\n") == 2


def test_an_upgrade_that_sets_places_aside_is_told_once(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = study / "study.retinaview"
    _write_old_project(project)
    export = ["export", str(project), "--format", "csv", "--include", "all", "--out"]
    assert main([*export, str(tmp_path / "first")]) == 0
    told = capsys.readouterr().err
    assert told.startswith("retinaview: 1 box was a network's suspicious region")
    assert told.count("\n") == 1
    assert main([*export, str(tmp_path / "second")]) == 0
    assert capsys.readouterr().err == ""
    for out in ("first", "second"):
        assert (tmp_path / out / "boxes.csv").read_text().count("\n") == 1


def _write_old_project(path: Path) -> None:
    """A project of schema 3 in which a reader has accepted a suspicious region."""
    engine = new_engine(path)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade.migrate(connection, 3)
        connection.exec_driver_sql(
            "INSERT INTO images (path, sha256, patient, position) VALUES ('a_OD.png', '', '', 0)"
        )
        at = "'2025-01-02T03:04:05+00:00'"
        connection.exec_driver_sql(
            "INSERT INTO marks (id, image_id, lesion, x, y, width, height, status, author, created,"
            " modified, locked, comment, version) VALUES ('region', 1, 'suspicious_region', 1, 2,"
            f" 30, 40, 'accepted', 'Anna', {at}, {at}, 0, '', 1)"
        )
    close_engine(engine)


def test_no_message_repeats_more_of_a_name_than_helps(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "very long name " * 300
    labels = tmp_path / "labels.csv"
    labels.write_text(f"image,class,x,y,width,height\n{name},{name},1,2,3,4\n")
    command = ["import", str(labels), "--project", str(study), "--on-problem", "skip"]
    assert main(command) == 0
    assert main([*command, "--map", f"{name}="]) == 0
    assert main(["export", str(study), "-f", "csv", "-o", str(tmp_path), "--include", name]) == 2
    out, err = capsys.readouterr()
    assert "is not in the study" in err
    assert max(map(len, (out + err).splitlines())) < 700


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "x.csv", "--project", "/" + "long" * 100], "its name is too long"),
        (["import", "gone.csv", "--project", "STUDY"], "gone.csv: does not exist"),
        (["import", "x.csv", "--project", "gone"], "gone"),
        (["export", "STUDY", "--format", "kitti", "--out", "OUT"], "unknown format 'kitti'"),
        (["export", "STUDY", "-f", "csv", "-o", "OUT", "--include", "some"], "unknown status"),
        (["export", "gone.retinaview", "-f", "csv", "-o", "OUT"], "gone.retinaview"),
    ],
)
def test_bad_input_is_one_line_and_not_zero(
    arguments: list[str],
    message: str,
    study: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = {"STUDY": str(study), "OUT": str(tmp_path / "out")}
    assert main([places.get(argument, argument) for argument in arguments]) != 0
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_a_history_goes_out_and_makes_the_same_study(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("image,class,x,y,width,height,dr_grade,reader\na_OD,EX,1,2,3,4,2,Eve\n")
    assert main(["import", str(labels), "--project", str(study)]) == 0
    out, again = tmp_path / "out", tmp_path / "again.retinaview"
    assert main(["export", str(study), "--format", "history", "--out", str(out)]) == 0
    history = str(out / "history.jsonl")
    photographs = json.loads((out / "history.jsonl").read_text().splitlines()[0])["photographs"]
    known = [(each["sha256"], each["width"]) for each in photographs]
    assert all(len(sha256) == 64 and width for sha256, width in known), "never shown, yet known"
    assert main(["import", history, "--format", "history", "--project", str(again)]) == 0
    assert "done again" in capsys.readouterr().out
    with (
        closing(ProjectStore.open(study / "study.retinaview")) as one,
        closing(ProjectStore.open(again)) as other,
    ):
        assert list(one.answers().values())
        assert list(one.all_marks().values()) == list(other.all_marks().values())
        assert list(one.answers().values()) == list(other.answers().values())
    assert main(["import", history, "--format", "history", "--project", str(again)]) != 0
    assert "is there already" in capsys.readouterr().err


def test_a_history_takes_no_options_that_it_would_pass_over(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, again = tmp_path / "out", tmp_path / "again.retinaview"
    export = ["export", str(study), "--format", "history", "--out", str(out)]
    assert main([*export, "--reader", "Eve"]) != 0
    assert "takes neither" in capsys.readouterr().err
    assert main(export) == 0
    history = out / "history.jsonl"
    bring = ["import", str(history), "--format", "history", "--project", str(again)]
    assert main([*bring, "--dry-run"]) != 0
    assert "takes neither" in capsys.readouterr().err
    assert not again.exists()
    history.write_text("mine\n")
    assert main(bring) != 0
    assert "is no history" in capsys.readouterr().err
    assert not again.exists()
    assert main(export) != 0
    assert history.read_text() == "mine\n"
    assert main([*export, "--replace"]) == 0
