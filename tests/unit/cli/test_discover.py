"""`retinaview discover` on phantoms with a tiny network of random weights."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

from retinaview.cli.main import main
from retinaview.exchange.folder_writing import RECORD
from retinaview.inference.discovery import PlaceFinder, PlaceSearch
from retinaview.phantoms import make_phantom


@pytest.fixture(scope="module", autouse=True)
def _tiny_network(tiny_weights: Path) -> Iterator[None]:
    """Random weights hold every eye for anything: no photograph is left out for its grade."""
    everything = PlaceSearch(least_retinopathy=0, least_probability=0, count=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_weights])
        patch.setitem(PlaceFinder.__init__.__kwdefaults__, "search", everything)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photographs")
    for seed, name in ((3, "P1_OD"), (4, "P1_OS"), (5, "P2_OD")):
        pixels = make_phantom(seed, height_px=256).rgb
        assert cv2.imwrite(str(folder / f"{name}.png"), pixels[:, :, ::-1])
    return folder


@pytest.fixture(scope="module")
def first_run(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run without names leaves."""
    out = tmp_path_factory.mktemp("first") / "out"
    assert discover(folder, "--out", out) == 0
    return out


@pytest.fixture
def out(first_run: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(first_run, tmp_path / "out"))


def discover(*arguments: object) -> int:
    return main(["discover", *map(str, arguments), "--device", "cpu"])


def content(out: Path) -> dict[str, list[dict[str, object]]]:
    return json.loads((out / "clusters.json").read_text())  # type: ignore[no-any-return]


def test_writes_clusters_sheets_and_places(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert discover(folder, "--out", out) == 0
    table = capsys.readouterr().out
    found = content(out)
    assert "CLUSTER" in table
    assert f"of 3 of 3 photographs in {out}, 0 of named clusters in places.csv" in table
    patch = found["patches"][0]
    assert {"cluster", "exemplar", "image", "patient", "x", "y", "width", "height", "response"} <= (
        set(patch)
    )
    assert {str(row["patient"]) for row in found["photographs"]} == {"P1", "P2"}
    assert sum(int(str(row["size"])) for row in found["clusters"]) == len(found["patches"])
    for row in found["clusters"]:
        sheet = cv2.imread(str(out / f"cluster_{row['cluster']:02d}.png"))
        assert sheet is not None
        assert sheet.shape[1] == 8 * (128 + 4) + 4
    assert (out / "places.csv").read_text().count("\n") == 1


def test_names_on_a_second_run_make_places_without_the_network(
    folder: Path,
    out: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PlaceFinder, "load", None)  # nothing may be computed anew
    assert discover(folder, "--out", out, "--json") == 0
    before = json.loads(capsys.readouterr().out)
    assert discover(folder, "--out", out, "--name", "1=Hard exudate") == 0
    assert "hard_exudate" in capsys.readouterr().out
    size = before["clusters"][0]["size"]
    rows = (out / "places.csv").read_text().splitlines()[1:]
    assert len(rows) == size
    assert all(",hard_exudate," in row for row in rows)
    # No study takes them: they are places and no labels.
    project = tmp_path / "s.retinaview"
    assert main(["import", str(out / "places.csv"), "--project", str(_study(folder, project))]) == 2
    assert "neither the columns of boxes" in capsys.readouterr().err
    # Names are kept, and taken back.
    assert discover(folder, "--out", out) == 0
    assert content(out)["clusters"][0]["name"] == "hard_exudate"
    assert discover(folder, "--out", out, "--name", "1=") == 0
    assert content(out) == before


def _study(folder: Path, project: Path) -> Path:
    from retinaview.project.store import ProjectStore
    from retinaview.session.study import open_study

    ProjectStore.create(project).close()
    open_study([project, folder], reader="").close()
    return project


def test_a_bad_photograph_is_one_line_and_status_1(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG")
    assert discover(bad, folder, "--out", tmp_path / "out") == 1
    written = capsys.readouterr()
    assert written.err.startswith(f"retinaview: {bad}: ")
    assert written.err.count("\n") == 1
    assert "of 3 of 4 photographs" in written.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--source", "nosuch"], "no weights 'nosuch'"),
        (["--source", "ganet"], "ganet is not a grading network"),
        (["--device", "tpu"], "--device must be one of"),
        (["--name", "exudate"], "--name must be CLUSTER=CLASS"),
        (["--name", "1=tooth"], "unknown class 'tooth'"),
        (["--name", "1=suspicious_region"], "place where a network looked"),
        (["--name", "99=EX"], "there is no cluster 99"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    arguments: list[str],
    message: str,
    folder: Path,
    out: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (out / "clusters.json").read_bytes()
    assert main(["discover", str(folder), "--out", str(out), *arguments]) == 2
    written = capsys.readouterr()
    assert message in written.err
    assert written.err.count("\n") == 1
    assert (out / "clusters.json").read_bytes() == before


def test_one_photograph_is_too_few(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert discover(folder / "P1_OD.png", "--out", tmp_path / "out") == 2
    assert "two photographs or more" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert discover(folder, "--out", tmp_path / "file" / "out") == 2
    assert "the folder cannot be created" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["clusters.json", "places.csv", "cluster_01.png"])
def test_a_file_that_changed_is_replaced_on_request_alone(
    name: str, folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / name).write_text("{}")
    assert discover(folder, "--out", out) == 2
    assert capsys.readouterr().err == (
        f"retinaview: {out / name}: was not written by this program, or has changed since; "
        "move it away, or give --replace\n"
    )
    assert (out / name).read_text() == "{}"
    assert discover(folder, "--out", out, "--replace") == 0
    assert content(out)["clusters"]


def test_fewer_clusters_leave_no_sheet_of_before(folder: Path, out: Path) -> None:
    before = set(out.glob("cluster_*.png"))
    record = json.loads((out / RECORD).read_text())
    old = out / "cluster_99.png"
    old.write_bytes(b"of an earlier run")
    record["discover"][old.name] = hashlib.sha256(b"of an earlier run").hexdigest()
    (out / RECORD).write_text(json.dumps(record))
    assert discover(folder, "--out", out) == 0
    assert set(out.glob("cluster_*.png")) == before
