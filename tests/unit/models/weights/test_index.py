"""The index: what it must hold, where it is looked for, and where its addresses lead."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from retinaview.core.errors import ReadError, WeightsError
from retinaview.models.weights import index
from retinaview.models.weights.index import card_of, index_address, read_index, shipped_index

if TYPE_CHECKING:
    from tests.unit.models.conftest import FileServer


@pytest.fixture
def card(tiny_weights: Path) -> dict[str, Any]:
    return json.loads((tiny_weights / "ganet.json").read_text())  # type: ignore[no-any-return]


@pytest.fixture
def entry(card: dict[str, Any]) -> dict[str, Any]:
    digest = card["weights_sha256"]
    return {"name": "toy", "url": "toy.safetensors", "size": 9, "sha256": digest, "card": card}


def write(folder: Path, *entries: dict[str, Any], **changes: object) -> str:
    path = folder / "index.json"
    path.write_text(json.dumps({"format_version": 1, "weights": list(entries)} | changes))
    return str(path)


def test_reads_what_it_offers(tmp_path: Path, entry: dict[str, Any]) -> None:
    index = read_index(write(tmp_path, entry, entry | {"name": "second"}))
    assert [each.name for each in index.weights] == ["toy", "second"]
    toy = index.entry("toy")
    assert toy.url == str(tmp_path / "toy.safetensors")
    assert card_of(toy).architecture == "ganet"


def test_an_unknown_name_says_what_is_offered(tmp_path: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(WeightsError, match=r"'absent'.*offers: toy"):
        read_index(write(tmp_path, entry)).entry("absent")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "../../etc/passwd"}, "weights.0.name"),
        ({"name": ""}, "weights.0.name"),
        ({"size": 0}, "weights.0.size"),
        ({"sha256": "abc"}, "weights.0.sha256"),
        ({"sha256": "0" * 64}, "weights.0"),
        ({"card": None}, "weights.0"),
        ({"card_file": {"url": "x", "sha256": "0" * 64}}, "weights.0"),
        ({"colour": 1}, "weights.0.colour"),
    ],
)
def test_names_what_is_wrong(
    tmp_path: Path, entry: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    address = write(tmp_path, entry | change)
    with pytest.raises(WeightsError) as caught:
        read_index(address)
    assert caught.value.field == field
    assert address in str(caught.value)


def test_names_a_field_of_the_card_that_is_missing(tmp_path: Path, entry: dict[str, Any]) -> None:
    del entry["card"]["limitations"]
    with pytest.raises(WeightsError) as caught:
        read_index(write(tmp_path, entry))
    assert caught.value.field == "weights.0.card.limitations"


def test_one_name_stands_once(tmp_path: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(WeightsError, match="'toy' is listed twice"):
        read_index(write(tmp_path, entry, entry))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format_version": 2}'])
def test_refuses_what_is_no_index(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "index.json"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="the index of weights is wrong"):
        read_index(str(path))


def test_a_missing_index_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read_index(str(tmp_path / "absent.json"))


def test_cards_may_lie_beside_the_index(
    tmp_path: Path, entry: dict[str, Any], server: FileServer
) -> None:
    content = json.dumps(entry.pop("card")).encode()
    entry["card_file"] = {"url": "cards/toy.json", "sha256": hashlib.sha256(content).hexdigest()}
    text = Path(write(tmp_path, entry)).read_bytes()
    server.files = {"/weights/index.json": text, "/weights/cards/toy.json": content}
    toy = read_index(server.url("/weights/index.json")).entry("toy")
    assert toy.url == server.url("/weights/toy.safetensors")
    assert card_of(toy).name == "ganet"
    server.files["/weights/cards/toy.json"] += b" "
    with pytest.raises(WeightsError, match="not the card that the index names"):
        card_of(toy)


def test_a_card_beside_the_index_must_be_that_of_the_weights(
    tmp_path: Path, entry: dict[str, Any]
) -> None:
    content = json.dumps(entry.pop("card") | {"weights_sha256": "0" * 64}).encode()
    (tmp_path / "toy.json").write_bytes(content)
    entry["card_file"] = {"url": "toy.json", "sha256": hashlib.sha256(content).hexdigest()}
    with pytest.raises(WeightsError, match="describes weights other than"):
        card_of(read_index(write(tmp_path, entry)).entry("toy"))


def test_the_chosen_index_comes_before_the_environments_and_the_shipped_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(index.ENVIRONMENT_VARIABLE, raising=False)
    assert index_address() == shipped_index()
    monkeypatch.setenv(index.ENVIRONMENT_VARIABLE, "https://clinic.example/index.json")
    assert index_address() == "https://clinic.example/index.json"
    assert index_address("mine.json") == "mine.json"


def test_the_shipped_index_can_be_read_and_names_safe_addresses_only() -> None:
    for entry in read_index(shipped_index()).weights:
        assert entry.url.startswith("https://")
