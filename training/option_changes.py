"""Change a recipe's options from the command line: ``phi=0.2``, ``settings.seed=3``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from retinaview.core.errors import ModelError

Options = TypeVar("Options")
FREE = "arguments"
"""The option whose keys are not checked here, but by the network that is built with them."""


def changed(options: Options, changes: Sequence[str]) -> Options:
    """Return a recipe's options with changes.

    Parameters
    ----------
    options : Options
        A dataclass, possibly nested.
    changes : sequence of str
        ``NAME=VALUE``, with dots for nested options. A value is JSON, or else text.

    Returns
    -------
    Options
        The changed copy.

    Raises
    ------
    ModelError
        For a change without ``=``, an unknown name, or a value of another type.
    """
    values: dict[str, Any] = asdict(options)  # type: ignore[call-overload]
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals:
            raise ModelError(f"{change!r} is not NAME=VALUE", field="set")
        *folders, last = name.split(".")
        holder: Any = values
        for folder in folders:
            held = holder.get(folder)
            holder = held if isinstance(held, dict) else {}
        if last not in holder and folders[-1:] != [FREE]:
            raise ModelError(f"the recipe has no option {name!r}", field="set")
        holder[last] = _value(text)
    try:
        return TypeAdapter(type(options)).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ModelError(f"{field} is wrong: {first['msg']}", field="set") from error


def _value(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(text)
    except ValueError:
        return text
