"""Patient, eye and date from file names, by a pattern that the reader gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from retinaview.core.errors import LabelError
from retinaview.core.grades import Laterality
from retinaview.core.text import shown

EXAMPLE = "{patient}_{eye}"
_EYES = {
    "od": Laterality.OD,
    "right": Laterality.OD,
    "re": Laterality.OD,
    "r": Laterality.OD,
    "os": Laterality.OS,
    "left": Laterality.OS,
    "le": Laterality.OS,
    "l": Laterality.OS,
}
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"\d\d", r"\d\d"
_PARTS = {
    "{patient}": r"(?P<patient>[^/]+?)",
    "{eye}": f"(?P<eye>{'|'.join(sorted(_EYES, key=len, reverse=True))})",
    "{date}": rf"(?P<date>{_YEAR}[-_.]?{_MONTH}[-_.]?{_DAY}|{_DAY}[-_.]{_MONTH}[-_.]{_YEAR})",
}
_TOKEN = re.compile("|".join([*map(re.escape, _PARTS), r"\*+"]))
_ANYTHING = r"[^/]*?"
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


@dataclass(frozen=True)
class NamePattern:
    """A pattern such as ``{patient}_{eye}``, ``*/{patient}/{eye}*`` or ``IMG-{patient}``.

    ``{patient}`` stands for a patient, ``{eye}`` for OD, OS, right, left, R, L, RE or LE,
    ``{date}`` for a day such as 2024-05-01, 20240501 or 01.05.2024, ``*`` for anything; all else
    for itself, whatever its case. It is held against the name without its
    ending, or, where it has slashes, against as many folders with it.

    Attributes
    ----------
    text : str
        The pattern.

    Raises
    ------
    LabelError
        It names none of the three, or one of them twice, or something else in braces.
    """

    text: str

    def __post_init__(self) -> None:
        found = [part for part in _TOKEN.findall(self.text) if part in _PARTS]
        unknown = [part for part in _BRACES.findall(self.text) if part not in _PARTS]
        if unknown:
            message = f"{shown(unknown[0])} is not known; {{patient}}, {{eye}} and {{date}} are"
            raise LabelError(message, field="pattern")
        if not found:
            raise LabelError("must name {patient}, {eye} or {date}", field="pattern")
        if len(found) > len(set(found)):
            raise LabelError("must name {patient}, {eye} and {date} once each", field="pattern")

    def parse(
        self, path: str, *, known: tuple[str, Laterality | None]
    ) -> tuple[str, Laterality | None] | None:
        """Return patient and eye of a photograph; None where its name is no such name.

        Parameters
        ----------
        path : str
            Relative to the project file, with ``/``.
        known : (str, Laterality or None)
            What is on record; what the pattern does not name stays so.
        """
        given = self._given(path)
        if given is None:
            return None
        patient, eye = given.get("patient"), given.get("eye")
        return (
            known[0] if patient is None else patient.strip(),
            known[1] if eye is None else _EYES[eye.lower()],
        )

    def day(self, path: str) -> date | None:
        """Return the day that a photograph's name tells; None where it tells none."""
        told = (self._given(path) or {}).get("date") or ""
        numbers = [part for part in re.split(r"[-_.]", told) if part]
        if len(numbers) == 1:
            numbers = [told[:4], told[4:6], told[6:]]
        if numbers and len(numbers[0]) < 4:
            numbers.reverse()
        try:
            return date(*map(int, numbers)) if numbers else None
        except ValueError:  # the thirty-first of June
            return None

    def _given(self, path: str) -> dict[str, str | None] | None:
        parts = PurePosixPath(path).with_suffix("").parts
        name = "/".join(parts[-1 - self.text.count("/") :])
        match = self._expression.fullmatch(name)
        return None if match is None else match.groupdict()

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        whole, end, star = "", 0, False
        for token in _TOKEN.finditer(self.text):
            words = re.escape(self.text[end : token.start()])
            end = token.end()
            if part := _PARTS.get(token.group()):
                whole, star = f"{whole}{_ANYTHING if star else ''}{words}{part}", False
            else:
                # Between two stars the first place is as good as any: tried once, or a name of
                # one letter would take for ever.
                whole += f"(?>{_ANYTHING}{words})" if star else words
                star = True
        rest = re.escape(self.text[end:])
        return re.compile(f"{whole}{_ANYTHING if star else ''}{rest}", re.IGNORECASE)
