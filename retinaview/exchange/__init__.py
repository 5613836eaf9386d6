"""Import and export of label files: CSV, COCO, YOLO, Pascal VOC, labelme, CVAT and PNG masks.

Every format is one module with `read` and `encode`; some of other tools can only be read. Reading
checks every field, and an error names the one at fault; writing stages all files and moves them
into place together.
"""

from retinaview.exchange.formats import FORMATS, READABLE, write_labels
from retinaview.exchange.intake import EachFile, Intake, ignore
from retinaview.exchange.layout import Picture
from retinaview.exchange.reading import IMPORTED, read_labels
from retinaview.exchange.splits import shares_of, split_by_patient

__all__ = [
    "FORMATS",
    "IMPORTED",
    "READABLE",
    "EachFile",
    "Intake",
    "Picture",
    "ignore",
    "read_labels",
    "shares_of",
    "split_by_patient",
    "write_labels",
]
