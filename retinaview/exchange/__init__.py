"""Label files in and out: CSV, COCO, YOLO, Pascal VOC, labelme and PNG masks.

Every format is one module with `read` and `encode`. Reading checks every field and names the one
at fault; writing stages all files and puts them in place together.
"""

from retinaview.exchange.formats import FORMATS, READABLE, read_labels, write_labels
from retinaview.exchange.yolo import EachFile, ignore

__all__ = ["FORMATS", "READABLE", "EachFile", "ignore", "read_labels", "write_labels"]
