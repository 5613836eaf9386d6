"""The index of weights that can be downloaded: name, address, size, SHA-256 and card of each."""

from __future__ import annotations

import hashlib
import os
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from retinaview.core.errors import WeightsError
from retinaview.core.resources import resource_path
from retinaview.core.text import shown
from retinaview.models.network_table import NAME_PATTERN
from retinaview.models.weights.card import MAX_CARD_BYTES, ModelCard, first_fault, parse_card
from retinaview.models.weights.remote_files import read_whole, relative_to

ENVIRONMENT_VARIABLE = "RETINAVIEW_INDEX"
MAX_INDEX_BYTES = 1 << 24

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(pattern=f"^{NAME_PATTERN}$")]


class _Strict(BaseModel):
    # Strict: neither true nor "0.5" is accepted as a number.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CardFile(_Strict):
    """Reference to a card in a file of its own."""

    url: str
    sha256: Sha256


class IndexEntry(_Strict):
    """Weights that can be downloaded.

    `url` is an https address or a path, absolute or relative to the index. The card is either in
    `card` or in the file that `card_file` names. `size` is in bytes.
    """

    name: Name
    url: str
    size: int = Field(gt=0)
    sha256: Sha256
    card: ModelCard | None = None
    card_file: CardFile | None = None

    @model_validator(mode="after")
    def _has_one_card(self) -> Self:
        if (self.card is None) == (self.card_file is None):
            raise ValueError("needs either card or card_file")
        if self.card is not None and self.card.weights_sha256 != self.sha256:
            raise ValueError("the card's weights_sha256 is not the entry's sha256")
        return self


class WeightsIndex(_Strict):
    """The contents of an index; names are unique."""

    format_version: Literal[1]
    weights: list[IndexEntry]

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = [entry.name for entry in self.weights]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{shown(min(twice))} is listed twice")
        return self

    def entry(self, name: str) -> IndexEntry:
        """Return the entry with that name; raise `WeightsError` if there is none."""
        for entry in self.weights:
            if entry.name == name:
                return entry
        offered = ", ".join(entry.name for entry in self.weights) or "none"
        raise WeightsError(
            f"no weights {shown(name)} in the index; it offers: {offered}", field="name"
        )


def index_address(chosen: str = "") -> str:
    """Return the index to use: `chosen`, else that of `ENVIRONMENT_VARIABLE`, else the shipped."""
    return chosen or os.environ.get(ENVIRONMENT_VARIABLE, "") or shipped_index()


def shipped_index() -> str:
    """Return the path of the shipped index."""
    return str(resource_path("weights_index.json"))


def read_index(address: str) -> WeightsIndex:
    """Read an index and make the addresses in it absolute.

    Parameters
    ----------
    address : str
        A path, a file URL or an https URL.

    Returns
    -------
    WeightsIndex
        The index.

    Raises
    ------
    ReadError
        If it cannot be reached or read.
    WeightsError
        If it is not an index, or a field is missing or wrong; names the field.
    """
    content = read_whole(address, at_most=MAX_INDEX_BYTES)
    try:
        index = WeightsIndex.model_validate_json(content)
    except ValidationError as error:
        field, reason = first_fault(error)
        message = f"the index of weights is wrong: {reason}"
        raise WeightsError(message, path=address, field=field) from error
    whole = [_with_whole_addresses(entry, address) for entry in index.weights]
    return index.model_copy(update={"weights": whole})


def card_of(entry: IndexEntry) -> ModelCard:
    """Return an entry's card, downloading it if necessary.

    Raises
    ------
    ReadError
        If it cannot be reached or read.
    WeightsError
        If its SHA-256 is not that of the index, or it describes other weights.
    """
    if entry.card_file is None:
        assert entry.card is not None  # ensured when the entry was validated
        return entry.card
    content = read_whole(entry.card_file.url, at_most=MAX_CARD_BYTES)
    if hashlib.sha256(content).hexdigest() != entry.card_file.sha256:
        message = "this is not the card that the index names (SHA-256 differs)"
        raise WeightsError(message, path=entry.card_file.url, field="sha256")
    card = parse_card(content, entry.card_file.url)
    if card.weights_sha256 != entry.sha256:
        message = "the card describes weights other than those in the index"
        raise WeightsError(message, path=entry.card_file.url, field="weights_sha256")
    return card


def _with_whole_addresses(entry: IndexEntry, base: str) -> IndexEntry:
    card_file = entry.card_file
    if card_file is not None:
        card_file = card_file.model_copy(update={"url": relative_to(card_file.url, base)})
    return entry.model_copy(update={"url": relative_to(entry.url, base), "card_file": card_file})
