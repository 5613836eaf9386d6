"""Two spellings of one reader, and the name that no reader has."""

from __future__ import annotations

import getpass

import pytest

from retinaview.core.reader_names import is_reserved, known_as, login_name

KNOWN = ["Anna Müller", "Ben"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("anna  müller ", "Anna Müller"),
        ("Anna Mu\u0308ller", "Anna Müller"),
        ("BEN", "Ben"),
        ("Benn", "Benn"),
        (" Eve ", "Eve"),
    ],
)
def test_a_name_is_taken_as_it_is_known(typed: str, name: str) -> None:
    assert known_as(typed, KNOWN) == name


def test_nobody_is_called_as_what_readers_decide_together() -> None:
    assert is_reserved(" Consensus")
    assert not is_reserved("Connie")


@pytest.mark.parametrize("fault", [KeyError("uid"), OSError("no name"), ImportError("pwd")])
def test_a_system_without_accounts_has_a_reader(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise fault

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert login_name() == "reader"
