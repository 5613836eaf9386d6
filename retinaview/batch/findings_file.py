"""`findings.jsonl`: one line per screened photograph, for users' own scripts.

Its format is part of the command line's contract; files are checked against it when read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from retinaview.core.budget import TOO_LARGE, is_affordable
from retinaview.core.coverage import RegionSource
from retinaview.core.errors import LabelError, ReadError
from retinaview.core.file_names import fault_in
from retinaview.core.findings import QualityAnswer
from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass, network_class
from retinaview.core.regular_files import require_regular
from retinaview.core.text import shown

FINDINGS = "findings.jsonl"
"""The file's name in the output folder of screening."""


class _Row(BaseModel):
    # Strict: neither true nor "0.5" is accepted as a number.
    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False, strict=True
    )


def _inside(name: str) -> str:
    """Refuse a path that leads out of the findings' folder."""
    if fault := fault_in(name):
        raise ValueError(f"{shown(name)} is not a file in this folder: {fault}")
    return name


def _stem(name: str) -> str:
    if "/" in name or (name and fault_in(f"{name}_")):
        raise ValueError(f"{shown(name)} cannot begin a file's name")
    return name


_Inside = Annotated[str, AfterValidator(_inside)]
_Stem = Annotated[str, AfterValidator(_stem)]


class QualityRow(_Row):
    """The gate's answer; see `retinaview.core.findings.Quality`. Older files have no `answer`."""

    score: float = Field(ge=0, le=1)
    gradable: bool
    answer: QualityAnswer | None = None
    is_fundus: bool = True
    reasons: tuple[str, ...] = ()


Probability = Annotated[float, Field(ge=0, le=1)]
NetworkClass = Annotated[LesionClass, AfterValidator(network_class)]
"""A class that networks know; a study's own are never in what they find."""
# Tolerance: rounding may have made either of two equally probable grades the larger.
_LAST = 1e-5


class GradeRow(_Row):
    """The most probable grade, and the probabilities of all."""

    grade: int
    probabilities: tuple[Probability, ...]


class ReferableRow(_Row):
    """Probability of moderate retinopathy or worse, and whether to refer.

    `probability` is null for an ungradable photograph, whose decision is to refer; both are null
    if no grading network ran.
    """

    probability: Probability | None
    decision: bool | None


class RegionRow(_Row):
    """A suspicious region in source pixels."""

    x: float
    y: float
    width: float
    height: float
    score: float


class LesionRow(_Row):
    """One connected component of a lesion map, in source pixels."""

    lesion: NetworkClass = Field(validation_alias="class", serialization_alias="class")
    x: float
    y: float
    width: float
    height: float
    area_px: float
    score: float


class LandmarkRow(_Row):
    """The centre of a landmark in source pixels, and the network's confidence."""

    x: float
    y: float
    confidence: Probability


class LandmarksRow(_Row):
    """Optic disc and fovea, and the eye that follows from their places, null if unsure."""

    optic_disc: LandmarkRow
    fovea: LandmarkRow
    laterality: Laterality | None


class ModelRow(_Row):
    """The weights that played a role."""

    name: str
    version: str
    weights_sha256: str


class FieldOfViewRow(_Row):
    """The camera's circle and its box within the photograph, source pixels."""

    cx: float
    cy: float
    radius: float
    x: float
    y: float
    width: float
    height: float


class FilesRow(_Row):
    """The map files of a row, relative to the findings' folder, by class or source."""

    masks: dict[str, _Inside] = {}
    probability: dict[str, _Inside] = {}
    attention: dict[str, _Inside] = {}

    def all(self) -> tuple[str, ...]:
        """Return the names of all files."""
        return (*self.masks.values(), *self.probability.values(), *self.attention.values())


class EyesRow(_Row):
    """The fellow eye's photograph, for a network that grades both eyes together.

    `fellow` is its path as given and `fellow_sha256` that of its file, empty if it cannot be read.
    `together` says whether both were graded together; it is false if the fellow eye could not be
    read or graded, so that this eye was graded alone.
    """

    fellow: str
    fellow_sha256: str
    together: bool


class ScreenedRow(_Row):
    """A photograph that could be read.

    `regions` are those of `regions_source`: ``"coverage"``, the squares that cover most of the
    lesions found, or ``"attention"``, where the grading network looked; `attention_regions` are
    always the latter. `eyes` is null if the grading network takes one eye, or there is no
    photograph of the fellow eye.
    """

    image: str
    sha256: str
    width: int
    height: int
    quality: QualityRow
    dr: GradeRow | None
    dme: GradeRow | None
    referable: ReferableRow
    regions: tuple[RegionRow, ...] = Field(max_length=4)
    lesions: tuple[LesionRow, ...]
    models: dict[str, ModelRow]
    seconds: dict[str, float]
    regions_source: RegionSource = "attention"
    attention_regions: tuple[RegionRow, ...] = Field(default=(), max_length=4)
    field_of_view: FieldOfViewRow | None = None
    name: _Stem = ""
    files: FilesRow = FilesRow()
    notes: tuple[str, ...] = ()
    eyes: EyesRow | None = None
    landmarks: LandmarksRow | None = None

    @model_validator(mode="after")
    def _can_be_allocated(self) -> Self:
        if not is_affordable(self.width, self.height):
            raise ValueError(
                f"its size of {shown(self.width)} x {shown(self.height)} pixels {TOO_LARGE}"
            )
        return self

    @model_validator(mode="after")
    def _has_all_grades(self) -> Self:
        scales = (("dr", self.dr, len(DRGrade)), ("dme", self.dme, len(DMEGrade)))
        for name, graded, count in scales:
            if graded and not (len(graded.probabilities) == count and 0 <= graded.grade < count):
                raise ValueError(f"{name} must have one of {count} grades and all probabilities")
            if graded and graded.probabilities[graded.grade] < max(graded.probabilities) - _LAST:
                raise ValueError(f"{name}.grade {graded.grade} is not the most probable one")
        return self

    @model_validator(mode="after")
    def _does_not_contradict_itself(self) -> Self:
        if not self.quality.gradable and (self.dr or self.dme):
            raise ValueError("an ungradable photograph cannot have a grade")
        ungradable = self.quality.answer is QualityAnswer.UNGRADABLE
        if self.quality.answer is not None and ungradable is self.quality.gradable:
            gradable = str(self.quality.gradable).lower()
            message = f"quality.answer {self.quality.answer} contradicts gradable: {gradable}"
            raise ValueError(message)
        return self


class ErrorText(_Row):
    """An error: its kind, ``"read"``, ``"model"`` or ``"write"``, and a sentence."""

    kind: str
    message: str


class ErrorRow(_Row):
    """A photograph that could not be read or analysed, or whose maps could not be written."""

    image: str
    error: ErrorText


Row = ScreenedRow | ErrorRow


def read_findings(path: Path) -> tuple[Row, ...]:
    """Read and check a findings file, or the one in a folder.

    Raises
    ------
    ReadError
        The file does not exist.
    LabelError
        A row is invalid; names the line and the field.
    """
    with guard(ReadError, path):
        path = path / FINDINGS if path.is_dir() else path
    return tuple(iterate_findings(path))


def iterate_findings(path: Path) -> Iterator[Row]:
    """Read and check the rows of a findings file one by one; raises as `read_findings` does."""
    with guard(ReadError, path, "is not UTF-8 text"):
        require_regular(path)
        # As bytes: a file name may contain another of Unicode's line separators.
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _checked(line.decode(), path, number)


def _checked(line: str, path: Path, number: int) -> Row:
    kind = ErrorRow if '"error":' in line and '"quality":' not in line else ScreenedRow
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "JSON"
        message = first["msg"].removeprefix("Value error, ")
        raise LabelError(message, path=path, field=f"line {number}: {field}") from error
