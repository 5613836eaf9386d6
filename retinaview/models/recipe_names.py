"""Which network, and which recipe, a name of weights means; does not import torch."""

from __future__ import annotations

from collections.abc import Iterable

from retinaview.models import registry

SHIPPED = {
    "zoom-in-net-small": ("zoom-in-net", "zoom-in-net"),
    "sea-net-small": ("sea-net", "sea-net-small"),
    "sunet-small": ("sunet", "sunet-small"),
    "gradcam-small": ("gradcam-resnet16d", "gradcam-small"),
}
"""The network and the recipe of weights that come with the program under names of their own."""


def architecture_of(name: str) -> str | None:
    """The registered network that a name of weights means, or begins with."""
    if name in SHIPPED:
        return SHIPPED[name][0]
    return longest_beginning(name, registry.names())


def train_command(name: str) -> str:
    """The command that trains a registered network, or weights that are named after one."""
    _, recipe = SHIPPED.get(name, (None, architecture_of(name) or name))
    return f"retinaview train {recipe} --data DIR --out DIR"


def longest_beginning(name: str, known: Iterable[str]) -> str | None:
    """The longest of the known names that this one is, or begins with before a dash."""
    begins = [each for each in known if name == each or name.startswith(f"{each}-")]
    return max(begins, key=len, default=None)
