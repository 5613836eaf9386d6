"""Download weights from an index into the user's folder."""

from __future__ import annotations

from pathlib import Path

from retinaview.core.cancel import CancelToken
from retinaview.core.progress import OnProgress
from retinaview.models.weights import folders
from retinaview.models.weights.download import download
from retinaview.models.weights.index import IndexEntry, card_of
from retinaview.models.weights.own_weights import refuse_taken, take
from retinaview.models.weights.staging import staged

PARTS = "downloads"
"""Subfolder of the user's folder for incomplete downloads."""


def fetch_weights(
    entry: IndexEntry,
    *,
    replace: bool = False,
    progress: OnProgress | None = None,
    cancel: CancelToken | None = None,
) -> Path:
    """Download weights, check them like the user's own, and move them to the user's folder.

    An interrupted download is resumed. Imports torch for the check.

    Parameters
    ----------
    entry : IndexEntry
        From `retinaview.models.weights.index.read_index`.
    replace : bool
        Replace weights of the same name in the user's folder.
    progress : OnProgress, optional
        Called with the bytes received and expected.
    cancel : CancelToken, optional
        Checked after every piece of the download, which is kept for the next call, and between the
        steps of the check, which discards it.

    Returns
    -------
    Path
        The file in the user's folder.

    Raises
    ------
    Cancelled, ReadError, WeightsError, WriteError
        See `download` and `retinaview.models.weights.own_weights.add_weights`.
    """
    refuse_taken(entry.name, path=entry.url, replace=replace)
    card = card_of(entry).model_copy(update={"name": entry.name})
    with staged(folders.user_folder(), f"{entry.name}{folders.suffix_of(card)}") as file:
        download(
            entry.url,
            file,
            parts=folders.user_folder() / PARTS,
            size=entry.size,
            sha256=entry.sha256,
            progress=progress,
            cancel=cancel,
        )
        return take(file, card, source=entry.url, card_source=entry.url, cancel=cancel)
