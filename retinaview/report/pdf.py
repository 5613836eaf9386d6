"""A PDF whose text is in our own font, and in fonts of this computer where ours lacks letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from find_system_fonts_filename import FindSystemFontsFilenameException, get_system_fonts_filename
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection
from fpdf import FPDF

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.resources import resource_path

_OTHER = "Other"
_PREFERRED = (
    "notosanscjk", "notosanssc", "sourcehansans", "msyh", "pingfang", "hiraginosansgb",
    "stheiti", "wqy", "droidsansfallback", "simhei", "simsun", "arialuni",
)  # fmt: skip
"""Fonts without serifs, as ours is, that have Chinese; the others are searched after them."""
_OUTLINES = {"glyf", "CFF "}
"""What is printed: not coloured pictures, nor the fonts of a screen."""


class Pdf(FPDF):
    """A PDF of A4 pages across, with our font.

    Attributes
    ----------
    unprinted : set of str
        Characters that no font of this computer has; they are printed as boxes.
    """

    FONT = "DejaVu"

    def __init__(self) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self.unprinted: set[str] = set()
        self._known: dict[bool, set[str]] = {False: set(), True: set()}
        self._others: list[str] = []
        self.add_font(self.FONT, "", resource_path("fonts", "DejaVuSans.ttf"))
        self.add_font(self.FONT, "B", resource_path("fonts", "DejaVuSans-Bold.ttf"))

    def prepare(self, text: str, *, size: float, bold: bool = False) -> None:
        """Set our font for a text of one line, and bring those that it needs besides.

        Parameters
        ----------
        text : str
            What is written next.
        size : float
            Points.
        bold : bool
            In other fonts than ours, where the computer has them in bold.
        """
        self._bring_fonts(text, bold=bold)
        self.set_font(self.FONT, "B" if bold else "", size)
        # fpdf2 forgets that the line before may have ended in another font.
        self.current_font_is_set_on_page = False

    def _bring_fonts(self, text: str, *, bold: bool) -> None:
        new = set(text) - self._known[bold]
        self._known[bold] |= new
        faces, missing = faces_for(new)
        self.unprinted |= missing
        for face in faces:
            name, heavy = f"{_OTHER}{face.number} {face.path.stem}", face.in_bold()
            self._bring(name, "", face)
            if bold and heavy is not None:
                self._bring(name, "B", heavy)

    def _bring(self, name: str, style: str, face: Face) -> None:
        if f"{name}{style}".lower() not in map(str.lower, self.fonts):
            self.add_font(name, style, face.path, collection_font_number=face.number)
            self._others = [*dict.fromkeys((*self._others, name))]
            self.set_fallback_fonts(self._others, exact_match=False)


@dataclass(frozen=True)
class Face:
    """One font of a file, which may hold several."""

    path: Path
    number: int = 0

    def in_bold(self) -> Face | None:
        """Return the same font in bold, if its file lies beside this one's."""
        name = self.path.name.replace("Regular", "Bold")
        path = self.path.with_name(name)
        return Face(path, self.number) if name != self.path.name and path.is_file() else None


_OWN = Face(Path(resource_path("fonts", "DejaVuSans.ttf")))


def faces_for(text: Iterable[str]) -> tuple[list[Face], frozenset[str]]:
    """Return the fonts that a text needs besides our own, and the characters that none has."""
    # What is not printable is escaped in print.
    missing = frozenset(filter(str.isprintable, text)) - characters_of(_OWN)
    faces = []
    while missing and (face := face_with(missing)) is not None:
        faces.append(face)
        missing -= characters_of(face)
    return faces, missing


@cache
def face_with(characters: frozenset[str]) -> Face | None:
    """Return a font of this computer that has all of some characters, else one that has some."""
    most: Face | None = None
    for path in _fonts():
        face = Face(path, _number_in(path))
        left = characters - characters_of(face)
        if not left:
            return face
        if len(left) < len(characters if most is None else characters - characters_of(most)):
            most = face
    return most


@cache
def characters_of(face: Face) -> frozenset[str]:
    """Return what a font can print; nothing where it cannot be read."""
    try:
        with (
            guard(ReadError, face.path),
            TTFont(face.path, fontNumber=face.number, lazy=True) as font,
        ):
            if _OUTLINES.isdisjoint(font.keys()):
                return frozenset()
            return frozenset(map(chr, font.getBestCmap() or ()))
    except ReadError:
        return frozenset()


@cache
def _fonts() -> tuple[Path, ...]:
    try:
        found = get_system_fonts_filename()
    except FindSystemFontsFilenameException:
        return ()
    return tuple(sorted(map(Path, found), key=_order))


def _order(path: Path) -> tuple[int, bool, str]:
    name = path.stem.lower().replace(" ", "").replace("-", "")
    place = next((n for n, start in enumerate(_PREFERRED) if name.startswith(start)), 99)
    return place, "regular" not in name, name


def _number_in(path: Path) -> int:
    """Return which font of a file has the letters as they are written in simplified Chinese."""
    if path.suffix.lower() not in {".ttc", ".otc"}:
        return 0
    return next((n for n, name in _names(path) if name.endswith((" SC", " GB"))), 0)


def _names(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with guard(ReadError, path), TTCollection(str(path), lazy=True) as collection:
            for number, font in enumerate(collection):
                yield number, font["name"].getDebugName(1) or ""
    except ReadError:
        return
