"""The list of classes that a project keeps."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.class_palette import Colour
from retinaview.core.edits import MarksEdit
from retinaview.core.errors import LabelError, ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.marks import Mark
from retinaview.core.study_classes import DEFAULT_CLASSES, KEYS, ClassList, StudyClass
from retinaview.project.classes import CHANGE_CLASSES, of_told, told
from retinaview.project.faults import StaleEdit
from retinaview.project.store import ProjectStore
from retinaview.project.values import to_json
from tests.unit.project.conftest import older_project

FIBRES = own_class("Myelinated fibres")
WITH_FIBRES = DEFAULT_CLASSES.added([FIBRES])


def draw(store: ProjectStore, image_id: int, lesion: LesionClass) -> Mark:
    mark = Mark.drawn(lesion, Box(1, 2, 3, 4), author="Anna")
    store.apply([MarksEdit(image_id, "Draw", (), (mark,))], reader="Anna")
    return mark


def test_a_project_keeps_its_classes_and_says_who_changed_them(store: ProjectStore) -> None:
    assert store.classes() == DEFAULT_CLASSES
    store.set_classes(DEFAULT_CLASSES, WITH_FIBRES, reader="Anna")
    store.close()
    with closing(ProjectStore.open(store.path)) as again:
        assert again.classes() == WITH_FIBRES
        (event,) = (e for e in again.events() if e.label == CHANGE_CLASSES)
    assert event.reader == "Anna"
    assert of_told(event.before) == DEFAULT_CLASSES
    assert of_told(event.after) == WITH_FIBRES


def test_a_mark_of_a_class_of_the_studys_own_is_kept(store: ProjectStore, image_id: int) -> None:
    mark = draw(store, image_id, FIBRES)
    (read,) = store.marks(image_id)
    assert read.lesion is FIBRES
    assert read.id == mark.id
    assert store.marks_of_classes() == {FIBRES: 1}


def test_a_class_in_use_cannot_vanish(store: ProjectStore, image_id: int) -> None:
    store.set_classes(DEFAULT_CLASSES, WITH_FIBRES, reader="Anna")
    draw(store, image_id, FIBRES)
    with pytest.raises(ProjectError, match=r"fibres has marks \(1\) and stays"):
        store.set_classes(WITH_FIBRES, DEFAULT_CLASSES, reader="Anna")
    assert store.classes() == WITH_FIBRES
    unused = ClassList(tuple(c for c in WITH_FIBRES.classes if c.lesion is not LesionClass.IRMA))
    store.set_classes(WITH_FIBRES, unused, reader="Anna")
    assert LesionClass.IRMA not in store.classes()


def test_a_known_class_in_use_cannot_vanish_either(store: ProjectStore, image_id: int) -> None:
    draw(store, image_id, LesionClass.IRMA)
    without = ClassList(
        tuple(c for c in DEFAULT_CLASSES.classes if c.lesion is not LesionClass.IRMA)
    )
    with pytest.raises(ProjectError, match=r"IRMA has marks \(1\) and stays"):
        store.set_classes(DEFAULT_CLASSES, without, reader="Anna")


def test_another_order_is_another_list(store: ProjectStore) -> None:
    backwards = ClassList(DEFAULT_CLASSES.classes[::-1])
    store.set_classes(DEFAULT_CLASSES, backwards, reader="Anna")
    with pytest.raises(StaleEdit):
        store.set_classes(DEFAULT_CLASSES, WITH_FIBRES, reader="Ben")
    assert store.classes() == backwards


def test_what_another_window_changed_first_stays(store: ProjectStore) -> None:
    store.set_classes(DEFAULT_CLASSES, WITH_FIBRES, reader="Anna")
    with pytest.raises(StaleEdit, match="another window changed the classes first"):
        store.set_classes(DEFAULT_CLASSES, ClassList(DEFAULT_CLASSES.classes[:3]), reader="Ben")
    assert store.classes() == WITH_FIBRES


@pytest.mark.parametrize(
    "value", ["", "[", "[]", "{}", "3", '[{"class": "drusen"}]', "[" * 5000, b"\x00"]
)
def test_a_list_that_cannot_be_read_leaves_the_classes_of_all_studies(
    store: ProjectStore, image_id: int, value: str | bytes
) -> None:
    draw(store, image_id, FIBRES)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("INSERT INTO settings VALUES ('classes', ?)", (value,))
    assert store.classes() == DEFAULT_CLASSES
    assert "list of its classes cannot be read" in store.damage.of(None)[0]
    assert store.marks(image_id)[0].lesion is FIBRES


def test_an_older_project_has_the_classes_of_all_studies(tmp_path: Path) -> None:
    older = older_project(tmp_path / "old.retinaview", version=11)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("INSERT INTO settings VALUES ('blind', 'on')")
    with closing(ProjectStore.open(older)) as store:
        assert store.classes() == DEFAULT_CLASSES
        assert store.setting("blind") == "on"
        assert [image.path for image in store.images()] == ["a.jpg"]


names = st.text(st.characters(exclude_categories=("Cs",)), max_size=50)
colours = st.tuples(*[st.integers(0, 255)] * 3)


@given(st.lists(st.tuples(names, names, st.sampled_from(("", *KEYS)), colours), max_size=6))
def test_a_list_is_told_and_read_as_it_was(rows: list[tuple[str, str, str, Colour]]) -> None:
    classes = WITH_FIBRES
    for own, name, key, colour in rows:
        try:
            each = StudyClass(own_class(own), " ".join(name.split()), key, colour)
            classes = ClassList((*classes.classes, each))
        except LabelError:
            continue
    assert of_told(json.loads(to_json(told(classes)))) == classes
