from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# In a process of its own: heaps that exist stay.
_ALLOCATE = """
import ctypes, sys, threading
from retinaview.cli.shared_heap import share_heap
if sys.argv[2] == "shared":
    share_heap()
barrier = threading.Barrier(4)
def allocate():
    barrier.wait()
    ctypes.create_string_buffer(100_000)
    barrier.wait()
threads = [threading.Thread(target=allocate) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
stream = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, stream)
libc.fclose(stream)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system has a choice")
def test_threads_share_a_heap(tmp_path: Path) -> None:
    heaps = {}
    for how in ("shared", "own"):
        path = tmp_path / how
        subprocess.run([sys.executable, "-c", _ALLOCATE, str(path), how], check=True)
        heaps[how] = path.read_text().count("<heap nr=")
    assert heaps["shared"] == 1
    assert heaps["own"] > 1
