"""Compiled libraries describe bad files on standard error; a command prints its own lines alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.imaging.photograph import read_photograph
from tests.mutators.mutations import mutated
from tests.mutators.seeds import photographs

RETINAVIEW = "import sys; from retinaview.cli.main import main; sys.exit(main())"
NOISY = (
    "import os, sys; from retinaview.cli import main as line;"
    "line.say = line.complain;"
    "line.app = lambda *_, **__: (os.write(2, b'libpng error'), line.complain('ours'))[:0];"
    "sys.exit(line.main())"
)


def run(code: str, *arguments: object, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_STATE_HOME": str(home), "HOME": str(home), **more}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_a_librarys_lines_go_to_a_file(tmp_path: Path) -> None:
    said = run(NOISY, home=tmp_path)
    assert (said.returncode, said.stderr) == (0, "ours\n")
    (log,) = tmp_path.rglob("libraries.log")
    assert log.read_text() == "libpng error"


def test_where_no_log_can_be_they_go_nowhere(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = run(NOISY, home=tmp_path / "file")
    assert (said.returncode, said.stderr) == (0, "ours\n")


def test_bad_photographs_give_one_line_each(tmp_path: Path) -> None:
    folder = tmp_path / "photographs"
    folder.mkdir()
    for name, data in photographs():
        suffix = Path(name).suffix
        for number in range(10 if suffix in (".png", ".jpg", ".tif") else 0):
            file = folder / f"{Path(name).stem}_{number}{suffix}"
            file.write_bytes(mutated(data, suffix, number))
            if is_readable(file):  # which networks would take long to analyse
                file.unlink()
    said = run(RETINAVIEW, "screen", folder, "--out", tmp_path / "out", home=tmp_path)
    assert said.returncode == 1
    names = sorted(line.split(": ")[1] for line in said.stderr.splitlines())
    assert names == sorted(map(str, folder.iterdir()))
    (log,) = tmp_path.rglob("libraries.log")
    assert "libpng error" in log.read_text()


def is_readable(file: Path) -> bool:
    try:
        read_photograph(file)
    except ReadError:
        return False
    return True


def test_what_a_library_of_python_logs_is_not_printed(tmp_path: Path) -> None:
    logs = NOISY.replace("os.write(2, b'libpng error')", "__import__('logging').warning('glyph')")
    logs = logs.replace(
        "__import__('logging').warning", "__import__('logging').getLogger('x').warning"
    )
    said = run(logs, home=tmp_path)
    assert (said.returncode, said.stderr) == (0, "ours\n")
