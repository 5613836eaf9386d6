"""Run every measurement, each in a process of its own, and print them beside their aims."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench import photographs

JSON_FILE = Path("bench.json")


@dataclass(frozen=True)
class Row:
    """One line of the table: what, where the number is, its unit, and the most it should be."""

    what: str
    key: str
    unit: str
    aim: float | None = None


ROWS = (
    Row("first 4288x2848 photograph on screen, from process start", "first_image_s", "s", 1.1),
    Row("  peak memory until then", "first_image_mib", "MiB", 290),
    Row("next photograph, prefetched", "next_prefetched_ms", "ms", 50),
    Row("next photograph, decoded on demand", "next_decoded_ms", "ms"),
    Row("  read_photograph alone", "read_photograph_ms", "ms"),
    Row("  bare cv2.imread", "cv2_imread_ms", "ms"),
    Row("event loop gap while all models run, 99th percentile", "gap_p99_ms", "ms", 50),
    Row("event loop gap while all models run, longest", "gap_longest_ms", "ms"),
    Row("models' finding on screen, from process start", "finding_s", "s"),
    Row("zoom, frame at 1600x1000, all overlays", "zoom.median_ms", "ms", 16.7),
    Row("pan, frame at 1600x1000, all overlays, fitted x2", "pan_at_0.5.median_ms", "ms", 16.7),
    Row("pan, frame at 1:1", "pan_at_1.median_ms", "ms", 16.7),
    Row("threshold drag, frame", "threshold.median_ms", "ms"),
    Row("whole pipeline, weights loaded", "pipeline_s", "s"),
    Row("  bare network forwards", "bare_forwards_s", "s"),
    Row("  pipeline / bare forwards", "pipeline_to_bare", "x", 1.25),
    Row("first pipeline, with torch and weights", "first_pipeline_s", "s"),
    Row("peak memory of the window with all models", "peak_mib", "MiB", 2560),
    Row("peak memory with every source loaded", "all_sources_peak_mib", "MiB", 2560),
)


def _run(module: str, *arguments: str) -> dict[str, object]:
    """Run a measurement as a user who has never started the program."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{module} failed:\n{done.stderr}")
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


def _flat(result: dict[str, object]) -> dict[str, float]:
    flat: dict[str, float] = {}
    for key, value in result.items():
        nested = value if isinstance(value, dict) else {"": value}
        flat |= {f"{key}.{name}".rstrip("."): float(number) for name, number in nested.items()}
    return flat


def main() -> None:
    folder = Path(tempfile.gettempdir()) / "retinaview-bench"
    print(f"drawing {photographs.COUNT} photographs into {folder}", file=sys.stderr)
    paths = photographs.draw(folder)
    for old in folder.glob("*.retinaview*"):
        old.unlink()
    first, *_ = [str(path) for path in paths]
    _run("tests.bench.window", *map(str, paths))  # unmeasured, so that the disk's cache is warm
    for old in folder.glob("*.retinaview*"):
        old.unlink()
    numbers = _flat(_run("tests.bench.window", *map(str, paths)))
    numbers |= _flat(_run("tests.bench.canvas", first))
    numbers |= _flat(_run("tests.bench.pipeline", first))
    numbers |= _flat(_run("tests.bench.memory", first))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    for row in ROWS:
        aim = "" if row.aim is None else f"{'ok' if numbers[row.key] <= row.aim else 'MISSED'}"
        limit = "" if row.aim is None else f"aim {row.aim:g}"
        print(f"{row.what:58}{numbers[row.key]:9.1f} {row.unit:4} {limit:12}{aim}")
    JSON_FILE.write_text(json.dumps(numbers, indent=1) + "\n")
    print(f"\nall numbers: {JSON_FILE}")


if __name__ == "__main__":
    main()
