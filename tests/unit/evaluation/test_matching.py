import pytest

from retinaview.core.errors import LabelError
from retinaview.evaluation import matching
from retinaview.evaluation.matching import match_names, name_parts


def test_parts_run_from_the_stem_outwards() -> None:
    assert name_parts("IDRiD/test/IDRiD_001.JPG") == ("idrid_001", "test", "idrid")
    assert name_parts("C:\\eyes\\a.b.png") == ("a.b", "eyes", "c:")
    assert name_parts("visit.2") == ("visit.2",)


def test_stems_match_paths_with_suffixes() -> None:
    found = match_names(["IDRiD_001", "x/b.png", "c.jpg"], ["/d/IDRiD_001.jpg", "b.png"])
    assert found == {"IDRiD_001": "/d/IDRiD_001.jpg", "x/b.png": "b.png", "c.jpg": None}


def test_folders_tell_equal_names_apart() -> None:
    predictions = ["/data/train/a.jpg", "/data/test/a.jpg"]
    assert match_names(["test/a.jpg"], predictions) == {"test/a.jpg": "/data/test/a.jpg"}


def test_equal_fits_are_refused_and_both_named() -> None:
    with pytest.raises(LabelError, match=r"train/a\.jpg.*test/a\.jpg"):
        match_names(["a.jpg"], ["train/a.jpg", "test/a.jpg"])


def test_one_prediction_is_not_used_twice() -> None:
    with pytest.raises(LabelError, match="both fit"):
        match_names(["train/a.jpg", "test/a.jpg"], ["a.jpg"])


def test_each_name_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(name: str) -> tuple[str, ...]:
        looked.append(name)
        return name_parts(name)

    monkeypatch.setattr(matching, "name_parts", look)
    names = [f"P{number}/left.jpg" for number in range(300)]
    found = match_names(names, [f"/data/{name}" for name in names])
    assert found == {name: f"/data/{name}" for name in names}
    assert len(looked) == 2 * len(names)
