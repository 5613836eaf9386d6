"""Patient, eye and visit from a file name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
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
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_VISIT = re.compile(
    rf"(?<![^\W_])(?:{_YEAR}[-_.]?{_MONTH}[-_.]?{_DAY}|{_DAY}[-_.]{_MONTH}[-_.]{_YEAR}"
    r"|v\d{1,2}|(?:visit|follow[-_ ]?up|fu|exam|session|ses|month|week|year)[-_ ]?\d{0,3}"
    r"|baseline|screening)(?![^\W_])",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(rf"({_DAY})({_MONTH})({_YEAR})")
_A_DAY = re.compile(rf"(?<!\d)({_YEAR})({_MONTH})({_DAY})(?!\d)")
# Words that cameras and data sets put into names; none of them is a patient.
_NOBODY = frozenset(
    {
        "img", "image", "images", "imgs", "dsc", "dscn", "photo", "photos", "photograph", "pic",
        "picture", "pictures", "fundus", "retina", "retinal", "eye", "eyes", "scan", "color",
        "colour", "cfp", "macula", "disc", "disk", "centre", "center", "shot", "patient", "subject",
        "case", "study", "data", "dataset", "train", "training", "test", "testing", "val", "valid",
        "validation", "od", "os", "left", "right", "new", "folder", "in", "jpg", "png", "tif",
    }
)  # fmt: skip


@dataclass(frozen=True)
class EyeName:
    """Patient, laterality and visit as a file name gives them.

    Attributes
    ----------
    patient : str
        The part of the name that both eyes of a patient share; empty if that names nobody.
    eye : Laterality or None
        None if the name gives none or both.
    visit : str
        Date (``20240501``) or number of the visit; empty if neither the name nor the folder gives
        one.
    """

    patient: str
    eye: Laterality | None
    visit: str = ""

    @property
    def day(self) -> date | None:
        """The day of the visit; None where that is not a date, or not one of the calendar."""
        found = _A_DAY.search(self.visit)
        try:
            return None if found is None else date(*map(int, found.groups()))
        except ValueError:  # the thirty-first of June
            return None


@dataclass(frozen=True)
class _Hit:
    """A word for an eye within a name, with its position."""

    eye: Laterality
    start: int
    end: int


def guess_eye(path: AnyPath) -> EyeName:
    """Read patient, eye and visit from a name such as ``10007_left``, ``P12_2024-05-01_OD``.

    The patient is the part before the eye; the part after it is the visit or the shot
    (``patient-003-OS-2``). If nothing precedes the eye, the patient is what follows (``OD_0007``);
    if the name has no other part, it is the folder's name (``P12/left.jpg``). Dates, visits and
    words such as ``IMG`` are no patients. A name without an eye is the patient as a whole. A visit
    that is not in the name may be in that of the folder (``P12/2024-05-01/OD.jpg``).
    """
    path = Path(path)
    stem = path.stem
    hits = _hits(stem)
    named_visit = _visit(stem)
    visit = named_visit or _visit(path.parent.name)
    if len({hit.eye for hit in hits}) != 1:
        return EyeName(stem if is_somebody(stem) else "", None, visit)
    hit = hits[-1]
    before = without_visits(stem[: hits[0].start] or stem[: hit.start])
    after = without_visits(stem[hit.end :])
    named = before or after
    patient = named or _folder(path.parent, of_visits=bool(named_visit))
    return EyeName(patient if is_somebody(patient) else "", hit.eye, visit)


def _visit(text: str) -> str:
    """Return dates, the year first, and numbers of visits."""
    found = (re.sub(r"\W|_", "", match).casefold() for match in _VISIT.findall(text))
    return "-".join(_DAY_FIRST.sub(r"\3\2\1", each) for each in found)


def _folder(folder: Path, *, of_visits: bool) -> str:
    """Return the nearest folder that is no date or visit.

    A folder of visits may be a clinic's; it is a patient's only if it is numbered.
    """
    names = (without_visits(name) for name in (folder.name, folder.parent.name))
    name = next((name for name in names if name), "")
    return name if not of_visits or re.search(r"\d", name) else ""


def without_visits(text: str) -> str:
    """Return text without dates and visits; of several parts that they separate, the first."""
    parts = (part.strip(_SEPARATORS) for part in _VISIT.split(text))
    return next((part for part in parts if part), "")


def is_somebody(text: str) -> bool:
    """Return whether text says more than that it is a photograph of an eye at some visit."""
    tokens = _TOKEN.findall(_VISIT.sub(" ", text))
    return any(token.casefold() not in _NOBODY for token in tokens)


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
