"""YOLO text: a file per photograph, ``class cx cy width height`` as fractions of its size.

A mask is written as a line of segmentation, ``class x y x y ...``: one polygon along the edges of
its pixels, whose parts and holes are joined by lines there and back.

``classes.txt`` and ``data.yaml`` name the classes by number. YOLO stores neither the photograph's
size nor the author of a box; ``images.csv`` and ``boxes.csv`` beside it do. The text files are read
with the sizes in ``images.csv`` or in the study; a line that still has a row in ``boxes.csv``, or
stands where one had it, becomes that mark, with its status and author. Outlines become masks;
turned boxes, as other tools write them, become the boxes around them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.one_ring import one_ring
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import csv_format, fields, mark_fields, text_files
from retinaview.exchange.classes import listed_classes
from retinaview.exchange.file_names import base_names
from retinaview.exchange.folder_writing import is_own
from retinaview.exchange.intake import Intake, Sides
from retinaview.exchange.layout import Placed, parts
from retinaview.exchange.outlines import Outline
from retinaview.exchange.yolo_classes import class_names

_OUR_BOXES = ",".join(csv_format.BOX_COLUMNS) + ",id,"


def encode(places: Sequence[Placed]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of these photographs as (relative path, content).

    Raises
    ------
    LabelError
        A photograph's size is unknown, so fractions of it cannot be written.
    """
    classes = listed_classes(places)
    yield "classes.txt", "".join(f"{lesion}\n" for lesion in classes).encode()
    yield "data.yaml", _data_yaml(places, classes).encode()
    yield "images.csv", csv_format.grades_csv(places)
    yield "boxes.csv", csv_format.boxes_csv(places)
    for place in places:
        lines = "".join(_lines(place.image, classes))
        yield f"labels/{place.folder}{place.name}.txt", lines.encode()


def _data_yaml(places: Sequence[Placed], classes: Sequence[LesionClass]) -> str:
    """Return the description that Ultralytics trains by; folders are relative to the file."""
    present = [split for split in parts(places) if split]
    folders = {split: f"images/{split}" for split in present} or {
        "train": "images",
        "val": "images",
    }
    lines = [f"{split}: {folder}\n" for split, folder in folders.items()]
    names = [f"  {n}: {lesion}\n" for n, lesion in enumerate(classes)]
    return "".join([*lines, "names:\n", *names])


def _lines(image: LabelledImage, classes: Sequence[LesionClass]) -> Iterator[str]:
    if image.width is None or image.height is None:
        raise LabelError("its size is not known yet; open the photograph once", path=image.image)
    for mark in image.marks:
        numbers = _numbers(mark, image.width, image.height)
        yield f"{classes.index(mark.lesion)} {numbers}\n"


def _numbers(mark: Mark, width: int, height: int) -> str:
    """Return the numbers of a line: of a box, or of a mask's polygon, x before y."""
    if mark.mask is None:
        return _shares(mark.box, width, height)
    return " ".join(_share(share) for share in (one_ring(mark.mask) / (width, height)).flat)


def _shares(box: Box, width: int, height: int) -> str:
    """Return centre, width and height as fractions of the photograph's size, as in a line."""
    cx, cy = box.centre
    shares = (cx / width, cy / height, box.width / width, box.height / height)
    return " ".join(map(_share, shares))


def _share(share: float) -> str:
    """Return nine decimals, or more where a tiny box would vanish."""
    return f"{share:.9f}" if share > 1e-6 or share == 0 else repr(share)


def read(folder: Path, intake: Intake | None = None) -> tuple[LabelledImage, ...]:
    """Read the photographs of a YOLO folder.

    Parameters
    ----------
    folder : Path
        Contains the class names, and text files at any depth.
    intake : Intake, optional
        Takes the boxes; knows the sizes of photographs for folders without ``images.csv``.

    Raises
    ------
    LabelError
        Names the file and the line; also raised if a photograph's size is unknown.
    """
    intake = intake or Intake()
    classes = class_names(folder)
    known = _known_images(folder)
    found = []
    for file in _label_files(folder):
        intake.each_file()
        name = file.relative_to(folder).with_suffix("").as_posix()
        if (image := _photograph(file, name, classes, known, intake)) is not None:
            found.append(image)
    if not found:
        raise LabelError("contains no YOLO label file", path=folder)
    return tuple(found)


def _label_files(folder: Path) -> list[Path]:
    """Return the files of boxes: those in folders named ``labels``, if there are any."""
    with guard(LabelError, folder):
        files = sorted(file for file in folder.rglob("*.txt") if not is_own(file, folder))
    inside = [f for f in files if "labels" in f.relative_to(folder).parts[:-1]]
    # A photograph may be called "classes", too.
    return inside or [f for f in files if f.parent != folder or not _is_list(f)]


def _is_list(file: Path) -> bool:
    """Return whether a text file beside the labels lists classes or photographs, or explains."""
    name = file.name.lower()
    return name in _LISTS or name.startswith("readme")


_LISTS = {"classes.txt", "train.txt", "val.txt", "valid.txt", "test.txt", "notes.txt"}


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
    if not listed.is_file() or not text_files.read_text(listed).startswith(_OUR_BOXES):
        return {}
    return {image.image: image for image in csv_format.read(listed)}


def _rows_by_line(image: LabelledImage, size: tuple[int, int]) -> dict[str, list[Mark | Box]]:
    """Return the rows of ``boxes.csv`` by their line in the text file."""
    rows: dict[str, list[Mark | Box]] = defaultdict(list)
    for mark in reversed(image.marks):
        rows[f"{mark.lesion} {_numbers(mark, *size)}"].append(mark)
    for place in image.places:
        rows[_shares(place, *size)].append(place)
    return rows


def _as_listed(
    mark: Mark | Box | None, line: str, rows: dict[str, list[Mark | Box]]
) -> Mark | Box | None:
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
    intake: Intake,
) -> LabelledImage | None:
    """Return the photograph of a label file; None if it is left out because nobody has its size."""
    image = known.get(file.stem, LabelledImage(name))
    size = intake.size(image.image, image.width, image.height)
    lines = [line for line in _text(file).split("\n") if line.strip()]
    width, height = size
    if width is None or height is None:
        intake.problem(LabelError("the size of its photograph is unknown", path=file), "photograph")
        return None
    rows, is_own = _rows_by_line(image, (width, height)), bool(image.marks)
    intake.know(mark.lesion for mark in image.marks)
    marks_of_lines = (
        _mark(line, classes, (width, height), intake, n, path=file, is_own=is_own)
        for n, line in enumerate(lines, start=1)
    )
    found = [_as_listed(mark, line, rows) for mark, line in zip(marks_of_lines, lines, strict=True)]
    marks, places = mark_fields.separate_places(_moved(found, image.marks))
    return replace(image, width=width, height=height, marks=marks, places=places)


def _moved(found: Sequence[Mark | Box | None], listed: Sequence[Mark]) -> list[Mark | Box | None]:
    """Return the marks of a file, with a line that has no row any more as the row in its place.

    Another program has moved that box, if the file still has as many lines as rows.
    """
    if len(found) != len(listed):
        return list(found)
    known = {mark.id for mark in found if isinstance(mark, Mark)}
    return [
        replace(row, box=mark.box, mask=mark.mask)
        if isinstance(mark, Mark) and mark.lesion is row.lesion and row.id not in known
        else mark
        for mark, row in zip(found, listed, strict=True)
    ]


def _text(file: Path) -> str:
    """Return the text of a label file; an empty one means no boxes."""
    with guard(LabelError, file):
        return "" if file.stat().st_size == 0 else text_files.read_text(file)


def _mark(
    line: str,
    classes: Sequence[str],
    size: tuple[int, int],
    intake: Intake,
    n: int,
    *,
    path: Path,
    is_own: bool,
) -> Mark | Box | None:
    field = f"line {n}"
    cells = line.split()
    # More than nine digits cannot be a class, and may exceed Python's limit.
    number = cells[0].removesuffix(".0")
    if not number.isdecimal() or len(number) > 9 or int(number) >= len(classes):
        message = f"there is no class {shown(cells[0])}"
        error = LabelError(message, path=path, field=f"{field}, class")
        intake.problem(error, "class")
        return None
    lesion = classes[int(number)].strip()
    if len(cells) not in (5, 6):
        outline = _outline(cells[1:], size, field, path=path)
        if len(cells) == 9 and not is_own:
            intake.notes["rotated boxes became the boxes around them"] += 1
            return intake.mark(lesion, outline.sides, size, {}, field, path=path)
        kept = outline if is_own else outline.unless_box({})
        return intake.mark(lesion, outline.sides, size, {}, field, path=path, outline=kept)
    sides = _sides(cells[1:5], size, field, path=path)
    extras = {"score": cells[5]} if len(cells) == 6 else {}
    return intake.mark(lesion, sides, size, extras, field, path=path)


def _sides(cells: Sequence[str], size: tuple[int, int], field: str, *, path: Path) -> Sides:
    """Return x, y, width and height of a box in pixels."""
    cx, cy, width, height = (
        fields.number(cell, f"{field}, {name}", path=path) * side
        for cell, name, side in zip(
            cells, ("cx", "cy", "width", "height"), (*size, *size), strict=True
        )
    )
    return cx - width / 2, cy - height / 2, width, height


def _outline(cells: Sequence[str], size: tuple[int, int], field: str, *, path: Path) -> Outline:
    """Return the outline of a mask, or the corners of a turned box, x before y."""
    if len(cells) < 6 or len(cells) % 2:
        raise LabelError("must be: class cx cy width height", path=path, field=field)
    shares = [fields.number(cell, field, path=path) for cell in cells]
    return Outline((np.array(shares).reshape(-1, 2) * size,))
