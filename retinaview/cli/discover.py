"""`retinaview discover`: lesion discovery without a window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.options import Replace
from retinaview.cli.terminal import complain, say
from retinaview.core.errors import LabelError, ReadError, RetinaViewError, WriteError
from retinaview.core.guard import guard
from retinaview.core.text import one_line, shown
from retinaview.inference.device import DEVICES
from retinaview.models.network_table import DEFAULT_GRADER

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import Clusters, Name
    from retinaview.batch.discovery import DiscoveryProgress, SoughtPhotograph
    from retinaview.inference.discovery import PlaceFinder

CLUSTERS, PLACES = "clusters.json", "places.csv"


def discover(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Photographs, and folders of photographs."),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the clusters.")],
    source: Annotated[
        str, typer.Option(metavar="NAME", help="Grading network, by its weights' name or file.")
    ] = DEFAULT_GRADER,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CLUSTER=CLASS",
            help="Name a cluster, such as 2=hard_exudate; 2=discard discards it, 2= clears it.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print clusters.json instead of a table.")
    ] = False,
    replace: Replace = False,
) -> None:
    """Cluster the places where a grading network responds.

    The clusters are for a reader to look at and name.

    The network's features at its strongest responses are clustered by affinity propagation. DIR
    receives clusters.json (every patch with its cluster, box in source pixels and response), a
    contact sheet cluster_01.png ... per cluster, and places.csv with the patches of named clusters:
    where to look for which lesion. These are places, not labels; `import` refuses them.

    Run the same command again with --name to name clusters after looking at the sheets: nothing is
    recomputed while the photographs and the network are unchanged, and names are kept. Other
    photographs or another network give other clusters; a new cluster keeps a name if most of its
    patches had it.

    A photograph that cannot be used does not stop the others: it gets a line on standard error, and
    the exit status is 1.
    """
    names = _parsed_names(name or [])
    if device not in DEVICES:
        raise RetinaViewError(f"--device must be one of {', '.join(DEVICES)}, not {shown(device)}")
    photographs = _sought(paths)
    found = _found(photographs, out, source=source, device=device, replace=replace)
    for cluster, wanted in names:
        found = found.named(cluster, wanted)
    _write(found, photographs, out, replace=replace)
    for row in found.skipped:
        complain(f"retinaview: {row.image}: {row.message}")
    say(found.model_dump_json(indent=1) if as_json else _table(found, out))
    if found.skipped:
        raise typer.Exit(1)


def _sought(paths: Sequence[Path]) -> list[SoughtPhotograph]:
    from retinaview.batch.discovery import SoughtPhotograph
    from retinaview.batch.inputs import list_inputs
    from retinaview.imaging.whose_eye import read_eye

    known = [(image, path, read_eye(path)[0]) for image, path in list_inputs(paths).items()]
    return [SoughtPhotograph(image, path, eye.patient, eye.eye) for image, path, eye in known]


def _found(
    photographs: list[SoughtPhotograph], out: Path, *, source: str, device: str, replace: bool
) -> Clusters:
    """Return the clusters of an earlier run that are still current, or find new ones."""
    from retinaview.batch.discovery import ClusterSettings, is_current
    from retinaview.exchange.folder_writing import complete_export, require_places
    from retinaview.inference.discovery import PlaceFinder

    finder = PlaceFinder(source, device=device)
    complete_export(out)
    earlier = _earlier(out)
    if earlier and is_current(earlier, photographs, finder, ClusterSettings()):
        return earlier
    _require_folder(out)
    require_places(out, {CLUSTERS: "", PLACES: ""}, replace=replace)  # before the networks run
    found = _discovered(photographs, finder)
    return found if earlier is None else found.taking_names(earlier)


def _earlier(out: Path) -> Clusters | None:
    """Return the clusters of an earlier run; None where they are missing or damaged."""
    from retinaview.batch.clusters_file import read_clusters

    try:
        return read_clusters(out / CLUSTERS)
    except ReadError:
        return None


def _discovered(photographs: list[SoughtPhotograph], finder: PlaceFinder) -> Clusters:
    from retinaview.batch.discovery import discover as find_clusters

    with _progress_bar() as progress:
        return find_clusters(photographs, finder, progress=progress)


def _require_folder(out: Path) -> None:
    """Create the folder before the networks run, so that a failure costs no time."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder cannot be created: {error.strerror}"
        raise WriteError(message, path=out) from error


def _write(
    found: Clusters, photographs: Sequence[SoughtPhotograph], out: Path, *, replace: bool
) -> None:
    """Write all files together, in place of those of an earlier run."""
    from retinaview.batch.clusters_file import clusters_json
    from retinaview.batch.contact_sheets import sheet_files
    from retinaview.batch.places_table import places_csv
    from retinaview.exchange.folder_writing import write_together

    files = [(CLUSTERS, clusters_json(found)), (PLACES, places_csv(found))]
    sheets = sheet_files(found, {sought.image: sought.path for sought in photographs})
    with guard(WriteError, out, system="cannot be written"):
        write_together(chain(files, sheets), out, format_name="discover", replace=replace)


def _parsed_names(given: Sequence[str]) -> list[tuple[int, Name]]:
    """Parse options such as ``2=hard_exudate`` into a cluster and a name."""
    return [_parsed_name(text) for text in given]


def _parsed_name(text: str) -> tuple[int, Name]:
    from retinaview.batch.clusters_file import DISCARD
    from retinaview.core.lesions import lesion_class

    cluster, equals, name = text.partition("=")
    if not equals or not cluster.strip().isdecimal():
        raise LabelError(f"--name must be CLUSTER=CLASS, such as 2=hard_exudate, not {shown(text)}")
    number, name = int(cluster), name.strip()
    if name.lower() in ("", DISCARD):
        return number, DISCARD if name else None
    return number, lesion_class(name)


def _table(found: Clusters, out: Path) -> str:
    lines = [f"{'CLUSTER':>7} {'PATCHES':>8} {'PHOTOGRAPHS':>12} {'SILHOUETTE':>11}  NAME"]
    for row in found.clusters:
        name = row.name or ("(loose)" if row.loose else "")
        cells = f"{row.cluster:>7} {row.size:>8} {row.photographs:>12} {row.silhouette:>11.2f}"
        lines.append(f"{cells}  {name}".rstrip())
    total = len(found.photographs) + len(found.skipped)
    used = f"{len(found.photographs)} of {total} photographs"
    named = f"{len(found.places())} of named clusters in {PLACES}"
    lines.append(f"{len(found.patches)} patches of {used} in {out}, {named}")
    return "\n".join(lines)


@contextmanager
def _progress_bar() -> Iterator[Callable[[DiscoveryProgress], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda at: bar.update(
            task, completed=at.done, total=at.total, description=one_line(Path(at.image).name)
        )
