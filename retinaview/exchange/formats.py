"""Writing of all files of an export together, in any format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError, WriteError
from retinaview.core.geometry import Box
from retinaview.core.guard import guard
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import coco, csv_format, cvat, labelme, masks, voc, yolo
from retinaview.exchange.folder_writing import write_together
from retinaview.exchange.intake import EachFile, ignore
from retinaview.exchange.layout import Picture, Placed, placed
from retinaview.exchange.splits import split_csv

Encoder = Callable[[Sequence[Placed]], Iterator[tuple[str, bytes]]]

_ENCODERS: dict[str, Encoder] = {
    "csv": csv_format.encode,
    "coco": coco.encode,
    "yolo": yolo.encode,
    "voc": voc.encode,
    "labelme": labelme.encode,
    "cvat": cvat.encode,
    "masks": masks.encode,
}
# Where the tools of a format look for the pictures; those of a flat one list the split elsewhere.
_PICTURES = {"voc": "JPEGImages/", "labelme": ""}
_FLAT = ("voc", "cvat", "csv")
FORMATS = tuple(_ENCODERS)
READABLE = tuple(name for name in FORMATS if name != "masks")


def write_labels(
    format: str,  # noqa: A002 - the natural word for callers
    images: Sequence[LabelledImage],
    out: Path,
    *,
    pixels_of: masks.PixelsOf | None = None,
    splits: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    each_file: EachFile = ignore,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write all files of an export, or none.

    Parameters
    ----------
    format : str
        One of `FORMATS`.
    images : sequence of LabelledImage
        All their marks are written; filter them before.
    out : Path
        Folder, created if missing. Files that an earlier export of this format wrote are replaced,
        or removed where their photographs are not in this one; others are kept.
    pixels_of : callable, optional
        See `masks.encode`.
    splits : mapping of str to str, optional
        ``train``, ``val`` or ``test`` by photograph; written to ``split.csv``, and in the manner of
        the format.
    pictures : mapping of str to Picture, optional
        The photographs that go along, where the format's tools look for them.
    each_file : callable, optional
        Called after each file is staged; after an exception from it, nothing is written.
    replace : bool
        Also replace files of the same names that no export wrote, or that changed since.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    LabelError
        The format is unknown, or a photograph lacks what it requires.
    FileInTheWay
        A file of the same name is not to be replaced.
    WriteError
        The folder cannot be written; its old files are unchanged.
    """
    if format not in _ENCODERS:
        raise LabelError(f"unknown format {shown(format)}; known are {', '.join(FORMATS)}")
    places = placed([_inside(image) for image in images], splits=splits, pictures=pictures)
    files = _files(format, places, pixels_of, splits, pictures or {})
    with guard(WriteError, out, "cannot be written", system="cannot be written"):
        return write_together(files, out, format_name=format, each_file=each_file, replace=replace)


def _files(
    format_name: str,
    places: Sequence[Placed],
    pixels_of: masks.PixelsOf | None,
    splits: Mapping[str, str] | None,
    pictures: Mapping[str, Picture],
) -> Iterator[tuple[str, bytes | Picture]]:
    """Yield labels, then the list of the split and the pictures."""
    if format_name == "masks":
        yield from masks.encode(places, pixels_of=pixels_of)
    else:
        yield from _ENCODERS[format_name](places)
    if splits is not None:
        yield "split.csv", split_csv([place.image for place in places], splits)
    folder = _PICTURES.get(format_name, "images/")
    for place in places:
        if place.file:
            split = place.folder if format_name not in _FLAT else ""
            yield f"{folder}{split}{place.file}", pictures[place.image.image]


def _inside(image: LabelledImage) -> LabelledImage:
    """Return a photograph with its marks clipped to it, and their boxes rounded to 0.01 px."""
    if image.width is None or image.height is None:
        return image
    marks = []
    for mark in image.marks:
        mask = None if mark.mask is None else mark.mask.clipped(image.width, image.height)
        box = mark.box.clipped(image.width, image.height)
        if box is None:
            message = f"a {mark.lesion} lies outside the photograph; move or delete that mark first"
            raise LabelError(message, path=image.image)
        left, right = _rounded(box.x, box.right, image.width)
        top, bottom = _rounded(box.y, box.bottom, image.height)
        rounded = Box(left, top, round(right - left, 2), round(bottom - top, 2))
        marks.append(replace(mark, box=rounded, mask=mask))
    return replace(image, marks=tuple(marks))


def _rounded(start: float, end: float, length: int) -> tuple[float, float]:
    """Return both ends to 0.01 px, at least that far apart."""
    start, end = round(start, 2), round(end, 2)
    if end <= start:
        end = min(round(start + 0.01, 2), float(length))
        start = round(end - 0.01, 2)
    return start, end
