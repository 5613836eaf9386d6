"""One input tried: what is wrong with how it was read, in a few words; nothing where nothing is."""

from __future__ import annotations

import hashlib
import io
import re
import resource
import shutil
import signal
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from types import TracebackType

from retinaview.core.errors import RetinaViewError
from retinaview.core.guard import TOO_LARGE
from retinaview.core.text import one_line
from tests.campaign.target import Case, Lost, Target

MOST_BYTES = 3 << 29
"""1.5 GiB, of the whole process."""
ADDRESSES_BYTES = 16 << 30
"""Beyond this the system refuses; libraries reserve more than they use."""
LONGEST_S = 5.0
LONGEST_MESSAGE = 2600
"""A path, a field and a message, each cut by `RetinaViewError`."""
REFUSED = "refused"


def limit() -> None:
    """Have the system refuse what is far beyond the aim."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES_BYTES, hard))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process, also within a library


def attempt(target: Target, folder: Path, case: Case, *, longest_s: float = LONGEST_S) -> str:
    """Try an input in a folder of its own.

    Returns
    -------
    str
        Empty where it was read, `REFUSED` where one sentence of ours came, else the fault. A
        process that takes too much processor time is ended by the system.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    path = folder / case.mutated
    signal.setitimer(signal.ITIMER_PROF, longest_s)
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            said = _said(target, path)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if printed.getvalue():
        return "prints on standard output"
    return said if said not in ("", REFUSED) else _peak() or said


def _said(target: Target, path: Path) -> str:
    try:
        target.read(path)
    except RetinaViewError as error:
        return _wrong_with(error) or REFUSED
    except Lost as loss:
        return f"lost: {loss}"
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{type(fault).__name__} at {place(fault.__traceback__)}"
    return ""


def _wrong_with(error: RetinaViewError) -> str:
    message = str(error)
    if one_line(message) != message:
        return f"message of {type(error).__name__} is not one line"
    if len(message) > LONGEST_MESSAGE:
        return f"message of {type(error).__name__} is {len(message)} characters long"
    if TOO_LARGE in message:
        return f"memory: {place(error.__traceback__)}"
    return ""


def place(trace: TracebackType | None) -> str:
    """The last line of the project's own that an exception went through."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if "retinaview" in Path(frame.filename).parts] or frames
    return f"{Path(own[-1].filename).name}:{own[-1].name}" if own else "nowhere"


def _peak() -> str:
    return f"memory: more than {MOST_BYTES >> 20} MiB" if _peak_bytes() > MOST_BYTES else ""


def _peak_bytes() -> int:
    """Most memory that this process has held; getrusage counts that of its parent at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(peak) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def fingerprint(case: Case) -> str:
    """A few digits that tell an input from others."""
    return hashlib.sha256(case.files[case.mutated]).hexdigest()[:8]
