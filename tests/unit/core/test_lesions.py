import pytest

from retinaview.core.errors import LabelError
from retinaview.core.lesions import STYLES, LesionClass, is_place, lesion_class


@pytest.mark.parametrize("lesion", list(LesionClass))
def test_every_class_is_found_by_its_name(lesion: LesionClass) -> None:
    assert lesion_class(lesion) is lesion
    assert lesion_class(lesion.value.upper().replace("_", " ")) is lesion


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hemorrhage", LesionClass.HAEMORRHAGE),
        ("EX", LesionClass.HARD_EXUDATE),
        ("soft exudate", LesionClass.COTTON_WOOL_SPOT),
        ("MA", LesionClass.MICROANEURYSM),
        (" optic-disc ", LesionClass.OPTIC_DISC),
    ],
)
def test_synonyms(name: str, expected: LesionClass) -> None:
    assert lesion_class(name) is expected


def test_unknown_class_is_named_with_the_known_ones() -> None:
    with pytest.raises(LabelError, match=r"naevus.*hard_exudate"):
        lesion_class("naevus")


def test_od_is_an_eye_and_not_a_disc() -> None:
    with pytest.raises(LabelError):
        lesion_class("OD")


def test_every_class_has_a_style_and_its_own_digit() -> None:
    assert set(STYLES) == set(LesionClass)
    digits = [style.digit for style in STYLES.values() if style.digit is not None]
    assert len(set(digits)) == len(digits)
    assert len({style.colour for style in STYLES.values()}) == len(STYLES)


def test_landmarks_and_what_is_no_retinopathy_are_no_lesions() -> None:
    landmarks = [LesionClass.OPTIC_DISC, LesionClass.FOVEA]
    others = [LesionClass.LASER_SCAR, LesionClass.DRUSEN, LesionClass.OTHER]
    assert [lesion for lesion in LesionClass if not lesion.is_lesion] == [*landmarks, *others]
    assert [lesion for lesion in LesionClass if lesion.is_landmark] == landmarks


@pytest.mark.parametrize(
    "name", ["suspicious_region", "Suspicious regions", "SR", "suspicious-patch"]
)
def test_a_networks_region_is_a_place_and_no_class(name: str) -> None:
    assert is_place(name)
    with pytest.raises(LabelError, match="place where a network looked, not a lesion"):
        lesion_class(name)


@pytest.mark.parametrize("lesion", list(LesionClass))
def test_no_class_is_a_place(lesion: LesionClass) -> None:
    assert not is_place(lesion)
    assert not is_place(STYLES[lesion].label)
