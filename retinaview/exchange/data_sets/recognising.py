"""Which layout a folder has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.exchange.data_sets import (
    ddr,
    deepdrid,
    diaretdb,
    eophtha,
    fgadr,
    idrid,
    kaggle,
    label_files,
    messidor,
    retinal_lesions,
    rfmid,
    table_folder,
)
from retinaview.exchange.data_sets.data_set import DataSet
from retinaview.exchange.data_sets.files import Files

LAYOUTS: dict[str, Callable[[Files], DataSet | None]] = {
    "idrid": idrid.read,
    "messidor": messidor.read_messidor,
    "messidor2": messidor.read_messidor2,
    "ddr": ddr.read,
    "eophtha": eophtha.read,
    "diaretdb1": diaretdb.read_ddb1,
    "diaretdb0": diaretdb.read_ddb0,
    "deepdrid": deepdrid.read,
    "fgadr": fgadr.read,
    "retinal-lesions": retinal_lesions.read,
    "rfmid": rfmid.read,
    "aptos": kaggle.read_aptos,
    "eyepacs": kaggle.read_eyepacs,
    "labels": label_files.read,
    "folder": table_folder.read,
}
"""Readers by the layout's name; each returns None for a folder in another one, and the last takes
any folder with photographs."""


def read_data_set(
    folder: Path, *, layout: str | None = None, each_file: Callable[[], None] | None = None
) -> DataSet:
    """Read a data set's lists and names.

    Parameters
    ----------
    folder : Path
        The unpacked download, or one of its parts.
    layout : str, optional
        One of `LAYOUTS`; by default told by the folder's files.
    each_file : callable, optional
        See `Files`.

    Raises
    ------
    ReadError
        The folder cannot be listed.
    LabelError
        It has no photograph, or a list is damaged.
    """
    files = Files(folder, each_file=each_file)
    for reader in LAYOUTS.values() if layout is None else (LAYOUTS[layout],):
        found = reader(files)
        if found is not None:
            return found
    if layout is not None:
        raise LabelError(f"is no folder of the set {layout}: its lists are not there", path=folder)
    raise LabelError("has no photograph in it", path=folder)
