"""Names from files stay in their folder, by the rules of every system at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.errors import ReadError
from retinaview.core.file_names import UniqueNames, fault_in, inside, is_remote, safe_stem

ESCAPES = [
    "", ".", "..", "../a", "a/../../b", "/etc/passwd", "a//b", "a/./b", "\\\\host\\share\\a",
    "//host/share", "C:x", "C:/x", "c:\\x", "..\\a", "a\\..\\b", "masks/NUL", "con.png", "LPT1",
    "COM¹.txt", "aux .png", "a.", "a ", "masks./b", "a.png:stream", "a\0b", "a\nb", "a|b", "a?b",
    "x" * 256, "é" * 128,
]  # fmt: skip


@pytest.mark.parametrize("name", ESCAPES)
def test_what_leads_out_somewhere_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError) as caught:
        inside(tmp_path, name)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "name",
    ["a.png", "masks/eye_hard_exudate.png", "œil 左/P1 OD.jpg", "console.png", ".hidden", "a..b"],
)
def test_plain_names_stay(tmp_path: Path, name: str) -> None:
    assert inside(tmp_path, name) == tmp_path / name


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path)
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in" / "round")

    with pytest.raises(ReadError, match="leads out of its folder through a link"):
        inside(tmp_path / "in", "link/a.png")


def test_a_folder_that_is_a_link_itself_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert inside(tmp_path / "link", "a.png") == tmp_path / "link" / "a.png"


@given(st.text(max_size=200))
def test_a_safe_stem_works_everywhere(text: str) -> None:
    stem = safe_stem(text)

    assert fault_in(f"{stem}.png") == ""
    assert fault_in(f"masks/{stem}_haemorrhage.png") == ""
    assert safe_stem(stem) == stem


@pytest.mark.parametrize("stem", ["P1_OD", "œil gauche 左", "IDRiD_01", "a.b"])
def test_plain_stems_are_kept(stem: str) -> None:
    assert safe_stem(stem) == stem


def test_other_computers_are_told() -> None:
    assert is_remote("\\\\host\\share\\a.jpg")
    assert is_remote("//host/share/a.jpg")
    assert is_remote("/\\host\\a")
    assert is_remote("\\\\?\\C:\\a")
    assert not is_remote("../a.jpg")
    assert not is_remote("D:/a.jpg")


def test_names_are_given_once_however_file_systems_compare_them() -> None:
    unique = UniqueNames(["taken", "eye_2"])
    given = [unique.give(name) for name in ("eye", "EYE", "Eye", "Taken", "e\u0301", "\xe9")]
    assert given == ["eye", "EYE_3", "Eye_4", "Taken_2", "e\u0301", "\xe9_2"]
    assert UniqueNames(["a"], separator="-").give("a") == "a-2"


def test_a_stem_is_not_shown_as_another_name() -> None:
    assert safe_stem("\u202egnp.exe\u202c") == "_gnp.exe_"
    assert safe_stem("a\u2028b\x9bc") == "a_b_c"
    assert safe_stem("عبد الله") == "عبد الله"
