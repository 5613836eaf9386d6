"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Also replace files that this program did not write, or that changed since.",
    ),
]
