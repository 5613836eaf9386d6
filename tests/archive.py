"""A real archive, Debian's Orthanc, on this computer."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

_PLUGINS = Path("/usr/share/orthanc/plugins")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Orthanc:
    """An archive that runs until it is stopped."""

    process: subprocess.Popen[bytes]
    dicom_port: int
    web_port: int
    move_port: int
    has_web: bool

    @property
    def address(self) -> str:
        return f"dicom://ORTHANC@127.0.0.1:{self.dicom_port}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.web_port}/dicom-web"

    def store(self, file: Path) -> None:
        request = Request(f"http://127.0.0.1:{self.web_port}/instances", data=file.read_bytes())
        with urlopen(request) as answer:
            assert answer.status == 200

    def count(self) -> int:
        with urlopen(f"http://127.0.0.1:{self.web_port}/instances") as answer:
            return len(json.load(answer))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def start_orthanc(folder: Path) -> Orthanc:
    """Start an empty archive, or skip the test where there is none."""
    command = shutil.which("Orthanc", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if command is None:
        pytest.skip("Orthanc is not installed")
    dicom, web, move = free_port(), free_port(), free_port()
    plugins = [str(path) for path in _PLUGINS.glob("libOrthancDicomWeb.so*")][:1]
    settings = {
        "StorageDirectory": str(folder / "storage"),
        "IndexDirectory": str(folder / "storage"),
        "DicomAet": "ORTHANC", "DicomPort": dicom, "DicomCheckCalledAet": True,
        "HttpPort": web, "RemoteAccessAllowed": False, "AuthenticationEnabled": False,
        "DicomAlwaysAllowEcho": True, "DicomAlwaysAllowFind": True, "DicomAlwaysAllowGet": True,
        "DicomAlwaysAllowMove": True, "DicomAlwaysAllowStore": True,
        "DicomModalities": {"reader": ["RETINAVIEW", "127.0.0.1", move]},
        "Plugins": plugins, "DicomWeb": {"Enable": True}, "OverwriteInstances": True,
    }  # fmt: skip
    (folder / "orthanc.json").write_text(json.dumps(settings))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [command, str(folder / "orthanc.json")],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=log,
        )  # fmt: skip
    orthanc = Orthanc(process, dicom, web, move, bool(plugins))
    for _ in range(300):
        try:
            orthanc.count()
        except (URLError, ConnectionError):
            if process.poll() is not None:
                pytest.fail((folder / "log").read_text())
            time.sleep(0.1)
        else:
            return orthanc
    orthanc.stop()
    pytest.fail("Orthanc did not start")
