"""Say on a model card from which set its network learnt, in place of the recipe's own sets."""

from __future__ import annotations

from pathlib import Path

from retinaview.exchange.data_sets import DataSet
from retinaview.exchange.data_sets.data_set import ICDR
from retinaview.models.weights import files
from retinaview.models.weights.card import DataSource, ModelCard, read_card

_PARTS = {"IDRiD": 1, "EyePACS": 2, "eyepacs": 2, "rahim600": 3, "rahim": 3}
"""What metrics call the recipe's own sets, and the part of the set that stands for each."""


def name_source(weights: Path, found: DataSet, *, recipe: str) -> None:
    """Rewrite the card of new weights."""
    path = weights.with_suffix(".json")
    files.write_card(path, named(read_card(path), found, recipe=recipe))


def named(card: ModelCard, found: DataSet, *, recipe: str) -> ModelCard:
    """Return the card with the set that was read as the only source.

    Parameters
    ----------
    card : ModelCard
        As the recipe wrote it, for the sets that it was made for.
    found : DataSet
        The set.
    recipe : str
        Name of the recipe.
    """

    def own(text: str) -> str:
        for name, part in _PARTS.items():
            text = text.replace(name, f"{found.layout}, part {part}")
        return text

    source = DataSource(
        name=found.layout,
        licence="as of its download",
        citation=f"{len(found.photographs)} photographs in {found.folder.name}",
        split="a part held out for validation",
    )
    scale = "" if found.scale in ("", ICDR) else f" Its grades are on the scale {found.scale}."
    metrics = [
        metric.model_copy(update={"split": own(metric.split), "protocol": own(metric.protocol)})
        for metric in card.metrics
    ]
    return card.model_copy(
        update={
            "data": [source],
            "licence_of_data": "as of its download",
            "recipe": f"retinaview train {recipe} --data DIR --out DIR, with DIR a set",
            "metrics": metrics,
            "chance": {own(name): value for name, value in card.chance.items()},
            "limitations": (
                f"Trained on {found.layout} alone, by a recipe that was made for other sets; "
                f"on other cameras it may be worse.{scale}"
            ),
        }
    )
