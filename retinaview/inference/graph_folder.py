"""OpenVINO graphs kept on the disk from one start of the program to the next."""

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
"""Graphs that stay; of more, the oldest go."""
_GRAPH, _DIGEST = "graph.xml", "sha256"


class GraphFolder:
    """A folder of graphs, each named by everything that it was made from.

    What is damaged or cannot be written counts as not there: a graph can always be made again.

    Parameters
    ----------
    path : str or path-like, optional
        Default a folder in the user's cache.
    """

    def __init__(self, path: AnyPath | None = None) -> None:
        self.path = Path(path or user_cache_path("retinaview") / "openvino")

    def key(self, part: nn.Module, precision: str) -> str:
        """Name a graph: the part's weights and code, the precision and OpenVINO's version."""
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
        """Write a graph under another name, then put it in its place.

        Parameters
        ----------
        key : str
            See `key`.
        save : callable
            Writes the graph to the path that it is given.
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
    """Yield the files that define the part's layers; whole, because parsing them takes longer."""
    names = sorted({type(module).__module__ for module in part.modules()})
    for name in names:
        file = getattr(sys.modules.get(name), "__file__", None)
        with suppress(OSError):  # no sources in an installer's bundle
            yield b"" if file is None else Path(file).read_bytes()


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != _DIGEST:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
