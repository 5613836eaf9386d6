"""Patient and eye from the names that data sets and cameras give."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.grades import Laterality
from retinaview.imaging.eye_names import EyeName, guess_eye

OD, OS = Laterality.OD, Laterality.OS


@pytest.mark.parametrize(
    ("name", "patient", "eye"),
    [
        ("10007_left.jpg", "10007", OS),
        ("10007_right.jpeg", "10007", OD),
        ("P12_OD.png", "P12", OD),
        ("patient-003-OS-2.tif", "patient-003", OS),
        ("patient-003-OD-1.tif", "patient-003", OD),
        ("IMG_R.jpg", "", OD),
        ("IMG_L_2.jpg", "", OS),
        ("image_left.jpg", "", OS),
        ("fundus photo OD.jpg", "", OD),
        ("IMG_0012_L.jpg", "IMG_0012", OS),
        ("2024-05-01_OD.jpg", "", OD),
        ("20240501_left.jpg", "", OS),
        ("01.05.2024 OS.jpg", "", OS),
        ("V2_right.jpg", "", OD),
        ("baseline-OD.jpg", "", OD),
        ("P12_20240501_OD.jpg", "P12", OD),
        ("2024-05-01_P12_OS.jpg", "P12", OS),
        ("P12_V1_OD.jpg", "P12", OD),
        ("P12_OS_visit 2.jpg", "P12", OS),
        ("2019_left.jpg", "2019", OS),
        ("anna_re.png", "anna", OD),
        ("anna_le.png", "anna", OS),
        ("0042 (Left).jpg", "0042", OS),
        ("P12OD.png", "P12", OD),
        ("P12OS_macula.png", "P12", OS),
        ("OD_0007.jpg", "0007", OD),
        ("7.OS.bmp", "7", OS),
        ("P3_OD_2024-05-01_OD.jpg", "P3", OD),
    ],
)
def test_names_that_tell_the_eye(name: str, patient: str, eye: Laterality) -> None:
    guess = guess_eye(Path(name))
    assert (guess.patient, guess.eye) == (patient, eye)


@pytest.mark.parametrize(
    ("name", "visit"),
    [
        ("P12_OD.jpg", ""),
        ("P12_20240501_OD.jpg", "20240501"),
        ("P12_OD_2024-05-01.jpg", "20240501"),
        ("P12_V1_OD.jpg", "v1"),
        ("P12_OS_follow-up 2.jpg", "followup2"),
        ("P12_OS_macula.jpg", ""),
        ("20051019_38557_0100_PP.tif", "20051019"),
        ("20.10.2005_OD.tif", "20051020"),
        ("P12_2024-05-01_visit 2_OD.jpg", "20240501-visit2"),
        ("P12/2024-05-01/OD.jpg", "20240501"),
        ("2023-01-10/P12_2024-05-01_OD.jpg", "20240501"),
    ],
)
def test_names_that_tell_the_visit(name: str, visit: str) -> None:
    assert guess_eye(Path(name)).visit == visit


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("P12_2024-05-01_visit 2_OD.jpg", date(2024, 5, 1)),
        ("01.05.2024 OS.jpg", date(2024, 5, 1)),
        ("P12_2024-02-31_OD.jpg", None),
        ("P12_V1_OD.jpg", None),
        ("P12_OD.jpg", None),
    ],
)
def test_names_that_tell_the_day(name: str, day: date | None) -> None:
    assert guess_eye(Path(name)).day == day


@pytest.mark.parametrize(
    "stem",
    [
        "IDRiD_001",
        "le_chat",
        "r",
        "re_scan_b",
        "leftover_12",
        "bright_1",
        "code_7",
        "macos",
        "left_and_right_12",
        "P1_OD_OS",
        "20051019_38557_0100_PP",
        "c1d2e3f4l",
        "",
    ],
)
def test_names_that_do_not_tell(stem: str) -> None:
    guess = guess_eye(Path(stem + ".jpg") if stem else Path())
    assert (guess.patient, guess.eye) == (stem, None)


@pytest.mark.parametrize("stem", ["image", "fundus", "2024-05-01", "visit1", "left-right"])
def test_names_of_nobody(stem: str) -> None:
    assert guess_eye(Path(f"P12/{stem}.jpg")).patient == ""


def test_the_folder_is_the_patient_where_the_name_is_the_eye_alone() -> None:
    assert guess_eye(Path("study/P77/left.jpg")) == EyeName("P77", OS)
    assert guess_eye(Path("study/P77/OD.jpg")) == EyeName("P77", OD)
    assert guess_eye(Path("study/P77/2024-05-01/OD.jpg")) == EyeName("P77", OD, "20240501")
    assert guess_eye(Path("study/P77/2024-05-01_OD.jpg")) == EyeName("P77", OD, "20240501")
    for folder in ("images", "train", "2024-05-01", "Fundus photos"):
        guess = guess_eye(Path(f"/{folder}/left.jpg"))
        assert (guess.patient, guess.eye) == ("", OS)


@given(
    patient=st.from_regex(r"[A-EG-U]{1,2}[0-9]{1,6}", fullmatch=True),
    separator=st.sampled_from(["_", "-", " ", "."]),
    words=st.sampled_from(
        [("left", "right"), ("OS", "OD"), ("os", "od"), ("L", "R"), ("LE", "RE")]
    ),
    shot=st.none() | st.integers(0, 999),
)
def test_both_eyes_of_a_patient_meet(
    patient: str, separator: str, words: tuple[str, str], shot: int | None
) -> None:
    end = "" if shot is None else f"{separator}{shot}"
    left, right = (guess_eye(Path(f"{patient}{separator}{word}{end}.jpg")) for word in words)

    assert left == EyeName(patient, OS)
    assert right == EyeName(patient, OD)


@given(st.text(max_size=30).filter(lambda name: "/" not in name and "\0" not in name))
def test_any_name_gives_an_answer(name: str) -> None:
    guess = guess_eye(Path("somebody") / (name + ".png"))

    assert guess.eye in (None, OD, OS)
    assert guess.patient in Path("somebody", name + ".png").stem or guess.patient == "somebody"
