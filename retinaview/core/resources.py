"""Paths of icons, shipped weights and translations, in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "_resources"


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped resource.

    A wheel carries the top-level ``resources/`` folder as ``retinaview/_resources``;
    a checkout has it beside the package.

    Parameters
    ----------
    *parts : str
        Path below ``resources/``, such as ``"weights", "ganet.json"``.

    Returns
    -------
    Path
        Absolute path; it need not exist.
    """
    root = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def guide_folder() -> Path:
    """Return the folder of the guide's pages: ``docs/guide``, which a wheel carries as well."""
    installed = _INSTALLED / "guide"
    return installed if installed.is_dir() else _PACKAGE.parent / "docs" / "guide"
