"""Taking the weights of a finished run into use."""

from __future__ import annotations

import json
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.text import one_line
from retinaview.models.network_table import DEFAULT_GRADER, DEFAULT_SEGMENTER
from retinaview.models.weights.card import read_card
from retinaview.models.weights.own_weights import add_weights
from retinaview.models.weights.preferred import prefer
from training.retraining.run import begun


def add_retrained(out: Path, *, use: bool) -> Path:
    """Add the weights of a finished run to the user's folder.

    Parameters
    ----------
    out : Path
        The run's folder.
    use : bool
        Also run them in place of the shipped ones of their task.

    Returns
    -------
    Path
        The file in the user's folder.

    Raises
    ------
    ReadError
        The run has not finished.
    WeightsError, WriteError
        They cannot be added; what was there is still there.
    """
    weights = weights_of(out)
    added = add_weights(weights)
    if use:
        task = read_card(added.with_suffix(".json")).task
        over = DEFAULT_SEGMENTER if task == "segmentation" else DEFAULT_GRADER
        prefer(added.stem, over=over)
    return added


def why_not(out: Path) -> str:
    """Return why the weights of a finished run should not replace others; empty if they may.

    Raises
    ------
    ReadError
        The run has not finished.
    """
    weights_of(out)
    path = out / "report.json"
    with guard(ReadError, path, "is no report of a run"):
        report = json.loads(read_regular(path))
        return "" if report.get("recommended", True) else one_line(str(report["verdict"]))


def weights_of(out: Path) -> Path:
    """Return the new weights of a run; raise `ReadError` if it has not finished."""
    weights = out / f"{begun(out).name}.safetensors"
    if not (out / "report.json").exists() or not weights.exists():
        raise ReadError("the run has not finished; --resume continues it", path=out)
    return weights
