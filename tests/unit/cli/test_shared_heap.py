from __future__ import annotations

import os
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


# Arrays like a photograph's, freed while something small that came later stays.
_FREE = """
import ctypes, sys
from pathlib import Path
from retinaview.cli.shared_heap import share_heap
if sys.argv[1] == "shared":
    share_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
def block(size):
    address = libc.malloc(size)
    ctypes.memset(address, 1, size)
    return address
libc.free(block(24 << 20))  # the library takes the next ones from the heap, unless told otherwise
before, small = held(), []
for _ in range(4):
    large = [block(8 << 20) for _ in range(3)]
    small += [block(100_000) for _ in range(3)]
    for each in large:
        libc.free(each)
large = [block(16 << 20) for _ in range(3)]
small.append(block(100_000))
for each in large:
    libc.free(each)
print(held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system has a choice")
def test_large_blocks_go_back_to_the_system() -> None:
    kept_mib = {}
    # A Dask cluster that ran in this process has left settings of its own for memory.
    untold = {name: value for name, value in os.environ.items() if "MALLOC" not in name}
    for how in ("shared", "own"):
        told = subprocess.run(
            [sys.executable, "-c", _FREE, how],
            check=True,
            capture_output=True,
            text=True,
            env=untold,
        )
        kept_mib[how] = int(told.stdout)
    assert kept_mib["shared"] < 10
    assert kept_mib["own"] > 30
