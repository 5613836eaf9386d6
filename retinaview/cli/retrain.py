"""`retinaview retrain`: better weights from a reader's own labels."""

from __future__ import annotations

import json
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.terminal import complain, say
from retinaview.core.errors import LabelError
from retinaview.core.reader_names import login_name
from retinaview.core.server_address import place_of

if TYPE_CHECKING:
    from retinaview.exchange.label_snapshot import ReadPhotograph
    from training.retraining.progress import Event
    from training.retraining.proposals import Proposal


def retrain(
    projects: Annotated[
        list[str],
        typer.Argument(metavar="PROJECT...", help="Project files, folders, or postgresql://..."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of this run.")],
    network: Annotated[
        str | None,
        typer.Option(
            help="Weights to start from; default: the first that the labels can improve.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str, typer.Option(help="Name of the new weights; default: NETWORK-retrained, numbered.")
    ] = "",
    held_out: Annotated[
        float, typer.Option(min=0.1, max=0.9, help="Share of the photographs to measure on.")
    ] = 0.3,
    epochs: Annotated[int, typer.Option(min=1, max=1000, help="Length of the training.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="Seed of division and training.")] = 1,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue the run in OUT with its own labels.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the labels can improve, and stop.")
    ] = False,
    use: Annotated[
        bool,
        typer.Option(
            "--use", help="Run the new weights by default when they are done, if they are better."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print events as JSON lines.")] = False,
) -> None:
    """Retrain on your labels, with a comparison.

    Boxes teach a lesion network, grades a grading network. A part of the patients is held out, on
    whom old and new are compared at the end. The weights in use are never changed; all is written
    into OUT. Ctrl-C, or a file OUT/stop, stops; --resume continues after the last epoch.
    `retinaview models add OUT/NAME.safetensors` takes the new weights, too.
    """
    from retinaview.models.network_table import DEFAULT_GRADER, DEFAULT_SEGMENTER
    from retinaview.models.weights.preferred import preferred
    from retinaview.session.label_snapshot import gather_labels
    from training.retraining import run
    from training.retraining.progress import Progress, in_words

    def tell(event: Event) -> None:
        if text := json.dumps(event) if as_json else in_words(event):
            say(text)

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    places = [place_of(project) for project in projects]
    photographs, notes = gather_labels(places, reader=login_name())
    for note in notes:
        complain(f"retinaview: {note}")
    if not photographs:
        message = "no photograph in it has been read: none has a mark, a grade or another answer"
        raise LabelError(message, path=str(places[0]))
    networks = [network] if network else preferred((DEFAULT_SEGMENTER, DEFAULT_GRADER))
    proposed = run.proposals(photographs, networks)
    able = [each for each in proposed if not each.why_not]
    if dry_run:
        tell(_labels(photographs, proposed))
        return
    if not able:
        raise LabelError("; ".join(map(str, proposed)), path=str(places[0]))
    with run.alone_in(out):
        progress = Progress(out, tell)
        if resume:
            request = run.begun(out)
            if run.have_changed(photographs, request):
                text = "the labels changed since; the run continues with those it began with"
                progress.event("note", text=text)
        else:
            request = run.begin(
                photographs,
                out,
                network=able[0].network,
                name=name,
                share=held_out,
                seed=seed,
                epochs=epochs,
            )
        run.run(request, out, progress=progress, device=device, resume=resume)
    if use:
        _put_to_use(out)


def _labels(photographs: Sequence[ReadPhotograph], proposed: Sequence[Proposal]) -> Event:
    """Return what the labels hold, and what each network could learn from them."""
    from training.retraining.proposals import count_labels

    counts = str(count_labels(photographs))
    known = [
        {"network": each.network, "why_not": each.why_not, "words": each.words} for each in proposed
    ]
    text = "\n".join([counts, *map(str, proposed)])
    return {"event": "labels", "text": text, "counts": counts, "proposals": known}


def _put_to_use(out: Path) -> None:
    from training.retraining.using import add_retrained, why_not

    if reason := why_not(out):
        say(f"not used: {reason} `retinaview models add` adds them beside the old ones.")
    else:
        say(f"{add_retrained(out, use=True).stem} is added, and runs by default from now on")
