"""OpenVINO graphs cached on disk between starts of the program."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path
from torch import nn

from retinaview.core.paths import AnyPath

KEPT = 16
"""Most graphs in the cache; beyond that, the oldest are removed."""
_GRAPH, _DIGEST = "graph.xml", "sha256"


class GraphFolder:
    """A folder of graphs, each named by a hash of everything that determines it.

    A graph that is damaged or cannot be written counts as missing and is converted again.

    Parameters
    ----------
    path : str or path-like, optional
        By default a folder in the user's cache.
    """

    def __init__(self, path: AnyPath | None = None) -> None:
        self.path = Path(path or user_cache_path("retinaview") / "openvino")

    def key(self, part: nn.Module, precision: str) -> str:
        """Return a hash of the part's weights and code, the precision and OpenVINO's version."""
        digest = hashlib.sha256(f"{version('openvino')} {precision}".encode())
        for name, values in part.state_dict().items():
            digest.update(f"{name} {tuple(values.shape)} {values.dtype}".encode())
            digest.update(values.detach().contiguous().numpy().tobytes())
        digest.update(repr(part).encode())
        for code in _code_of(part):
            digest.update(code)
        return digest.hexdigest()[:32]

    def find(self, key: str) -> Path | None:
        """Return the graph's file if it exists as it was written."""
        graph = self.path / key / _GRAPH
        try:
            if (graph.parent / _DIGEST).read_text() == _digest(graph.parent):
                return graph
        except OSError:
            pass
        return None

    def keep(self, key: str, save: Callable[[str], None]) -> None:
        """Write a graph under a temporary name, then move it into place.

        Parameters
        ----------
        key : str
            See `key`.
        save : callable
            Writes the graph to the path it receives.
        """
        with suppress(OSError, RuntimeError):
            self.path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.path, prefix=".") as folder:
                made = Path(folder) / key
                made.mkdir()
                save(str(made / _GRAPH))
                (made / _DIGEST).write_text(_digest(made))
                shutil.rmtree(self.path / key, ignore_errors=True)
                made.rename(self.path / key)
            self._tidy()

    def _tidy(self) -> None:
        graphs = [path for path in self.path.iterdir() if not path.name.startswith(".")]
        graphs.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for old in graphs[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)


def _code_of(part: nn.Module) -> Iterator[bytes]:
    """Yield the source files of the part's layers, whole, because parsing them would be slower."""
    names = sorted({type(module).__module__ for module in part.modules()})
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        with suppress(OSError):  # an installed bundle has no sources
            yield b"" if file is None else Path(file).read_bytes()


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != _DIGEST:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
