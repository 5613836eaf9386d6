"""Which prediction belongs to which truth, by the names of their photographs.

Label files name photographs as full paths, bare file names or stems, so names are compared
backwards, part by part: stem first, then the folders, as far as both have any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from retinaview.core.errors import LabelError

PHOTOGRAPH_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".ppm", ".dcm")


def name_parts(name: str) -> tuple[str, ...]:
    """Parts of a name from the last to the first, without the photograph's suffix, in lower case.

    ``"IDRiD/test/IDRiD_001.jpg"`` gives ``("idrid_001", "test", "idrid")``.
    """
    path = PurePosixPath(name.replace("\\", "/").lower())
    stem = path.stem if path.suffix in PHOTOGRAPH_SUFFIXES else path.name
    folders = [part for part in reversed(path.parts[:-1]) if part not in ("/", ".")]
    return (stem, *folders)


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """How many parts agree before the first that does not."""
    pairs = list(zip(first, second, strict=False))
    return next((i for i, (a, b) in enumerate(pairs) if a != b), len(pairs))


def match_names(truth: Iterable[str], predictions: Iterable[str]) -> dict[str, str | None]:
    """Prediction of every truth name, or None.

    Parameters
    ----------
    truth, predictions : iterable of str
        Names of photographs.

    Returns
    -------
    dict
        One entry per truth name. Among predictions with the same stem the one that shares the
        most folders is taken.

    Raises
    ------
    LabelError
        Two predictions fit equally well, or one prediction fits two truth names: guessing would
        score the wrong photograph.
    """
    by_stem: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(predictions):
        by_stem[name_parts(name)[0]].append(name)
    matches = {name: _best(name, by_stem[name_parts(name)[0]]) for name in dict.fromkeys(truth)}
    _refuse_sharing(matches)
    return matches


def _best(name: str, candidates: Sequence[str]) -> str | None:
    parts = name_parts(name)
    ranked = sorted(candidates, key=lambda c: _shared(parts, name_parts(c)), reverse=True)
    if len(ranked) > 1 and len({_shared(parts, name_parts(c)) for c in ranked[:2]}) == 1:
        raise LabelError(f"{name} could be {ranked[0]} or {ranked[1]}; give paths that tell them")
    return ranked[0] if ranked else None


def _refuse_sharing(matches: dict[str, str | None]) -> None:
    taken: dict[str, str] = {}
    for name, match in matches.items():
        if match is not None and taken.setdefault(match, name) != name:
            raise LabelError(
                f"{taken[match]} and {name} both fit {match}; give paths that tell them apart"
            )
