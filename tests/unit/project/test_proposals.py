from __future__ import annotations

from dataclasses import replace

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import DISCOVERY, Mark, Provenance, Status
from retinaview.project.proposals import Settled, is_untouched, overlaps, settle
from retinaview.project.store import ProjectStore

ORIGIN = Provenance("ganet", "1", "ab", 0.5, 0.8)
EXUDATE = LesionClass.HARD_EXUDATE


def proposed(x: float, *, size: float = 10, lesion: LesionClass = EXUDATE) -> Mark:
    return Mark.proposed(lesion, Box(x, 0, size, size), provenance=ORIGIN)


def test_a_lock_a_comment_or_an_import_is_a_touch() -> None:
    mark = proposed(0)
    assert is_untouched(mark)
    assert not is_untouched(replace(mark, locked=True))
    assert not is_untouched(replace(mark, comment="check"))
    assert not is_untouched(replace(mark, source="other.json"))
    assert not is_untouched(mark.with_status(Status.REJECTED, author="Anna"))


def test_a_doubt_is_a_touch() -> None:
    proposal = Mark.proposed(
        LesionClass.IRMA, Box(1, 2, 3, 4), provenance=Provenance("net", "1", "ab", 0.5, 0.9)
    )
    assert is_untouched(proposal)
    assert not is_untouched(replace(proposal, unsure=True))


def test_overlaps_needs_half_of_the_first_and_the_same_class() -> None:
    place = Mark.drawn(EXUDATE, Box(0, 0, 10, 10), author="Anna")
    inside = proposed(2, size=3)
    half = proposed(5)
    more = proposed(4)
    other_class = proposed(0, lesion=LesionClass.HAEMORRHAGE)
    around = proposed(0, size=100)
    assert overlaps([inside, half, more, other_class, around], [place]) == [
        True,
        False,
        True,
        False,
        False,
    ]
    assert overlaps([], [place]) == []
    assert overlaps([inside], []) == [False]


def test_a_run_replaces_untouched_proposals_only() -> None:
    touched = [
        proposed(100).with_status(status, author="Anna")
        for status in (Status.ACCEPTED, Status.EDITED, Status.REJECTED, Status.DRAWN)
    ]
    locked, old, new = replace(proposed(300), locked=True), proposed(500), proposed(700)
    gone, added = settle([*touched, locked, old], [new])
    assert gone == (old,)
    assert added == (new,)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.ACCEPTED, Status.EDITED])
def test_what_was_decided_is_not_proposed_again(status: Status) -> None:
    decided = proposed(100).with_status(status, author="Anna")
    assert settle([decided], [proposed(101)]) == ((), ())


def test_an_equal_proposal_keeps_its_identity() -> None:
    old, again, moved = proposed(1), proposed(1), proposed(50)
    assert settle([old], [again, moved]) == ((), (moved,))
    newer = replace(again, provenance=replace(ORIGIN, weights_sha256="cd"))
    assert settle([old], [newer]) == ((old,), (newer,))


def test_replace_proposals_in_the_store(store: ProjectStore, image_id: int) -> None:
    drawn = Mark.drawn(EXUDATE, Box(900, 0, 9, 9), author="Anna")
    store.apply([MarksEdit(image_id, "Draw", (), (drawn,))], reader="Anna")
    first, second = proposed(0), proposed(50)

    assert store.replace_proposals(image_id, [first, second]).added == (first, second)
    third = proposed(200)
    assert store.replace_proposals(image_id, [first, third]) == Settled((second,), (third,))
    assert set(store.marks(image_id)) == {drawn, first, third}
    assert store.events(image_id)[-1].before == {"removed": 1}
    assert store.events(image_id)[-1].after == {"inserted": 1}


def test_other_photographs_keep_their_proposals(store: ProjectStore) -> None:
    left, right = (image.id for image in store.images())
    mark = proposed(0)
    store.replace_proposals(left, [mark])
    store.replace_proposals(right, [proposed(0)])
    store.replace_proposals(right, [])
    assert store.all_marks() == {left: (mark,)}


def test_only_proposals_can_be_proposed(store: ProjectStore, image_id: int) -> None:
    drawn = Mark.drawn(EXUDATE, Box(0, 0, 9, 9), author="Anna")
    with pytest.raises(ProjectError, match="only untouched proposals"):
        store.replace_proposals(image_id, [drawn])


def discovered(x: float, *, size: float = 10, lesion: LesionClass = EXUDATE) -> Mark:
    origin = replace(ORIGIN, model="zoom-in-net" + DISCOVERY, threshold=None)
    return Mark.proposed(lesion, Box(x, 0, size, size), provenance=origin)


def test_a_discovered_patch_is_never_proposed(store: ProjectStore, image_id: int) -> None:
    with pytest.raises(ProjectError, match="a place, not a lesion"):
        store.replace_proposals(image_id, [discovered(0)])
    assert store.marks(image_id) == ()


def test_a_run_does_not_replace_what_was_imported(store: ProjectStore, image_id: int) -> None:
    imported = replace(proposed(0), source="theirs.csv")
    edit = MarksEdit(image_id, "Import marks", (), (imported,))
    store.apply([edit], reader="Anna")
    store.replace_proposals(image_id, [proposed(0), new := proposed(200)])
    assert store.marks(image_id) == (imported, new)
