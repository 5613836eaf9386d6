"""One file name per photograph, where a format writes one file each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from retinaview.core.file_names import safe_stem
from retinaview.core.photos import LabelledImage


def base_names(images: Sequence[LabelledImage]) -> list[str]:
    """Return names without suffix, unique among the photographs.

    A stem that stands once is taken as it is; where it repeats, the folders and the suffix join
    it (``test/a.jpg`` gives ``test__a.jpg``), and a number where even that repeats. Names that
    would mean something else on some system are changed, see `retinaview.core.file_names`.
    """
    paths = [PurePosixPath(image.image.replace("\\", "/")) for image in images]
    stems = Counter(safe_stem(path.stem).lower() for path in paths)
    return _numbered([_name(path, stems) for path in paths])


def _name(path: PurePosixPath, stems: Counter[str]) -> str:
    stem = safe_stem(path.stem)
    return stem if stems[stem.lower()] == 1 else safe_stem("__".join(_parts(path)))


def _parts(path: PurePosixPath) -> list[str]:
    return [part.replace(":", "") for part in path.parts if part not in ("/", "..", ".")]


def _numbered(names: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    result = []
    for name in names:
        unique, n = name, 2
        while unique.lower() in taken:
            unique, n = f"{name}-{n}", n + 1
        taken.add(unique.lower())
        result.append(unique)
    return result
