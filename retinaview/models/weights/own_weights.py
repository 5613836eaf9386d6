"""Add the user's own weights: checked, then moved with their card into the user's folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import WeightsError
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular
from retinaview.core.text import shown
from retinaview.models.guests.onnx_file import ONNX, PARAMETERS, read_onnx, write_whole
from retinaview.models.weights import folders
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.card_checks import check_name
from retinaview.models.weights.header import UNREADABLE, read_shapes
from retinaview.models.weights.replacing import finish_replacing, put_in_place
from retinaview.models.weights.staging import staged, writing

_PIECE_BYTES = 1 << 20


def add_weights(
    file: Path,
    *,
    card: Path | None = None,
    name: str = "",
    replace: bool = False,
    cancel: CancelToken | None = None,
) -> Path:
    """Check weights and copy them into the user's folder; imports torch.

    Parameters
    ----------
    file : Path
        The weights, a safetensors file; or an ONNX file, copied with its external data as one.
    card : Path, optional
        Their model card; default: the file's name with ``.json``. An empty ``weights_sha256`` is
        filled in.
    name : str
        Name for them; default: the card's.
    replace : bool
        Replace weights of the same name in the user's folder.
    cancel : CancelToken, optional
        Checked between steps; if cancelled, nothing is added.

    Returns
    -------
    Path
        The file in the user's folder.

    Raises
    ------
    Cancelled
        On request.
    WeightsError
        For the first fault found; names the file and the field.
    WriteError
        If the user's folder is not writable.
    """
    if not file.name:
        raise WeightsError("is no name of a file", path=file)
    card_path = card or file.with_suffix(".json")
    if file.suffix.lower() == ".json":
        message = "this is a model card; give the .safetensors or .onnx file"
        raise WeightsError(message, path=file)
    made = read_card(card_path)
    if name:
        made = made.model_copy(update={"name": name})
    _check_kind(file, made, card_path)
    refuse_taken(made.name, path=card_path, replace=replace)
    _refuse_other_kind(made, card_path)
    with staged(folders.user_folder(), f"{made.name}{folders.suffix_of(made)}") as copy:
        if made.is_onnx:
            made = _copy_onnx(file, copy, made, cancel or CancelToken())
        else:
            read_shapes(file)  # before any byte is copied
            _copy(file, copy, cancel or CancelToken())
        return take(copy, made, source=file, card_source=card_path, cancel=cancel)


def remove_weights(name: str) -> None:
    """Delete weights and card from the user's folder.

    Raises
    ------
    WeightsError
        If there are none of that name, or they are shipped with the program.
    WriteError
        If they cannot be deleted.
    """
    check_name(name)
    path = _place(name)
    if path is None:
        if is_shipped(name):
            raise WeightsError(f"{shown(name)} comes with the program and stays", field="name")
        folder = folders.user_folder()
        raise WeightsError(f"no weights {shown(name)} to remove", path=folder, field="name")
    with writing(path):
        path.unlink()  # first, because weights without a card would still be listed
        path.with_suffix(".json").unlink(missing_ok=True)


def is_shipped(name: str) -> bool:
    """Return whether weights of that name are shipped with the program."""
    return name in folders.weights_files([folders.shipped_folder()])


def refuse_taken(name: str, *, path: Path | str, replace: bool) -> None:
    """Raise `WeightsError` if a name is invalid or taken."""
    try:
        check_name(name)
    except WeightsError as error:
        raise WeightsError(error.message, path=path, field="name") from error
    if is_shipped(name):
        message = f"{shown(name)} comes with the program; give these weights another name"
        raise WeightsError(message, path=path, field="name")
    if _place(name) is not None and not replace:
        message = f"weights {shown(name)} exist already; replace them, or give these another name"
        raise WeightsError(message, path=path, field="name")


def take(
    staged_file: Path,
    card: ModelCard,
    *,
    source: Path | str,
    card_source: Path | str,
    cancel: CancelToken | None = None,
) -> Path:
    """Check a staged file and move it, with its card, into the user's folder.

    Parameters
    ----------
    staged_file : Path
        The weights, on the same disk as the user's folder.
    card : ModelCard
        Their card, written beside them.
    source, card_source : Path or str
        Path or address of each, named in errors.
    cancel : CancelToken, optional
        Checked between steps until the file is moved.

    Returns
    -------
    Path
        The file in the user's folder.
    """
    cancel = cancel or CancelToken()
    cancel.raise_if_cancelled()
    from retinaview.models.weights.acceptance import check_weights

    if not card.weights_sha256:
        with staged_file.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        card = card.model_copy(update={"weights_sha256": found})
    try:
        check_weights(staged_file, card, card_path=card_source, cancel=cancel)
    except WeightsError as error:
        where = source if error.path == staged_file else card_source
        raise WeightsError(error.message, path=where, field=error.field) from error
    cancel.raise_if_cancelled()
    target = folders.user_folder() / f"{card.name}{folders.suffix_of(card)}"
    with writing(target):
        new_card = staged_file.with_suffix(".json")
        new_card.write_text(card.model_dump_json(indent=2, by_alias=True) + "\n", encoding="utf-8")
        put_in_place(staged_file, new_card, target.parent)
    return target


def _place(name: str) -> Path | None:
    """Return the user's weights of a name; None if there are none."""
    folder = folders.user_folder()
    finish_replacing(folder)
    return folders.weights_files([folder]).get(name)


def _check_kind(file: Path, card: ModelCard, card_path: Path) -> None:
    """Raise `WeightsError` if a card describes another kind of file."""
    if (file.suffix.lower() == ".onnx") != card.is_onnx:
        message = f"must be {shown(ONNX)} for an ONNX file, and for no other"
        raise WeightsError(message, path=card_path, field="architecture")


def _refuse_other_kind(card: ModelCard, card_path: Path) -> None:
    there = _place(card.name)
    if there is not None and there.suffix != folders.suffix_of(card):
        message = f"weights {there.name} exist already; remove them first"
        raise WeightsError(message, path=card_path, field="name")


def _copy_onnx(file: Path, copy: Path, card: ModelCard, cancel: CancelToken) -> ModelCard:
    """Copy an ONNX file as one; return the card with its sum and its number of weights."""
    found = read_onnx(file)
    if found.outside:
        write_whole(file, copy)
        card = card.model_copy(update={"weights_sha256": ""})  # of the file in two parts
    else:
        _copy(file, copy, cancel)
    return card.model_copy(update={"arguments": {PARAMETERS: found.parameters}})


def _copy(file: Path, copy: Path, cancel: CancelToken) -> None:
    with guard(WeightsError, file, system=UNREADABLE):
        require_regular(file)
        source = file.open("rb")
    with source, writing(copy.parent.parent), copy.open("wb") as target:
        while piece := source.read(_PIECE_BYTES):
            cancel.raise_if_cancelled()
            target.write(piece)
