"""What tools add to the name of a photograph: hashes, classes of masks, second suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retinaview.core.lesions import class_names

_HASH = r"(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}"
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PREFIXES = re.compile(
    rf"(?:{_UUID}[-_]|{_HASH}[-_]|(?!{_DATE})\d{{8}}-|task[-_ ]?\d+[-_ ])(?=.)", re.IGNORECASE
)
_ROBOFLOW = re.compile(r"(.+)_(jpe?g|png|tiff?|bmp|webp)\.rf\.\w+", re.IGNORECASE)
_SECOND_SUFFIX = re.compile(r".+\.(?:jpe?g|png|tiff?|bmp|webp|ppm|dcm)", re.IGNORECASE)
_WORDS = (
    "mask", "masks", "gt", "groundtruth", "ground_truth", "seg", "segmentation", "label", "labels",
    "annotation", "annotations", "annotated", "lesion", "lesions", "index",
)  # fmt: skip


def without_additions(file: str, stem: str, *, added: Sequence[str] = ()) -> Iterator[str]:
    """Yield what a file may have been called before a tool named it.

    Parameters
    ----------
    file, stem : str
        The name with and without the suffix of a photograph.
    added : sequence of str
        Words that may have been added to the end, beside the usual ones.
    """
    if _SECOND_SUFFIX.fullmatch(stem):  # a.jpg.png
        yield stem
    if exported := _ROBOFLOW.fullmatch(stem):
        yield f"{exported[1]}.{exported[2]}"
    suffix = file[len(stem) :]
    endings = _endings(tuple(added))
    bare = _PREFIXES.sub("", stem, count=1) if _PREFIXES.match(stem) else stem
    for each in dict.fromkeys((bare, endings.sub("", stem), endings.sub("", bare))):
        if each and each != stem:
            yield each + suffix


@cache
def _endings(added: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({*_WORDS, *class_names(), *(word.lower() for word in added)}, key=len)[::-1]
    listed = "|".join(re.escape(word).replace("_", "[-_ ]?") for word in words)
    return re.compile(rf"(?<=.)[-_. ]+(?:{listed}|{_UUID}|{_HASH})$", re.IGNORECASE)
