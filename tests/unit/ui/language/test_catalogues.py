"""Every phrase of the window is translated in every language, and fits."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from retinaview.core.findings import QualityAnswer
from retinaview.core.fundus_frame import Quadrant
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.lesions import STYLES
from retinaview.core.marks import Status
from retinaview.core.resources import resource_path
from retinaview.ui.actions import ACTIONS, MENUS, SUBMENUS
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.language.catalogues import ENGLISH, LANGUAGES

PACKAGE = Path(__file__).parents[4] / "retinaview"
SOURCES = sorted(path for room in ("ui", "report") for path in (PACKAGE / room).rglob("*.py"))
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
NAMED_KEY = re.compile(r"\{key:(\w+)\}")
PLACEHOLDER = re.compile(r"\{\w*[^}]*\}|%n")

Phrase = tuple[str, str]


def phrases(path: Path) -> dict[Phrase, list[str]]:
    """Read the translations of a .ts file, several where there are forms for numbers."""
    found = {}
    for message in ElementTree.parse(path).iter("message"):  # noqa: S314 - our own file
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation] or [translation.text or ""]
        finished = translation.get("type") is None
        phrase = message.findtext("source") or "", message.findtext("comment") or ""
        found[phrase] = forms if finished else [""]
    return found


def ts_file(language: str) -> Path:
    return resource_path("languages", f"{language}.ts")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[Phrase, list[str]]:
    """The phrases that the code asks for now."""
    path = tmp_path_factory.mktemp("phrases") / "fr.ts"
    files = list(map(str, SOURCES))
    alias = ["-tr-function-alias", "QT_TR_NOOP+=later"]
    subprocess.run([_tool("lupdate"), "-silent", *files, *alias, "-ts", str(path)], check=True)
    return phrases(path)


def _tool(name: str) -> str:
    tool = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    assert tool is not None
    return tool


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_has_a_finished_translation(
    language: str, collected: dict[Phrase, list[str]]
) -> None:
    translated = phrases(ts_file(language))
    assert set(translated) == set(collected), "run `make words`, and translate"
    assert [phrase for phrase, forms in translated.items() if not all(forms)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_placeholders_and_accelerators_agree(language: str) -> None:
    for (source, _), forms in phrases(ts_file(language)).items():
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(source)), source
            assert form.count("&") == source.count("&"), source
            assert form.endswith("…") == source.endswith("…"), source
            assert form.count("\n") == source.count("\n"), source


@pytest.mark.parametrize("language", [*LANGUAGES])
def test_compiled_words_are_those_of_the_source(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "words.qm"
    command = [_tool("lrelease"), "-silent", str(ts_file(language)), "-qm", str(compiled)]
    subprocess.run(command, check=True)
    assert compiled.read_bytes() == ts_file(language).with_suffix(".qm").read_bytes()


def test_words_of_the_rooms_below_are_collected(collected: dict[Phrase, list[str]]) -> None:
    below = [style.label for style in STYLES.values()]
    below += [text for grade in (*DRGrade, *DMEGrade) for text in (grade.label, grade.criterion)]
    below += [*Quadrant, *Status, *QualityAnswer]
    below += [spec.text for spec in BARE_ACTIONS]
    below += [text for spec in ACTIONS for text in (spec.text, spec.tip) if text]
    below += [part for spec in ACTIONS for part in spec.group.split("/")]
    below += [*MENUS, *SUBMENUS]
    assert [text for text in below if (text, "") not in collected] == []


def test_every_key_in_a_sentence_is_that_of_a_command(
    collected: dict[Phrase, list[str]],
) -> None:
    keys = {
        spec.id: (*spec.keys, *spec.read_keys, *spec.mark_keys)
        for spec in (*ACTIONS, *BARE_ACTIONS)
    }
    named = [name for source, _ in collected for name in NAMED_KEY.findall(source)]
    assert named
    assert [name for name in named if not keys.get(name)] == []


def test_no_sentence_names_a_key_that_can_be_changed(
    collected: dict[Phrase, list[str]],
) -> None:
    """Enter and Esc are those of a text field, Ctrl and Shift go with the mouse."""
    chord, named = r"(?:Ctrl|Shift|Alt)\+[A-Z0-9]", r"\bF\d{1,2}\b(?!,)|\b(?:Tab|Space|Backspace)\b"
    fixed = re.compile(f"{chord}|{named}")
    assert [source for source, _ in collected if fixed.search(source)] == []


def test_no_phrase_stands_where_it_is_not_collected() -> None:
    """lupdate does not look into f-strings."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for joined in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("tr", "later")
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
