"""Every command in the documents exists, with every option that they give it."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest
import typer

from retinaview.cli.main import app
from tests.documents import ROOT, Command, commands, option_spans

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NUMBERS = {"--epochs", "--jobs", "--rim-share", "--rounds"}
"""Options behind which a usage line has a letter where a number belongs."""


class _Parsed(Exception):
    """A command line has been understood; nothing is run."""


@pytest.fixture(autouse=True)
def _only_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a module's `main` come as far as its parser."""
    real = argparse.ArgumentParser.parse_args

    def parsed(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> NoReturn:
        real(parser, arguments)
        raise _Parsed(*parser._option_string_actions)

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parsed)


def check(words: Sequence[str], *, whole: bool) -> None:
    """Raise where a command would be refused before it does anything."""
    program, *rest = words
    match Path(program).name:
        case "retinaview":
            check_retinaview(rest, whole=whole)
        case "make":
            assert re.search(rf"^{re.escape(rest[0])}:", MAKEFILE, re.MULTILINE), "no such target"
        case "pip":
            check_pip(rest)
        case "torchrun":
            processes, number, flag, *module = rest
            assert (processes, flag, module[0]) == ("--nproc-per-node", "-m", "retinaview")
            assert number.isdecimal() or number.isupper()
            check_retinaview(module[1:], whole=whole)
        case "python" | "py":
            check_module(rest[rest.index("-m") + 1 :])
        case "sudo":  # what sets a server up
            assert rest[0] in ("apt-get", "pg_conftool", "-u")
        case "echo" | "psql":
            pass
        case _:
            pytest.fail(f"nobody knows how to check {program}")


def check_retinaview(words: Sequence[str], *, whole: bool) -> None:
    command: Any = typer.main.get_command(app)
    context, rest = None, _with_numbers(words)
    name = "retinaview"
    try:
        while True:
            context = command.make_context(name, rest, parent=context)
            rest = [*getattr(context, "_protected_args", ()), *context.args]
            if not rest or not hasattr(command, "commands"):
                return
            name, command, rest = command.resolve_command(context, rest)
    except Exception as error:
        if whole or type(error).__name__ != "MissingParameter":
            raise


def _with_numbers(words: Sequence[str]) -> list[str]:
    before = ["", *words]
    return ["3" if option in NUMBERS else word for option, word in zip(before, words, strict=False)]


def check_pip(words: Sequence[str]) -> None:
    assert words[0] == "install"
    if "--index-url" in words:  # PyTorch's own
        assert words[1:3] == ["torch", "torchvision"]
        return
    for extras in re.findall(r"\[([\w,]+)\]", words[-1]):
        assert set(extras.split(",")) <= set(PROJECT["optional-dependencies"])
    assert words[-1].partition("[")[0] in (".", PROJECT["name"])


def check_module(words: Sequence[str]) -> None:
    module, *arguments = words
    match module:
        case "pip":
            check_pip(arguments)
        case "venv" | "pytest":
            assert find_spec(module)
        case "retinaview":
            check_retinaview(arguments, whole=True)
        case "tests.bench" if not arguments:
            assert find_spec("tests.bench.__main__")
        case "tests.bench":
            parse(f"tests.bench.{arguments[0]}", arguments[1:])
        case _:
            parse(module, arguments)


def parse(module: str, arguments: Sequence[str]) -> list[str]:
    """The options of a module's command, after it has understood the arguments."""
    if find_spec(module) is None:
        pytest.fail(f"there is no module {module}")
    with pytest.raises(_Parsed) as parsed:
        _program(module).main(list(arguments))
    return list(parsed.value.args)


def _program(module: str) -> Any:
    """The module that ``python -m`` runs: of a package without a `main`, its ``__main__``."""
    found = import_module(module)
    return found if hasattr(found, "main") else import_module(f"{module}.__main__")


@pytest.mark.parametrize("command", commands(), ids=str)
def test_every_command_is_understood(command: Command) -> None:
    check(command.words, whole=command.whole)


def _own_modules() -> list[str]:
    """Modules of ours that a document runs with ``python -m``."""
    found = []
    for words in (command.words for command in commands() if "-m" in command.words):
        module, *arguments = words[words.index("-m") + 1 :]
        if module == "tests.bench" and arguments:
            found.append(f"tests.bench.{arguments[0]}")
        elif module.startswith(("training.", "tests.campaign")):
            found.append(module)
    return sorted(set(found))


MODULES = _own_modules()


@pytest.mark.parametrize("module", MODULES)
def test_every_module_command_has_help(module: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        _program(module).main(["--help"])
    assert "usage: python -m " in capsys.readouterr().out


def test_every_option_that_a_sentence_mentions_exists() -> None:
    known = {*_options(typer.main.get_command(app)), "--help"}
    for module in MODULES:
        known |= set(parse(module, _least(module)))
    assert [each for each in option_spans() if each[1] not in known] == []


def _least(module: str) -> list[str]:
    """Arguments without which a module's command says only how it is used."""
    if module == "training.results":
        return []
    if module == "training.downloads":
        return ["idrid", "FOLDER", "--data", "DATA"]
    if module.startswith(("training.landmarks", "training.registration")):
        return ["--data", "DATA"]
    if module == "training.series":
        return ["sunet-phi", "--data", "DATA", "--out", "OUT"]
    if module == "training.retraining.real_labels":
        return ["idrid", "--data", "DATA", "--out", "DIR"]
    if module in ("training.quality", "training.label_order"):
        return ["--data", "DATA", "--out", "OUT"]
    return ["ganet", "--data", "DATA"] if module.startswith("training") else []


def _options(command: Any) -> set[str]:
    own = {option for parameter in command.params for option in parameter.opts}
    return own.union(*map(_options, getattr(command, "commands", {}).values()))


@pytest.mark.parametrize(
    "wrong",
    [
        "retinaview screen PHOTOS --to DIR",
        "retinaview screen PHOTOS",
        "retinaview evaluate nosuch",
        "python -m training.segmentation.evaluate ganet --no-such",
        "python -m training.nosuch",
        "python -m tests.bench networks --names nosuch",
        "make nosuch",
        'pip install "retinaview[nosuch]"',
        "sudo reboot",
    ],
)
def test_what_does_not_exist_is_found(wrong: str) -> None:
    with pytest.raises((Exception, SystemExit, pytest.fail.Exception)):
        check(wrong.replace('"', "").split(), whole=True)
