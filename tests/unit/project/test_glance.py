"""A value kept with a project is read without opening it."""

from pathlib import Path

from retinaview.project.glance import setting_of
from retinaview.project.store import ProjectStore


def test_a_value_is_read_also_while_the_project_is_open(tmp_path: Path) -> None:
    path = tmp_path / "study#1 ?.retinaview"
    store = ProjectStore.create(path)
    store.set_setting("key", "value")
    assert setting_of(path, "key") == "value"
    store.close()
    assert setting_of(path, "key") == "value"
    assert setting_of(path, "other") is None


def test_what_is_no_project_has_no_values(tmp_path: Path) -> None:
    (tmp_path / "empty.retinaview").touch()
    (tmp_path / "text.retinaview").write_text("no database" * 200)
    for name in ("gone.retinaview", "empty.retinaview", "text.retinaview"):
        assert setting_of(tmp_path / name, "key") is None
    assert setting_of(tmp_path, "key") is None
