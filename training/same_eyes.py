"""Eyes of IDRiD that were photographed twice and that its ``same_photo.csv`` does not list.

Found by registration: of each pair 52 to 344 points fit a motion without change of scale, of pairs
drawn at random 4 to 8. They are other photographs, so neither masks nor grades are shared (three of
the pairs even have different grades of retinopathy).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

SAME_EYES: tuple[tuple[str, str], ...] = (
    ("grading/train/IDRiD_017", "grading/test/IDRiD_072"),
    ("grading/train/IDRiD_271", "segmentation/train/IDRiD_39"),
    ("grading/train/IDRiD_299", "segmentation/train/IDRiD_26"),
    ("grading/train/IDRiD_013", "grading/train/IDRiD_397"),
    ("grading/train/IDRiD_038", "grading/train/IDRiD_126"),
    ("grading/train/IDRiD_043", "grading/train/IDRiD_401"),
    ("grading/train/IDRiD_046", "grading/train/IDRiD_404"),
    ("grading/train/IDRiD_319", "grading/train/IDRiD_338"),
    ("grading/train/IDRiD_339", "grading/train/IDRiD_354"),
)
"""Keys of set, split and name. None of these photographs is in ``same_photo.csv``."""

_SET = "idrid/"


def is_seen_again(group: str, held_out: Collection[str]) -> bool:
    """Return whether another photograph of an eye is held out or in a test folder.

    Parameters
    ----------
    group : str
        Key that the copies of a photograph share, with or without ``idrid/``.
    held_out : collection of str
        Such keys of the photographs to validate on.
    """
    others = _OTHERS.get(group.removeprefix(_SET), set())
    kept_back = {key.removeprefix(_SET) for key in held_out} if others else set()
    return any("/test/" in other or other in kept_back for other in others)


def _others() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in SAME_EYES:
        found[one].add(other)
        found[other].add(one)
    return found


_OTHERS = _others()
