"""Each thing that a server or its client library says, as one sentence of ours."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import ServerAddress
from retinaview.project.faults import LineLost, PasswordWanted
from retinaview.project.server.faults import server_fault

ADDRESS = ServerAddress("host", "fundus", "anna").with_password("secret")


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ("consuming input failed: SSL connection has been closed unexpectedly", LineLost,
         "the connection to the server is lost"),
        ("the connection is closed", LineLost, "the connection to the server is lost"),
        ("connection failed: SSL SYSCALL error: EOF detected", LineLost, "starting or stopping"),
        ("connection failed: FATAL:  the database system is starting up", LineLost,
         "starting or stopping"),
        ("connection failed: FATAL:  sorry, too many clients already", LineLost,
         "the server is full"),
        ("connection timeout expired", LineLost, "the server does not answer"),
        ("failed to resolve host 'x': Name or service not known", LineLost,
         "no server of that name is known"),
        ("connection failed: FATAL:  la base de données n'existe pas", LineLost,
         "the server cannot be reached"),
        ("connection failed: server does not support SSL, but SSL was required", ProjectError,
         "the connection cannot be secured"),
        ('connection failed: FATAL:  password authentication failed for user "a"', PasswordWanted,
         "the account or its password is wrong"),
        ("connection failed: FATAL:  no pg_hba.conf entry for host", ProjectError,
         "does not let this account in from this computer"),
    ],
)  # fmt: skip
def test_a_connection_that_breaks_or_is_never_made(
    said: str, kind: type[ProjectError], sentence: str
) -> None:
    fault = server_fault(psycopg.OperationalError(said), ADDRESS)
    assert type(fault) is kind
    assert sentence in str(fault)
    assert str(fault).startswith("anna@host/fundus: ")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (errors.DiskFull(), "the server's disk is full"),
        (errors.OutOfMemory(), "no memory left"),
        (errors.LockNotAvailable(), "somebody else's change"),
        (errors.QueryCanceled(), "the server takes too long"),
        (errors.ReadOnlySqlTransaction(), "takes no changes at the moment"),
        (errors.AdminShutdown(), "the connection to the server is lost"),
    ],
)
def test_edits_can_wait_for_what_passes(error: psycopg.Error, sentence: str) -> None:
    fault = server_fault(error, ADDRESS)
    assert isinstance(fault, LineLost)
    assert sentence in str(fault)


@pytest.mark.parametrize(
    "error", [errors.InsufficientPrivilege(), errors.UniqueViolation(), errors.UndefinedTable()]
)
def test_what_does_not_pass_is_refused_at_once(error: psycopg.Error) -> None:
    fault = server_fault(error, ADDRESS)
    assert type(fault) is ProjectError
    assert "\n" not in str(fault)
