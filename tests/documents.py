"""The documents that a person reads, cut into the code and the commands that stand in them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ("retinaview", "python", "py", "pip", "make", "torchrun")
"""What a line of a block or an inline span starts with, where it is a command."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?: {4}[^\n]*\n)(?:(?: {4}[^\n]*)?\n)*", re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+(?:\n[^`\n]+)?)`")


@dataclass(frozen=True)
class Block:
    """A code block: its document, the language of its fence (empty without one) and its text."""

    document: str
    language: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command as it is written, and its words without what only a reader needs.

    `whole` is false for one that is only mentioned in a sentence, perhaps without its arguments.
    """

    document: str
    text: str
    words: tuple[str, ...]
    whole: bool

    def __str__(self) -> str:
        return f"{self.document}: {self.text}"


def documents() -> list[Path]:
    """Every document of the checkout."""
    named = ("README.md", "CONTRIBUTING.md", "training/README.md")
    return [*(ROOT / name for name in named), *sorted((ROOT / "docs").glob("*.md"))]


def blocks() -> list[Block]:
    """Every code block of every document."""
    return [block for document in documents() for block in _blocks(document)]


def commands() -> list[Command]:
    """Every command of every document, in blocks and in sentences, each once."""
    found = [
        *(command for block in blocks() if not block.language for command in _in_block(block)),
        *(command for document in documents() for command in _in_sentences(document)),
    ]
    return list(dict.fromkeys(found))


def option_spans() -> list[tuple[str, str]]:
    """Options that sentences mention by themselves, with their documents."""
    return [
        (document.name, option)
        for document in documents()
        for span in _SPAN.findall(_prose(document))
        if span.startswith("--")
        for option in re.findall(r"--[a-z][a-z0-9-]*", span)
    ]


def _name(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def _blocks(document: Path) -> Iterator[Block]:
    text = document.read_text(encoding="utf-8")
    for language, code in _FENCE.findall(text):
        yield Block(_name(document), language, code)
    for code in _INDENTED.findall(_FENCE.sub("", text)):
        yield Block(_name(document), "", re.sub(r"^ {4}", "", code, flags=re.MULTILINE))


def _prose(document: Path) -> str:
    return _INDENTED.sub("", _FENCE.sub("", document.read_text(encoding="utf-8")))


def _in_block(block: Block) -> Iterator[Command]:
    joined = re.sub(r"\n {4,}(?=\S)", " ", block.text)
    for line in filter(None, map(str.strip, joined.splitlines())):
        yield Command(block.document, line, _words(line), whole=True)


def _in_sentences(document: Path) -> Iterator[Command]:
    for span in _SPAN.findall(_prose(document)):
        text = " ".join(span.split())
        first, _, rest = text.partition(" ")
        if first in PROGRAMS and rest:
            yield Command(_name(document), text, _words(text), whole=False)


def _words(line: str) -> tuple[str, ...]:
    """The words of a line of usage: options in brackets are given, the first of `a|b` is taken."""
    plain = re.sub(r"\s#.*", "", line).replace("\\", "/")
    words = shlex.split(plain)
    if '"' not in plain:
        words = [word for text in words for word in re.sub(r"[\[\]]", " ", text).split()]
    cut = (word.removesuffix("...").removesuffix(",").split("|")[0] for word in words)
    return tuple(filter(None, cut))
