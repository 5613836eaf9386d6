"""Event logs, tables of photographs, and the small files by which programs remember something."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from retinaview.batch.anonymising import _read_log
from retinaview.batch.inputs import list_inputs, read_patients
from retinaview.batch.site_threshold_file import read_site_threshold
from retinaview.core.errors import RetinaViewError
from retinaview.core.findings import ModelIdentity
from retinaview.core.left_at import LeftAt
from retinaview.exchange.dicom.pseudonyms import read_key
from retinaview.models.weights import preferred
from retinaview.project import opening
from retinaview.project.event_file import make_study, write_events
from retinaview.project.store import ProjectStore
from tests.campaign.projects import PROJECT, sound
from tests.campaign.target import Case, Lost, Target, changed
from tests.mutators.mutations import IN_JSON

_SHA256 = "ab" * 32
_SUFFIXES = {".parquet": ".bmp", ".qm": ".bmp", ".ini": ".txt", ".key": ".txt"}
"""By whose rules a file is mutated that has none of its own."""


def targets() -> Iterator[Target]:
    """One for event logs, one for tables, one for all that is small."""
    yield Target("histories", _history, _replay)
    yield Target("tables", lambda rng: _one_of(_tables(), rng), _list)
    yield Target("small-files", lambda rng: _one_of(_small(), rng), _remember)


@cache
def _events() -> tuple[bytes, ...]:
    """The lines of the event log of a study; made of one that is kept, so that they stay."""
    with TemporaryDirectory() as folder, patch.object(opening, "SYNCHRONOUS", "OFF"):
        path = Path(folder, PROJECT)
        path.write_bytes(sound().closed)
        with closing(ProjectStore.open(path)) as store:
            write_events(store, store.images(), Path(folder, "history.jsonl"))
        return tuple(Path(folder, "history.jsonl").read_bytes().splitlines())


def _history(rng: random.Random) -> Case:
    """The head or an event changed, or the lines in another order."""
    lines = list(_events())
    number = rng.choice((0, rng.randrange(len(lines))))
    if rng.random() < 0.8:
        lines[number] = rng.choice(IN_JSON)(lines[number], rng).replace(b"\n", b" ")
    else:
        lines.insert(rng.randrange(len(lines)), lines.pop(number))
    return Case({"history.jsonl": b"\n".join(lines) + b"\n"}, "history.jsonl")


def _replay(path: Path) -> None:
    """A study that can be read as a whole, or none."""
    made = path.with_name("made.retinaview")
    with patch.object(opening, "SYNCHRONOUS", "OFF"):
        try:
            make_study(path, made)
        except RetinaViewError:
            if [file for file in path.parent.iterdir() if file != path]:
                raise Lost("a part of a study is left") from None
            raise
        with closing(ProjectStore.open(made)) as store:
            store.all_marks()
            store.answers()
            store.events()
            photographs = (None, *(image.id for image in store.images()))
            if any(map(store.damage.of, photographs)):
                raise Lost("what was done again cannot be read")


@cache
def _tables() -> dict[str, bytes]:
    names = ["a.png", "https://example.org/b.png", "P1_OD.jpg", "P1_OS.jpg"]
    rows = "".join(f"{name},P{number},OD\n" for number, name in enumerate(names))
    tables = {"list.csv": f"image,patient,eye\n{rows}".encode()}
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        return tables
    written = io.BytesIO()
    parquet.write_table(pa.table({"image": names, "grade": [0, 1, 2, 3]}), written)
    return tables | {"list.parquet": written.getvalue()}


def _one_of(files: dict[str, bytes], rng: random.Random) -> Case:
    name = rng.choice(sorted(files))
    suffix = Path(name).suffix
    return Case({name: changed(files[name], _SUFFIXES.get(suffix, suffix), rng)}, name)


def _list(path: Path) -> None:
    inputs = list_inputs([path])
    for image in inputs:
        image.encode()
    if path.suffix == ".csv":
        read_patients(str(path), inputs)


@cache
def _small() -> dict[str, bytes]:
    identity = {"name": "own", "version": "1", "weights_sha256": _SHA256}
    threshold = {
        "referable_threshold": 0.4, "grading": identity, "chosen_on": {"photographs": 100},
    }  # fmt: skip
    languages = Path(__file__).parents[2] / "resources" / "languages"
    removed = {"file": "a.dcm", "changed": [], "warnings": []}
    return {
        "fr.qm": (languages / "fr.qm").read_bytes(),
        "left.json": LeftAt("P1_OD.jpg", (3.5, 2.0, 0.25)).to_text().encode(),
        "preferred.json": b'{"ganet": "own", "sunet-small": "other"}',
        "removed.jsonl": json.dumps(removed).encode(),
        "secret.key": b"0f" * 32 + b"\n",
        "threshold.json": json.dumps(threshold).encode(),
        "window.ini": b"[layers]\nheat_opacity=0.5\nlesion_fill=true\n[text]\nsize=11\n"
        b"[general]\nrecent=/a/b.retinaview\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb)\n",
    }


def _remember(path: Path) -> None:
    _REMEMBERED[path.name](path)


def _say(path: Path) -> None:
    from PySide6.QtCore import QTranslator

    catalogue = QTranslator()
    if catalogue.load(str(path)):
        for words in ("Haemorrhage", "Agree: {answer}", "%n photographs"):
            catalogue.translate("", words, "", 2)


def _set(path: Path) -> None:
    from PySide6.QtCore import QSettings

    from retinaview.ui import settings

    store = settings.Settings(QSettings(str(path), QSettings.Format.IniFormat))
    known = [each for each in vars(settings).values() if isinstance(each, settings.Setting)]
    for each in known:
        if type(store.get(each)) is not type(each.default):
            raise Lost("a preference of another kind")
    store.recent()
    store.keys_by_action()


def _prefer(path: Path) -> None:
    with patch.object(preferred, "_path", lambda: path):
        preferred.preferred(["ganet", "sunet-small"])


_REMEMBERED: dict[str, Callable[[Path], object]] = {
    "fr.qm": _say,
    "left.json": lambda path: LeftAt.from_text(path.read_bytes().decode(errors="replace")),
    "preferred.json": _prefer,
    "removed.jsonl": _read_log,
    "secret.key": read_key,
    "threshold.json": lambda path: read_site_threshold(
        path, ModelIdentity("grading", "own", "1", _SHA256)
    ),
    "window.ini": _set,
}
