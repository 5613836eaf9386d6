"""Import and export of label files: CSV, COCO, YOLO, Pascal VOC, labelme and PNG masks.

Every format is one module with `read` and `encode`. Reading checks every field, and an error names
the one at fault; writing stages all files and moves them into place together.
"""

from retinaview.exchange.formats import FORMATS, READABLE, read_labels, write_labels
from retinaview.exchange.yolo import EachFile, ignore

__all__ = ["FORMATS", "READABLE", "EachFile", "ignore", "read_labels", "write_labels"]
