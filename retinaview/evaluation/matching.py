"""Match predictions to truth by the names of their photographs.

Label files name photographs by full path, file name or stem, so names are compared from the end,
part by part: the stem first, then the folders that both have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from retinaview.core.errors import LabelError

PHOTOGRAPH_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".ppm", ".dcm")


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a path from last to first, lower case, without the suffix.

    ``"IDRiD/test/IDRiD_001.jpg"`` gives ``("idrid_001", "test", "idrid")``.
    """
    path = PurePosixPath(name.replace("\\", "/").lower())
    stem = path.stem if path.suffix in PHOTOGRAPH_SUFFIXES else path.name
    folders = [part for part in reversed(path.parts[:-1]) if part not in ("/", ".")]
    return (stem, *folders)


class NameIndex:
    """An index of photograph names for matching.

    Parameters
    ----------
    names : iterable of str
        Names of photographs.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_end: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            parts = name_parts(name)
            for length in range(1, len(parts) + 1):
                self._by_end[parts[:length]].append(name)

    def best(self, name: str) -> str | None:
        """Return the name with the same stem that shares most folders; None if there is none.

        Raises
        ------
        LabelError
            Two names match equally well.
        """
        parts = name_parts(name)
        for length in range(len(parts), 0, -1):
            fitting = self._by_end.get(parts[:length], ())
            if len(fitting) > 1:
                sentence = (
                    f"{name} could be {fitting[0]} or {fitting[1]}; give paths that tell them"
                )
                raise LabelError(sentence)
            if fitting:
                return fitting[0]
        return None


def match_names(truth: Iterable[str], predictions: Iterable[str]) -> dict[str, str | None]:
    """Match every truth name to a prediction, or None.

    Parameters
    ----------
    truth, predictions : iterable of str
        Names of photographs.

    Returns
    -------
    dict
        One entry per truth name: the prediction with the same stem that shares most folders.

    Raises
    ------
    LabelError
        Two predictions match equally well, or one prediction matches two truth names; guessing
        might score the wrong photograph.
    """
    index = NameIndex(predictions)
    matches = {name: index.best(name) for name in dict.fromkeys(truth)}
    _refuse_sharing(matches)
    return matches


def _refuse_sharing(matches: dict[str, str | None]) -> None:
    taken: dict[str, str] = {}
    for name, match in matches.items():
        if match is not None and taken.setdefault(match, name) != name:
            raise LabelError(
                f"{taken[match]} and {name} both fit {match}; give paths that tell them apart"
            )
