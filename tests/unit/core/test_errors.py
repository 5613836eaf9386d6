from pathlib import Path

import pytest

from retinaview.core.errors import Cancelled, LabelError, ReadError, RetinaViewError
from retinaview.core.resources import resource_path
from retinaview.core.text import shown


def test_the_sentence_names_file_and_field() -> None:
    error = LabelError("must be positive, not -1", path="boxes.csv", field="row 3, width")
    assert str(error) == "boxes.csv: row 3, width: must be positive, not -1"
    assert error.path == Path("boxes.csv")


def test_without_a_place_it_is_the_message_alone() -> None:
    assert str(RetinaViewError("no")) == "no"
    assert isinstance(Cancelled(), RetinaViewError)


def test_resources_are_found_from_anywhere() -> None:
    assert resource_path("weights").is_dir()


@pytest.mark.parametrize(
    "address",
    [
        "https://me:secret@host/a.jpg",
        Path("s3://me:secret@host/a.jpg"),
        "smb://me:se@secret@host/share/",
        "https://:secret@host",
    ],
)
def test_a_password_in_an_address_is_not_repeated(address: str | Path) -> None:
    for error in (
        ReadError("does not exist", path=address),
        ReadError(f"cannot be fetched ({address})"),
        ReadError("is wrong", field=str(address)),
        ReadError(f"is not {shown(str(address))}"),
    ):
        assert "secret" not in str(error)
        assert "host" in str(error)


@pytest.mark.parametrize("place", ["C:/a@b:c", "a:b@c.jpg", "/x/12:30@clinic.png"])
def test_names_that_only_resemble_addresses_stay(place: str) -> None:
    assert place in str(ReadError("is empty", path=place))
