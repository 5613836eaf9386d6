"""What SQLite and PostgreSQL say in different words; no other module of the study asks which it is.

On both, times and JSON are text, so that rows are read and copied alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ColumnExpressionArgument,
    CursorResult,
    Dialect,
    String,
    Text,
    case,
    cast,
    func,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session as Transaction
from sqlalchemy.types import TypeDecorator, TypeEngine

from retinaview.project.values import to_json

SERVER = "postgresql"
_OTHERWISE = {
    "SELECT value FROM json_each(?)": "SELECT json_array_elements_text(CAST(? AS json))",
    "json_set(summary, '$.proposed_at', json(?))": (
        "CAST(jsonb_set(CAST(summary AS jsonb), '{proposed_at}', CAST(? AS jsonb)) AS text)"
    ),
    "main = 1": "main",
}
"""SQLite's words, and PostgreSQL's."""


class _JsonText(TypeDecorator[Any]):
    """JSON as text: PostgreSQL's own type would come back decoded, and refuses some characters."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002
        """Convert a value for the server; None is JSON's null."""
        return to_json(value)


def json_type(*, none_as_null: bool = False) -> JSON:
    """Return the type of a column of JSON."""
    kept = JSON(none_as_null=none_as_null)
    return kept.with_variant(_JsonText(), SERVER)


def time_text(dialect: Dialect) -> TypeEngine[str]:
    """Return the type of a column of times as ISO 8601 text, which sort by their characters."""
    return String(collation="C") if dialect.name == SERVER else String()


def is_server(transaction: Transaction) -> bool:
    """Whether a transaction is one of PostgreSQL."""
    return transaction.get_bind().dialect.name == SERVER


def run(transaction: Transaction, statement: str, values: Sequence[Any] = ()) -> CursorResult[Any]:
    """Run a statement in SQLite's words, with ``?`` for each value, past SQLAlchemy's own making.

    Parameters
    ----------
    transaction : sqlalchemy.orm.Session
        Begun by the caller.
    statement : str
        What to run.
    values : tuple, or list of tuple
        Its values; it is run once for each tuple of a list.
    """
    words = _server_words(statement) if is_server(transaction) else statement
    return transaction.connection().exec_driver_sql(words, values)


@cache
def _server_words(statement: str) -> str:
    for words, others in _OTHERWISE.items():
        statement = statement.replace(words, others)
    return statement.replace("?", "%s")


def json_part(
    transaction: Transaction, column: ColumnElement[Any], name: str
) -> ColumnElement[Any]:
    """Return a part of a JSON object in a column, as JSON text; NULL where it is no JSON."""
    if is_server(transaction):
        return func.json_extract_path_text(cast(column, JSON), name)
    part = case((func.json_valid(column), func.json_extract(column, f"$.{name}")))
    return type_coerce(part, String)


def is_whole_number(
    transaction: Transaction, column: ColumnExpressionArgument[int]
) -> ColumnElement[bool]:
    """Whether a column of whole numbers holds one; SQLite takes anything."""
    if is_server(transaction):
        return true()
    return func.typeof(column) == "integer"
