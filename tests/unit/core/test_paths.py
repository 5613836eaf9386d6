"""Whoever calls the rooms that are made for notebooks may say a path as text."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.core.errors import ReadError
from retinaview.core.paths import followed
from retinaview.imaging.eye_names import guess_eye
from retinaview.imaging.listing import find_photographs
from retinaview.imaging.photograph import file_sha256, probe, read_photograph
from retinaview.inference.engine import Engine

PACKAGE = Path(__file__).resolve().parents[3] / "retinaview"
ROOMS = ("inference", "evaluation", "imaging")


def parameters(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Names and annotations of what public functions and methods take."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not re.match(r"_(?!_init__)", node.name):
            given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            for argument in given:
                if argument.annotation is not None:
                    yield f"{node.name}({argument.arg})", ast.unparse(argument.annotation)


@pytest.mark.parametrize("room", ROOMS)
def test_no_public_function_takes_a_path_alone(room: str) -> None:
    strict = [
        f"{file.name}: {name}"
        for file in (PACKAGE / room).rglob("*.py")
        for name, annotation in parameters(ast.parse(file.read_text(encoding="utf-8")))
        if re.search(r"\bPath\b", annotation)
    ]
    assert strict == []


def test_a_photograph_is_read_by_a_path_as_text(tmp_path: Path) -> None:
    path = tmp_path / "P1_OD.ppm"
    path.write_bytes(b"P6 40 40 255\n" + bytes(3 * 40 * 40))
    assert read_photograph(str(path)).path == path
    assert probe(str(path)).path == path
    assert file_sha256(str(path)) == file_sha256(path)
    assert list(find_photographs([str(path)])) == list(find_photographs([str(tmp_path)])) == [path]
    assert guess_eye(str(path)) == guess_eye(path)


def test_a_path_as_text_that_is_missing_is_named(tmp_path: Path) -> None:
    for read in (read_photograph, probe, file_sha256):
        with pytest.raises(ReadError, match=r"gone\.jpg: does not exist"):
            read(str(tmp_path / "gone.jpg"))


def test_an_engine_takes_its_folder_and_its_weights_as_text(tiny_weights: Path) -> None:
    for models in (["ganet"], [str(tiny_weights / "ganet.safetensors")]):
        engine = Engine(weights_folder=str(tiny_weights), models=models)
        assert [model.name for model in engine.identities] == ["ganet"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_followed_unless_they_form_a_circle(tmp_path: Path) -> None:
    circle, link = tmp_path / "circle", tmp_path / "link"
    circle.symlink_to(circle)
    link.symlink_to(tmp_path / "file")
    assert followed(link) == followed(tmp_path) / "file"
    assert followed(circle) == circle
