"""The model card: what a weights file contains, how it was made and how well it performs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import mean, stdev
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    SerializerFunctionWrapHandler,
    ValidationError,
    field_serializer,
    field_validator,
    model_serializer,
)

from retinaview.core.errors import WeightsError
from retinaview.core.findings import GRADING, SEGMENTATION
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.text import brief
from retinaview.models.grade_options import GradeOptions
from retinaview.models.guests.description import Output
from retinaview.models.guests.onnx_file import ONNX
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.registry import has_pair_head

FORMAT_VERSION: Literal[1] = 1
MAX_CARD_BYTES = 1 << 20
"""Largest size of a card, which holds a few kilobytes of text."""
Probability = Annotated[float, Field(ge=0, le=1)]
_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


class _Strict(BaseModel):
    # Strict: neither true nor "0.5" is accepted as a number.
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        protected_namespaces=(),
        allow_inf_nan=False,
        populate_by_name=True,
    )


class DataSource(_Strict):
    """A data set that the weights were trained or measured on."""

    name: str
    licence: str
    citation: str
    split: str


class Metric(_Strict):
    """One measurement with its 95 % interval and protocol.

    `by_seed` holds the same measurement of all trained runs of the recipe, by their seeds; empty
    if there was one run. The interval is that of the weights the card is of.
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    n: int = Field(ge=0)
    split: str
    protocol: str
    by_seed: dict[str, float] = {}

    @property
    def over_seeds(self) -> tuple[float, float] | None:
        """Mean and sample standard deviation over the seeds; None if there was one run."""
        values = list(self.by_seed.values())
        return (mean(values), stdev(values)) if len(values) > 1 else None

    @model_serializer(mode="wrap")
    def _without_empty_seeds(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave the field out where it is empty, so that older programs can read the card."""
        found: dict[str, Any] = handler(self)
        return {name: value for name, value in found.items() if name != "by_seed" or value}


class ModelCard(_Strict):
    """Everything that is needed to rebuild, use and judge a weights file.

    `architecture` and `arguments` go to `retinaview.models.registry.build`. `grade_options`, which
    the file calls ``reading``, is of use to grading networks only. `thresholds` maps a class (or a
    decision such as ``referable``) to the probability from which it counts as present, chosen on
    validation data. `chance` says what a guess would score on the same metrics, by their names;
    ``"NAME, SPLIT"`` where it scores otherwise on that split. `outputs` are those of an ONNX file,
    whose `architecture` is ``"onnx"``.
    """

    format_version: Literal[1] = FORMAT_VERSION
    name: str
    version: str
    architecture: str
    arguments: dict[str, JsonValue]
    classes: list[str] = Field(min_length=1)
    task: str
    paper: str
    data: list[DataSource]
    licence_of_data: str
    recipe: str
    commit: str
    seed: int
    created: date
    preprocessing: Preprocessing
    grade_options: GradeOptions = Field(
        default=GradeOptions(), validation_alias="reading", serialization_alias="reading"
    )
    thresholds: dict[str, Probability]
    metrics: list[Metric]
    chance: dict[str, float]
    intended_use: str
    limitations: str
    weights_sha256: str = ""
    outputs: list[Output] = []

    @property
    def is_onnx(self) -> bool:
        """Whether the weights are an ONNX file."""
        return self.architecture == ONNX

    @property
    def lesions(self) -> tuple[str, ...]:
        """Classes that the network segments, alone or besides grading."""
        return tuple(self.classes) if self.task == SEGMENTATION else self.grade_options.lesions

    @property
    def pairs_eyes(self) -> bool:
        """Whether the network grades both eyes of a patient together."""
        wanted = "pair" in self.grade_options.heads_together
        return wanted and has_pair_head(self.architecture, self.arguments)

    @field_validator("grade_options", mode="before")
    @classmethod
    def _without_old_names(cls, values: object) -> object:
        """Replace ``combination``, which cards had before C-Net, by ``heads``."""
        if not isinstance(values, dict) or "combination" not in values:
            return values
        others = {name: value for name, value in values.items() if name != "combination"}
        word = values["combination"]
        return {**others, "heads": ["main", "attention"] if word == "mean" else [word]}

    @model_serializer(mode="wrap")
    def _without_empty_outputs(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        found: dict[str, Any] = handler(self)
        return {name: value for name, value in found.items() if name != "outputs" or value}

    @field_serializer("grade_options")
    def _grading_alone(self, grade_options: GradeOptions) -> dict[str, Any]:
        return asdict(grade_options) if self.task == GRADING else {}


def read_card(path: Path) -> ModelCard:
    """Read a model card.

    Raises
    ------
    WeightsError
        If the file is missing or not JSON, or a field is missing or wrong; names the field.
    """
    with guard(WeightsError, path, system="the model card cannot be read"):
        if path.stat().st_size > MAX_CARD_BYTES:
            raise WeightsError("this is too large for a model card", path=path)
        content = read_regular(path)
    return parse_card(content, path)


def parse_card(content: bytes, where: Path | str) -> ModelCard:
    """Parse a card from a file's content; `where` names the file in errors."""
    try:
        with guard(WeightsError, where, "the model card is not a text file"):
            text = content.decode()
        return ModelCard.model_validate_json(text)
    except ValidationError as error:
        field, reason = first_fault(error)
        message = f"the model card's {field} is wrong: {reason}"
        raise WeightsError(message, path=where, field=field) from error


def first_fault(error: ValidationError) -> tuple[str, str]:
    """Return the first field that failed validation, and the reason."""
    first = error.errors()[0]
    field = brief(".".join(str(part) for part in first["loc"])) or "JSON"
    if first["type"] in _UNKNOWN:
        return field, "this version of the program knows no such field"
    return field, brief(first["msg"].removeprefix("Value error, "))
