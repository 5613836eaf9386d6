"""A retraining run, from the division by patient to the comparison of old and new."""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from retinaview.core.errors import LabelError, ReadError, WeightsError, WriteError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.text import shown
from retinaview.core.whole_files import write_atomically
from retinaview.core.words import counted
from retinaview.exchange.label_snapshot import (
    ReadPhotograph,
    read_snapshot,
    snapshot_sha256,
    write_snapshot,
)
from retinaview.inference.device import choose_device
from retinaview.models.weights import files
from retinaview.models.weights.card import DataSource, ModelCard, read_card
from retinaview.models.weights.card_checks import check_name
from retinaview.models.weights.files import LoadedModel
from retinaview.models.weights.folders import weights_files
from training import engine
from training.export import code_version, export
from training.retraining.comparison import Comparison
from training.retraining.examples import Halves, hold_out
from training.retraining.progress import Progress
from training.retraining.proposals import LabelCounts, Proposal, count_labels, propose

LABELS, RUN, REPORT = "labels", "run.json", "report"
_LARGEST_SEED, _MOST_EPOCHS = 1 << 63, 1000
EPOCHS = 12
"""Default length of a training: some ten minutes on a processor."""


@dataclass(frozen=True)
class Request:
    """What a run does.

    Attributes
    ----------
    network : str
        Name or file of the weights to start from.
    name : str
        Name of the new weights.
    share : float
        Share of the photographs to measure on, 0-1.
    seed : int
        Seed of the division and of the training.
    epochs : int
        Length of the training; a checkpoint is written after each.
    labels_sha256 : str
        Checksum of the labels, from `retinaview.exchange.label_snapshot.write_snapshot`.
    """

    network: str
    name: str
    share: float
    seed: int
    epochs: int
    labels_sha256: str


def proposals(photographs: Sequence[ReadPhotograph], networks: Sequence[str]) -> list[Proposal]:
    """Return which networks labels can improve, without loading any."""
    counts = count_labels(photographs)
    return [propose(card_of(name), counts) for name in networks]


def card_of(network: str) -> ModelCard:
    """Return the card of weights by name or file."""
    return read_card(files.find(network).with_suffix(".json"))


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Keep other runs out of a folder.

    Raises
    ------
    WriteError
        Another run works there, or it cannot be written.
    """
    with guard(WriteError, out, system="cannot be written"):
        out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / "running.lock")
    try:
        with guard(WriteError, out, system="cannot be written"):
            lock.acquire(timeout=0)
    except WriteError as error:
        if isinstance(error.__cause__, Timeout):
            message = "another retraining works in this folder; stop it, or give another --out"
            raise WriteError(message, path=out) from error
        raise
    try:
        yield
    finally:
        lock.release()


def begin(
    photographs: Sequence[ReadPhotograph],
    out: Path,
    *,
    network: str,
    name: str = "",
    share: float = 0.3,
    seed: int = 1,
    epochs: int = EPOCHS,
) -> Request:
    """Freeze the labels and settings of a new run in its folder.

    Parameters
    ----------
    photographs : sequence of ReadPhotograph
        The labels.
    out : Path
        The run's folder.
    network, name, share, seed, epochs
        See `Request`; the default name is the first free one.

    Raises
    ------
    WriteError
        An earlier run is there, which nothing may overwrite, or the folder cannot be written.
    WeightsError
        The name cannot name weights.
    """
    if (out / RUN).exists():
        message = "an earlier run is here; give --resume to continue it, or another --out"
        raise WriteError(message, path=out)
    request = Request(network, name or _free_name(network), share, seed, epochs, labels_sha256="")
    _require_sound(request, out / RUN)
    request = replace(request, labels_sha256=write_snapshot(photographs, out / LABELS))
    write_atomically(out / RUN, json.dumps(asdict(request), indent=1).encode())
    return request


def begun(out: Path) -> Request:
    """Return what the run in a folder does.

    Raises
    ------
    ReadError
        There is none, or its file is damaged.
    WeightsError
        The name in it cannot name weights.
    """
    path = out / RUN
    if not path.exists():
        raise ReadError("there is no run to continue in this folder", path=out)
    with guard(ReadError, path, "is no description of a run"):
        request = Request(**json.loads(read_regular(path)))
    _require_sound(request, path)
    return request


def _require_sound(request: Request, path: Path) -> None:
    """Refuse values of other kinds, and a name that would lead out of the run's folder."""
    for field, kinds, is_allowed, demand in (
        ("network", str, lambda network: bool(network), "the name of weights"),
        ("name", str, lambda name: bool(name), "a name"),
        ("share", (int, float), lambda share: 0 < share < 1, "a number between 0 and 1"),
        ("seed", int, lambda seed: 0 <= seed < _LARGEST_SEED, "a whole number from 0 on"),
        ("epochs", int, lambda epochs: 1 <= epochs <= _MOST_EPOCHS, "1 to 1000"),
        ("labels_sha256", str, lambda _: True, "a checksum"),
    ):
        value = getattr(request, field)
        if isinstance(value, bool) or not isinstance(value, kinds) or not is_allowed(value):
            raise ReadError(f"must be {demand}, not {shown(value)}", path=path, field=field)
    with guard(WeightsError, path):
        check_name(request.name)


def have_changed(photographs: Sequence[ReadPhotograph], request: Request) -> bool:
    """Return whether labels are not those that a run began with."""
    with tempfile.TemporaryDirectory() as folder:
        return write_snapshot(photographs, Path(folder) / LABELS) != request.labels_sha256


def _free_name(network: str) -> str:
    """Return a name for weights retrained from others that no weights have yet."""
    base = re.sub(r"-retrained(-\d+)?$", "", Path(network).stem if "/" in network else network)
    taken = weights_files()
    numbered = (f"{base}-retrained-{n}" for n in itertools.count(2))
    names = itertools.chain([f"{base}-retrained"], numbered)
    return next(name for name in names if name not in taken)


def run(
    request: Request, out: Path, *, progress: Progress, device: str = "auto", resume: bool = False
) -> Path:
    """Retrain a network and compare it with the old one.

    Parameters
    ----------
    request : Request
        What to do; the labels are those in `out`.
    out : Path
        The run's folder: checkpoints, the new weights with their card, ``report.json``,
        ``report.txt``, and pictures of the worst cases. Nothing is written elsewhere.
    progress : Progress
        Told what happens.
    device : str
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``.
    resume : bool
        Continue from the last checkpoint.

    Returns
    -------
    Path
        The new weights.

    Raises
    ------
    LabelError
        The labels cannot improve the network, or are not those that the run began with.
    """
    if snapshot_sha256(out / LABELS) != request.labels_sha256:
        message = "the labels are not those that this run began with; begin another one"
        raise LabelError(message, path=out / LABELS)
    photographs = read_snapshot(out / LABELS)
    counts = count_labels(photographs)
    model = files.load(request.network, device=engine.choose_device(device))
    proposal = propose(model.card, counts)
    if proposal.why_not:
        raise LabelError(f"{proposal.network}: {proposal.why_not}")
    progress.event("labels", text=f"{counts}\n{proposal}", counts=asdict(counts))
    halves = hold_out(photographs, share=request.share, seed=request.seed)
    progress.event("note", text=_in_words(halves))
    from training.retraining import grader, segmenter

    learner = segmenter if model.card.task == "segmentation" else grader
    bfloat16 = choose_device(device).precision == "bfloat16"
    work = learner.Work(
        model, proposal.classes, out=out, bfloat16=bfloat16, progress=progress, resume=resume
    )
    new = work.fine_tune(halves.learnt, epochs=request.epochs, seed=request.seed)
    new = replace(new, card=_card(new, request, counts, halves, proposal))
    path = out / f"{request.name}.safetensors"
    comparison = work.compare(new, halves.held_out)
    new = replace(new, card=new.card.model_copy(update={"metrics": comparison.metrics()}))
    with guard(WriteError, path, "cannot be written", system="cannot be written"):
        export(path, new.module, new.card)
    _write_report(comparison, request, counts, halves, out)
    verdict = comparison.verdict()
    progress.event(
        "report",
        text=comparison.table(),
        verdict=verdict.sentence,
        recommended=verdict.recommended,
    )
    progress.event("done", weights=str(path), report=str(out / f"{REPORT}.txt"))
    return path


def _in_words(halves: Halves) -> str:
    def words(photographs: Sequence[ReadPhotograph]) -> str:
        patients = len({each.labels.person for each in photographs})
        return f"{counted(len(photographs), 'photograph')} of {counted(patients, 'patient')}"

    return f"learns from {words(halves.learnt)}; is measured on {words(halves.held_out)}"


def _card(
    model: LoadedModel,
    request: Request,
    counts: LabelCounts,
    halves: Halves,
    proposal: Proposal,
) -> ModelCard:
    """Return the card of the new weights, without metrics."""
    labels = ", ".join(proposal.classes)
    source = DataSource(
        name="a reader's own labels",
        licence="the reader's own",
        citation=f"{labels} by {', '.join(counts.readers) or 'an unnamed reader'}",
        split=f"{len(halves.learnt)} photographs; {len(halves.held_out)} more held out",
    )
    limits = (
        f"Retrained from {model.card.name} {model.card.version} on labels of one study: on other "
        f"photographs it may be worse than before. {model.card.limitations}"
    )
    return model.card.model_copy(
        update={
            "name": request.name,
            "data": [*model.card.data, source],
            "recipe": f"retinaview retrain PROJECT --network {request.network} --out DIR",
            "commit": code_version(),
            "seed": request.seed,
            "created": datetime.now(UTC).date(),
            "metrics": [],
            "chance": {},  # that of the old card is of other photographs
            "limitations": limits,
            "weights_sha256": "",
        }
    )


def _write_report(
    comparison: Comparison, request: Request, counts: LabelCounts, halves: Halves, out: Path
) -> None:
    about: Mapping[str, object] = {
        "run": asdict(request),
        "labels": asdict(counts),
        "learnt": [each.labels.image for each in halves.learnt],
        "held_out": [each.labels.image for each in halves.held_out],
        "verdict": comparison.verdict().sentence,
        "recommended": comparison.verdict().recommended,
        **comparison.as_dict(),
    }
    write_atomically(out / f"{REPORT}.json", (json.dumps(about, indent=1) + "\n").encode())
    text = f"{counts}\n{_in_words(halves)}\n\n{comparison.table()}\n"
    write_atomically(out / f"{REPORT}.txt", text.encode())
