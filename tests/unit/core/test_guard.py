"""What others' code raises becomes one of our errors, on one line, with the file's name."""

import errno
import os
import struct
import zlib

import pytest

from retinaview.core.errors import Cancelled, LabelError, ReadError, RetinaViewError
from retinaview.core.guard import guard


@pytest.mark.parametrize(
    "fault",
    [
        RuntimeError("codec\nfailed"),
        OverflowError(),
        LookupError("unknown encoding"),
        TypeError("no"),
        struct.error("short"),
        zlib.error("bad"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
        SystemError("null"),
        AssertionError(),
    ],
    ids=repr,
)
def test_whatever_is_raised_is_ours_then(fault: Exception) -> None:
    with pytest.raises(ReadError) as caught, guard(ReadError, "a.tif", "is damaged"):
        raise fault
    assert str(caught.value) == "a.tif: is damaged"
    assert caught.value.__cause__ is fault


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOENT, "does not exist"),
        (errno.EACCES, "cannot be read: permission denied"),
        (errno.ELOOP, "cannot be read: its links form a circle"),
        (errno.ENAMETOOLONG, "cannot be read: its name is too long"),
        (errno.EIO, f"cannot be read: {os.strerror(errno.EIO)}"),
    ],
)
def test_what_the_system_refuses_is_said(code: int, words: str) -> None:
    with pytest.raises(ReadError) as caught, guard(ReadError, "a.tif"):
        raise OSError(code, os.strerror(code))
    assert str(caught.value) == f"a.tif: {words}"


def test_too_much_memory_and_too_deep_nesting_are_said() -> None:
    with pytest.raises(ReadError, match="a: does not fit into"), guard(ReadError, "a"):
        raise MemoryError
    with pytest.raises(ReadError, match="a: is nested too deeply"), guard(ReadError, "a"):
        raise RecursionError


def test_our_own_errors_pass_and_get_the_files_name() -> None:
    with pytest.raises(LabelError, match=r"^b\.csv: row 2: is wrong$"), guard(ReadError, "a"):
        raise LabelError("is wrong", path="b.csv", field="row 2")
    with pytest.raises(LabelError, match=r"^a: row 2: is wrong$"), guard(ReadError, "a"):
        raise LabelError("is wrong", field="row 2")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, Cancelled])
def test_what_ends_the_work_passes(stop: type[BaseException]) -> None:
    with pytest.raises(stop), guard(ReadError, "a"):
        raise stop


def test_every_message_is_one_line() -> None:
    error = RetinaViewError("a\nb\x1b[2J", path="dir\n/\x1b.png", field="row\r2" * 1000)
    assert "\n" not in str(error)
    assert str(error).isprintable()
    assert len(str(error)) < 300
    assert len(str(RetinaViewError("a" * 10**6, path="b" * 10**6))) < 3000
