"""The class names of a YOLO folder, by number, as each tool lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.exchange import text_files

_NAMES = re.compile(r"^names[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_COUNT = re.compile(r"^nc[ \t]*:[ \t]*(\d{1,9})[ \t]*(?:#.*)?\r?$", re.MULTILINE)
# Of a list in brackets: a comma, its end, a comment, or a piece of an item; quotes hide all these.
_TOKEN = re.compile(r"""[,\]}]|#[^\n]*|"[^"]*"|'[^']*'|[^,\]}"'#]+|["']""")


def lists_classes(folder: Path) -> bool:
    """Return whether a folder names YOLO classes."""
    return _listed(folder) is not None or _described(folder) is not None


def class_names(folder: Path) -> tuple[str, ...]:
    """Return the class names of a folder, by number.

    They are in ``classes.txt`` (labelImg, Label Studio), ``obj.names`` (CVAT, Darknet) or
    ``data.yaml`` (Ultralytics, Roboflow).

    Raises
    ------
    LabelError
        There is no such file, its numbers do not run from 0, or two files disagree.
    """
    listed, described = _listed(folder), _described(folder)
    if listed is None and described is None:
        message = "needs classes.txt, obj.names or data.yaml to name the classes"
        raise LabelError(message, path=folder)
    lines = () if listed is None else _lines(listed)
    if described is None:
        return lines
    text = text_files.read_text(described)
    if listed is not None and not _NAMES.search(text):
        return lines
    names = yaml_names(text, path=described)
    if listed is not None and _folded(names) != _folded(lines):
        message = f"names other classes than {listed.name} beside it; remove the wrong one"
        raise LabelError(message, path=described, field="names")
    return names


def _lines(listed: Path) -> tuple[str, ...]:
    lines = text_files.lines_of(text_files.read_text(listed))
    while lines and not lines[-1].strip():
        lines.pop()
    return tuple(line.strip() for line in lines)


def _folded(names: Sequence[str]) -> list[str]:
    return [name.casefold() for name in names]


def _listed(folder: Path) -> Path | None:
    files = (folder / name for name in ("classes.txt", "obj.names"))
    return next((file for file in files if file.is_file()), None)


def _described(folder: Path) -> Path | None:
    usual = [folder / name for name in ("data.yaml", "data.yml", "dataset.yaml")]
    others = sorted(folder.glob("*.yaml"))
    return next((f for f in (*usual, *others) if f.is_file() and _has_names(f)), None)


def _has_names(file: Path) -> bool:
    return file.name == "data.yaml" or _NAMES.search(text_files.read_text(file)) is not None


def yaml_names(text: str, *, path: Path) -> tuple[str, ...]:
    """Return the names in a ``data.yaml``: a list or a mapping, on one line or on several.

    Raises
    ------
    LabelError
        There are none, their numbers do not run from 0, or `nc` says another number of them.
    """
    found = _NAMES.search(text)
    if found is not None:
        start = found[1].strip()
        pairs = _in_brackets(text[found.start(1) :]) if start[:1] in ("[", "{") else None
        if pairs is None:
            pairs = _in_lines(text_files.lines_of(text[found.end() :])[1:])
        numbers = [number for number, _ in pairs]
        if pairs and sorted(numbers) == list(range(len(pairs))):
            count = _COUNT.search(text)
            if count and int(count[1]) != len(pairs):
                message = f"says {int(count[1])} classes, but names lists {len(pairs)}"
                raise LabelError(message, path=path, field="nc")
            return tuple(name for _, name in sorted(pairs))
    raise LabelError("must list the classes by number from 0", path=path, field="names")


def _in_brackets(text: str) -> list[tuple[int, str]]:
    """Return the names of ``[a, b]`` or ``{0: a, 1: b}``."""
    text = text.lstrip()
    items = [item for item in _items(text[1:]) if item.strip()]
    if text[0] == "[":
        return [(n, _bare(item)) for n, item in enumerate(items)]
    return [_numbered(item) for item in items]


def _items(text: str) -> list[str]:
    """Return what stands between commas, up to the closing bracket."""
    items = [""]
    for token in _TOKEN.findall(text):
        if token in ("]", "}"):
            break
        if token == ",":
            items.append("")
        elif not token.startswith("#"):
            items[-1] += token
    return items


def _in_lines(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the names of ``- a`` or ``0: a`` lines, up to the next key."""
    pairs: list[tuple[int, str]] = []
    for line in lines:
        item = line.split(" #")[0].strip()
        if item.startswith("- "):
            pairs.append((len(pairs), _bare(item[2:])))
        elif line[:1].isspace() and ":" in item:
            pairs.append(_numbered(item))
        elif item and not item.startswith("#"):
            break
    return pairs


def _numbered(item: str) -> tuple[int, str]:
    number, _, name = item.partition(":")
    digits = _bare(number)
    return (int(digits) if digits.isdecimal() and len(digits) < 10 else -1), _bare(name)


def _bare(text: str) -> str:
    return text.strip().strip("'\"").strip()
