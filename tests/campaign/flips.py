"""Which flipped bits of photographs are noticed: ``python -m tests.campaign.flips FILE ...``.

With ``--sound FOLDER ...`` also which sound photographs below these are called damaged, as they are
and at another size and quality. Photographs less than 512 pixels wide are left out.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import simplejpeg

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.imaging.decoding import Decoded, decode
from retinaview.imaging.headers import read_header
from tests.campaign.record import replace_part

REPORT, BEGIN, END = Path("docs/reliability.md"), "<!-- flips -->", "<!-- end of flips -->"
ENDINGS = ("refused", "noted", "shift noted", "no pixel changed", "unnoticed", "of these wide")
SHIFT, WIDE_LEVELS, WIDE_SHARE = "may be damaged", 8, 0.01
MIN_WIDTH_PX = 512


def flipped(data: bytes, *, flips: int, seed: int) -> Counter[str]:
    """Flip single bits of a file, and count how its decoding ends, by `ENDINGS`."""
    sound, bits, ends = _decoded(data), random.Random(seed), Counter[str]()
    for _ in range(flips):
        changed, bit = bytearray(data), bits.randrange(len(data) * 8)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            found = _decoded(bytes(changed))
        except ReadError:
            ends["refused"] += 1
            continue
        end, wide = _end(found, sound)
        ends[end] += 1
        ends["of these wide"] += wide and end == "unnoticed"
        ends["wide"] += wide
    return ends


def _end(found: Decoded, sound: Decoded) -> tuple[str, bool]:
    """Return how a file with a flipped bit was decoded, and whether the change is wide."""
    if found.rgb.shape != sound.rgb.shape:
        return "noted" if found.damage else "unnoticed", True
    change = cv2.absdiff(found.rgb, sound.rgb)
    wide = float((change.max(axis=2) > WIDE_LEVELS).mean()) > WIDE_SHARE
    if found.damage:
        return "shift noted" if SHIFT in found.damage else "noted", wide
    return ("unnoticed" if change.any() else "no pixel changed"), wide


def called_damaged(folders: Sequence[Path], *, seed: int) -> tuple[int, list[str]]:
    """Return how many sound JPEGs were decoded, and those of them that are called damaged."""
    tried, wrong, choices = 0, [], random.Random(seed)
    for path in sorted(path for folder in folders for path in folder.rglob("*.jpg")):
        for what, data in _sizes(path, choices):
            tried += 1
            if SHIFT in _decoded(data).damage:
                wrong.append(f"{path}{what}")
    return tried, wrong


def _sizes(path: Path, choices: random.Random) -> Iterator[tuple[str, bytes]]:
    data = path.read_bytes()
    rgb = _decoded(data).rgb
    if rgb.shape[1] >= MIN_WIDTH_PX:
        yield "", data
    width, quality = choices.randrange(MIN_WIDTH_PX, 1400), choices.randrange(60, 96)
    size = (width, round(rgb.shape[0] * width / rgb.shape[1]))
    resized = np.ascontiguousarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    sampling = choices.choice(["444", "422", "420"])
    yield f", {width} px wide", simplejpeg.encode_jpeg(resized, quality, "RGB", sampling)


def _decoded(data: bytes) -> Decoded:
    with guard(ReadError, "photograph"):
        return decode(data, read_header(io.BytesIO(data), path="photograph"))


def _row(path: Path, ends: Counter[str]) -> str:
    size = path.stat().st_size / 1000
    numbers = " | ".join(str(ends[ending]) for ending in ENDINGS)
    return f"| {path.suffix[1:].upper()}, {size:.0f} KB | {numbers} | {ends['wide']} |"


def main(arguments: list[str] | None = None) -> int:
    """Print the table, and with ``--record`` keep it in the documentation."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign.flips", description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--sound", type=Path, nargs="+", default=[])
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", action="store_true", help=f"Write the table into {REPORT}.")
    given = parser.parse_args(arguments)
    lines = [f"| file | {' | '.join(ENDINGS)} | all wide |", "|---|" + "---:|" * (len(ENDINGS) + 1)]
    for path in given.files:
        ends = flipped(path.read_bytes(), flips=given.flips, seed=given.seed)
        lines.append(_row(path, ends))
    if given.sound:
        tried, wrong = called_damaged(given.sound, seed=given.seed)
        lines += ["", f"Of {tried:,} sound JPEGs, {len(wrong)} are said to be shifted."]
        sys.stderr.writelines(f"{name}\n" for name in wrong)
    sys.stdout.write("\n".join(lines) + "\n")
    if given.record:
        replace_part(REPORT, BEGIN, END, "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
