"""Who reads where the system knows no name."""

import getpass

import pytest

from retinaview.core.login_name import login_name


@pytest.mark.parametrize("fault", [KeyError("uid"), OSError("no name"), ImportError("pwd")])
def test_a_system_without_accounts_has_a_reader(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise fault

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert login_name() == "reader"
