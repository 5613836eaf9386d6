"""Every network with the state of its weights, as the window lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retinaview.core.errors import ReadError, WeightsError
from retinaview.inference.sources import Source, sources, title_of
from retinaview.models.weights import folders
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.index import IndexEntry, read_index, shipped_index
from retinaview.ui.language import later


class Origin(StrEnum):
    """Where weights are from; the value is shown, translated."""

    SHIPPED = later("with the program")
    OWN = later("your own")
    OFFERED = later("to download")
    NONE = later("none")


@dataclass(frozen=True)
class ListedWeights:
    """Weights, or a network without any.

    Attributes
    ----------
    name, title : str
        Of the weights or the network; the title is in the paper's spelling.
    origin : Origin
        Where the weights are from.
    source : Source or None
        None for weights that are to be downloaded.
    card : ModelCard or None
        Of weights, where it can be read without a download.
    entry : IndexEntry or None
        Of weights that are to be downloaded.
    """

    name: str
    title: str
    origin: Origin
    source: Source | None = None
    card: ModelCard | None = None
    entry: IndexEntry | None = None

    @property
    def fault(self) -> str:
        """Why the weights cannot be used, in one sentence."""
        return "" if self.source is None else self.source.fault


@dataclass(frozen=True)
class WeightsListing:
    """All that is listed, and one sentence on an index that could not be read."""

    items: tuple[ListedWeights, ...]
    index: str
    index_fault: str = ""


def list_weights(index: str) -> WeightsListing:
    """List everything; asks the network where the index lies there.

    Parameters
    ----------
    index : str
        Where the index lies, as `retinaview.models.weights.index.index_address` says.
    """
    try:
        offered, fault = read_index(index).weights, ""
    except (ReadError, WeightsError) as error:
        offered, fault = [], str(error)
    here = [_of(source) for source in sources()]
    shown = "" if index == shipped_index() else index
    return WeightsListing((*_merged(here, offered),), shown, fault)


def _merged(here: Sequence[ListedWeights], offered: Sequence[IndexEntry]) -> list[ListedWeights]:
    """List weights first, then what can be downloaded, then networks without weights."""
    present = [item for item in here if item.origin is not Origin.NONE]
    names = {item.name for item in present}
    to_download = [
        ListedWeights(
            entry.name, title_of(entry.name), Origin.OFFERED, card=entry.card, entry=entry
        )
        for entry in offered
        if entry.name not in names
    ]
    names |= {item.name for item in to_download}
    return [*present, *to_download, *(item for item in here if item.name not in names)]


def _of(source: Source) -> ListedWeights:
    if source.path is None:
        return ListedWeights(source.name, source.title, Origin.NONE, source)
    origin = Origin.SHIPPED if source.path.parent == folders.shipped_folder() else Origin.OWN
    try:
        card = read_card(source.path.with_suffix(".json"))
    except WeightsError:  # the source's fault says so
        card = None
    return ListedWeights(source.name, source.title, origin, source, card)
