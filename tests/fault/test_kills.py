"""Whatever is killed at whatever moment: what was finished is there, and nothing by halves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 5


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_nothing_finished_is_lost() -> None:
    names = ["edits", "import", "history", "export", "screen", "migration", "weights"]
    command = [sys.executable, "-m", "tests.killing", *names, "--kills", str(KILLS)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, env=environment, cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    cut_short = dict(line.split() for line in done.stdout.splitlines())
    assert list(cut_short) == names
    assert sum(map(int, cut_short.values())) > KILLS  # the trials must have had something to lose
