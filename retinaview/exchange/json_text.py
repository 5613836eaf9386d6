"""Reading and writing of JSON, with errors that name the position."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from retinaview.core.errors import LabelError
from retinaview.exchange.text_files import read_text


def _no_truth_value(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("must be a whole number, not true or false")
    return value


Whole = Annotated[int, BeforeValidator(_no_truth_value)]
"""A whole number; pydantic alone would accept true as 1."""

Model = TypeVar("Model", bound=BaseModel)


def read_json(path: Path) -> object:
    """Return the content of a JSON file.

    Raises
    ------
    LabelError
        The file is not JSON, is nested too deeply, or has one key twice in one object.
    """
    return parse_json(read_text(path), path=path)


def parse_json(text: str, *, path: Path, field: str = "") -> object:
    """Return the content of JSON text; see `read_json`.

    Parameters
    ----------
    text : str
        The text.
    path : Path
        The file that it is from, for messages.
    field : str, optional
        Where it stands in the file, for messages.

    Raises
    ------
    LabelError
        As `read_json`.
    """
    try:
        return json.loads(text, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        place = field or f"line {error.lineno}, column {error.colno}"
        raise LabelError(f"is not JSON: {error.msg}", path=path, field=place) from error
    except LabelError as error:
        raise error.at(path) from error
    except RecursionError:
        raise LabelError("is nested too deeply for a label file", path=path) from None
    except ValueError as error:
        raise LabelError("contains a number with too many digits", path=path) from error


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; of two equal keys Python would drop the first with all its labels."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise LabelError("appears twice in one object", field=twice)
    return found


def validated(model: type[Model], content: object, *, path: Path) -> Model:
    """Return content as a pydantic model; an error names the first field at fault."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or None
        raise LabelError(first["msg"], path=path, field=place) from error


def as_json(content: object) -> bytes:
    """Return content as indented UTF-8 JSON; NaN is refused, because JSON has none."""
    return (json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
