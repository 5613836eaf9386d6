"""Run every measurement, each in a process of its own, and print them beside their aims.

``python -m tests.bench`` runs all; ``networks``, ``grad_cam``, ``throughput``, ``screening``,
``cluster``, ``peers``, ``session``, ``reading`` and ``walks`` behind it run one alone, with
arguments of their own (``--help``). Ends with 1 where an aim is missed.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.bench import photographs

JSON_FILE = Path("bench.json")
TABLES = {
    "networks": [],
    "grad_cam": [],
    "throughput": ["--images", "8"],
    "screening": ["--images", "5000"],
    "cluster": [],
    "peers": [],
    "session": [],
    "reading": [],
    "walks": [],
}
"""Measurements that print tables of their own, and their arguments where all are run."""


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
    Row("next photograph, prefetched", "next_prefetched_ms", "ms", 20),
    Row("next photograph, decoded on demand", "next_decoded_ms", "ms"),
    Row("  read_photograph alone", "read_photograph_ms", "ms"),
    Row("  bare cv2.imread", "cv2_imread_ms", "ms"),
    Row("event loop gap while all models run, 99th percentile", "gap_p99_ms", "ms", 50),
    Row("event loop gap while all models run, longest", "gap_longest_ms", "ms"),
    Row("grade on screen, from process start", "grade_s", "s", 4),
    Row("  processor time until then, all threads", "grade_processor_s", "s"),
    Row("models' finding on screen, from process start", "finding_s", "s"),
    Row("grade on screen, networks loaded", "grade_again_s", "s", 0.5),
    Row("process gone after closing", "gone_s", "s", 2),
    Row("first demonstration: window, from process start", "demo_window_s", "s", 1.5),
    Row("first demonstration: first photograph", "demo_first_s", "s"),
    Row("drawn box among 3,000 marks, window's thread", "drawn_3000_ms", "ms", 16),
    Row("  undone", "undone_3000_ms", "ms", 16),
    Row("  redone", "redone_3000_ms", "ms", 16),
    Row("  longest task of all these", "edits_longest_ms", "ms", 16),
    Row("stroke among 3,000 masks, window's thread", "stroke_3000_ms", "ms", 16),
    Row("  all of them painted anew", "masks_3000_painted_ms", "ms", 16),
    Row("finding with four maps and 3,000 marks, longest task", "finding_longest_ms", "ms", 16),
    Row("  all that is painted with it", "finding_taken_ms", "ms"),
    Row("3,000 proposals accepted, deleted, undone: longest task", "bulk_longest_ms", "ms", 16),
    Row("import of 3,000 YOLO files, processor", "import_yolo_s", "s", 5),
    Row("import of 100,000 boxes on one photograph, processor", "import_boxes_s", "s", 15),
    Row("zoom, frame at 1600x1000, all overlays", "zoom.median_ms", "ms", 16.7),
    Row("pan, frame at 1600x1000, all overlays, fitted x2", "pan_at_0.5.median_ms", "ms", 16.7),
    Row("pan, frame at 1:1", "pan_at_1.median_ms", "ms", 16.7),
    Row("threshold drag, frame, processor", "threshold.own_ms", "ms", 16),
    Row("worklist of 100,000 photographs: open, processor of all threads", "worklist_open_s", "s"),
    Row("  from the click to the list", "worklist_open_wall_s", "s", 3),
    Row("  scroll, longest frame with all columns", "worklist_scroll_ms", "ms", 16),
    Row("  sort by probability", "worklist_sort_ms", "ms"),
    Row("  search", "worklist_search_ms", "ms"),
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
    ended = time.time()
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    if isinstance(closed := result.pop("closed_at", None), float):
        result["gone_s"] = ended - closed
    return result


def _print_table(name: str, json_file: Path) -> tuple[bool, dict[str, object]]:
    """Run a measurement that prints its table; whether its aims are met, and its numbers."""
    command = [sys.executable, "-m", f"tests.bench.{name}", *TABLES[name]]
    done = subprocess.run([*command, "--json", str(json_file)], check=False)
    print()
    numbers = json.loads(json_file.read_text()) if json_file.exists() else {}
    return done.returncode == 0, numbers


def _flat(result: dict[str, object]) -> dict[str, float]:
    flat: dict[str, float] = {}
    for key, value in result.items():
        nested = value if isinstance(value, dict) else {"": value}
        flat |= {f"{key}.{name}".rstrip("."): float(number) for name, number in nested.items()}
    return flat


def _measure_window(folder: Path) -> dict[str, float]:
    """The window, the canvas, one photograph's analysis and the memory that it all takes."""
    print(f"drawing {photographs.COUNT} photographs into {folder}", file=sys.stderr)
    paths = photographs.draw(folder)
    for old in folder.glob("*.retinaview*"):
        old.unlink()
    first, *_ = [str(path) for path in paths]
    _run("tests.bench.window", *map(str, paths))  # unmeasured, so that the disk's cache is warm
    for old in folder.glob("*.retinaview*"):
        old.unlink()
    numbers = _flat(_run("tests.bench.window", *map(str, paths)))
    numbers |= _flat(_run("tests.bench.demo"))
    numbers |= _flat(_run("tests.bench.canvas", first))
    numbers |= _flat(_run("tests.bench.edits", first))
    numbers |= _flat(_run("tests.bench.worklist"))
    numbers |= _flat(_run("tests.bench.pipeline", first))
    return numbers | _flat(_run("tests.bench.memory", first))


def _print_rows(numbers: dict[str, float]) -> bool:
    """Print them beside their aims; whether all are met."""
    missed = False
    for row in ROWS:
        wrong = row.aim is not None and numbers[row.key] > row.aim
        missed |= wrong
        verdict = "" if row.aim is None else "MISSED" if wrong else "ok"
        limit = "" if row.aim is None else f"aim {row.aim:g}"
        print(f"{row.what:58}{numbers[row.key]:9.1f} {row.unit:4} {limit:12}{verdict}")
    return not missed


def main() -> int:
    """Everything; 1 where an aim is missed."""
    rows = _measure_window(Path(tempfile.gettempdir()) / "retinaview-bench")
    numbers: dict[str, object] = dict(rows)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    met = [_print_rows(rows)]
    print(flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in TABLES:
            is_met, table = _print_table(name, Path(folder) / f"{name}.json")
            met.append(is_met)
            numbers |= table
    JSON_FILE.write_text(json.dumps(numbers, indent=1) + "\n")
    print(f"all numbers: {JSON_FILE}")
    return 0 if all(met) else 1


def _one(name: str, arguments: list[str]) -> int:
    if name not in TABLES:
        print(f"unknown measurement {name!r}; known are {', '.join(TABLES)}", file=sys.stderr)
        return 2
    return int(import_module(f"tests.bench.{name}").main(arguments))


if __name__ == "__main__":
    sys.exit(_one(sys.argv[1], sys.argv[2:]) if sys.argv[1:] else main())
