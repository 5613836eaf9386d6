"""Labels of other tools into a study, and a study's labels out to them."""

from retinaview.session.label_export import LABELS, ExportReport, export_labels
from retinaview.session.label_import import (
    ImportReport,
    PreparedImport,
    import_labels,
    prepare_import,
)

__all__ = [
    "LABELS",
    "ExportReport",
    "ImportReport",
    "PreparedImport",
    "export_labels",
    "import_labels",
    "prepare_import",
]
