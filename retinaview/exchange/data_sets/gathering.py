"""Gathering of what a set's files say about each photograph."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.photograph_names import stem_of
from retinaview.core.words import counted
from retinaview.exchange.data_sets.data_set import ICDR, DataSet, ReadersBox, SetPhotograph
from retinaview.exchange.data_sets.files import Files


@dataclass
class Gathered:
    """What is known so far about a photograph; see `SetPhotograph`."""

    name: str
    path: Path | None
    split: str
    patient: str = ""
    eye: Laterality | None = None
    quality: str = ""
    grades: list[int] = field(default_factory=list)
    dme: list[int] = field(default_factory=list)
    masks: dict[LesionClass, list[Path]] = field(default_factory=dict)
    boxes: list[ReadersBox] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    places: dict[LesionClass, tuple[float, float]] = field(default_factory=dict)


class Gathering:
    """Photographs by part of the split and stem.

    Parameters
    ----------
    layout : str
        Name of the layout.
    files : Files
        The set's files.
    scale : str
        The scale of its grades.
    """

    def __init__(self, layout: str, files: Files, *, scale: str = ICDR) -> None:
        self.layout, self.files, self.scale = layout, files, scale
        self.notes: Counter[str] = Counter()
        self._found: dict[tuple[str, str], Gathered] = {}
        self._by_stem: dict[str, list[Gathered]] = defaultdict(list)
        self._same_stem: list[Gathered] = []

    def photograph(self, name: str, split: str = "") -> Gathered:
        """Add a photograph by its file's name in the set."""
        fresh = Gathered(name, self.files.path(name), split)
        kept = self._found.setdefault(self._key(name, split), fresh)
        if kept is not fresh:  # both are photographs; lists mean the first
            self._same_stem.append(fresh)
        else:
            self._by_stem[self._key(name, split)[1]].append(fresh)
        return fresh

    def listed(self, name: str, split: str = "") -> Gathered:
        """Return the photograph that a list or mask names; one without a file if there is none."""
        key = self._key(name, split)
        if key not in self._found and not split:
            others = self._by_stem.get(key[1], [])
            if len(others) == 1:
                return others[0]
        return self._found.setdefault(key, Gathered(name, None, split))

    def add_mask(self, photograph: Gathered, lesion: LesionClass, name: str) -> None:
        """Add a mask by its file's name in the set."""
        photograph.masks.setdefault(lesion, []).append(self.files.path(name))

    def note(self, sentence: str, times: int = 1) -> None:
        """Note what could not be read, or needs to be known."""
        self.notes[sentence] += times

    def data_set(self) -> DataSet:
        """Return the set."""
        everything = [*self._found.values(), *self._same_stem]
        graded = any(each.grades for each in everything)
        notes = [s if n == 1 else f"{s} ({counted(n, 'time')})" for s, n in self.notes.items()]
        return DataSet(
            self.layout,
            self.files.folder,
            tuple(map(_frozen, everything)),
            self.scale if graded else "",
            tuple(notes),
        )

    @staticmethod
    def _key(name: str, split: str) -> tuple[str, str]:
        return split, stem_of(name.rpartition("/")[2]).casefold()


def _frozen(found: Gathered) -> SetPhotograph:
    return SetPhotograph(
        name=found.name,
        path=found.path,
        split=found.split,
        patient=found.patient,
        eye=found.eye,
        grades=tuple(found.grades),
        dme=tuple(found.dme),
        quality=found.quality,
        masks={lesion: tuple(paths) for lesion, paths in found.masks.items()},
        boxes=tuple(found.boxes),
        tags=tuple(found.tags),
        places=dict(found.places),
    )


def split_of(word: str) -> str:
    """Return ``train``, ``val`` or ``test`` for a set's own word for a part of it."""
    word = word.casefold()
    if word.startswith("train"):
        return "train"
    return "val" if word.startswith(("val", "eval")) else "test"
