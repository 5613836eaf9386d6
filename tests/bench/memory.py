"""Peak memory with every network that has weights loaded and one photograph under analysis.

Run as ``python -m tests.bench.memory PHOTOGRAPH``; prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from retinaview.imaging.photograph import read_photograph
from retinaview.inference.engine import Engine
from retinaview.inference.sources import sources


def measure(path: Path) -> dict[str, object]:
    """Analyse with the default networks, then ask every source, and analyse again."""
    photograph = read_photograph(path)
    engine = Engine()
    engine.analyse(photograph)
    peaks = {"default": _peak_mib()}
    for source in sources():
        if source.has_weights:
            fellow = read_photograph(path) if source.pairs_eyes else None
            engine.ask(photograph, source.name, fellow=fellow)
            peaks[source.name] = _peak_mib()
    engine.analyse(photograph)
    return {"all_sources_peak_mib": _peak_mib(), "peak_after_mib": peaks}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
