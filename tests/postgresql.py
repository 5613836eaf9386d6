"""A real server, Debian's PostgreSQL, on this computer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest

from retinaview.core.server_address import ServerAddress
from tests.archive import free_port
from tests.folders import fastest_folder

ADMIN, PASSWORD = "admin", "se/cret:@word"
_UNPRIVILEGED = "postgres"


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    return found[-1].parent


def _as_nobody_special(command: list[str]) -> list[str]:
    """Return the command as the account that the server must run as where we are root."""
    if os.geteuid() != 0:
        return command
    if (runuser := shutil.which("runuser")) is None:
        pytest.skip("the server does not run as root, and there is no runuser")
    return [runuser, "-u", _UNPRIVILEGED, "--", *command]


@dataclass
class Server:
    """A server that runs until it is stopped."""

    programs: Path
    data: Path
    port: int
    keeper: subprocess.Popen[bytes]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(self.programs / "postgres"), "-D", str(self.data)]
        self.process = subprocess.Popen(
            _as_nobody_special(command), cwd="/", stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "the server does not start"
                assert self.process is not None
                assert self.process.poll() is None, "the server has ended"
                time.sleep(0.02)
            else:
                return

    def connect(self, database: str, **more: str) -> psycopg.Connection:
        known = {"user": ADMIN, "password": PASSWORD} | more
        return psycopg.connect(
            host="127.0.0.1", port=self.port, dbname=database, autocommit=True, **known
        )  # type: ignore[arg-type]

    @property
    def certificate(self) -> Path:
        """What the server can be trusted by, or skip the test where it speaks no TLS."""
        path = self.data.parent / "trusted.crt"
        if not path.exists():
            pytest.skip("openssl is not installed")
        return path

    def kill(self) -> None:
        """End it as a power cut does; every process of it."""
        assert self.process is not None
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        # Its children see that and end; a new one refuses to start before.
        time.sleep(0.05)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it hang: it holds its connections, and says nothing."""
        postmaster = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        processes = [*postmaster.children(recursive=True), postmaster]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            assert self.process is not None
            # Whoever started it has stopped with it.
            for process in (*processes, psutil.Process(self.process.pid)):
                with suppress(psutil.NoSuchProcess):
                    process.resume()

    def remove(self) -> None:
        if self.process is not None and self.process.poll() is None:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGINT)
            self.process.wait(timeout=30)
        shutil.rmtree(self.data.parent)
        self.keeper.kill()
        self.keeper.communicate()

    def address(self, study: str, *, user: str = ADMIN, password: str = PASSWORD) -> ServerAddress:
        return ServerAddress("127.0.0.1", study, user, self.port).with_password(password)

    def add_account(self, name: str, *roles: str, may: str = "") -> None:
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE ROLE \"{name}\" LOGIN {may} PASSWORD '{name}'")  # type: ignore[arg-type]
            for role in roles:
                connection.execute(f'GRANT "{role}" TO "{name}"')  # type: ignore[arg-type]


def new_study_name() -> str:
    return f"study_{uuid4().hex[:8]}"


def start_server() -> Server:
    """Start an empty server on loopback, or skip the test where there is none."""
    programs = _programs()
    # Not below pytest's folders, which only we may enter.
    folder = Path(tempfile.mkdtemp(prefix="retinaview-postgresql-", dir=fastest_folder()))
    keeper = _keep(folder)
    data, secret = folder / "data", folder / "password"
    secret.write_text(PASSWORD)
    data.mkdir()
    if os.geteuid() == 0:
        for path in (folder, data, secret):
            shutil.chown(path, _UNPRIVILEGED)
    subprocess.run(
        _as_nobody_special(
            [str(programs / "initdb"), "-D", str(data), "-U", ADMIN, "--no-sync", "--no-locale",
             "-E", "UTF8", "--wal-segsize=1", "--auth=scram-sha-256", f"--pwfile={secret}"]
        ),
        check=True, capture_output=True, cwd="/",
    )  # fmt: skip
    server = Server(programs, data, free_port(), keeper)
    certificate = _make_certificate(folder, data)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(
            f"port = {server.port}\nlisten_addresses = '127.0.0.1'\n"
            "unix_socket_directories = ''\nmax_connections = 40\nshared_buffers = 16MB\n"
            "min_wal_size = 2MB\nmax_wal_size = 16MB\n"
            # A process that is killed loses nothing that it has written.
            "fsync = off\nfull_page_writes = off\n" + ("ssl = on\n" if certificate else "")
        )
    server.start()
    return server


_KEEPER = """
cat > /dev/null
running=$1/data/postmaster.pid
if pid=$(head -n 1 "$running" 2> /dev/null); then
    kill -QUIT "$pid"
    while [ -e "$running" ] && kill -0 "$pid" 2> /dev/null; do sleep 0.05; done
fi
rm -rf "$1"
"""


def _keep(folder: Path) -> subprocess.Popen[bytes]:
    """Have the server ended and its folder removed where we are killed, which closes the pipe."""
    return subprocess.Popen(
        ["sh", "-c", _KEEPER, "keeper", str(folder)],
        stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, cwd="/",
    )  # fmt: skip


def _make_certificate(folder: Path, data: Path) -> bool:
    """Let the server speak TLS as ``localhost``, where there is an openssl."""
    if (openssl := shutil.which("openssl")) is None:
        return False
    key, certificate = data / "server.key", data / "server.crt"
    subprocess.run(
        [openssl, "req", "-new", "-x509", "-days", "2", "-nodes", "-subj", "/CN=localhost",
         "-newkey", "rsa:2048", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    key.chmod(0o600)
    shutil.copy(certificate, folder / "trusted.crt")
    if os.geteuid() == 0:
        for path in (key, certificate):
            shutil.chown(path, _UNPRIVILEGED)
    return True


def a_server() -> Iterator[Server]:
    """Start a server, and remove it in the end."""
    server = start_server()
    try:
        yield server
    finally:
        server.remove()
