"""The finished frames of a write-ahead log, and whether an index leads to each of them."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

# https://www.sqlite.org/fileformat2.html#the_write_ahead_log; numbers are big-endian.
_LOG_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_MAGIC = b"\x37\x7f\x06"
# https://www.sqlite.org/walformat.html: blocks of page numbers, each followed by a hash table.
_BLOCK_BYTES, _FIRST_HEAD_BYTES, _TABLE_AT, _SLOTS = 32_768, 136, 16_384, 8192
_FACTOR = 383


class LogFrames:
    """What page each frame of a log holds, in their order, up to the last finished change.

    Parameters
    ----------
    log : Path
        The log, on which SQLite has no locks, so that it may be opened and closed.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        self._salts = b""
        self._pages: list[int] = []
        self._size = 0

    def have_more(self) -> bool:
        """Whether the log has changed its size since it was read; else it begins as it did."""
        try:
            return self._log.stat().st_size != self._size
        except OSError:
            return False

    def are_in(self, index: bytes, *, count: int, salts: bytes) -> bool:
        """Whether an index leads to every frame.

        Parameters
        ----------
        index : bytes
            The whole index.
        count : int
            How many frames its head counts.
        salts : bytes
            The two salts of the log that its head names.
        """
        try:
            with self._log.open("rb") as stream:
                if not self._read_on(stream):
                    return True  # no log of SQLite's: not a matter of the index
        except OSError:
            return True
        if salts != self._salts:
            return count == 0 and (not self._salts or _follows(self._salts, salts))
        pages = np.array(self._pages, np.uint32)
        return count == len(pages) and all(
            _leads_to(index, number, block) for number, block in enumerate(_blocks(pages))
        )

    def _read_on(self, stream: BinaryIO) -> bool:
        """Read the frames that have come since; return whether it is a log."""
        header = stream.read(_LOG_HEADER_BYTES)
        self._size = stream.seek(0, 2)
        if header[16:24] != self._salts:
            self._salts, self._pages = header[16:24], []
        if len(header) < _LOG_HEADER_BYTES:
            return not header
        frame_bytes = _FRAME_HEADER_BYTES + int.from_bytes(header[8:12], "big")
        at, unfinished = _LOG_HEADER_BYTES + len(self._pages) * frame_bytes, list[int]()
        while at + frame_bytes <= self._size:
            stream.seek(at)
            frame = stream.read(_FRAME_HEADER_BYTES)
            if frame[8:16] != self._salts:
                break
            unfinished.append(int.from_bytes(frame[:4], "big"))
            if any(frame[4:8]):  # the size of the file after the change, with its last frame
                self._pages += unfinished
                unfinished = []
            at += frame_bytes
        return header.startswith(_MAGIC)


def _follows(before: bytes, after: bytes) -> bool:
    """Whether a log with the salts `after` is to begin where one with `before` was folded in."""
    first, second = (int.from_bytes(salts[:4], "big") for salts in (before, after))
    return second == (first + 1) % 2**32


def _blocks(pages: NDArray[np.uint32]) -> list[NDArray[np.uint32]]:
    """Divide pages as an index does."""
    first, others = ((_TABLE_AT - head) // 4 for head in (_FIRST_HEAD_BYTES, 0))
    return np.split(pages, range(first, len(pages), others))


def _leads_to(index: bytes, number: int, pages: NDArray[np.uint32]) -> bool:
    """Whether a block lists these pages, and a search in its table finds the latest of each."""
    start = number * _BLOCK_BYTES
    if not len(pages):
        return True
    if len(index) < start + _BLOCK_BYTES:
        return False
    first = start + (0 if number else _FIRST_HEAD_BYTES)
    listed = np.frombuffer(index, np.uint32, len(pages), first)
    slots = np.frombuffer(index, np.uint16, _SLOTS, start + _TABLE_AT)
    (used,) = np.nonzero((slots > 0) & (slots <= len(pages)))
    place = np.full(len(pages), -1)
    place[slots[used] - 1] = used
    if not np.array_equal(listed, pages) or len(used) != len(pages) or place.min() < 0:
        return False
    home = pages * np.uint32(_FACTOR) % _SLOTS
    return _is_reached(slots, home, place) and _is_in_order(pages, (place - home) % _SLOTS)


def _is_reached(
    slots: NDArray[np.uint16], home: NDArray[np.uint32], place: NDArray[np.intp]
) -> bool:
    """Whether no slot is empty between where each search begins and where it must come."""
    empty = np.concatenate([[0], np.cumsum(slots == 0)])
    passed = empty[place] - empty[home] + np.where(place < home, empty[-1], 0)
    return not passed.any()


def _is_in_order(pages: NDArray[np.uint32], distance: NDArray[np.intp]) -> bool:
    """Whether a search meets the frames of each page in their order; it takes the last."""
    order = np.argsort(pages, kind="stable")
    same = np.diff(pages[order].astype(np.int64)) == 0
    return bool((np.diff(distance[order].astype(np.int64))[same] > 0).all())
