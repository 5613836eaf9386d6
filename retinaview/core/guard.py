"""A guard around third-party code: whatever it raises becomes one of our errors.

It stands wherever bytes from outside are handed to code that is not ours: a photograph to a
decoder, a label file to a parser, an address to a web client, a folder to the system. Which
exceptions such code raises changes with its version, so no list of them is kept.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from retinaview.core.errors import Cancelled, RetinaViewError
from retinaview.core.paths import AnyPath
from retinaview.core.text import brief

UNREADABLE = "cannot be read"
TOO_LARGE = "does not fit into this computer's memory"

_REASONS = {
    errno.ENOENT: "does not exist",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "its links form a circle",
    errno.ENAMETOOLONG: "its name is too long",
}


@contextmanager
def guard(
    error: type[RetinaViewError],
    path: AnyPath | None,
    message: str = "is damaged or of an unknown kind",
    *,
    system: str = UNREADABLE,
    say_why: bool = False,
    field: str | None = None,
) -> Iterator[None]:
    """Convert any exception raised inside into one error that names the file.

    Our own errors pass through, with the file's name added if missing; so do `KeyboardInterrupt`
    and `SystemExit`.

    Parameters
    ----------
    error : type of RetinaViewError
        Type of the error to raise.
    path : str, path-like or None
        The file, folder or address at fault; None where only the caller knows it.
    message : str
        Message if third-party code fails.
    system : str
        Message if the system refuses; its reason is appended.
    say_why : bool
        Append the third-party message in brackets.
    field : str, optional
        The part of the file at fault if third-party code fails.

    Raises
    ------
    RetinaViewError
        An error of type `error`, or our own error from inside.
    """
    try:
        yield
    except Cancelled:
        raise
    except RetinaViewError as ours:
        if ours.path is not None or path is None:
            raise
        raise ours.at(path) from ours
    except MemoryError as fault:
        raise error(TOO_LARGE, path=path) from fault
    except RecursionError as fault:
        raise error("is nested too deeply", path=path) from fault
    except OSError as fault:
        missing = isinstance(fault, FileNotFoundError) and system == UNREADABLE
        why = reason(fault) if missing else f"{system}: {reason(fault)}"
        raise error(why, path=path) from fault
    except Exception as fault:
        why = f" ({brief(fault) or type(fault).__name__})" if say_why else ""
        raise error(f"{message}{why}", path=path, field=field) from fault


def reason(fault: OSError) -> str:
    """Return the system's reason for a refusal, in words."""
    return _REASONS.get(fault.errno or 0, brief(fault.strerror or fault) or type(fault).__name__)
