"""A pipe that nobody writes to, or a device without an end, in place of a file that is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.batch.anonymising import _read_log
from retinaview.batch.clusters_file import read_clusters
from retinaview.batch.findings_file import FINDINGS, read_findings
from retinaview.batch.findings_log import FindingsLog
from retinaview.batch.inputs import read_patients
from retinaview.batch.site_threshold_file import read_site_threshold
from retinaview.batch.stamped_png import holds_nothing_of_others, is_whole
from retinaview.core.errors import RetinaViewError
from retinaview.core.whole_files import write_new
from retinaview.exchange import read_labels
from retinaview.exchange.dicom.pseudonyms import read_key
from retinaview.exchange.folder_writing import RECORD, _read_record
from retinaview.imaging.dicom.directory import is_directory
from retinaview.imaging.dicom.facts import read_facts
from retinaview.imaging.grey import read_grey
from retinaview.imaging.photograph import read_photograph
from retinaview.models.guests.onnx_file import read_onnx
from retinaview.models.weights import preferred
from retinaview.models.weights.card import read_card
from retinaview.models.weights.header import read_shapes
from retinaview.models.weights.index import read_index
from retinaview.project.event_file import replay
from retinaview.project.store import ProjectStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes have other names there")


def replayed(path: Path) -> None:
    with closing(ProjectStore.create(path.with_name("new.retinaview"))) as store:
        replay(path, store)


READERS: dict[str, Callable[[Path], object]] = {
    "a.csv": lambda path: read_labels([path]),
    "a.json": lambda path: read_labels([path]),
    "a.xml": lambda path: read_labels([path]),
    "a.xlsx": lambda path: read_labels([path]),
    "a.png": read_photograph,
    "a.dcm": read_facts,
    "mask.png": read_grey,
    "clusters.json": read_clusters,
    FINDINGS: read_findings,
    "findings.log": lambda path: FindingsLog(path, replace=False),
    "patients.csv": lambda path: read_patients(str(path), {}),
    "threshold.json": lambda path: read_site_threshold(path, None),
    "card.json": read_card,
    "own.safetensors": read_shapes,
    "own.onnx": read_onnx,
    "index.json": lambda path: read_index(str(path)),
    "study.retinaview": ProjectStore.open,
    "history.jsonl": replayed,
    "anonymise.key": read_key,
    "removed.jsonl": _read_log,
    "figure.svg": lambda path: write_new(path, b"new", replace=False),
}


def wait_for_ever(path: Path) -> None:
    os.mkfifo(path)


def go_on_for_ever(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [wait_for_ever, go_on_for_ever])
@pytest.mark.parametrize("name", READERS)
def test_it_is_refused(name: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(RetinaViewError) as caught:
        READERS[name](path)
    assert str(path) in str(caught.value)
    assert "is a folder" not in str(caught.value)


@pytest.mark.parametrize("make", [wait_for_ever, go_on_for_ever])
def test_it_is_no_map_and_no_medium(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "DICOMDIR"
    make(path)
    assert not is_directory(path)
    assert not is_whole(path, (64, 48))
    assert not holds_nothing_of_others(path)


@pytest.mark.parametrize("make", [wait_for_ever, go_on_for_ever])
def test_it_is_no_record_of_an_export_and_no_preference(
    make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferred, "_path", lambda: tmp_path / "preferred")
    make(tmp_path / RECORD)
    make(tmp_path / "preferred")
    assert _read_record(tmp_path) == {}
    assert preferred.preferred(["ganet"]) == ("ganet",)
