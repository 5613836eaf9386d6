"""Patient and eye from file names, by a pattern that the reader gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
_PARTS = {
    "{patient}": r"(?P<patient>[^/]+?)",
    "{eye}": f"(?P<eye>{'|'.join(sorted(_EYES, key=len, reverse=True))})",
}
_TOKEN = re.compile("|".join([*map(re.escape, _PARTS), r"\*+"]))
_ANYTHING = r"[^/]*?"
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


@dataclass(frozen=True)
class NamePattern:
    """A pattern such as ``{patient}_{eye}``, ``*/{patient}/{eye}*`` or ``IMG-{patient}``.

    ``{patient}`` stands for a patient, ``{eye}`` for OD, OS, right, left, R, L, RE or LE, ``*`` for
    anything; all else for itself, whatever its case. It is held against the name without its
    ending, or, where it has slashes, against as many folders with it.

    Attributes
    ----------
    text : str
        The pattern.

    Raises
    ------
    LabelError
        It names neither patient nor eye, or one of them twice, or something else in braces.
    """

    text: str

    def __post_init__(self) -> None:
        found = [part for part in _TOKEN.findall(self.text) if part in _PARTS]
        unknown = [part for part in _BRACES.findall(self.text) if part not in _PARTS]
        if unknown:
            message = f"{shown(unknown[0])} is not known; {{patient}} and {{eye}} are"
            raise LabelError(message, field="pattern")
        if not found:
            raise LabelError("must name {patient} or {eye}", field="pattern")
        if len(found) > len(set(found)):
            raise LabelError("must name {patient} and {eye} once each", field="pattern")

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
        parts = PurePosixPath(path).with_suffix("").parts
        name = "/".join(parts[-1 - self.text.count("/") :])
        match = self._expression.fullmatch(name)
        if match is None:
            return None
        given = match.groupdict()
        eye = known[1] if given.get("eye") is None else _EYES[given["eye"].lower()]
        patient = known[0] if given.get("patient") is None else given["patient"].strip()
        return patient, eye

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
