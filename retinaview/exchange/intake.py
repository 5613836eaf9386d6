"""What becomes of each box that a label file holds: its class, its place, and its problems.

Readers of all formats hand their boxes to an `Intake`, which knows what the caller wants done with
those that cannot be taken as they are, and keeps count of everything worth saying.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.label_problems import OnProblem, Problem
from retinaview.core.lesions import LesionClass, is_own_name, is_place, lesion_class, own_class
from retinaview.core.marks import Mark
from retinaview.core.study_classes import NEW
from retinaview.core.text import brief, one_line
from retinaview.exchange import fields, mark_fields
from retinaview.exchange.outlines import Outline

Size = tuple[int | None, int | None]
Sides = tuple[float, float, float, float]
SizeOf = Callable[[str], tuple[int, int] | None]
Find = Callable[[str], LesionClass | None]
EachFile = Callable[[], None]
"""Called for every file, to report progress; it may raise to stop."""


def ignore() -> None:
    """Do nothing; the default progress callback."""


class Intake:
    """Takes labels in, one after the other.

    Parameters
    ----------
    on_problem : OnProblem
        What to do with labels that cannot be taken as they are.
    classes : mapping of str to str
        Class by its name in the files; an empty one leaves boxes of that name out, and one after
        `NEW` is one of the study's own.
    find : callable, optional
        Returns the class that the study calls by a name, or None.
    size_of : callable, optional
        Returns width and height of a photograph by name, from its header.
    each_file : callable, optional
        Called before each file is read; an exception from it stops the reading.

    Attributes
    ----------
    problems : list of Problem
        What was left out or cut, in file order.
    notes : Counter of str
        What else is worth saying, such as polygons that became boxes, with how often.

    Raises
    ------
    LabelError
        A class of the mapping is unknown.
    """

    def __init__(
        self,
        *,
        on_problem: OnProblem = OnProblem.FAIL,
        classes: Mapping[str, str] | None = None,
        find: Find = lambda _: None,
        size_of: SizeOf | None = None,
        each_file: EachFile = ignore,
    ) -> None:
        self.problems: list[Problem] = []
        self.notes: Counter[str] = Counter()
        self.each_file = each_file
        self._on_problem = on_problem
        self._find = find
        self._known: dict[str, LesionClass] = {}
        self._classes = {
            _plain(name): self._given(name, given) for name, given in (classes or {}).items()
        }
        self._size_of = size_of

    @property
    def refuses(self) -> bool:
        """Whether any problem is an error."""
        return self._on_problem is OnProblem.FAIL

    def size(self, name: str, width: int | None, height: int | None) -> Size:
        """Return the size of a photograph as its file gives it, else as its header does."""
        if (width is None or height is None) and self._size_of is not None:
            try:
                return self._size_of(name) or (width, height)
            except LabelError:  # of the name, which whoever matches it will note
                if self.refuses:
                    raise
        return width, height

    def know(self, lesions: Iterable[LesionClass]) -> None:
        """Take classes of another study's own as they are, as our own exports name them."""
        self._known |= {_plain(lesion): lesion for lesion in lesions if lesion.is_own}

    def own(self, name: str) -> LesionClass | None:
        """Return the class of that name which only the study has, or the files' own; else None."""
        return self._known.get(_plain(name)) or self._find(name)

    def mark(
        self,
        lesion: str,
        sides: Sides,
        size: Size,
        extras: Mapping[str, object],
        field: str,
        *,
        path: Path,
        box_field: str | None = None,
        outline: Outline | None = None,
    ) -> Mark | Box | None:
        """Return the mark of a box; of a place only the box; None if it is left out.

        Parameters
        ----------
        lesion : str
            Class as written in the file.
        sides : tuple of float
            x, y, width, height in source pixels.
        size : tuple of int or None
            Width and height of the photograph, if known.
        extras : mapping of str to object
            As for `mark_fields.mark_from`.
        field, path, box_field
            Where it is, for messages; `box_field` is `field` if absent.
        outline : Outline, optional
            The shape inside the box; a level rectangle of another program is the box alone.

        Raises
        ------
        LabelError
            There is a problem, and the caller wants none.
        """
        is_ours = bool(extras.get("id") and extras.get("status"))
        if not is_ours and _is_in_first_pixel(sides):
            self.problem(LabelError(_SHARES, path=path, field=box_field or field), "box")
            return None
        box = self._box(sides, size, box_field or field, path=path)
        if is_place(lesion):
            return box
        try:
            kind = self._class(lesion, is_ours=is_ours)
        except LabelError as error:
            at = f"{field}, class"
            self.problem(LabelError(error.message, path=path, field=at), "class", about=lesion)
            return None
        if box is None or kind is None:
            return None
        mark = mark_fields.mark_from(kind, box, extras, field, path=path)
        return self._outlined(mark, outline, size) if isinstance(mark, Mark) else mark

    def _outlined(self, mark: Mark, outline: Outline | None, size: Size) -> Mark:
        if outline is None and mark.mask is not None:
            outline = Outline(mask=mark.mask)
        if outline is None:
            return mark
        mask = outline.pixels(size)
        if mask is None:
            self.notes["outlines that hold no pixel became the boxes around them"] += 1
            return mark
        return mark if mask == mark.mask else replace(mark, mask=mask)

    def problem(self, error: LabelError, kind: str, *, about: str = "", cut: bool = False) -> None:
        """Note that something is left out or cut, or raise the error if nothing may be."""
        if self.refuses:
            raise error
        self.problems.append(Problem(str(error), kind, about, cut))

    def _given(self, name: str, given: str) -> LesionClass | None:
        """Return the class that the caller gives to a name in the files."""
        if given.startswith(NEW):
            return own_class(given.removeprefix(NEW).strip() or name)
        return (self._find(given) or lesion_class(given)) if given else None

    def _class(self, name: str, *, is_ours: bool) -> LesionClass | None:
        # A name may be given as messages show it, with an escaped line feed.
        key = next((k for k in (_plain(name), _plain(one_line(name))) if k in self._classes), None)
        if key is None:
            if is_ours and is_own_name(name):
                return LesionClass(name)
            return self.own(name) or lesion_class(name)
        if self._classes[key] is None:
            self.notes[f"of class {brief(name)} left out, as asked"] += 1
        return self._classes[key]

    def _box(self, sides: Sides, size: Size, field: str, *, path: Path) -> Box | None:
        try:
            box = fields.box(sides, size, field, path=path)
        except LabelError as error:
            inside = self._clipped(sides, size)
            self.problem(error, "box", cut=inside is not None)
            return inside
        if max(sides[2] - box.width, sides[3] - box.height) > fields.ROUNDING_PX:
            self.notes["boxes drawn slightly over the edge cut to the photograph"] += 1
        return box

    def _clipped(self, sides: Sides, size: Size) -> Box | None:
        if self._on_problem is not OnProblem.CLIP or min(sides[2:]) <= 0:
            return None
        return Box(*sides).clipped(size[0] or float("inf"), size[1] or float("inf"))


_SHARES = "the box lies in the first pixel; must be in pixels, not in shares of the photograph"


def _is_in_first_pixel(sides: Sides) -> bool:
    return min(sides[2:]) > 0 and max(sides[0] + sides[2], sides[1] + sides[3]) <= 1


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def sourced(mark: Mark, source: str) -> Mark:
    """Return a mark that names the file it came from."""
    return replace(mark, source=mark.source or source)
