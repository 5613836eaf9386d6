"""Which photograph a name means: the right one, none, or a refusal that names the candidates."""

import time

import pytest

from retinaview.core.errors import LabelError
from retinaview.core.photograph_names import PhotographIndex, match_names

FITS = [
    # name, photographs, the one that is meant
    ("IDRiD_001", ["/d/IDRiD_001.jpg"], "/d/IDRiD_001.jpg"),
    ("x/b.png", ["b.png"], "b.png"),
    ("test/a.jpg", ["/data/train/a.jpg", "/data/test/a.jpg"], "/data/test/a.jpg"),
    ("train/a", ["images/train/a.jpg", "images/val/a.jpg"], "images/train/a.jpg"),
    # the exact relative path comes first, then its folders
    ("a.jpg", ["a.jpg", "sub/a.jpg"], "a.jpg"),
    ("sub/a.jpg", ["a.jpg", "sub/a.jpg"], "sub/a.jpg"),
    ("a.jpg", ["/x/photos/a.jpg", "/x/photos/sub/a.jpg"], "/x/photos/a.jpg"),
    ("sub/a.jpg", ["/x/photos/a.jpg", "/x/photos/sub/a.jpg"], "/x/photos/sub/a.jpg"),
    ("siteB/sub/1.jpg", ["siteA/sub/1.jpg", "siteB/sub/1.jpg"], "siteB/sub/1.jpg"),
    # suffix and case
    ("a.png", ["a.jpg", "a.png"], "a.png"),
    ("a.tif", ["a.jpg"], "a.jpg"),
    ("A.jpg", ["a.jpg", "A.jpg"], "A.jpg"),
    ("A.JPG", ["a.jpg", "b.jpg"], "a.jpg"),
    ("scan.v2", ["scan.v2.jpg", "scan.jpg"], "scan.v2.jpg"),
    ("caf\u0065\u0301.jpg", ["caf\u00e9.jpg"], "caf\u00e9.jpg"),
    # other computers
    ("C:\\Users\\ann\\eyes\\a.jpg", ["photos/a.jpg"], "photos/a.jpg"),
    ("/home/ann/Desktop/eyes/a.jpg", ["a.jpg", "b.jpg"], "a.jpg"),
    ("../images/a.jpg", ["a.jpg"], "a.jpg"),
    ("images/a.jpg", ["photos/a.jpg"], "photos/a.jpg"),
    # what tools add
    ("3f2a9b7c-a.jpg", ["a.jpg", "b.jpg"], "a.jpg"),
    ("41938207-a.jpg", ["a.jpg"], "a.jpg"),
    ("a_jpg.rf.0123456789abcdef0123456789abcdef.jpg", ["a.jpg", "a.png"], "a.jpg"),
    ("a_1_png.rf.Ab3dEf6hIj.jpg", ["a_1.png"], "a_1.png"),
    ("IDRiD_01_EX.tif", ["IDRiD_01.jpg", "IDRiD_011.jpg"], "IDRiD_01.jpg"),
    ("a_hard_exudates.png", ["a.jpg"], "a.jpg"),
    ("a-mask.png", ["a.jpg", "a_1.jpg"], "a.jpg"),
    ("a.jpg.png", ["a.jpg"], "a.jpg"),
    ("test/a_MA.tif", ["train/a.jpg", "test/a.jpg"], "test/a.jpg"),
    ("a_EX.jpg", ["a.jpg", "a_EX.jpg"], "a_EX.jpg"),
    # as our exports write photographs of one name in two folders
    ("sub__a.jpg", ["a.jpg", "sub/a.jpg"], "sub/a.jpg"),
    ("images/sub__a.jpg", ["a.jpg", "sub/a.jpg"], "sub/a.jpg"),
]


@pytest.mark.parametrize(("name", "photographs", "meant"), FITS)
def test_the_photograph_that_is_meant(name: str, photographs: list[str], meant: str) -> None:
    assert match_names([name], photographs) == {name: meant}
    assert PhotographIndex(photographs).find(name) == meant


@pytest.mark.parametrize(
    ("name", "photographs"),
    [
        ("c.jpg", ["a.jpg"]),
        ("P1_OD_2020", ["P1_OD.jpg"]),
        ("P1_OD.jpg", ["P1.jpg"]),
        ("P1__a.jpg", ["a.jpg"]),
        ("P1_macula.jpg", ["P1.jpg"]),
        ("20200101-a.jpg", ["a.jpg"]),
        ("a_2.jpg", ["a.jpg"]),
        ("IDRiD_1.jpg", ["IDRiD_01.jpg", "IDRiD_11.jpg"]),
        ("", ["a.jpg"]),
    ],
)
def test_no_photograph_of_that_name(name: str, photographs: list[str]) -> None:
    assert match_names([name], photographs) == {name: None}


@pytest.mark.parametrize(
    ("name", "photographs", "named"),
    [
        ("a.jpg", ["train/a.jpg", "test/a.jpg"], r"train/a\.jpg or test/a\.jpg"),
        ("a", ["a.jpg", "a.png"], r"a\.jpg or a\.png"),
        ("a.tif", ["a.jpg", "a.png"], r"a\.jpg or a\.png"),
        ("a_EX.png", ["x/a.jpg", "y/a.jpg"], r"x/a\.jpg or y/a\.jpg"),
        ("3f2a9b7c-a_EX.png", ["a_EX.jpg", "3f2a9b7c-a.jpg"], "a_EX.jpg"),
        ("test/IDRiD_001.jpg", ["train/IDRiD_001.jpg"], r"another folder than train/IDRiD_001"),
        ("siteA/1.jpg", ["siteB/1.jpg", "siteC/1.jpg"], r"siteB/1\.jpg or siteC/1\.jpg"),
        ("anna/left.jpg", ["bert/left.jpg"], r"bert/left\.jpg"),
        ("test/1_EX.png", ["train/1_EX.png"], "another folder"),
        ("1.jpg", ["a/1.jpg", "b/1.jpg", "c/1.jpg", "d/1.jpg"], "1 more"),
    ],
)
def test_a_tie_or_a_guess_is_refused_and_the_candidates_are_named(
    name: str, photographs: list[str], named: str
) -> None:
    with pytest.raises(LabelError, match=named):
        match_names([name], photographs)


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("test/a.jpg", "/data/idrid/train"),
        ("testing/a.jpg", "/data/idrid/Training/images"),
        ("/other/place/val/a.jpg", "/data/test"),
        ("siteA/a.jpg", "/data/siteB"),
        ("2019/a.jpg", "/data/2020"),
        ("P1/a.jpg", "/data/P2"),
        ("left/a.jpg", "/data/right"),
        ("b. Testing Set/a.jpg", "/data/a. Training Set"),
    ],
)
def test_the_folder_of_all_photographs_may_contradict_too(name: str, root: str) -> None:
    assert PhotographIndex(["a.jpg"], root="/home/eyes").find(name) == "a.jpg"
    with pytest.raises(LabelError, match="another folder"):
        PhotographIndex(["a.jpg"], root=root).find(name)


@pytest.mark.parametrize(
    "names",
    [
        ["train/a.jpg", "val/a.jpg"],
        ["a.jpg", "a.png"],
        ["3f2a9b7c-a.jpg", "0b1c2d3e-a.jpg"],
        ["a_jpg.rf.0a1.jpg", "a_jpg.rf.0a2.jpg"],
    ],
)
def test_two_names_on_one_photograph_are_refused(names: list[str]) -> None:
    with pytest.raises(LabelError, match=r"both fit a\.jpg"):
        match_names(names, ["a.jpg"])


def test_one_name_in_two_files_is_one_photograph() -> None:
    names = ["a.jpg", "a", "/x/photos/a.jpg"]
    assert match_names(names, ["a.jpg"]) == dict.fromkeys(names, "a.jpg")


def test_many_names_take_little_time() -> None:
    """A quarter of a second; ten times as many names must not take a hundred times as long."""
    names = [f"P{number}/left.jpg" for number in range(10_000)]
    began = time.process_time()
    found = match_names(names, [f"/data/{name}" for name in names])
    assert found == {name: f"/data/{name}" for name in names}
    assert time.process_time() - began < 5
