"""Addresses of studies on a server: what they say, and that a password is nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import ServerAddress, place_of

FULL = "postgresql://anna:se%2Fcret@db.clinic.org:6432/fundus?sslmode=verify-full&password=other"


def test_an_address_says_who_asks_for_what_where() -> None:
    address = ServerAddress.of(FULL)
    assert address == ServerAddress(
        "db.clinic.org", "fundus", "anna", 6432, (("sslmode", "verify-full"),)
    )
    assert address.parameters() == {
        "host": "db.clinic.org", "dbname": "fundus", "user": "anna", "port": "6432",
        "sslmode": "verify-full", "password": "other",
    }  # fmt: skip
    assert ServerAddress.of("postgres:///local").name == "localhost/local"


def test_a_password_is_in_no_text() -> None:
    address = ServerAddress.of(FULL).with_password("se/cret")
    for text in (str(address), repr(address), address.name, f"{[address]}"):
        assert "cret" not in text
        assert "other" not in text
    again = ServerAddress.of(str(address))
    assert again == address
    assert not again.has_password


@pytest.mark.parametrize(
    "text",
    ["postgresql://", "postgresql://host", "postgresql://host/", "postgresql://host/a/b",
     "postgresql://h:port/a", "postgresql://[::1/a", "postgresql://u:secret@h/a#b",
     "postgresql://u:secret@h/a?x"],
)  # fmt: skip
def test_what_is_no_address_is_one_sentence_without_the_password(text: str) -> None:
    with pytest.raises(ProjectError, match="postgresql://ACCOUNT@SERVER/STUDY") as caught:
        place_of(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["study.retinaview", "/a/postgresql:/b", "http://host/a", "C:/x"])
def test_everything_else_is_a_path(text: str) -> None:
    assert place_of(text) == Path(text)
