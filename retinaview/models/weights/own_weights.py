"""The user's own weights: checked, then copied into the user's folder, both files or none."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retinaview.core.errors import WeightsError
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.models.weights import folders
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.card_checks import check_name
from retinaview.models.weights.header import UNREADABLE, read_shapes
from retinaview.models.weights.replacing import finish_replacing, put_in_place
from retinaview.models.weights.staging import staged, writing
from retinaview.models.weights.stopping import OnStep, no_stop

_PIECE_BYTES = 1 << 20


def add_weights(
    file: Path,
    *,
    card: Path | None = None,
    name: str = "",
    replace: bool = False,
    on_step: OnStep = no_stop,
) -> Path:
    """Check weights and put them into the user's folder; imports torch.

    Parameters
    ----------
    file : Path
        The weights, safetensors.
    card : Path, optional
        Their model card; default: the file's name with ``.json``. A card that leaves
        ``weights_sha256`` empty gets it filled in.
    name : str
        What to call them; default: as the card does.
    replace : bool
        Take the place of weights of that name in the user's folder.
    on_step : OnStep
        The place to cancel: nothing is added then, and nothing stays of the copy.

    Returns
    -------
    Path
        The file in the user's folder.

    Raises
    ------
    WeightsError
        The first fault, as one sentence with the file and the field.
    WriteError
        The user's folder cannot be written to.
    """
    card_path = card or file.with_suffix(".json")
    if file.suffix.lower() == ".json":
        raise WeightsError("this is a card; name the .safetensors file", path=file)
    made = read_card(card_path)
    if name:
        made = made.model_copy(update={"name": name})
    refuse_taken(made.name, path=card_path, replace=replace)
    read_shapes(file)  # before any byte is copied
    with staged(folders.user_folder(), f"{made.name}.safetensors") as copy:
        _copy(file, copy, on_step)
        return take(copy, made, source=file, card_source=card_path, on_step=on_step)


def remove_weights(name: str) -> None:
    """Delete weights and card from the user's folder.

    Raises
    ------
    WeightsError
        There are none of that name, or they come with the program.
    WriteError
        They cannot be deleted.
    """
    check_name(name)
    path = _place(name)
    if not path.exists():
        if is_shipped(name):
            raise WeightsError(f"{shown(name)} comes with the program and stays", field="name")
        raise WeightsError(f"no weights {shown(name)} to remove", path=path.parent, field="name")
    with writing(path):
        path.unlink()  # first: a card without weights is not listed, weights without a card are
        path.with_suffix(".json").unlink(missing_ok=True)


def is_shipped(name: str) -> bool:
    """Whether weights of that name come with the program."""
    return (folders.shipped_folder() / f"{name}.safetensors").exists()


def refuse_taken(name: str, *, path: Path | str, replace: bool) -> None:
    """Raise `WeightsError` where a name cannot be given to the user's own weights."""
    try:
        check_name(name)
    except WeightsError as error:
        raise WeightsError(error.message, path=path, field="name") from error
    if is_shipped(name):
        message = f"{shown(name)} comes with the program; give these weights another name"
        raise WeightsError(message, path=path, field="name")
    if _place(name).exists() and not replace:
        message = (
            f"there are weights {shown(name)} already; replace them, or give these another name"
        )
        raise WeightsError(message, path=path, field="name")


def take(
    staged_file: Path,
    card: ModelCard,
    *,
    source: Path | str,
    card_source: Path | str,
    on_step: OnStep = no_stop,
) -> Path:
    """Check a staged file and move it, with its card, to where its name finds it.

    Parameters
    ----------
    staged_file : Path
        On the user's folder's disk; moved away.
    card : ModelCard
        Its card, written beside it.
    source, card_source : Path or str
        Path or address of each, named in errors.
    on_step : OnStep
        The place to cancel, until the file is moved.
    """
    on_step()
    from retinaview.models.weights.acceptance import check_weights

    if not card.weights_sha256:
        with staged_file.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        card = card.model_copy(update={"weights_sha256": found})
    try:
        check_weights(staged_file, card, card_path=card_source, on_step=on_step)
    except WeightsError as error:
        where = source if error.path == staged_file else card_source
        raise WeightsError(error.message, path=where, field=error.field) from error
    on_step()
    target = _place(card.name)
    with writing(target):
        new_card = staged_file.with_suffix(".json")
        new_card.write_text(card.model_dump_json(indent=2, by_alias=True) + "\n", encoding="utf-8")
        put_in_place(staged_file, new_card, target.parent)
    return target


def _place(name: str) -> Path:
    folder = folders.user_folder()
    finish_replacing(folder)
    return folder / f"{name}.safetensors"


def _copy(file: Path, copy: Path, on_step: OnStep) -> None:
    with guard(WeightsError, file, system=UNREADABLE):
        source = file.open("rb")
    with source, writing(copy.parent.parent), copy.open("wb") as target:
        while piece := source.read(_PIECE_BYTES):
            on_step()
            target.write(piece)
