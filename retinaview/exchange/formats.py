"""Reading of label files in any format, and writing of all files of an export together."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError, WriteError
from retinaview.core.guard import guard
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import coco, csv_format, labelme, masks, voc, yolo
from retinaview.exchange.folder_writing import finish_writing, is_own, write_together
from retinaview.exchange.json_text import read_json
from retinaview.exchange.merging import merged
from retinaview.exchange.yolo import EachFile, SizeOf, ignore

Encoder = Callable[[Sequence[LabelledImage]], Iterator[tuple[str, bytes]]]

_ENCODERS: dict[str, Encoder] = {
    "csv": csv_format.encode,
    "coco": coco.encode,
    "yolo": yolo.encode,
    "voc": voc.encode,
    "labelme": labelme.encode,
    "masks": masks.encode,
}
_READERS: dict[str, Callable[[Path], tuple[LabelledImage, ...]]] = {
    "coco": coco.read,
    "voc": voc.read,
    "labelme": labelme.read,
}
FORMATS = tuple(_ENCODERS)
NOT_READABLE = "is damaged, or not a label file of this format"
READABLE = tuple(name for name in FORMATS if name != "masks")


def read_labels(
    paths: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002 - the natural word for callers
    where: Mapping[str, str] | None = None,
    size_of: SizeOf | None = None,
    each_file: EachFile = ignore,
) -> tuple[LabelledImage, ...]:
    """Read photographs with their labels from files and folders.

    Parameters
    ----------
    paths : sequence of Path
        Label files, or folders of them.
    format : str, optional
        One of `READABLE`; by default detected from the files.
    where : mapping of str to str, optional
        Read only CSV rows in which these columns have these values.
    size_of : callable, optional
        Returns width and height of a photograph by name, for YOLO folders without sizes.
    each_file : callable, optional
        Called before each file is read; an exception from it stops the reading.

    Returns
    -------
    tuple of LabelledImage
        One per photograph, in file order.

    Raises
    ------
    LabelError
        Anything is wrong with any file; nothing is returned then.

    Notes
    -----
    Marks and answers that do not say themselves which file they first came from get its name, for
    a file in a folder with the folders from there; of a YOLO folder that of the folder.
    """
    if format is not None and format not in READABLE:
        raise LabelError(f"{shown(format)} cannot be read; readable are {', '.join(READABLE)}")
    pieces: list[LabelledImage] = []
    for path in paths:
        pieces += _read(path, format, where, size_of, each_file)
    return merged(pieces, path=paths[0] if paths else Path())


def _read(
    path: Path,
    format_name: str | None,
    where: Mapping[str, str] | None,
    size_of: SizeOf | None,
    each_file: EachFile,
) -> Iterable[LabelledImage]:
    with guard(LabelError, path, NOT_READABLE):
        if stat.S_ISDIR(path.stat().st_mode):
            return _read_folder(path, format_name, where, size_of, each_file)
        each_file()
        return _sourced(_read_file(path, format_name or _format_of(path), where), path.name)


def _read_folder(
    folder: Path,
    format_name: str | None,
    where: Mapping[str, str] | None,
    size_of: SizeOf | None,
    each_file: EachFile,
) -> Iterable[LabelledImage]:
    with guard(LabelError, folder, system="holds an export that was interrupted; export again"):
        finish_writing(folder)
    # YOLO first, because its folders contain CSV files too.
    named = (folder / "classes.txt").is_file() or (folder / "data.yaml").is_file()
    if format_name == "yolo" or (format_name is None and named):
        read = yolo.read(folder, size_of=size_of, each_file=each_file)
        return _sourced(read, folder.resolve().name)
    suffixes = {"csv": [".csv"], "voc": [".xml"], "coco": [".json"], "labelme": [".json"]}
    wanted = suffixes.get(format_name or "", [".csv", ".xml", ".json"])
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in wanted and not is_own(file, folder)
    )
    if not files:
        raise LabelError("contains no label file (CSV, XML, JSON or YOLO)", path=folder)
    pieces: list[LabelledImage] = []
    for file in files:
        each_file()
        found = _read_file(file, format_name or _format_of(file), where)
        pieces += _sourced(found, file.relative_to(folder.parent).as_posix())
    return pieces


def _sourced(pieces: Iterable[LabelledImage], source: str) -> Iterator[LabelledImage]:
    """Yield photographs whose marks and answers name the file they came from."""
    for piece in pieces:
        grading = piece.grading
        if not grading.is_empty:
            grading = replace(grading, source=grading.source or source)
        yield replace(
            piece,
            marks=tuple(replace(mark, source=mark.source or source) for mark in piece.marks),
            grading=grading,
        )


def _format_of(path: Path) -> str:
    """Return the format of a file, by its suffix and, for JSON, by its content."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        content = read_json(path)
        return "labelme" if isinstance(content, dict) and "shapes" in content else "coco"
    known = {".csv": "csv", ".xml": "voc", ".txt": "yolo"}
    if suffix not in known:
        raise LabelError("is not a label file (CSV, XML, JSON or a YOLO folder)", path=path)
    return known[suffix]


def _read_file(
    path: Path, format_name: str, where: Mapping[str, str] | None
) -> Iterable[LabelledImage]:
    if format_name == "yolo":
        raise LabelError("give the YOLO folder, which also holds the class names", path=path)
    # The guard for all formats: it catches what a parser does not foresee.
    with guard(LabelError, path, NOT_READABLE):
        if format_name == "csv":
            return csv_format.read(path, where=where)
        return _READERS[format_name](path)


def write_labels(
    format: str,  # noqa: A002 - the natural word for callers
    images: Sequence[LabelledImage],
    out: Path,
    *,
    pixels_of: masks.PixelsOf | None = None,
    each_file: EachFile = ignore,
) -> tuple[Path, ...]:
    """Write all files of an export, or none.

    Parameters
    ----------
    format : str
        One of `FORMATS`.
    images : sequence of LabelledImage
        All their marks are written; filter them before.
    out : Path
        Folder, created if missing. Files of the same names are replaced, and those that an earlier
        export of this format wrote for photographs that are not in this one are removed; others
        are kept.
    pixels_of : callable, optional
        See `masks.encode`.
    each_file : callable, optional
        Called after each file is staged; after an exception from it, nothing is written.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    LabelError
        The format is unknown, or a photograph lacks what it requires.
    WriteError
        The folder cannot be written; its old files are unchanged.
    """
    if format not in _ENCODERS:
        raise LabelError(f"unknown format {shown(format)}; known are {', '.join(FORMATS)}")
    images = [_inside(image) for image in images]
    files = masks.encode(images, pixels_of=pixels_of) if format == "masks" else None
    files = files or _ENCODERS[format](images)
    with guard(WriteError, out, "cannot be written", system="cannot be written"):
        return write_together(files, out, format_name=format, each_file=each_file)


def _inside(image: LabelledImage) -> LabelledImage:
    """Return a photograph with its boxes clipped to it, so that they can be read again."""
    if image.width is None or image.height is None:
        return image
    marks = []
    for mark in image.marks:
        box = mark.box.clipped(image.width, image.height)
        if box is None:
            message = f"a {mark.lesion} lies outside the photograph; move or delete that mark first"
            raise LabelError(message, path=image.image)
        marks.append(mark if box == mark.box else replace(mark, box=box))
    return replace(image, marks=tuple(marks))
