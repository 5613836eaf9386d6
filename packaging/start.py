"""The installed program's start, which also stands in for ``python -m MODULE``.

RetinaView runs some of its modules as processes of their own, by ``sys.executable -m``. In the
folder that PyInstaller makes, that is this program and no interpreter.
"""

from __future__ import annotations

import multiprocessing
import runpy
import sys


def start() -> int:
    """Run the module after ``-m``, or else the command line."""
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["-m"] and len(sys.argv) > 2:
        module = sys.argv[2]
        sys.argv = [sys.argv[0], *sys.argv[3:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    from retinaview.__main__ import run

    return run()


if __name__ == "__main__":
    sys.exit(start())
