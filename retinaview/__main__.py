"""The command `retinaview`, which is the same as `python -m retinaview`."""

from __future__ import annotations

import sys

from retinaview.cli.shared_heap import share_heap


def run() -> int:
    """Run the command line in a process of its own; return the exit status."""
    share_heap()  # before a library is imported that begins threads
    from retinaview.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
