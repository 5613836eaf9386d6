"""YOLO text: a file per photograph, ``class cx cy width height`` as fractions of its size.

``classes.txt`` and ``data.yaml`` name the classes by number. YOLO stores neither the photograph's
size nor the author of a box; ``images.csv`` and ``boxes.csv`` beside it do. The text files are read
with the sizes in ``images.csv`` or in the study; a line that still has a row in ``boxes.csv``
becomes that mark, with its status and author.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import csv_format, fields
from retinaview.exchange.file_names import base_names

CLASSES = tuple(LesionClass)
_OUR_BOXES = ",".join(csv_format.BOX_COLUMNS) + ",id,"
SizeOf = Callable[[str], tuple[int, int] | None]
EachFile = Callable[[], None]
"""Called for every file, to report progress; it may raise to stop."""


def ignore() -> None:
    """Do nothing; the default progress callback."""


def encode(images: Sequence[LabelledImage]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content).

    Raises
    ------
    LabelError
        A photograph's size is unknown, so fractions of it cannot be written.
    """
    yield "classes.txt", "".join(f"{lesion}\n" for lesion in CLASSES).encode()
    names = "".join(f"  {n}: {lesion}\n" for n, lesion in enumerate(CLASSES))
    yield "data.yaml", f"path: .\ntrain: images\nval: images\nnames:\n{names}".encode()
    yield "images.csv", csv_format.grades_csv(images)
    yield "boxes.csv", csv_format.boxes_csv(images)
    for name, image in zip(base_names(images), images, strict=True):
        yield f"labels/{name}.txt", "".join(_lines(image)).encode()


def _lines(image: LabelledImage) -> Iterator[str]:
    if image.width is None or image.height is None:
        raise LabelError("its size is not known yet; open the photograph once", path=image.image)
    for mark in image.marks:
        numbers = _shares(mark.box, image.width, image.height)
        yield f"{CLASSES.index(mark.lesion)} {numbers}\n"


def _shares(box: Box, width: int, height: int) -> str:
    """Return centre, width and height as fractions of the photograph's size, as in a line."""
    cx, cy = box.centre
    shares = (cx / width, cy / height, box.width / width, box.height / height)
    return " ".join(map(_share, shares))


def _share(share: float) -> str:
    """Return nine decimals, or more where a tiny box would vanish."""
    return f"{share:.9f}" if share > 1e-6 or share == 0 else repr(share)


def read(
    folder: Path, *, size_of: SizeOf | None = None, each_file: EachFile = ignore
) -> tuple[LabelledImage, ...]:
    """Read the photographs of a YOLO folder.

    Parameters
    ----------
    folder : Path
        Contains ``classes.txt`` or ``data.yaml``, and text files directly or in ``labels/``.
    size_of : callable, optional
        Returns width and height of a photograph by name, for folders without ``images.csv``.
    each_file : callable, optional
        Called before each file is read; an exception from it stops the reading.

    Raises
    ------
    LabelError
        Names the file and the line; also raised if a photograph's size is unknown.
    """
    classes = _classes(folder)
    known = _known_images(folder)
    labels = folder / "labels"
    files = sorted((labels if labels.is_dir() else folder).rglob("*.txt"))
    found = []
    for file in files:
        if file != folder / "classes.txt":  # a photograph may be called "classes", too
            each_file()
            name = file.relative_to(folder).with_suffix("").as_posix()
            found.append(_photograph(file, name, classes, known, size_of))
    if not found:
        raise LabelError("contains no YOLO label file", path=folder)
    return tuple(found)


def _classes(folder: Path) -> tuple[str, ...]:
    listed = folder / "classes.txt"
    if listed.is_file():
        return tuple(fields.read_text(listed).split("\n")[:-1] or [fields.read_text(listed)])
    described = folder / "data.yaml"
    if described.is_file():
        return _yaml_names(fields.read_text(described), path=described)
    raise LabelError("needs classes.txt or data.yaml to name the classes", path=folder)


def _yaml_names(text: str, *, path: Path) -> tuple[str, ...]:
    """Return the class names from ``0: name`` lines or a list, as YOLO tools write them."""
    listed = re.search(r"^names:\s*\[(.*?)\]", text, re.MULTILINE | re.DOTALL)
    if listed:
        return tuple(name.strip().strip("'\"") for name in listed.group(1).split(","))
    numbered = re.findall(r"^\s+(\d+):\s*['\"]?([^'\"\n]+)", text, re.MULTILINE)
    if not numbered or [int(n) for n, _ in numbered] != list(range(len(numbered))):
        raise LabelError("must list the classes by number from 0", path=path, field="names")
    return tuple(name.strip() for _, name in numbered)


def _known_images(folder: Path) -> dict[str, LabelledImage]:
    """Return the photographs of ``images.csv`` with ``boxes.csv``, by label file name."""
    listed = folder / "images.csv"
    if not listed.is_file():
        return {}
    images = csv_format.read(listed)
    boxes = _known_boxes(folder)
    rows = (boxes.get(image.image, image) for image in images)
    whole = (replace(i, marks=r.marks, places=r.places) for i, r in zip(images, rows, strict=True))
    return dict(zip(base_names(images), whole, strict=True))


def _known_boxes(folder: Path) -> dict[str, LabelledImage]:
    """Return the photographs of our own ``boxes.csv`` by name; another program's is ignored."""
    listed = folder / "boxes.csv"
    if not listed.is_file() or not fields.read_text(listed).startswith(_OUR_BOXES):
        return {}
    return {image.image: image for image in csv_format.read(listed)}


def _rows_by_line(image: LabelledImage, size: tuple[int, int]) -> dict[str, list[Mark | Box]]:
    """Return the rows of ``boxes.csv`` by their line in the text file."""
    rows: dict[str, list[Mark | Box]] = defaultdict(list)
    for mark in reversed(image.marks):
        rows[f"{mark.lesion} {_shares(mark.box, *size)}"].append(mark)
    for place in image.places:
        rows[_shares(place, *size)].append(place)
    return rows


def _as_listed(mark: Mark | Box, line: str, rows: dict[str, list[Mark | Box]]) -> Mark | Box:
    """Return the row of a line with all it says, or the line alone if it has none."""
    numbers = " ".join(line.split()[1:])
    for key in (f"{mark.lesion} {numbers}", numbers) if isinstance(mark, Mark) else ():
        if rows.get(key):
            return rows[key].pop()
    return mark


def _photograph(
    file: Path,
    name: str,
    classes: Sequence[str],
    known: dict[str, LabelledImage],
    size_of: SizeOf | None,
) -> LabelledImage:
    image = known.get(file.stem, LabelledImage(name))
    size = (image.width, image.height)
    if None in size and size_of is not None:
        size = size_of(image.image) or size
    lines = [line for line in _text(file).split("\n") if line.strip()]
    width, height = size
    if width is None or height is None:
        raise LabelError("the size of its photograph is unknown", path=file)
    rows = _rows_by_line(image, (width, height))
    marks, places = fields.separate_places(
        _as_listed(_mark(line, classes, (width, height), f"line {n}", path=file), line, rows)
        for n, line in enumerate(lines, start=1)
    )
    return replace(image, width=width, height=height, marks=marks, places=places)


def _text(file: Path) -> str:
    """Return the text of a label file; an empty one means no boxes."""
    with guard(LabelError, file):
        return "" if file.stat().st_size == 0 else fields.read_text(file)


def _mark(
    line: str, classes: Sequence[str], size: tuple[int, int], field: str, *, path: Path
) -> Mark | Box:
    cells = line.split()
    if len(cells) != 5:
        raise LabelError("must be: class cx cy width height", path=path, field=field)
    # More than nine digits cannot be a class, and may exceed Python's limit.
    if not cells[0].isdecimal() or len(cells[0]) > 9 or int(cells[0]) >= len(classes):
        raise LabelError(f"there is no class {shown(cells[0])}", path=path, field=f"{field}, class")
    cx, cy, width, height = (
        fields.number(cell, f"{field}, {name}", path=path) * side
        for cell, name, side in zip(
            cells[1:], ("cx", "cy", "width", "height"), (*size, *size), strict=True
        )
    )
    sides = (cx - width / 2, cy - height / 2, width, height)
    box = fields.box(sides, size, field, path=path)
    return fields.mark_from(classes[int(cells[0])].strip(), box, {}, field, path=path)
