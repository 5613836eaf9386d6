"""The project file is asked once, and not for what it could not take."""

from __future__ import annotations

from retinaview.core.findings import Finding, Quality
from retinaview.session.finding_cache import FindingCache


class File:
    """Findings by number, and how often each was read."""

    def __init__(self) -> None:
        self.findings = {number: Finding(Quality(number / 10, True)) for number in range(5)}
        self.read: list[int] = []

    def get(self, key: int) -> Finding | None:
        self.read.append(key)
        return self.findings.get(key)


def test_what_was_read_is_kept_up_to_the_limit() -> None:
    file = File()
    listing = FindingCache(file.get, limit=2)
    for key in (0, 0, 1, 0, 2, 1, 0):
        assert listing.get(key) is file.findings[key]
    assert file.read == [0, 1, 2, 0]


def test_what_is_not_there_is_asked_for_again() -> None:
    file = File()
    listing = FindingCache(file.get, limit=2)
    assert listing.get(9) is None
    file.findings[9] = Finding(Quality(1, True))
    assert listing.get(9) is file.findings[9]


def test_unsaved_findings_stand_before_the_file_until_they_are_forgotten() -> None:
    file = File()
    listing = FindingCache(file.get, limit=2)
    unsaved = Finding(Quality(0, False))
    listing.unsaved[1] = unsaved
    assert listing.get(1) is unsaved
    listing.forget(1)
    assert listing.get(1) is file.findings[1]


def test_what_was_put_there_is_not_read_until_it_is_forgotten() -> None:
    file = File()
    listing = FindingCache(file.get, limit=2)
    put = Finding(Quality(0, False))
    listing.unsaved[1] = file.findings[1]
    listing.put(1, put)
    assert listing.get(1) is put
    assert listing.unsaved == {}
    listing.forget(1)
    assert listing.get(1) is file.findings[1]
    for key in (2, 3):
        listing.put(key, put)
    assert listing.get(1) is file.findings[1]
    assert file.read == [1, 1]


def test_unsaved_findings_are_bounded_and_the_oldest_go_first() -> None:
    file = File()
    listing = FindingCache(file.get, limit=1, most_unsaved=2)
    found = Finding(Quality(1, gradable=True))
    assert [listing.put_unsaved(key, found) for key in (1, 2, 3, 2, 4)] == [(), (), (1,), (), (3,)]
    assert list(listing.unsaved) == [2, 4]


def test_what_is_kept_stays_at_hand_whatever_comes() -> None:
    file = File()
    listing = FindingCache(file.get, limit=2, keep=lambda key: key == 0)
    for key in (0, 1, 2, 3, 0):
        listing.get(key)
    assert file.read == [0, 1, 2, 3]


def test_what_is_at_hand_is_told_without_reading() -> None:
    file = File()
    listing = FindingCache(file.get, limit=2)
    assert listing.at_hand(1) is None
    assert file.read == []
    found = listing.get(1)
    assert listing.at_hand(1) is found
    listing.unsaved[2] = Finding(Quality(0, False))
    assert listing.at_hand(2) is listing.unsaved[2]
    assert file.read == [1]


def test_what_changed_while_it_was_read_is_not_what_was_read() -> None:
    file = File()
    new = Finding(Quality(0, False))
    listing: FindingCache[int]

    def read(key: int) -> Finding | None:
        finding = file.get(key)
        if file.findings[key] is not new:
            file.findings[key] = new
            if key == 1:
                listing.put(key, new)
            else:
                listing.forget(key)
        return finding

    listing = FindingCache(read, limit=2)
    assert listing.get(1) is new
    assert listing.get(2) is new
    assert listing.get(1) is new
    assert file.read == [1, 2, 2]
