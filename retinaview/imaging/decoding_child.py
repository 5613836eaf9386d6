"""The child of `decoding_process`: reads a header and bytes, writes pixels or an error."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.imaging.decoding import Decoded, decode
from retinaview.imaging.decoding_process import seconds_allowed
from retinaview.imaging.kinds import Header, Kind

_SLACK_BYTES = 1 << 28


def main() -> None:
    """Decode the photograph on standard input."""
    given = json.loads(sys.stdin.buffer.readline())
    header = Header(**{**given, "kind": Kind(given["kind"])})
    data = sys.stdin.buffer.read()
    _limit(header)
    try:
        decoded = _decoded(data, header)
    except ReadError as error:
        sys.stdout.buffer.write(json.dumps({"error": error.message}).encode() + b"\n")
        return
    answer = {"notes": decoded.notes, "damage": decoded.damage}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(decoded.rgb.data.cast("B"))


def _decoded(data: bytes, header: Header) -> Decoded:
    with guard(ReadError, "photograph", "is damaged or cut short and cannot be decoded"):
        return decode(data, header)


def _limit(header: Header) -> None:
    """Set the system's limits on this process; on Windows the parent enforces them."""
    if sys.platform == "win32":
        return
    import resource

    seconds = seconds_allowed(header)
    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    limit = int(spent) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    held = Path("/proc/self/statm")
    if held.exists():  # on other systems the limit also counts shared libraries
        pages = int(held.read_text().split()[0])
        most = pages * resource.getpagesize() + header.decoding_bytes + _SLACK_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
