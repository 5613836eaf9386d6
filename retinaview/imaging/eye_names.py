"""Patient and laterality from a file name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from retinaview.core.grades import Laterality
from retinaview.core.paths import AnyPath

_WORDS = {
    "od": Laterality.OD,
    "right": Laterality.OD,
    "os": Laterality.OS,
    "left": Laterality.OS,
}
# Too short to be trusted anywhere but at the end or before a running number.
_SHORT_WORDS = {
    "re": Laterality.OD,
    "r": Laterality.OD,
    "le": Laterality.OS,
    "l": Laterality.OS,
}
# Letters and digits between separators; an eye may follow digits directly (P12OD).
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_GLUED = re.compile(r"(?P<number>.*\d)(?P<word>od|os|right|left)", re.IGNORECASE)
_SEPARATORS = " _-.()[]"


@dataclass(frozen=True)
class EyeName:
    """Patient and laterality as a file name gives them.

    Attributes
    ----------
    patient : str
        The part of the name that both eyes of a patient share.
    eye : Laterality or None
        None if the name gives none or both.
    """

    patient: str
    eye: Laterality | None


@dataclass(frozen=True)
class _Hit:
    """A word for an eye within a name, with its position."""

    eye: Laterality
    start: int
    end: int


def guess_eye(path: AnyPath) -> EyeName:
    """Read patient and eye from a name such as ``10007_left``, ``P12_OD`` or ``IMG_R``.

    The patient is the part before the eye; the part after it is the visit or the shot
    (``patient-003-OS-2``). If nothing precedes the eye, the patient is what follows (``OD_0007``);
    if the name has no other part, it is the folder's name (``P12/left.jpg``). A name without an
    eye is the patient as a whole.
    """
    path = Path(path)
    stem = path.stem
    hits = _hits(stem)
    if len({hit.eye for hit in hits}) != 1:
        return EyeName(stem, None)
    hit = hits[-1]
    before, after = stem[: hit.start].strip(_SEPARATORS), stem[hit.end :].strip(_SEPARATORS)
    return EyeName(before or after or path.parent.name, hit.eye)


def _hits(stem: str) -> list[_Hit]:
    tokens = list(_TOKEN.finditer(stem))
    found = (_hit(tokens, index) for index in range(len(tokens)))
    return [hit for hit in found if hit is not None]


def _hit(tokens: list[re.Match[str]], index: int) -> _Hit | None:
    token = tokens[index]
    word = token.group().casefold()
    if word in _WORDS:
        return _Hit(_WORDS[word], *token.span())
    glued = _GLUED.fullmatch(token.group())
    if glued is not None:
        eye = _WORDS[glued["word"].casefold()]
        return _Hit(eye, token.start() + glued.start("word"), token.end())
    at_end = all(later.group().isdecimal() for later in tokens[index + 1 :])
    if word in _SHORT_WORDS and index > 0 and at_end:
        return _Hit(_SHORT_WORDS[word], *token.span())
    return None
