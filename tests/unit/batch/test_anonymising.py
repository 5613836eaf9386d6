"""Copies without identity: files, log, warnings, and what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.batch.anonymising import FIRST_ONLY, LOG, SEEN, STATED, anonymise
from retinaview.cli.main import main
from retinaview.core.errors import WriteError
from retinaview.core.grades import DRGrade, Laterality
from retinaview.exchange.dicom.pseudonyms import Pseudonyms
from retinaview.imaging.burned_in import may_show_text
from retinaview.imaging.photograph import read_photograph
from retinaview.phantoms import make_phantom
from tests.dicom_files import colours, miniature

KEY = bytes(32)


def test_copies_and_log(tmp_path: Path) -> None:
    source = miniature(tmp_path / "Example_Person.dcm", ImageLaterality="R")
    done = anonymise([source], tmp_path / "out", Pseudonyms(KEY))
    (copy,) = done.written
    assert "Example" not in copy.name
    assert copy.name.startswith(Pseudonyms(KEY).patient("P7") + "_OD_")
    np.testing.assert_array_equal(read_photograph(copy).rgb, colours())
    (line,) = map(json.loads, (tmp_path / "out" / LOG).read_text().splitlines())
    assert line["file"] == copy.name
    assert {"tag": "(0010,0010)", "name": "PatientName", "action": "pseudonym"} in line["changed"]
    assert "Example" not in json.dumps(line)


def test_the_same_key_gives_the_same_files(tmp_path: Path) -> None:
    source = miniature(tmp_path / "a.dcm")
    first = anonymise([source], tmp_path / "out", Pseudonyms(KEY))
    again = anonymise([source], tmp_path / "out", Pseudonyms(KEY))
    assert first.written == again.written
    assert again.failures == []
    assert len((tmp_path / "out" / LOG).read_text().splitlines()) == 1


def test_copies_do_not_lie_among_what_they_are_of(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    source = miniature(tmp_path / "in" / "a.dcm")
    for paths in ([source], [source.parent]):
        with pytest.raises(WriteError, match="among which copies would lie; give another folder"):
            anonymise(paths, source.parent, Pseudonyms(KEY))
    for _ in range(2):
        done = anonymise([source.parent], source.parent / "out", Pseudonyms(KEY))
        assert (len(done.written), done.failures) == (1, [])
    assert len(list(tmp_path.rglob("*.dcm"))) == 2


def test_text_in_the_pixels_is_warned_about(tmp_path: Path) -> None:
    rgb = make_phantom(4, dr=DRGrade.NONE, laterality=Laterality.OD, height_px=384).rgb
    assert not may_show_text(rgb)
    written = rgb.copy()
    cv2.putText(written, "MUSTER", (4, 24), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 255, 255), 2)
    assert may_show_text(written)
    source = miniature(tmp_path / "a.dcm", written, BurnedInAnnotation="YES", frames=2)
    done = anonymise([source], tmp_path / "out", Pseudonyms(KEY))
    assert [warning for _, warning in done.warnings] == [STATED, SEEN, FIRST_ONLY]


def test_one_bad_file_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    miniature(folder / "a.dcm")
    (folder / "b.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"rubbish")
    cv2.imwrite(str(folder / "c.png"), colours())
    out = tmp_path / "out"
    assert main(["dicom", "anonymise", str(folder), "--out", str(out)]) == 1
    said = capsys.readouterr()
    assert "b.dcm" in said.err
    assert "c.png: is not a DICOM file" in said.err
    assert "1 file in" in said.out
    assert len(list(out.glob("*.dcm"))) == 1


def test_somebody_else_s_file_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out, key = miniature(tmp_path / "a.dcm"), tmp_path / "out", tmp_path / "key"
    given = ["dicom", "anonymise", str(source), "--out", str(out), "--key", str(key)]
    assert main(given) == 0
    (copy,) = out.glob("*.dcm")
    copy.write_bytes(b"mine")
    assert main(given) == 1
    assert copy.read_bytes() == b"mine"
    assert "is there already, with another content" in capsys.readouterr().err
    assert main([*given, "--replace"]) == 0
    assert copy.read_bytes() != b"mine"


def test_a_foreign_log_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = miniature(tmp_path / "a.dcm"), tmp_path / "out"
    out.mkdir()
    (out / LOG).write_text("a letter\n")
    assert main(["dicom", "anonymise", str(source), "--out", str(out)]) == 2
    assert "is not a log of removed elements" in capsys.readouterr().err
    assert [file.name for file in out.iterdir()] == [LOG]
    assert (out / LOG).read_text() == "a letter\n"
