"""An import in one call, as the command line makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from retinaview.core.label_problems import OnProblem
from retinaview.session.label_import import ImportReport, commit_import, prepare_import
from retinaview.session.session import Session


def import_labels(
    session: Session,
    files: Sequence[Path],
    *,
    on_problem: OnProblem = OnProblem.FAIL,
    classes: Mapping[str, str] | None = None,
) -> ImportReport:
    """Add the marks and answers of label files as one undo step."""
    prepared = prepare_import(session, files, on_problem=on_problem, classes=classes)
    commit_import(session, prepared)
    return prepared.report
