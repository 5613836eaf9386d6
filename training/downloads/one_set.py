"""One data set in any layout, as the folders that a recipe reads.

A recipe was written for several sets, each in a folder of its own. A single set is dealt to these
folders by patient, in links to its photographs, so that the recipe learns from all of them and
holds out patients of each part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.lesions import LesionClass
from retinaview.core.words import counted
from retinaview.exchange.data_sets import DataSet, SetPhotograph, read_data_set
from training.downloads import folders
from training.downloads.folders import Named
from training.downloads.needs import Needs, Part

OWN_FOLDERS = ("idrid", "eyepacs256", "rahim600", "idrid_localisation")
"""A data folder has one of these; any other folder is that of one set."""
_LEAST_PATIENTS = 8
"""Fewest patients in each of a recipe's folders, so that a seventh of them can be held out."""


def is_one_set(data: Path) -> bool:
    """Return whether a folder is that of a set, not the recipes' own data folder."""
    return not any((data / name).is_dir() for name in OWN_FOLDERS)


def dealt(data: Path, root: Path, recipe: str, needs: Needs) -> DataSet:
    """Read a set and write the folders that a recipe reads.

    Parameters
    ----------
    data : Path
        The set's folder; only read.
    root : Path
        The recipe's data folder; what is there already is kept.
    recipe : str
        Name of the recipe, for messages.
    needs : Needs
        What it reads.

    Returns
    -------
    DataSet
        The set.

    Raises
    ------
    ReadError, LabelError
        It has no photographs, or none with the labels that the recipe needs.
    WriteError
        The folder cannot be written.
    """
    found = read_data_set(data)
    usable = [
        one
        for one in found.photographs
        if one.path is not None and (needs.all_splits or not one.split.startswith("test"))
    ]
    named = _named(usable)
    if needs.places:
        placed = [each for each in named if len(each.photograph.places) == 2]
        if not placed:
            raise _lacking(found, recipe, "no places of disc and fovea")
        folders.write_placed(root, placed)
        return found
    outlined = {each.name: known for each in named if (known := _known(each.photograph, found))}
    if needs.masks and not any(each.photograph.masks for each in named):
        raise _lacking(found, recipe, "no lesion masks")
    parts = _deal(named, needs.parts or ("idrid",), outlined)
    for members in parts.values() if needs.parts else ():
        if len({each.patient for each in members}) < _LEAST_PATIENTS:
            patients = len({each.patient for each in named if each.dr is not None})
            least = _LEAST_PATIENTS * len(parts)
            words = f"grades of {counted(patients, 'patient')}, not of the {least}"
            raise _lacking(found, recipe, words if patients else "no grades of retinopathy")
    others = [members for part, members in parts.items() if part != "idrid"]
    elsewhere = {each.name for members in others for each in members}
    kept = [each for each in named if each.name in outlined and each.name not in elsewhere]
    if needs.pairs and _pairs(parts["eyepacs256"]) < _LEAST_PATIENTS:
        words = f"fewer than {_LEAST_PATIENTS} patients with both eyes"
        raise _lacking(found, recipe, words)
    folders.write_outlined(root, kept, outlined)
    folders.write_graded(root, parts, outlined)
    return found


def _pairs(members: Sequence[Named]) -> int:
    """Return the number of patients with two photographs."""
    return sum(count == 2 for count in Counter(each.patient for each in members).values())


def _lacking(found: DataSet, recipe: str, what: str) -> ReadError:
    message = f"the set ({found.layout}) has {what} that {recipe} needs"
    return ReadError(message, path=found.folder)


def _named(photographs: Sequence[SetPhotograph]) -> list[Named]:
    """Return photographs with names that are unique, and what they are labelled for."""
    taken: set[str] = set()
    named = []
    for number, one in enumerate(photographs):
        assert one.path is not None
        name = one.path.stem
        if name.casefold() in taken:
            name = f"{name}_{number}"
        taken.add(name.casefold())
        named.append(Named(name, one, one.path))
    return named


def _known(one: SetPhotograph, found: DataSet) -> frozenset[LesionClass]:
    """Return the classes of which masks tell everything; empty for a photograph without masks.

    A missing mask is an empty one where other photographs of the set have one of its class. Only
    e-ophtha has parts with one class each.
    """
    if not one.masks and "healthy" not in one.tags:
        return frozenset()
    if one.masks and found.layout == "e-ophtha":
        return frozenset(one.masks)
    return frozenset(lesion for each in found.photographs for lesion in each.masks)


def _deal(
    named: Sequence[Named], parts: Sequence[Part], outlined: Collection[str]
) -> dict[Part, list[Named]]:
    """Deal graded photographs to the parts by patient, with as many of each grade in each.

    Those with masks come first, to IDRiD's folder, the only one that has masks, and those with both
    eyes last.
    """
    groups: dict[str, list[Named]] = defaultdict(list)
    for each in named:
        if each.dr is not None:
            groups[each.patient].append(each)
    ordered = sorted(
        groups.values(), key=lambda g: (len(g) == 2, not any(each.name in outlined for each in g))
    )
    strata: dict[int, list[list[Named]]] = defaultdict(list)
    for group in ordered:
        strata[max(each.dr or 0 for each in group)].append(group)
    dealt: dict[Part, list[Named]] = {part: [] for part in parts}
    patients, total = dict.fromkeys(parts, 0), 0
    for _, members in sorted(strata.items()):
        total += len(members)
        rest = iter(members)
        for place, part in enumerate(parts, start=1):
            share = total * place // len(parts) - total * (place - 1) // len(parts)
            for group in islice(rest, max(0, share - patients[part])):
                dealt[part] += group
                patients[part] += 1
    return dealt
