"""`retinaview screen`: screening of photographs without a window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.options import Replace
from retinaview.cli.terminal import complain, say
from retinaview.core.errors import RetinaViewError
from retinaview.core.paths import AnyPath
from retinaview.core.text import one_line, shown
from retinaview.inference.device import DEVICES

if TYPE_CHECKING:
    from retinaview.batch.cluster import DaskCluster
    from retinaview.batch.screening import ScreeningProgress, ScreeningSummary
    from retinaview.inference.engine import Engine


def screen(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Photographs, folders of photographs, and tables (.csv, .parquet) with a column "
            "image; also addresses (https, s3, smb ...), a folder's with / at the end.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the findings.")],
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    models: Annotated[
        str,
        typer.Option(
            metavar="NAME,...",
            help="Weights to run, at most one per task, by name or file; default: those shipped. "
            "`retinaview models` lists them.",
            show_default=False,
        ),
    ] = "",
    jobs: Annotated[
        int, typer.Option(min=1, help="Threads that read and write files in the background.")
    ] = 2,
    patients: Annotated[
        str | None,
        typer.Option(
            metavar="TABLE|PATTERN",
            help="Whose eye it is, if file names do not say: CSV with image, patient, eye, or the "
            "end of paths, such as '{patient}/{eye}/*'.",
            show_default=False,
        ),
    ] = None,
    threshold: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A site's own threshold of referral, from `retinaview evaluate threshold`.",
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS|local:N|FILE.yaml",
            help="Screen on the workers of a Dask cluster: one that runs, N on this machine, or "
            "those that a batch system such as SLURM starts (docs/scale.md).",
            show_default=False,
        ),
    ] = None,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Write the findings as findings/*.parquet too.")
    ] = False,
    replace: Replace = False,
) -> None:
    """Analyse photographs into a folder.

    DIR takes findings.jsonl, masks, probabilities and attention maps.

    findings.jsonl has one JSON object per photograph, in input order. NAME in masks/NAME_CLASS.png,
    probability/NAME_CLASS.png and attention/NAME_SOURCE.png (all of the photograph's size, 8 bits)
    is the photograph's file name without its suffix, then NAME_2, NAME_3 ... for others of that
    name.

    Photographs of one folder whose names say the same patient and opposite eyes (P1_OD.jpg,
    P1_OS.jpg), or of any folders if --patients says so, are graded together where the grading
    network takes pairs; `eyes` and `notes` in their rows say so.

    Run the same command again to continue where it stopped. A photograph that cannot be read, or on
    which a network fails, does not stop the others: it gets a row with `error` (or with notes) and
    a line on standard error, and the exit status is 1 in the end.
    """
    from retinaview.batch.parquet_parts import require_pyarrow, write_parts

    if parquet:
        require_pyarrow()  # now, not after a day
    try:
        report = run_screening(
            paths,
            out,
            device=device,
            models=_names(models),
            jobs=jobs,
            patients=patients,
            threshold=threshold,
            cluster=cluster,
            replace=replace,
        )
    except KeyboardInterrupt:
        complain("retinaview: stopped; run the same command again to continue")
        raise
    for image, message in report.failures:
        complain(f"retinaview: {image}: {message}")
    if parquet:
        write_parts(report.findings, out)
    done = report.total - len(report.failures)
    say(f"{done} of {report.total} photographs in {out}, {report.reused} from before")
    if report.failures:
        raise typer.Exit(1)


def run_screening(
    paths: Sequence[AnyPath],
    out: Path,
    *,
    device: str,
    models: list[str] | None,
    jobs: int,
    patients: str | None = None,
    threshold: Path | None = None,
    cluster: str | None = None,
    replace: bool = False,
) -> ScreeningSummary:
    """Screen photographs, with a progress bar if there is a terminal.

    Raises
    ------
    RetinaViewError
        The device is unknown; also the errors of `retinaview.batch.screening.screen` and `Engine`.
    """
    if device not in DEVICES:
        raise RetinaViewError(f"--device must be one of {', '.join(DEVICES)}, not {shown(device)}")
    from retinaview.batch.screening import screen as screen_photographs
    from retinaview.inference.engine import Engine

    engine = Engine(device=device, models=models)
    own = None if threshold is None else _site_threshold(threshold, engine)
    with ExitStack() as stack:
        workers = (
            None if cluster is None else stack.enter_context(_workers(cluster, device, models))
        )
        progress = stack.enter_context(_progress_bar())
        return screen_photographs(
            paths,
            out=out,
            engine=engine,
            jobs=jobs,
            patients=patients,
            referable_threshold=own,
            replace=replace,
            progress=progress,
            cluster=workers,
        )


@contextmanager
def _workers(cluster: str, device: str, models: list[str] | None) -> Iterator[DaskCluster]:
    from retinaview.batch.cluster_address import connected, patience_s

    with connected(cluster) as client:
        from retinaview.batch.cluster import DaskCluster

        complain(f"retinaview: dashboard at {client.dashboard_link}")
        patience = patience_s(cluster)
        yield DaskCluster(client, device=device, models=models, patience_s=patience)


def _site_threshold(path: Path, engine: Engine) -> float:
    from retinaview.batch.site_threshold_file import read_site_threshold

    graders = [model for model in engine.identities if model.role == "grading"]
    return read_site_threshold(path, graders[0] if graders else None)


@contextmanager
def _progress_bar() -> Iterator[Callable[[ScreeningProgress], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        Remaining(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda at: bar.update(
            task, completed=at.done, total=at.total, description=one_line(Path(at.image).name)
        )


def _names(models: str) -> list[str] | None:
    names = [name.strip() for name in models.split(",") if name.strip()]
    return names or None
