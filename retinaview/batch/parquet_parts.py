"""Findings as Parquet files, for tools that analyse millions of rows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinaview.batch.findings_file import Row, ScreenedRow, iterate_findings
from retinaview.core.errors import WriteError
from retinaview.core.guard import guard
from retinaview.core.whole_files import written_atomically

if TYPE_CHECKING:
    from pyarrow import Schema

FOLDER = "findings"
ROWS = 50_000
"""Rows in a part."""


def write_parts(findings: Path, out: Path, *, rows: int = ROWS) -> tuple[Path, ...]:
    """Write the rows of a findings file as ``findings/part-00000.parquet`` and so on, in its order.

    Memory holds one part. Parts of an earlier run are replaced, and removed where there are fewer.

    Parameters
    ----------
    findings : Path
        The findings file.
    out : Path
        The folder below which parts are written.
    rows : int
        Rows in a part, 1 or more.

    Returns
    -------
    tuple of Path
        The parts.

    Raises
    ------
    WriteError
        A file cannot be written, or pyarrow is missing.
    ReadError, LabelError
        See `retinaview.batch.findings_file.read_findings`.
    """
    require_pyarrow()
    import pyarrow
    from pyarrow import parquet

    folder = out / FOLDER
    with guard(WriteError, folder, system="cannot be created"):
        folder.mkdir(exist_ok=True)
    schema = _schema()
    parts: list[Path] = []
    for number, part in enumerate(_parts(findings, rows)):
        path = folder / f"part-{number:05}.parquet"
        table = pyarrow.Table.from_pylist(part, schema=schema)
        with written_atomically(path) as file:
            parquet.write_table(table, file, compression="zstd")
        parts.append(path)
    with guard(WriteError, folder, system="its earlier parts cannot be removed"):
        for path in set(folder.glob("part-*.parquet")) - set(parts):
            path.unlink()
    return tuple(parts)


def require_pyarrow() -> None:
    """Raise `WriteError` if the package is missing."""
    if find_spec("pyarrow") is None:
        raise WriteError("--parquet needs pyarrow: pip install 'retinaview[cluster]'")


def _parts(findings: Path, rows: int) -> Iterator[list[dict[str, Any]]]:
    all_rows = iterate_findings(findings)
    while part := [_cells(row) for row in islice(all_rows, rows)]:
        yield part


def _cells(row: Row) -> dict[str, Any]:
    """Return a row with the fields of its parts as columns of their own."""
    if not isinstance(row, ScreenedRow):
        return {"image": row.image, "error": row.error.kind, "error_message": row.error.message}
    grades = {
        key: value
        for scale, graded in (("dr", row.dr), ("dme", row.dme))
        if graded is not None
        for key, value in (
            (f"{scale}_grade", graded.grade),
            (f"{scale}_probabilities", graded.probabilities),
        )
    }
    return {
        "image": row.image,
        "sha256": row.sha256,
        "width": row.width,
        "height": row.height,
        "quality": row.quality.score,
        "gradable": row.quality.gradable,
        "referable": row.referable.probability,
        "refer": row.referable.decision,
        "regions": [region.model_dump() for region in row.regions],
        "lesions": [lesion.model_dump(by_alias=True, mode="json") for lesion in row.lesions],
        "models": [{"role": role, **model.model_dump()} for role, model in row.models.items()],
        "name": row.name,
        "notes": row.notes,
        **grades,
    }


def _schema() -> Schema:
    import pyarrow as pa

    box = [(side, pa.float64()) for side in ("x", "y", "width", "height")]
    region = pa.struct([*box, ("score", pa.float64())])
    lesion = pa.struct(
        [("class", pa.string()), *box, ("area_px", pa.float64()), ("score", pa.float64())]
    )
    model = pa.struct(
        [(name, pa.string()) for name in ("role", "name", "version", "weights_sha256")]
    )
    return pa.schema(
        [
            ("image", pa.string()),
            ("sha256", pa.string()),
            ("width", pa.int32()),
            ("height", pa.int32()),
            ("quality", pa.float64()),
            ("gradable", pa.bool_()),
            ("dr_grade", pa.int8()),
            ("dr_probabilities", pa.list_(pa.float64())),
            ("dme_grade", pa.int8()),
            ("dme_probabilities", pa.list_(pa.float64())),
            ("referable", pa.float64()),
            ("refer", pa.bool_()),
            ("regions", pa.list_(region)),
            ("lesions", pa.list_(lesion)),
            ("models", pa.list_(model)),
            ("name", pa.string()),
            ("notes", pa.list_(pa.string())),
            ("error", pa.string()),
            ("error_message", pa.string()),
        ]
    )
