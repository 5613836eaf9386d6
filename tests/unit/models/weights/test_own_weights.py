"""The user's own weights: added, replaced, downloaded and removed, both files or none."""

from __future__ import annotations

import contextlib
import itertools
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ReadError, WeightsError, WriteError
from retinaview.models.weights import acceptance, folders
from retinaview.models.weights.card import read_card
from retinaview.models.weights.fetching import PARTS, fetch_weights
from retinaview.models.weights.files import find, load
from retinaview.models.weights.index import IndexEntry, read_index
from retinaview.models.weights.own_weights import add_weights, remove_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.models.conftest import FileServer


@pytest.fixture
def own(tmp_path: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, empty, with the tiny weights as those of the program."""
    folder = tmp_path / "own"
    monkeypatch.setattr(folders, "shipped_folder", lambda: tiny_weights)
    monkeypatch.setattr(folders, "user_folder", lambda: folder)
    return folder


@pytest.fixture
def trained(tmp_path: Path, tiny_weights: Path) -> Path:
    """Weights that a person has trained, called ``mine`` on their card."""
    folder = tmp_path / "trained"
    folder.mkdir()
    shutil.copy(tiny_weights / "ganet.safetensors", folder / "best.safetensors")
    card = json.loads((tiny_weights / "ganet.json").read_text()) | {"name": "mine"}
    (folder / "best.json").write_text(json.dumps(card))
    return folder / "best.safetensors"


def rewrite(path: Path, **changes: object) -> None:
    card = json.loads(path.with_suffix(".json").read_text()) | changes
    path.with_suffix(".json").write_text(json.dumps(card))


def names(folder: Path) -> set[str]:
    """Everything that lies in the user's folder."""
    return {file.name for file in folder.iterdir()} if folder.exists() else set()


def test_added_weights_are_found_by_the_cards_name(own: Path, trained: Path) -> None:
    assert add_weights(trained) == own / "mine.safetensors"
    assert names(own) == {"mine.safetensors", "mine.json"}
    assert load(find("mine")).card.name == "mine"


def test_another_name_is_written_on_the_card(own: Path, trained: Path) -> None:
    add_weights(trained, name="clinic-2026")
    assert read_card(own / "clinic-2026.json").name == "clinic-2026"
    assert "clinic-2026" in folders.weights_files()


def test_a_card_may_lie_elsewhere(own: Path, trained: Path, tmp_path: Path) -> None:
    card = trained.with_suffix(".json").rename(tmp_path / "card.json")
    with pytest.raises(WeightsError, match=r"best\.json: .*cannot be read"):
        add_weights(trained)
    add_weights(trained, card=card)
    assert names(own) == {"mine.safetensors", "mine.json"}


def test_a_card_without_the_sum_gets_it(own: Path, trained: Path) -> None:
    before = read_card(trained.with_suffix(".json")).weights_sha256
    rewrite(trained, weights_sha256="")
    add_weights(trained)
    assert read_card(own / "mine.json").weights_sha256 == before


def test_the_names_of_the_programs_weights_are_taken(own: Path, trained: Path) -> None:
    with pytest.raises(WeightsError, match="'ganet' comes with the program") as caught:
        add_weights(trained, name="ganet", replace=True)
    assert caught.value.field == "name"
    assert names(own) == set()


def test_own_weights_are_replaced_on_request_only(own: Path, trained: Path) -> None:
    add_weights(trained)
    rewrite(trained, version="2")
    with pytest.raises(WeightsError, match="already"):
        add_weights(trained)
    assert read_card(own / "mine.json").version == "0"
    add_weights(trained, replace=True)
    assert read_card(own / "mine.json").version == "2"
    assert names(own) == {"mine.safetensors", "mine.json"}


@pytest.mark.parametrize("name", ["../mine", "a/b", ".hidden", "con:", "x" * 65])
def test_names_that_are_no_file_names_are_refused(own: Path, trained: Path, name: str) -> None:
    with pytest.raises(WeightsError, match="cannot name weights"):
        add_weights(trained, name=name)
    assert names(own) == set()


def test_refused_weights_leave_nothing_and_harm_nothing(own: Path, trained: Path) -> None:
    add_weights(trained)
    rewrite(trained, thresholds={})
    with pytest.raises(WeightsError) as caught:
        add_weights(trained, replace=True)
    assert caught.value.path == trained.with_suffix(".json")
    assert names(own) == {"mine.safetensors", "mine.json"}
    assert load(find("mine")).card.thresholds
    spoilt = bytearray(trained.read_bytes())
    spoilt[-1] ^= 1
    trained.write_bytes(bytes(spoilt))
    rewrite(trained, thresholds=load(find("mine")).card.thresholds)
    with pytest.raises(WeightsError) as caught:
        add_weights(trained, replace=True)
    assert caught.value.path == trained
    assert names(own) == {"mine.safetensors", "mine.json"}


class Stop(CancelToken):
    """Counts the steps of a check, and cancels it at one of them."""

    def __init__(self, at: int = 0) -> None:
        super().__init__()
        self.at = at
        self.steps = 0

    def raise_if_cancelled(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            raise Cancelled


def test_a_check_that_is_stopped_at_any_step_leaves_nothing_and_harms_nothing(
    own: Path, trained: Path
) -> None:
    all_steps = Stop()
    add_weights(trained, cancel=all_steps)
    rewrite(trained, version="2")
    assert all_steps.steps >= 4
    for number in range(1, all_steps.steps + 1):
        with pytest.raises(Cancelled):
            add_weights(trained, replace=True, cancel=Stop(number))
        assert names(own) == {"mine.safetensors", "mine.json"}
        assert read_card(own / "mine.json").version == "0"
        with pytest.raises(Cancelled):
            add_weights(trained, name="other", cancel=Stop(number))
        assert names(own) == {"mine.safetensors", "mine.json"}
    add_weights(trained, replace=True)
    assert read_card(own / "mine.json").version == "2"


def test_a_card_instead_of_weights_is_refused(own: Path, trained: Path) -> None:
    with pytest.raises(WeightsError, match="this is a model card"):
        add_weights(trained.with_suffix(".json"))
    assert names(own) == set()


def test_a_missing_file_is_one_sentence(own: Path, trained: Path) -> None:
    trained.unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        add_weights(trained)
    assert names(own) == set()


def test_a_folder_that_cannot_be_made_is_one_sentence(own: Path, trained: Path) -> None:
    own.write_text("a file where the folder should be")
    with pytest.raises(WriteError, match="cannot be written"):
        add_weights(trained)


def test_a_move_that_fails_leaves_the_old_weights(
    own: Path, trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if self.suffix == ".safetensors":
            raise OSError(28, "No space left on device")
        return move(self, target)

    add_weights(trained)
    rewrite(trained, version="2")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WriteError, match="No space left"):
        add_weights(trained, replace=True)
    assert load(find("mine")).card.version == "0"
    assert names(own) == {"mine.safetensors", "mine.json"}


def test_removed_weights_are_gone(own: Path, trained: Path) -> None:
    add_weights(trained)
    remove_weights("mine")
    assert names(own) == set()
    with pytest.raises(WeightsError, match="no weights 'mine' to remove"):
        remove_weights("mine")


def test_damaged_weights_can_be_removed(own: Path) -> None:
    own.mkdir()
    (own / "broken.safetensors").write_bytes(b"nothing")
    remove_weights("broken")
    assert names(own) == set()


def test_the_programs_weights_are_not_removed(own: Path, tiny_weights: Path) -> None:
    with pytest.raises(WeightsError, match="comes with the program"):
        remove_weights("ganet")
    assert (tiny_weights / "ganet.safetensors").exists()
    assert names(own) == set()


def entry_of(trained: Path, url: str, **changes: object) -> IndexEntry:
    card = read_card(trained.with_suffix(".json"))
    values: dict[str, Any] = {
        "name": "fetched",
        "url": url,
        "size": trained.stat().st_size,
        "sha256": card.weights_sha256,
        "card": card,
    }
    return IndexEntry.model_validate(values | changes)


def test_fetched_weights_are_found_by_the_indexs_name(
    own: Path, trained: Path, server: FileServer
) -> None:
    server.files["/x"] = trained.read_bytes()
    told: list[int] = []
    entry = entry_of(trained, server.url("/x"))
    fetch_weights(entry, progress=lambda done, _: told.append(done))
    assert told[-1] == entry.size
    assert {"fetched.safetensors", "fetched.json"} <= names(own)
    assert load(find("fetched")).card.name == "fetched"
    with pytest.raises(WeightsError, match="already"):
        fetch_weights(entry)
    fetch_weights(entry, replace=True)


def test_a_cancelled_fetch_leaves_no_weights_and_goes_on_later(
    own: Path, trained: Path, server: FileServer
) -> None:
    server.files["/x"] = trained.read_bytes()

    token = CancelToken()
    token.cancel()
    entry = entry_of(trained, server.url("/x"))
    with pytest.raises(Cancelled, match="The next download goes on from there"):
        fetch_weights(entry, cancel=token)
    assert names(own) == {PARTS}
    (part,) = (own / PARTS).glob("*.part")
    assert part.stat().st_size > 0
    fetch_weights(entry)
    assert "fetched.safetensors" in names(own)
    assert not list((own / PARTS).glob("*.part"))


def test_a_check_after_a_fetch_that_is_stopped_leaves_nothing(
    own: Path, trained: Path, server: FileServer
) -> None:
    server.files["/x"] = trained.read_bytes()
    entry = entry_of(trained, server.url("/x"))
    with pytest.raises(Cancelled):
        fetch_weights(entry, cancel=Stop(1))
    assert names(own) == {PARTS}
    assert {path.suffix for path in (own / PARTS).iterdir()} <= {".lock"}
    fetch_weights(entry)
    assert "fetched.safetensors" in names(own)


def test_fetched_weights_are_checked_as_own_ones(
    own: Path, trained: Path, server: FileServer
) -> None:
    rewrite(trained, thresholds={})
    server.files["/x"] = trained.read_bytes()
    with pytest.raises(WeightsError, match=r"thresholds\.hard_exudate") as caught:
        fetch_weights(entry_of(trained, server.url("/x")))
    assert server.url("/x") in str(caught.value)
    assert names(own) == {PARTS}


def test_nothing_is_fetched_under_the_name_of_the_programs_weights(
    own: Path, trained: Path, server: FileServer
) -> None:
    with pytest.raises(WeightsError, match="comes with the program"):
        fetch_weights(entry_of(trained, server.url("/x"), name="ganet"))
    assert server.asked == []
    assert names(own) == set()


def test_a_folder_of_an_institute_is_an_index(own: Path, trained: Path, tmp_path: Path) -> None:
    entry = entry_of(trained, f"trained/{trained.name}").model_dump(mode="json", exclude_none=True)
    index = tmp_path / "index.json"
    index.write_text(json.dumps({"format_version": 1, "weights": [entry]}))
    fetch_weights(read_index(str(index)).entry("fetched"))
    assert "fetched.safetensors" in names(own)
    trained.unlink()
    with pytest.raises(ReadError, match="does not exist"):
        fetch_weights(read_index(str(index)).entry("fetched"), replace=True)


@pytest.fixture(autouse=True)
def _quick_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test run has tests of its own, and every test here would wait for it."""
    monkeypatch.setattr(acceptance, "_check_answer", lambda _: None)


class Killed(BaseException):
    """The program has died; nothing that comes later is done."""


def die_before_move(patch: pytest.MonkeyPatch, count: int) -> None:
    """Let only so many files and folders get another name."""
    moves = itertools.count()

    def dying(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(path: Path, target: Path) -> Path:
            if next(moves) >= count:
                raise Killed
            return move(path, target)

        return moved

    for name in ("rename", "replace"):
        patch.setattr(Path, name, dying(getattr(Path, name)))


@pytest.mark.parametrize("step", range(6))
def test_a_kill_in_the_midst_of_a_replacement_leaves_the_old_or_the_new(
    own: Path, trained: Path, tiny_weights: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    add_weights(trained)
    other = trained.with_name("other.safetensors")
    shutil.copy(tiny_weights / "zoom-in-net-small.safetensors", other)
    card = json.loads((tiny_weights / "zoom-in-net-small.json").read_text()) | {"name": "mine"}
    other.with_suffix(".json").write_text(json.dumps(card))
    with monkeypatch.context() as patch:
        die_before_move(patch, step)
        with contextlib.suppress(Killed):
            add_weights(other, replace=True)
    found = load(find("mine"))
    assert found.card.architecture == ("ganet" if step < 3 else "zoom-in-net")
    add_weights(other, replace=True)
    assert names(own) == {"mine.safetensors", "mine.json"}
