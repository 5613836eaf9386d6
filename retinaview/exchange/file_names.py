"""File names for formats that write one file per photograph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from retinaview.core.file_names import UniqueNames, safe_stem, same_name_key
from retinaview.core.photos import LabelledImage


def base_names(images: Sequence[LabelledImage]) -> list[str]:
    """Return names without suffix, unique among the photographs.

    A unique stem is kept; a repeated one gets its folders and suffix (``test/a.jpg`` gives
    ``test__a.jpg``), and a number if that repeats too. Names that are unsafe on some system are
    changed, see `retinaview.core.file_names`.
    """
    paths = [PurePosixPath(image.image.replace("\\", "/")) for image in images]
    stems = Counter(same_name_key(safe_stem(path.stem)) for path in paths)
    unique = UniqueNames(separator="-")
    return [unique.give(_name(path, stems)) for path in paths]


def _name(path: PurePosixPath, stems: Counter[str]) -> str:
    stem = safe_stem(path.stem)
    return stem if stems[same_name_key(stem)] == 1 else safe_stem("__".join(_parts(path)))


def _parts(path: PurePosixPath) -> list[str]:
    return [part.replace(":", "") for part in path.parts if part not in ("/", "..", ".")]
