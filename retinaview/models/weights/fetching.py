"""Weights from an index into the user's folder."""

from __future__ import annotations

from pathlib import Path

from retinaview.models.weights import folders
from retinaview.models.weights.download import OnBytes, download
from retinaview.models.weights.index import IndexEntry, card_of
from retinaview.models.weights.own_weights import refuse_taken, take
from retinaview.models.weights.staging import staged
from retinaview.models.weights.stopping import OnStep, no_stop

PARTS = "downloads"
"""Folder within the user's for what has come of downloads that did not end."""


def fetch_weights(
    entry: IndexEntry,
    *,
    replace: bool = False,
    on_bytes: OnBytes | None = None,
    on_step: OnStep = no_stop,
) -> Path:
    """Download weights, check them as the user's own, and put them into the user's folder.

    A download that was cancelled or broke off goes on where it stopped. Imports torch at the end.

    Parameters
    ----------
    entry : IndexEntry
        From `retinaview.models.weights.index.read_index`.
    replace : bool
        Take the place of weights of that name in the user's folder.
    on_bytes : OnBytes, optional
        Progress, and the place to cancel the download.
    on_step : OnStep
        The place to cancel the check that follows: nothing stays of what has come.

    Returns
    -------
    Path
        The file in the user's folder.

    Raises
    ------
    ReadError, WeightsError, WriteError
        As `download` and `retinaview.models.weights.own_weights.add_weights` do.
    """
    refuse_taken(entry.name, path=entry.url, replace=replace)
    card = card_of(entry).model_copy(update={"name": entry.name})
    with staged(folders.user_folder(), f"{entry.name}.safetensors") as file:
        download(
            entry.url,
            file,
            parts=folders.user_folder() / PARTS,
            size=entry.size,
            sha256=entry.sha256,
            on_bytes=on_bytes,
        )
        return take(file, card, source=entry.url, card_source=entry.url, on_step=on_step)
