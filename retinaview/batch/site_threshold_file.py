"""The file of a site's own threshold of referral, which `evaluate threshold` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from retinaview.batch.findings_file import ModelRow, ScreenedRow
from retinaview.core.errors import LabelError, ReadError, WeightsError
from retinaview.core.findings import ModelIdentity
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.text import brief
from retinaview.core.whole_files import write_new
from retinaview.evaluation.site_threshold import SiteThreshold


class SiteThresholdFile(BaseModel):
    """A threshold, the weights whose probabilities it applies to, and how it was chosen."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)

    referable_threshold: float = Field(ge=0, le=1)
    grading: ModelRow
    chosen_on: dict[str, Any] = {}


def grader_of(rows: tuple[ScreenedRow, ...], path: Path) -> ModelRow:
    """Return the weights that graded all rows of a findings file.

    Raises
    ------
    LabelError
        The rows name no grading weights, or several.
    """
    found = {row.models["grading"] for row in rows if "grading" in row.models}
    if len(found) != 1:
        message = "must name one grading network for all photographs"
        raise LabelError(message, path=path, field="models.grading")
    return found.pop()


def write_site_threshold(
    path: Path, choice: SiteThreshold, grading: ModelRow, *, replace: bool
) -> None:
    """Write a choice.

    Raises
    ------
    FileInTheWay
        The file is there with another content, and is not to be replaced.
    WriteError
        The file cannot be written.
    """
    found = SiteThresholdFile(
        referable_threshold=choice.threshold, grading=grading, chosen_on=choice.as_dict()
    )
    content = (json.dumps(found.model_dump(), indent=2) + "\n").encode()
    write_new(path, content, replace=replace)


def read_site_threshold(path: Path, grading: ModelIdentity | None) -> float:
    """Return the threshold in a file, for the weights that are to grade.

    Raises
    ------
    ReadError, LabelError
        The file is missing or invalid.
    WeightsError
        It was chosen for other weights, whose probabilities mean something else.
    """
    with guard(ReadError, path, "is not UTF-8 text"):
        text = read_regular(path).decode()
    try:
        found = SiteThresholdFile.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise LabelError(first["msg"], path=path, field=field) from error
    wanted = found.grading
    if grading is None or grading.weights_sha256 != wanted.weights_sha256:
        running = "no network" if grading is None else f"{grading.name} {grading.version}"
        message = (
            f"was chosen for {brief(wanted.name)} {brief(wanted.version)}, but {running} grades"
        )
        raise WeightsError(message, path=path, field="grading")
    return found.referable_threshold
