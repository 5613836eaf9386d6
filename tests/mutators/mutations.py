"""Mutations of files: bytes anywhere, and fields where the file's structure has them.

All take a seeded generator and give one mutated input; what they do to the same input with the same
seed is always the same, so that a failure can be named by its seed.
"""

from __future__ import annotations

import io
import json
import random
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

BOMB_BYTES = 5 << 20
Mutation = Callable[[bytes, random.Random], bytes]

# Numbers at which sizes, counts and offsets go wrong.
EDGES = (
    0,
    1,
    2,
    3,
    7,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    2**24,
    2**31 - 1,
    2**31,
    2**32 - 1,
)
TEXTS = (
    "", " ", "\0", "\n", "\r", "\x1b[2J", "=1+1", "..", "../../x", "NUL", "C:x", "\\\\host\\s",
    "a" * 5000, "\u202e", "\ud83d\ude00", "nan", "-inf", "1e999", "9" * 5000, "<b>", "&a;",
    "[" * 50, "'", '"', ",",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 0.5, 1e308, -1e308, 10**30, 10**400, [], {}, [[]], {"a": []}, *TEXTS,
)  # fmt: skip


def flip_bits(data: bytes, rng: random.Random) -> bytes:
    """One to three flipped bits."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(data: bytes, rng: random.Random) -> bytes:
    """The file up to some place."""
    return data[: rng.randrange(len(data))]


def remove(data: bytes, rng: random.Random) -> bytes:
    """The file without a piece."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 40) :]


def repeat(data: bytes, rng: random.Random) -> bytes:
    """The file with a piece of it twice, or many times."""
    start, length = rng.randrange(len(data)), rng.randint(1, 60)
    piece = data[start : start + length]
    return data[:start] + piece * rng.choice((1, 2, 50)) + data[start:]


def set_number(data: bytes, rng: random.Random) -> bytes:
    """A number of two or four bytes, in either order, set to an edge."""
    size, order = rng.choice((2, 4)), rng.choice("<>")
    start = rng.randrange(max(1, len(data) - size))
    value = rng.choice(EDGES) % 256**size
    packed = struct.pack(order + {2: "H", 4: "I"}[size], value)
    return data[:start] + packed + data[start + size :]


def mutate_png(data: bytes, rng: random.Random) -> bytes:
    """A field of a chunk, with its checksum made right; or chunks lost, twice, in another order."""
    chunks = list(_png_chunks(data))
    number = rng.randrange(len(chunks))
    name, body = chunks[number]
    action = rng.randrange(4)
    if action == 0 and body:
        chunks[number] = name, set_number(body, rng)[: len(body)]
    elif action == 1:
        del chunks[number]
    elif action == 2:
        chunks.insert(rng.randrange(len(chunks)), chunks[number])
    else:
        chunks[number] = rng.choice((b"tRNS", b"acTL", b"eXIf", b"PLTE", b"zTXt")), body[:200]
    return data[:8] + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def mutate_jpeg(data: bytes, rng: random.Random) -> bytes:
    """A segment's field, or a segment lost, twice or of another kind."""
    starts = [
        match.start() for match in re.finditer(rb"\xff[\xc0-\xcf\xda-\xdf\xe0-\xef\xfe]", data)
    ]
    start = rng.choice(starts)
    length = 2 + int.from_bytes(data[start + 2 : start + 4], "big")
    segment = data[start : start + length]
    action = rng.randrange(4)
    if action == 0 and len(segment) > 5:
        segment = segment[:2] + set_number(segment[2:], rng)
    elif action == 1:
        segment = b""
    elif action == 2:
        segment *= rng.choice((2, 200))
    else:
        segment = b"\xff" + bytes([rng.choice(range(0xC0, 0xFF))]) + segment[2:]
    return data[:start] + segment + data[start + length :]


def mutate_tiff(data: bytes, rng: random.Random) -> bytes:
    """A tag's number, type, count or value, in a little-endian classic TIFF."""
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    entry = start + 2 + 12 * rng.randrange(count)
    offset, size = rng.choice(((0, 2), (2, 2), (4, 4), (8, 4), (8, 2)))
    value = rng.choice((*EDGES, 256, 257, 258, 259, 262, 277, 284, 317, 322, 32997, 34675))
    packed = (value % 256**size).to_bytes(size, "little")
    return data[: entry + offset] + packed + data[entry + offset + size :]


def mutate_riff(data: bytes, rng: random.Random) -> bytes:
    """A chunk's name or length, with or without the length of the whole."""
    at = rng.choice((4, 12, 16, 20))
    names = (b"VP8 ", b"VP8L", b"VP8X", b"ANMF", b"EXIF", b"ALPH")
    value = rng.choice(names) if at == 12 else struct.pack("<I", rng.choice(EDGES))
    return data[:at] + value + data[at + 4 :]


def mutate_dicom(data: bytes, rng: random.Random) -> bytes:
    """An element's length, kind or value, with its length made right; or elements lost or twice."""
    elements = list(re.finditer(rb"..[\x00-\x10]\x00([A-Z]{2})(..)", data[132:], re.DOTALL))
    element = rng.choice(elements)
    start, value = 132 + element.start(), 132 + element.end()
    length = int.from_bytes(element[2], "little")
    whole = data[start : value + length]
    action = rng.randrange(5)
    if action == 0:
        edge = struct.pack("<H", rng.choice(EDGES) % 2**16)
        return data[: value - 2] + edge + data[value:]
    if action == 1:
        kind = rng.choice((b"SQ", b"OB", b"UN", b"UT", b"DS", b"IS", b"AT", b"FD", b"US", b"ZZ"))
        return data[: start + 4] + kind + data[start + 6 :]
    if action == 2:
        text = rng.choice((*TEXTS, *map(str, EDGES), "-1", "1e9")).encode(errors="replace")[:999]
        text += b" " * (len(text) % 2)
        head = whole[:6] + struct.pack("<H", len(text))
        return data[:start] + head + text + data[value + length :]
    return data[:start] + whole * rng.choice((0, 2, 300)) + data[value + length :]


def mutate_json(data: bytes, rng: random.Random) -> bytes:
    """A value, a key or an item of a JSON tree."""
    tree = json.loads(data)
    places = list(_places(tree))
    holder, key = rng.choice(places)
    action = rng.randrange(4)
    if action == 0:
        del holder[key]
    elif action == 1 and isinstance(holder, dict):
        holder[rng.choice(TEXTS)] = holder.pop(key)
    elif action == 2 and isinstance(holder, list):
        holder.extend([holder[key]] * rng.choice((1, 300)))
    else:
        holder[key] = rng.choice(VALUES)
    # A lone half of a pair and NaN are no JSON to some readers; they come all the same.
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every key of every object and every index of every list, however deep."""
    left = _items(tree)[::-1]
    while left:
        holder, key, value = left.pop()
        yield holder, key
        left += _items(value)[::-1]


def _items(holder: Any) -> list[tuple[Any, Any, Any]]:
    if isinstance(holder, dict):
        return [(holder, key, value) for key, value in holder.items()]
    if isinstance(holder, list):
        return [(holder, key, value) for key, value in enumerate(holder)]
    return []


def mutate_safetensors(data: bytes, rng: random.Random) -> bytes:
    """A value of the header, with its length made right; the tensors behind it as they were."""
    length = int.from_bytes(data[:8], "little")
    header = mutate_json(data[8 : 8 + length], rng)
    return struct.pack("<Q", len(header)) + header + data[8 + length :]


def nest(data: bytes, rng: random.Random) -> bytes:
    """A JSON value inside very many lists or objects."""
    depth = rng.choice((500, 100_000))
    pairs = rng.choice((("[", "]"), ('{"a":', "}")))
    return pairs[0].encode() * depth + data + pairs[1].encode() * depth


def mutate_text(data: bytes, rng: random.Random) -> bytes:
    """A cell, a number or a word of a text file."""
    text = data.decode()
    cells = list(re.finditer(r"[^,;\s<>\"=/]+", text))
    cell = rng.choice(cells)
    new = rng.choice((*TEXTS, *map(str, EDGES), "-1", "-0.5", "1e400"))
    return (text[: cell.start()] + new + text[cell.end() :]).encode("utf-8", "surrogatepass")


def mutate_lines(data: bytes, rng: random.Random) -> bytes:
    """A line lost, twice, empty or in another place."""
    lines = data.split(b"\n")
    number = rng.randrange(len(lines))
    line = lines.pop(number)
    action = rng.randrange(4)
    if action == 1:
        lines[number:number] = [line] * rng.choice((2, 100))
    elif action == 2:
        lines.insert(number, b"")
    elif action == 3:
        lines.insert(rng.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def mutate_encoding(data: bytes, rng: random.Random) -> bytes:
    """Another encoding, or an XML head that says another one than there is."""
    text = data.decode()
    action = rng.randrange(3)
    if action == 0:
        return text.encode(rng.choice(("utf-16", "utf-32", "utf-8-sig", "utf-7")))
    names = ("cp037", "shift_jis", "utf-16", "hz", "punycode", "rot13", "idna", "nonsense", "utf-7")
    head = f'<?xml version="1.0" encoding="{rng.choice(names)}"?>'
    return (head + text).encode()


def mutate_zip(data: bytes, rng: random.Random) -> bytes:
    """A file of an archive changed as text, grown to a bomb, lost, or there twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    number = rng.randrange(len(files))
    name, content = files[number]
    action = rng.randrange(8)
    if action == 0:
        del files[number]
    elif action == 1:
        files.append((name, content))
    elif action == 2:
        files[number] = name, content + b" " * BOMB_BYTES
    else:
        mutation = rng.choice((mutate_text, mutate_lines, mutate_encoding, flip_bits, cut, repeat))
        files[number] = name, mutation(content, rng)
    written = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for each in files:
            archive.writestr(*each)
    return written.getvalue()


ANYWHERE: tuple[Mutation, ...] = (flip_bits, cut, remove, repeat, set_number)
IN_JSON: tuple[Mutation, ...] = (*[mutate_json] * 8, nest, cut, flip_bits)
IN_TEXT: tuple[Mutation, ...] = (
    mutate_text,
    mutate_text,
    mutate_lines,
    mutate_encoding,
    cut,
    repeat,
)
BY_SUFFIX: dict[str, tuple[Mutation, ...]] = {
    ".png": (*ANYWHERE, mutate_png, mutate_png),
    ".jpg": (*ANYWHERE, mutate_jpeg, mutate_jpeg),
    ".tif": (*ANYWHERE, mutate_tiff, mutate_tiff, mutate_tiff),
    ".webp": (*ANYWHERE, mutate_riff),
    ".bmp": ANYWHERE,
    ".dcm": (*ANYWHERE, *[mutate_dicom] * 5),
    ".ppm": (*ANYWHERE, mutate_lines),
    ".json": IN_JSON,
    ".jsonl": IN_JSON,
    ".xml": IN_TEXT,
    ".csv": IN_TEXT,
    ".txt": IN_TEXT,
    ".xlsx": (*ANYWHERE, *[mutate_zip] * 10),
    ".onnx": (*ANYWHERE, repeat),
    ".safetensors": (*ANYWHERE, *[mutate_safetensors] * 5),
}


def mutated(data: bytes, suffix: str, seed: int) -> bytes:
    """One mutation of a file of that kind, the same for the same seed."""
    rng = random.Random(seed)
    return rng.choice(BY_SUFFIX[suffix])(data, rng)
