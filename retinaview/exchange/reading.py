"""Reading of label files in any format, told by what they hold."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.guard import guard
from retinaview.core.photos import LabelledImage
from retinaview.core.text import shown
from retinaview.exchange import (
    coco,
    csv_format,
    cvat,
    datumaro,
    label_studio,
    labelme,
    mask_folders,
    via,
    voc,
    yolo,
)
from retinaview.exchange.folder_writing import complete_export, is_own
from retinaview.exchange.intake import EachFile, Intake, SizeOf, ignore, sourced
from retinaview.exchange.json_kinds import kind_of
from retinaview.exchange.json_text import read_json
from retinaview.exchange.masks import LEGEND
from retinaview.exchange.merging import merged
from retinaview.exchange.xml_text import read_xml
from retinaview.exchange.yolo_classes import lists_classes

_JSON = {
    "coco": coco.read,
    "labelme": labelme.read,
    "datumaro": datumaro.read,
    "label-studio": label_studio.read,
    "via": via.read,
}
_XML = {"voc": voc.read, "cvat": cvat.read}
_SUFFIXES = {".csv": ("csv",), ".xml": tuple(_XML), ".json": tuple(_JSON)}
IMPORTED = ("csv", "yolo", *_XML, *_JSON, "masks")
NOT_READABLE = "is damaged, or not a label file of this format"


def read_labels(
    paths: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002 - the natural word for callers
    where: Mapping[str, str] | None = None,
    size_of: SizeOf | None = None,
    each_file: EachFile = ignore,
    intake: Intake | None = None,
) -> tuple[LabelledImage, ...]:
    """Read photographs with their labels from files and folders.

    Parameters
    ----------
    paths : sequence of Path
        Label files, or folders of them.
    format : str, optional
        One of `IMPORTED`; by default detected from the files.
    where : mapping of str to str, optional
        Read only CSV rows in which these columns have these values.
    size_of : callable, optional
        Returns width and height of a photograph by name, for files without sizes.
    each_file : callable, optional
        Called before each file is read; an exception from it stops the reading.
    intake : Intake, optional
        Decides on labels that cannot be taken as they are, in place of `size_of` and `each_file`;
        by default such a label is an error.

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
    a file in a folder with the folders from there; of a YOLO or mask folder that of the folder.
    """
    if format is not None and format not in IMPORTED:
        raise LabelError(f"{shown(format)} cannot be read; readable are {', '.join(IMPORTED)}")
    reader = _Reader(format, where, intake or Intake(size_of=size_of, each_file=each_file))
    pieces = [piece for path in paths for piece in reader.read(path)]
    pieces += reader.detections()
    return merged(pieces, path=paths[0] if paths else Path())


class _Reader:
    """Reads files and folders, one after the other.

    Lists of COCO detections wait until the data set that names their photographs is found.
    """

    def __init__(
        self, format_name: str | None, where: Mapping[str, str] | None, intake: Intake
    ) -> None:
        self._format, self._where, self._intake = format_name, where, intake
        self._datasets: list[object] = []
        self._detections: list[tuple[Path, str, object]] = []

    def read(self, path: Path) -> Iterable[LabelledImage]:
        with guard(LabelError, path, NOT_READABLE):
            is_folder = stat.S_ISDIR(path.stat().st_mode)
            complete_export(path)
            if is_folder:
                return self._read_folder(path)
            return self._read_file(path, path.name)

    def detections(self) -> Iterator[LabelledImage]:
        """Yield the photographs of the detections that were waiting."""
        for path, source, content in self._detections:
            if len(self._datasets) != 1:
                coco.read(content, self._intake, path=path)  # says what is missing
            with guard(LabelError, path, NOT_READABLE):
                found = coco.read_detections(content, self._datasets[0], self._intake, path=path)
            yield from _sourced(found, source)

    def _read_folder(self, folder: Path) -> Iterable[LabelledImage]:
        if self._format == "masks":
            return _sourced(mask_folders.read(folder, self._intake), folder.resolve().name)
        # YOLO first, because its folders contain CSV files too.
        if self._format == "yolo" or (self._format is None and lists_classes(folder)):
            return _sourced(yolo.read(folder, self._intake), folder.resolve().name)
        files = sorted(file for file in folder.rglob("*") if self._is_wanted(file, folder))
        if not files and self._format is None and mask_folders.holds_masks(folder):
            return _sourced(mask_folders.read(folder, self._intake), folder.resolve().name)
        if not files:
            message = "contains no label file (CSV, XML, JSON, YOLO or masks)"
            if any(folder.rglob("*.txt")):
                message += "; YOLO also needs classes.txt, obj.names or data.yaml in this folder"
            raise LabelError(message, path=folder)
        pieces: list[LabelledImage] = []
        for file in files:
            pieces += self._read_file(file, file.relative_to(folder.parent).as_posix())
        return pieces

    def _is_wanted(self, file: Path, folder: Path) -> bool:
        formats = _SUFFIXES.get(file.suffix.lower(), ())
        fits = bool(formats) if self._format is None else self._format in formats
        return fits and file.name != LEGEND and not is_own(file, folder)

    def _read_file(self, path: Path, source: str) -> Iterable[LabelledImage]:
        self._intake.each_file()
        suffix = path.suffix.lower()
        # The guard for all formats: it catches what a parser does not foresee.
        with guard(LabelError, path, NOT_READABLE):
            if suffix == ".txt" or self._format == "yolo":
                raise LabelError(
                    "give the YOLO folder, which also holds the class names", path=path
                )
            if suffix == ".csv" or self._format == "csv":
                found = csv_format.read(path, self._intake, where=self._where)
            elif suffix == ".xml" or self._format in _XML:
                found = self._read_xml(path)
            elif suffix == ".json" or self._format in _JSON:
                found = self._read_json(path, source)
            else:
                message = "is not a label file (CSV, XML, JSON, or a folder of YOLO or masks)"
                raise LabelError(message, path=path)
        return _sourced(found, source)

    def _read_xml(self, path: Path) -> tuple[LabelledImage, ...]:
        root = read_xml(path)
        kind = self._format or ("cvat" if root.tag == "annotations" else "voc")
        return _XML[kind if kind in _XML else "voc"](root, self._intake, path=path)

    def _read_json(self, path: Path, source: str) -> tuple[LabelledImage, ...]:
        content = read_json(path)
        kind = self._format if self._format in _JSON else kind_of(content)
        if kind == "coco" and coco.is_detections(content):
            self._detections.append((path, source, content))
            return ()
        if kind == "coco":
            self._datasets.append(content)
        return _JSON[kind or "coco"](content, self._intake, path=path)


def _sourced(pieces: Iterable[LabelledImage], source: str) -> Iterator[LabelledImage]:
    """Yield photographs whose marks and answers name the file they came from."""
    for piece in pieces:
        grading = piece.grading
        if not grading.is_empty:
            grading = replace(grading, source=grading.source or source)
        marks = tuple(sourced(mark, source) for mark in piece.marks)
        yield replace(piece, marks=marks, grading=grading)
