"""Which photograph a name means: the one rule for imports, evaluation, screening and pairs of eyes.

Label files name photographs by path, file name or stem, from another folder or computer, and tools
add to names. The exact relative path comes first, then the longest common tail of folders, then the
stem; of equal stems, the same suffix and case. What tools add is removed only where exactly one
photograph then fits. A tie, or a photograph of that name in another folder, is refused:
``test/1.jpg`` is not ``train/1.jpg``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

from retinaview.core.errors import LabelError
from retinaview.core.lesions import class_of_folder
from retinaview.core.name_additions import without_additions
from retinaview.core.text import brief

PHOTOGRAPH_SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".bmp", ".webp", ".ppm", ".pgm")
) | {".dcm", ".gif"}
# Folders that say what kind of files they hold, and nothing about which.
_CONTAINERS = frozenset(
    {
        "images", "image", "imgs", "img", "jpegimages", "jpgimages", "photos", "photographs",
        "pictures", "labels", "label", "annotations", "annotation", "masks", "mask", "media",
        "original", "originals", "original images", "groundtruth", "groundtruths",
        "all segmentation groundtruths", "ddb1_fundusimages", "ddb1_groundtruth", "fundusimages",
        "data", "files", "default", "upload", "obj_train_data", "obj_test_data", "obj_valid_data",
    }
)  # fmt: skip
_LISTED_AS = re.compile(r"^\w[.)]\s+")  # "a. Training Set"
_PART_OF_SPLIT = re.compile(
    r"(?:(?P<train>train(?:ing|val)?)|(?P<test>test(?:ing)?)|"
    r"(?P<validation>val|valid|validation|dev))(?:[ _-]?(?:set|images?|data|split|labels?))?"
)
_NUMBER = re.compile(r"\d+|\b(?:left|right|od|os)\b")


@dataclass(frozen=True)
class _Name:
    """A name taken apart.

    Attributes
    ----------
    text : str
        As given.
    path : str
        With ``/`` between its parts, relative to the folder that all rooted names share.
    tail : tuple of str
        Stem and telling folders below that folder, from last to first, regardless of case.
    root : tuple of str
        The telling folders above, from last to first.
    """

    text: str
    path: str
    tail: tuple[str, ...]
    root: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return self.path.rpartition("/")[2]

    def renamed(self, file: str) -> _Name:
        folder, slash, _ = self.path.rpartition("/")
        tail = (stem_of(file).casefold(), *self.tail[1:])
        return _Name(self.text, f"{folder}{slash}{file}", tail, self.root)


def stem_of(file: str) -> str:
    """Return a file name without the suffix of a photograph; any other suffix belongs to it."""
    path = PurePosixPath(file)
    return path.stem if path.suffix.lower() in PHOTOGRAPH_SUFFIXES else file


def is_absolute(name: str) -> bool:
    r"""Return whether a path begins at a place of one computer: ``/``, ``C:\``, a URL."""
    return bool(re.match(r"/|\\|[A-Za-z]:[/\\]|\w+://", name))


def is_rooted(name: str) -> bool:
    """Return whether a path's first folders depend on the computer, also by leading out."""
    return is_absolute(name) or bool(re.match(r"\.\.[/\\]", name))


def names_of(texts: Iterable[str], *, root: str = "") -> list[_Name]:
    """Take names apart, those of one side together.

    Parameters
    ----------
    texts : iterable of str
        The names.
    root : str
        The folder that relative names start from, if known.
    """
    base = _parts(root)
    rooted = {text: bool(base) or is_rooted(text) for text in texts}
    paths = {text: _parts(text, base if not is_absolute(text) else ()) for text in rooted}
    shared = _shared([paths[text] for text in paths if rooted[text]])
    above = min(shared, len(base)) if base else shared
    return [
        _name(text, path[above:], _telling(path[:above])) if rooted[text] else _name(text, path, ())
        for text, path in paths.items()
    ]


def _parts(text: str, base: Sequence[str] = ()) -> list[str]:
    """Return folders and file, those of a relative path after the folders that it starts from."""
    parts = list(base)
    for part in unicodedata.normalize("NFC", text).replace("\\", "/").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return parts


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """Return the number of folders that all paths begin with."""
    folders = [path[:-1] for path in paths]
    if not folders:
        return 0
    first, last = min(folders, key=tuple), max(folders, key=tuple)
    pairs = zip_longest(first, last)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one is None or one != other), len(first)
    )


def _name(text: str, parts: Sequence[str], root: tuple[str, ...]) -> _Name:
    file = parts[-1] if parts else ""
    tail = (stem_of(file).casefold(), *_telling(parts[:-1]))
    return _Name(text, "/".join(parts), tail, root)


def _telling(folders: Sequence[str]) -> tuple[str, ...]:
    """Return the folders, from last to first, that tell photographs apart."""
    names = (_plain(folder) for folder in reversed(folders))
    return tuple(name for name in names if name not in _CONTAINERS and not _is_of_a_class(name))


def _plain(folder: str) -> str:
    """Return a folder without its place in a list, or the part of a split that it is."""
    name = _LISTED_AS.sub("", folder.casefold())
    part = _PART_OF_SPLIT.fullmatch(name)
    return str(part.lastgroup) if part else name


def _is_of_a_class(folder: str) -> bool:
    return folder != "od" and class_of_folder(folder) is not None


class PhotographIndex:
    """Finds photographs by the names that label files, masks and findings use for them.

    Parameters
    ----------
    photographs : iterable of str
        Names of the photographs: paths relative to `root`, or absolute ones.
    root : str
        The folder of relative paths, where known.
    """

    def __init__(self, photographs: Iterable[str], *, root: str = "") -> None:
        self._exact: dict[str, _Name] = {}
        self._folded: dict[str, list[_Name]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
        self._by_tail: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
        for name in names_of(dict.fromkeys(photographs), root=root):
            self._exact.setdefault(name.path, name)
            self._exact[name.text] = name
            self._folded[name.path.casefold()].append(name)
            self._whole[name.tail].append(name)
            for length in range(1, len(name.tail) + 1):
                self._by_tail[name.tail[:length]].append(name)

    def find(self, text: str, *, added: Sequence[str] = ()) -> str | None:
        """Return the photograph that one name means; None if there is none.

        Parameters
        ----------
        text : str
            The name.
        added : sequence of str
            Words that may have been added to its end, such as ``"OD"`` for masks of the disc.

        Raises
        ------
        LabelError
            Several photographs fit equally well, or the one of this name is in another folder.
        """
        return self._find(names_of([text])[0], added)

    def find_all(
        self,
        texts: Iterable[str],
        *,
        added: Sequence[str] = (),
        refused: Callable[[LabelError], None] | None = None,
    ) -> dict[str, str | None]:
        """Return the photograph that each name means, or None; see `match_names`.

        Parameters
        ----------
        texts : iterable of str
            The names.
        added : sequence of str
            As for `find`.
        refused : callable, optional
            Called with the error of each name that is refused, which then is not in the result; by
            default the first one is raised.
        """
        names = {name.text: name for name in names_of(dict.fromkeys(texts))}
        matches: dict[str, str | None] = {}
        for text, name in names.items():
            try:
                matches[text] = self._find(name, added)
            except LabelError as error:
                if refused is None:
                    raise
                refused(error)
        for first, text in _clashes(names, matches):
            clash = LabelError(
                f"{brief(first)} and {brief(text)} both fit {brief(matches[text])}; "
                "give paths that tell them apart"
            )
            if refused is None:
                raise clash
            refused(clash)
            del matches[text]
        return matches

    def _find(self, name: _Name, added: Sequence[str]) -> str | None:
        if name.text in self._exact:
            return self._exact[name.text].text
        found = self._of_this_path(name) or self._fitting(name)
        if not found:
            found = self._fitting_without_additions(name, added)
        if len(found) > 1:
            raise LabelError(
                f"{brief(name.text)} could be {_listed(found)}; give paths that tell them apart"
            )
        if found:
            return found[0].text
        if elsewhere := self._by_tail.get(name.tail[:1]):
            raise LabelError(
                f"{brief(name.text)} is in another folder than {_listed(elsewhere)}; "
                "give paths that tell which photograph is meant"
            )
        return None

    def _of_this_path(self, name: _Name) -> list[_Name]:
        """Return the photographs at exactly this path, or at it but for case."""
        if is_rooted(name.text):
            return []
        exact = [self._exact[name.path]] if name.path in self._exact else []
        same = exact or self._folded.get(name.path.casefold(), [])
        return self._without_contradiction(name, same, len(name.tail))

    def _fitting(self, name: _Name) -> list[_Name]:
        """Return the photographs that share most folders and contradict none."""
        whole = name.tail + name.root
        for length in range(len(whole), 0, -1):
            index = self._by_tail if length == len(whole) else self._whole
            if found := self._without_contradiction(name, index.get(whole[:length], ()), length):
                return _closest(name, found)
        near = self._by_tail.get(name.tail, ()) if name.root else ()
        return _closest(name, self._without_contradiction(name, near, len(name.tail)))

    @staticmethod
    def _without_contradiction(name: _Name, others: Iterable[_Name], length: int) -> list[_Name]:
        return [other for other in others if not _contradict(name, other, length)]

    def _fitting_without_additions(self, name: _Name, added: Sequence[str]) -> list[_Name]:
        if name.tail[:1] in self._by_tail:  # a photograph of this very name, elsewhere
            return []
        # Our exports put the folders of repeated names into the name: sub__a.jpg.
        if flat := self._exact.get(name.file.replace("__", "/")):
            return [flat]
        files = without_additions(name.file, stem_of(name.file), added=added)
        found = (self._fitting(name.renamed(file)) for file in files)
        return list({other.text: other for others in found for other in others}.values())


def _contradict(name: _Name, other: _Name, length: int) -> bool:
    """Return whether the folders beyond the common ones belong to different photographs.

    What is above all photographs, or above all names, contradicts only if it is another part of
    the same split, or another number or letter of the same series.
    """
    one, two = ((*each.tail, *each.root)[length:] for each in (name, other))
    splits = [_splits(one), _splits(two)]
    if splits[0] and splits[1] and not splits[0] & splits[1]:
        return True
    different = next(((a, b) for a, b in zip(one, two, strict=False) if a != b), None)
    return different is not None and _are_a_series(*different)


def _splits(folders: Iterable[str]) -> set[str]:
    return set(folders) & set(_PART_OF_SPLIT.groupindex)


def _are_a_series(one: str, other: str) -> bool:
    """Return whether two folders differ by a number, an eye or their last letter alone."""
    same_start = len(one) == len(other) and one[:-1] == other[:-1]
    return same_start or _NUMBER.sub("#", one) == _NUMBER.sub("#", other)


def _closest(name: _Name, found: list[_Name]) -> list[_Name]:
    """Return those of the same suffix and case, if there are any."""
    tests = (
        lambda other: other.file == name.file,
        lambda other: stem_of(other.file) == stem_of(name.file) and _folded(other) == _folded(name),
        lambda other: _folded(other) == _folded(name),
        lambda other: stem_of(other.file) == stem_of(name.file),
    )
    for test in tests if len(found) > 1 else ():
        if kept := [other for other in found if test(other)]:
            return kept
    return found


def _folded(name: _Name) -> str:
    return name.file.casefold()


def _listed(names: Sequence[_Name]) -> str:
    shown = " or ".join(brief(name.text) for name in names[:3])
    return f"{shown} (and {len(names) - 3} more)" if len(names) > 3 else shown


def match_names(
    names: Iterable[str], photographs: Iterable[str], *, added: Sequence[str] = ()
) -> dict[str, str | None]:
    """Return the photograph that each name means, or None.

    Parameters
    ----------
    names, photographs : iterable of str
        Names of either side.
    added : sequence of str
        As for `PhotographIndex.find`.

    Raises
    ------
    LabelError
        A name fits several photographs equally well or one of another folder, or two names that
        are not the same fit one photograph; guessing might score the wrong one.
    """
    return PhotographIndex(photographs).find_all(names, added=added)


def _clashes(
    names: Mapping[str, _Name], matches: Mapping[str, str | None]
) -> list[tuple[str, str]]:
    """Return names that mean a photograph which an earlier, different name means, with that one."""
    taken: dict[str, _Name] = {}
    found = []
    for text, match in matches.items():
        if match is not None:
            first = taken.setdefault(match, names[text])
            if not _same(first, names[text]):
                found.append((first.text, text))
    return found


def _same(one: _Name, other: _Name) -> bool:
    """Return whether two names say the same, one of them perhaps less of it."""
    short, long = sorted((one, other), key=lambda name: len(name.tail))
    if long.tail[: len(short.tail)] != short.tail:
        return False
    suffixes = {PurePosixPath(n.file).suffix.lower() for n in (one, other)} & PHOTOGRAPH_SUFFIXES
    return len(suffixes) < 2
