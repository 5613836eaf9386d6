"""README's tables of accuracy, between the markers that name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retinaview.core.errors import LabelError
from retinaview.models.network_table import DEFAULT_SEGMENTER
from training.results.numbers import Number, Sources, short

_LESIONS = ("hard_exudate", "haemorrhage", "microaneurysm", "cotton_wool_spot")
_GRADERS = {
    "Zoom-in-Net, `zoom-in-net-lite0`": "zoom-in-net-lite0",
    "SUNet, `sunet-small`": "sunet-small",
    "SEA-Net, `sea-net-small`": "sea-net-small",
    "Grad-CAM, `gradcam-small`": "gradcam-small",
}
_TEST, _BOX = "IDRiD segmentation, test", "IoM 0.3 recall for box"


def filled(text: str, sources: Sources) -> str:
    """Return a document with every marked table written again.

    Raises
    ------
    LabelError
        A marker names an unknown table, or has no end.
    """
    for name in re.findall(r"<!-- results: (\S+) -->", text):
        if name not in TABLES:
            raise LabelError("there is no such table", field=name)
        start, end = f"<!-- results: {name} -->\n", "<!-- end -->"
        before, _, rest = text.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            raise LabelError("the table's end is not marked", field=name)
        text = before + start + TABLES[name](sources) + end + after
    return text


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _lesions(sources: Sources) -> str:
    rows = []
    for lesion in _LESIONS:
        scores = [
            sources.number(f"run:segmentation/{lesion}/{name}")
            for name in ("pooled_dice", "mean_dice", "average_precision")
        ]
        ganet = [
            short(sources.number(f"card:ganet/{_TEST}/{name}_{lesion}").value)
            for name in ("dice", "average_precision")
        ]
        mean, precision = (short(score.value) for score in scores[1:])
        words = lesion.replace("cotton_wool", "cotton-wool").replace("_", " ")
        runs = sources.number(f"card:{DEFAULT_SEGMENTER}/{_TEST}/dice_{lesion}")
        seeds = f"{short(runs.mean)} ± {runs.spread}" if runs.by_seed else runs.spread
        rows.append([words, str(scores[0]), seeds, mean, precision, ", ".join(ganet)])
    head = [
        "lesion",
        "Dice, all pixels pooled",
        "the same over seeds, mean ± sd",
        "Dice, mean of photographs",
        "average precision",
        "GANet: Dice pooled, average precision",
    ]
    return markdown(head, rows)


def _regions(sources: Sources) -> str:
    rows = []
    for side in (200, 100):
        for source in ("coverage", "attention"):
            run = f"run:localization_{source}_{side}"
            haemorrhages = sources.number(f"{run}/per_class/haemorrhage")
            gain = sources.number(f"{run}/per_class/haemorrhage/gain")
            words = f"{haemorrhages}, at chance ({gain})" if gain.is_chance else str(haemorrhages)
            rows.append(
                [
                    f"{source}, side {side}",
                    str(sources.number(f"{run}/regions/recall_box")),
                    words,
                    *(
                        short(sources.number(f"{run}/{kind}/recall_box").value)
                        for kind in ("swapped", "random")
                    ),
                    f"{100 * sources.number(f'{run}/coverage').value:.0f} %",
                    str(sources.number(f"{run}/shown_share/regions")),
                    str(sources.number(f"{run}/shown_share/swapped")),
                ]
            )
    head = [
        "recall for box",
        "all",
        "haemorrhages",
        "another photograph's regions",
        "random squares, same picker",
        "share of the field",
        "to be shown for 80 % of the boxes",
        "another photograph's",
    ]
    return markdown(head, rows)


def _grades(sources: Sources) -> str:
    scores = "run:grading/scores"
    rows = {
        "DR grade, accuracy": (f"{scores}/DR accuracy", ".330"),
        "DR grade, quadratic weighted kappa": (f"{scores}/quadratic weighted kappa", "0"),
        "referable (moderate or worse), AUC": (f"{scores}/referable AUC", ".5"),
        "referable, sensitivity as screened": (
            "run:grading/referable/points/as screened/sensitivity",
            "",
        ),
        "referable, specificity as screened": (
            "run:grading/referable/points/as screened/specificity",
            "",
        ),
        "DME grade, accuracy": (f"{scores}/DME accuracy", ".466"),
        "DR and DME both right": (f"{scores}/joint accuracy", ".330"),
    }
    cells = [[name, str(sources.number(place)), guess] for name, (place, guess) in rows.items()]
    return markdown(["", "score", "chance"], cells)


def _graders(sources: Sources) -> str:
    rows = [["chance", ".339", "0", ".5", ".482", "", ".5"]]
    for title, card in _GRADERS.items():
        validation = f"card:{card}/validation"
        dme = f"{validation}/DME accuracy"
        box = sources.number(f"{validation}/{_BOX}")
        swapped = _or_empty(sources, f"{validation}/{_BOX}, another photograph's regions")
        rows.append(
            [
                title,
                *(
                    str(sources.number(f"{validation}/{name}"))
                    for name in ("DR accuracy", "quadratic weighted kappa", "referable AUC")
                ),
                _or_empty(sources, dme),
                f"{short(box.value)} ({swapped.partition(' ')[0] or 'not measured'})",
                str(sources.number(f"card:{card}/eyepacs/referable AUC")),
            ]
        )
    head = [
        "",
        "DR accuracy",
        "kappa",
        "referable AUC",
        "DME accuracy",
        "IoM 0.3, recall for box (another photograph's regions)",
        "EyePACS, referable AUC",
    ]
    return markdown(head, rows)


def _or_empty(sources: Sources, place: str) -> str:
    """Return a number that only some networks have."""
    try:
        found: Number | str = sources.number(place)
    except LabelError:
        found = ""
    return str(found)


TABLES: dict[str, Callable[[Sources], str]] = {
    "lesions": _lesions,
    "regions": _regions,
    "grades": _grades,
    "graders": _graders,
}
"""Tables by the name in their marker."""
