import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.class_palette import PALETTE
from retinaview.core.errors import LabelError
from retinaview.core.lesions import STYLES, LesionClass, is_own_name, network_class, own_class
from retinaview.core.study_classes import (
    DEFAULT_CLASSES,
    KEYS,
    SUGGESTIONS,
    ClassConflict,
    ClassList,
    Field,
    class_called,
    conflicts,
    new_class,
    renamed,
)

FIBRES = own_class("Myelinated fibres")


def test_a_class_of_a_studys_own_is_one_object_and_no_member() -> None:
    assert FIBRES == "myelinated_fibres"
    assert LesionClass("myelinated_fibres") is FIBRES
    assert copy.deepcopy(FIBRES) is FIBRES
    assert FIBRES not in list(LesionClass)
    assert FIBRES.is_own
    assert not FIBRES.is_lesion
    assert not LesionClass.DRUSEN.is_own


@pytest.mark.parametrize(
    "name", ["", "Myelinated Fibres", "1st", "a__b", "a_", "haemorrhages", "ex", "od", "x" * 41]
)
def test_what_cannot_be_the_name_of_a_class_in_files(name: str) -> None:
    with pytest.raises(ValueError, match="not a valid LesionClass"):
        LesionClass(name)


@pytest.mark.parametrize("name", ["Hemorrhage", "optic disk", "suspicious region", "?", "x" * 41])
def test_what_cannot_be_the_name_of_a_class_of_ones_own(name: str) -> None:
    with pytest.raises(LabelError, match="name"):
        own_class(name)


@given(st.text(min_size=1, max_size=60))
def test_a_name_makes_a_class_that_files_can_name_or_is_refused(name: str) -> None:
    try:
        lesion = own_class(name)
    except LabelError:
        return
    assert is_own_name(lesion)
    assert own_class(lesion) is lesion
    assert LesionClass(str(lesion)) is lesion


def test_networks_know_no_class_of_a_studys_own() -> None:
    assert network_class("drusen") is LesionClass.DRUSEN
    with pytest.raises(ValueError, match="no class that a network knows"):
        network_class("myelinated_fibres")


def test_without_a_list_all_classes_are_offered_as_they_are_everywhere() -> None:
    assert DEFAULT_CLASSES.lesions == tuple(LesionClass)
    for lesion, style in STYLES.items():
        assert DEFAULT_CLASSES.style(lesion) == style


def test_a_class_joins_in_a_colour_and_with_letters_of_its_own() -> None:
    names = ("Myelinated fibres", "Macular fold")
    classes = DEFAULT_CLASSES.added(map(own_class, names), names=names)
    fibres, fold = (classes.style(own_class(name)) for name in names)
    assert fibres.label == "Myelinated fibres"
    assert fibres.code == "MF"
    assert fold.code == "MC"  # MF and MA are taken
    assert fibres.colour in PALETTE.values()
    assert fibres.colour != fold.colour
    assert classes.added(map(own_class, names)) is classes
    assert classes.own == tuple(map(own_class, names))


def test_a_known_class_that_comes_back_has_its_key_unless_that_is_taken() -> None:
    without = ClassList(DEFAULT_CLASSES.classes[:8])
    back = without.added([LesionClass.LASER_SCAR])
    assert back.classes[-1].key == "9"
    taken = ClassList((*without.classes, new_class(FIBRES, among=without.classes, key="9")))
    assert taken.added([LesionClass.LASER_SCAR]).classes[-1].key == ""


def test_a_class_that_is_not_in_the_list_looks_as_it_does_everywhere() -> None:
    only = ClassList(DEFAULT_CLASSES.classes[:1])
    assert only.style(LesionClass.DRUSEN) == STYLES[LesionClass.DRUSEN]
    assert only.style(FIBRES).label == "Myelinated fibres"
    assert only.with_all([FIBRES, LesionClass.DRUSEN]) == (
        LesionClass.MICROANEURYSM, LesionClass.DRUSEN, FIBRES,
    )  # fmt: skip


def test_a_key_or_a_name_given_twice_is_a_conflict_of_both() -> None:
    first, second, *_ = DEFAULT_CLASSES.classes
    same = [first, replace(second, key=first.key), replace(second, name="microaneurysm ".strip())]
    assert conflicts(same) == (
        ClassConflict(1, Field.KEY, 0),
        ClassConflict(2, Field.NAME),
    )
    fibres = new_class(FIBRES, among=[])
    twice = [fibres, replace(new_class(own_class("fold"), among=[]), name="MYELINATED  fibres")]
    assert conflicts(twice) == (ClassConflict(1, Field.NAME, 0),)
    with pytest.raises(LabelError, match=r"two classes have the key 1: microaneurysm and haem"):
        ClassList(tuple(same[:2]))
    with pytest.raises(LabelError, match="cannot be the name of the class haemorrhage"):
        ClassList((first, same[2]))


def test_letters_and_accents_typed_apart_name_the_same_class() -> None:
    assert own_class("ne\u0301vo") is own_class("névo")


def test_the_longest_name_and_the_longest_list() -> None:
    own = [new_class(own_class(f"finding {number}"), among=[]) for number in range(101)]
    assert len(ClassList(tuple(own[:100])).classes) == 100
    with pytest.raises(LabelError, match="between 1 and 100"):
        ClassList(tuple(own))
    assert conflicts([replace(own[0], name="x" * 40)]) == ()


def test_what_files_call_a_class_of_ones_own_names_no_other_class() -> None:
    fibres = replace(new_class(FIBRES, among=[]), name="White fibres")
    fold = replace(new_class(own_class("fold"), among=[fibres]), name="Myelinated fibres")
    assert conflicts([fibres, fold]) == (ClassConflict(1, Field.NAME, 0),)
    assert conflicts([fold, fibres]) == (ClassConflict(0, Field.NAME, 1),)
    with pytest.raises(LabelError, match="two classes have the name 'Myelinated fibres'"):
        ClassList((fibres, fold))
    assert conflicts([fibres, replace(fold, name="")]) == ()


@pytest.mark.parametrize("name", ["x" * 41, "a\nb", " ", "Drusen"])
def test_a_name_that_no_class_can_have(name: str) -> None:
    with pytest.raises(LabelError, match="cannot be the name"):
        ClassList((replace(DEFAULT_CLASSES.classes[0], name=name),))


def test_a_list_has_classes_each_once_with_keys_that_are_keys() -> None:
    first = DEFAULT_CLASSES.classes[0]
    for bad, said in (
        ((), "between 1 and 100"),
        ((first, first), "in the list twice"),
        ((replace(first, key="Ctrl+S"),), "is no key"),
    ):
        with pytest.raises(LabelError, match=said):
            ClassList(bad)


def test_a_class_is_found_by_what_the_study_and_its_files_call_it() -> None:
    second = DEFAULT_CLASSES.classes[1]
    fibres = replace(new_class(FIBRES, among=[]), name="White fibres")
    classes = ClassList((renamed(second, " Blot  haemorrhage"), fibres))
    assert classes.find("blot haemorrhage") is LesionClass.HAEMORRHAGE
    assert classes.find("WHITE FIBRES") is FIBRES
    assert classes.find("myelinated_fibres") is FIBRES
    assert classes.find("Drusen") is None
    assert renamed(classes.classes[0], "Haemorrhage").name == ""


def test_suggestions_are_names_of_classes() -> None:
    assert [class_called(name).is_own for name in SUGGESTIONS] == [False] * 3 + [True] * 9
    everything = ClassList(DEFAULT_CLASSES.classes[:8]).added(map(class_called, SUGGESTIONS))
    assert len(everything.classes) == 8 + len(SUGGESTIONS)
    assert len(set(KEYS)) == 17
