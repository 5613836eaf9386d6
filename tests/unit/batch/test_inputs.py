"""What a run is given: tables and addresses beside photographs and folders."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.batch.findings_file import ErrorRow, ScreenedRow
from retinaview.batch.inputs import list_inputs, named, pair_eyes, read_patients
from retinaview.batch.screening import screen
from retinaview.core.errors import LabelError, ReadError
from retinaview.imaging import remote_files
from retinaview.imaging.remote_files import fetched, is_address, name_of
from tests.unit.batch.test_screening import StandIn, photograph_at


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    return [photograph_at(tmp_path / "in" / f"{name}.png", ord(name)) for name in "cab"]


def write_table(path: Path, rows: list[str]) -> Path:
    if path.suffix == ".csv":
        path.write_text("patient;Image\n" + "".join(f"P;{row}\n" for row in rows))
        return path
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"n": range(len(rows)), "image": rows}), path)
    return path


@pytest.mark.usefixtures("photographs")
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_names_photographs_in_its_order(tmp_path: Path, suffix: str) -> None:
    rows = ["c.png", str(tmp_path / "in" / "a.png"), "c.png", "", "none.png", "b.png"]
    table = write_table(tmp_path / "in" / f"list.{suffix}", rows)
    summary = screen([table], out=tmp_path / "out", engine=StandIn())
    names = ["c.png", "a.png", "none.png", "b.png"]
    assert [row.image for row in summary.rows] == [str(tmp_path / "in" / name) for name in names]
    assert summary.failures == ((str(tmp_path / "in" / "none.png"), "does not exist"),)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.csv", b"picture,eye\na.png,OD\n", "must have a column image, path or url"),
        ("list.csv", b"image,eye\na.png\n", "row 2: must have 2 cells"),
        ("list.csv", b"", "is empty"),
        ("list.csv", b'image\n"a\n', "is not CSV"),
        ("list.parquet", b"PAR1PAR1", "is not a Parquet file"),
        ("list.parquet", b"", "is not a Parquet file"),
    ],
)
def test_a_wrong_table_is_a_sentence(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LabelError, match=message):
        list_inputs([tmp_path / name])


def test_a_column_of_numbers_names_no_photographs(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"image": [1, 2]}), tmp_path / "list.parquet")
    with pytest.raises(LabelError, match="image: must be text, not 1"):
        list_inputs([tmp_path / "list.parquet"])


def test_a_missing_table_is_a_photograph_that_is_missing(tmp_path: Path) -> None:
    summary = screen([tmp_path / "none.csv"], out=tmp_path / "out", engine=StandIn())
    assert summary.failures == ((str(tmp_path / "none.csv"), "does not exist"),)


def test_addresses_and_their_names() -> None:
    addresses = ["https://host/a/P1_OD.jpg?key=1&sig=/x", "s3://bucket/b/P1%20OS.jpg", "http://h/"]
    assert name_of("http://[::1/x.jpg#top") == "x.jpg"  # no host, but a name
    assert all(map(is_address, addresses))
    assert not any(map(is_address, ["a/b.jpg", "C:\\a.jpg", "/a//b", "s3:/bucket/a.jpg", "://x"]))
    assert [name_of(text) for text in addresses] == ["P1_OD.jpg", "P1 OS.jpg", "photograph"]
    assert list(dict(named(addresses, {})).values()) == ["P1_OD", "P1 OS", "photograph"]


def test_eyes_behind_addresses_are_paired_by_their_names() -> None:
    right, left = "s3://bucket/P1_OD.jpg", "s3://bucket/P1_OS.jpg"
    assert pair_eyes(list_inputs([right, left])) == {right: left, left: right}


@pytest.fixture
def server(photographs: list[Path]) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    handler = functools.partial(Quiet, directory=str(photographs[0].parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.filterwarnings("ignore")  # of fsspec's own thread
def test_photographs_behind_https_are_screened(
    server: str, photographs: list[Path], tmp_path: Path
) -> None:
    pytest.importorskip("aiohttp")
    given = [f"{server}/c.png", photographs[1], f"{server}/none.png"]
    out = tmp_path / "out"
    summary = screen(given, out=out, engine=StandIn())
    remote, local, missing = summary.rows
    assert isinstance(remote, ScreenedRow)
    assert (remote.image, remote.name) == (f"{server}/c.png", "c")
    assert local.image == str(photographs[1])
    assert isinstance(missing, ErrorRow)
    assert missing.error.message == "does not exist"
    assert screen(given, out=out, engine=StandIn()).reused == 2


@pytest.mark.filterwarnings("ignore")
def test_a_folder_in_a_bucket_is_listed_and_screened(
    photographs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    running = moto.ThreadedMotoServer("127.0.0.1", 0)
    running.start()
    try:
        address = "http://{}:{}".format(*running.get_host_and_port())
        for name, value in {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        import s3fs

        bucket = s3fs.S3FileSystem(skip_instance_cache=True)
        bucket.mkdir("screening")
        for path in photographs:
            bucket.put(str(path), f"screening/day/{path.name}")
        bucket.pipe("screening/day/notes.txt", b"none")
        summary = screen(["s3://screening/day/"], out=tmp_path / "out", engine=StandIn())
        assert [row.image for row in summary.rows] == [f"s3://screening/day/{n}.png" for n in "abc"]
        assert summary.failures == ()
        with pytest.raises(ReadError, match="does not exist"):
            list_inputs(["s3://nowhere/day/"])
    finally:
        running.stop()


def test_what_answers_nothing_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("aiohttp")
    with pytest.raises(ReadError, match="cannot be fetched"), fetched("http://127.0.0.1:9/a.png"):
        pass
    with pytest.raises(ReadError), fetched("fog://host/a.png"):
        pass
    monkeypatch.setattr(remote_files, "_system", _without_package)
    with pytest.raises(ReadError, match=r"retinaview\[remote\]"), fetched("smb://host/a.png"):
        pass


def _without_package(_: str) -> tuple[object, str]:
    raise ModuleNotFoundError("smbprotocol")


def test_a_file_that_never_ends_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("aiohttp")
    monkeypatch.setattr(remote_files, "_MAX_BYTES", 100)
    with pytest.raises(ReadError, match="too large"), fetched(f"{server}/a.png"):
        pass


@pytest.mark.parametrize(
    "address",
    [
        "smb://me:secret@host/share/a.jpg", "https://a:b@host/", "https://me:secret/1@host/a.jpg",
        "zip://a.jpg::https://me:secret@host/b.zip",
    ],
)  # fmt: skip
def test_a_password_does_not_get_into_findings(address: str) -> None:
    with pytest.raises(ReadError, match="password") as error:
        list_inputs([address])
    assert "secret" not in str(error.value)


def test_a_password_in_a_table_stops_before_anything_is_written(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("image\nhttps://host/a.jpg\nhttps://me:secret@host/b.jpg\n")
    with pytest.raises(ReadError, match=r"list\.csv: an address with a password") as error:
        list_inputs([table])
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("pattern", ["********{patient}_{eye}", "*a*a*a*a*a*a*{patient}_{eye}"])
def test_many_stars_in_a_pattern_take_no_time(pattern: str) -> None:
    with pytest.raises(LabelError, match="fit photographs"):
        read_patients(pattern, {"a.png": Path("a" * 200 + ".png")})
    path = Path("x-12_od.png")
    assert read_patients("**-{patient}_{eye}**", {"x": path})["x"][0] == "12"
