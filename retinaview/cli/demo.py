"""`retinaview demo`: a demonstration on generated photographs, with or without a window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retinaview.cli.screen import run_screening
from retinaview.cli.terminal import complain, say
from retinaview.cli.window import open_window
from retinaview.core.demo_folder import demo_folder

if TYPE_CHECKING:
    from retinaview.batch.findings_file import Row
    from retinaview.core.photos import LabelledImage


def demo(
    headless: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="No window: screen the photographs into this folder."),
    ] = None,
) -> None:
    """Show the program on four drawn patients, both eyes.

    The photographs are generated once and kept. With --headless OUT they are generated in
    OUT/study, screened into OUT as by `retinaview screen`, and compared with their truth.
    """
    if headless is None:
        raise typer.Exit(_show())
    _screen(headless)


def _show() -> int:
    return open_window([], demo=demo_folder())


def _study(folder: Path) -> Path:
    from retinaview.session.demo import make_demo_study

    def tell(_: Path | None, done: int, total: int) -> None:
        complain(f"drawing the photographs, once: {done} of {total}")

    return make_demo_study(folder, drawn=tell)


def _screen(out: Path) -> None:
    from retinaview.batch.file_scoring import score_localization
    from retinaview.session.demo import TRUTH, demo_photographs, demo_truth

    study = _study(out / "study").parent
    report = run_screening(demo_photographs(study), out, device="auto", models=None, jobs=2)
    say(comparison(demo_truth(study), report.rows))
    say(score_localization([study / TRUTH / "boxes.csv"], out).table())
    say(f"findings, masks and attention maps are in {out}")
    if report.failures:
        for image, message in report.failures:
            complain(f"retinaview: {image}: {message}")
        raise typer.Exit(1)


def comparison(truth: Sequence[LabelledImage], rows: Sequence[Row]) -> str:
    """Return a table of the truth and the networks' answers, photograph by photograph."""
    known = {image.image: image for image in truth}
    head = _cells("PHOTOGRAPH", "DR TRUE", "DR", "DME TRUE", "DME", "REFERABLE", "REFER")
    return "\n".join([head, *(_line(known[Path(row.image).name], row) for row in rows)])


def _line(truth: LabelledImage, row: Row) -> str:
    from retinaview.batch.findings_file import ErrorRow

    if isinstance(row, ErrorRow):
        return f"{truth.image:12}  {row.error.message}"
    dr, dme = (None if graded is None else graded.grade for graded in (row.dr, row.dme))
    probability = row.referable.probability
    return _cells(
        truth.image,
        _grade(truth.grading.dr),
        _grade(dr),
        _grade(truth.grading.dme),
        _grade(dme),
        "-" if probability is None else f"{probability:.2f}",
        {True: "yes", False: "no", None: "-"}[row.referable.decision],
    )


def _cells(name: str, *others: str) -> str:
    return f"{name:12}" + "".join(f"{cell:>11}" for cell in others)


def _grade(grade: int | None) -> str:
    return "-" if grade is None else str(int(grade))
