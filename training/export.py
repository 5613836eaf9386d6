"""Export a trained network as float16 weights and a model card."""

from __future__ import annotations

import math
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from torch import nn

from retinaview.evaluation.estimates import Estimate
from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from retinaview.models.weights.card import DataSource, Metric, ModelCard

IDRID = DataSource(
    name="IDRiD",
    licence="CC BY 4.0",
    citation="Porwal et al., Indian Diabetic Retinopathy Image Dataset, Data 3(3):25, 2018",
    split="",
)
CODRAS = DataSource(
    name="CODRAS lesion boxes for IDRiD",
    licence="CC BY-SA 4.0",
    citation="von Csefalvay, CODRAS, 2019",
    split="",
)
EYEPACS = DataSource(
    name="EyePACS, 256 px",
    licence="Kaggle competition rules, research use",
    citation="Kaggle Diabetic Retinopathy Detection, EyePACS, 2015",
    split="",
)
IDRID_VESSELS = DataSource(
    name="AV-MapNet vessels of IDRiD",
    licence="academic and research use",
    citation="N. Yasin, AV-MapNet IDRiD vessel annotations",
    split="32 photographs of segmentation train",
)
HRF = DataSource(
    name="HRF",
    licence="CC BY 4.0",
    citation="Budai et al., Robust Vessel Segmentation in Fundus Images, 2013",
    split="45 photographs, half size",
)
ROC = DataSource(
    name="Retinopathy Online Challenge",
    licence="research use",
    citation="Niemeijer et al., Retinopathy Online Challenge, IEEE TMI 29(1), 2010",
    split="37 photographs with marked microaneurysms",
)
RAHIM = DataSource(
    name="rahim600",
    licence="academic use with attribution",
    citation="Rahim S. S., Retinal Fundus Image Dataset for Diabetic Retinopathy Detection, 2025",
    split="",
)


def card_of(
    name: str,
    *,
    architecture: str,
    arguments: Mapping[str, Any],
    classes: Sequence[str],
    preprocessing: Preprocessing,
    data: Sequence[DataSource],
    recipe: str,
    seed: int,
    licence_of_data: str,
    intended_use: str,
    limitations: str,
    release: str = "1.0",
) -> ModelCard:
    """Return a card with task, paper, date and commit filled in.

    Thresholds, metrics and chance levels are empty; they are measured later and added by
    `ModelCard.model_copy`.
    """
    spec = registry.network(architecture)
    return ModelCard(
        name=name,
        version=release,
        architecture=architecture,
        arguments=dict(arguments),
        classes=list(classes),
        task=spec.task,
        paper=spec.paper,
        data=list(data),
        licence_of_data=licence_of_data,
        recipe=recipe,
        commit=code_version(),
        seed=seed,
        created=datetime.now(UTC).date(),
        preprocessing=preprocessing,
        thresholds={},
        metrics=[],
        chance={},
        intended_use=intended_use,
        limitations=limitations,
    )


def metric_of(name: str, estimate: Estimate, *, split: str, protocol: str) -> Metric:
    """Return an estimate as a model card has it, rounded; without bounds where it has none.

    The interval is widened where it misses the value: resampling few photographs raises the
    calibration error, so that all resamples may lie above it.
    """
    value = round(estimate.value, 4)
    low, high = (None if math.isnan(x) else round(x, 4) for x in (estimate.low, estimate.high))
    return Metric(
        name=name,
        value=value,
        low=None if low is None else min(low, value),
        high=None if high is None else max(high, value),
        n=estimate.n,
        split=split,
        protocol=protocol,
    )


def export(path: Path, module: nn.Module, card: ModelCard) -> ModelCard:
    """Write weights and card, and return the card with the weights' SHA-256.

    Raises
    ------
    WeightsError
        If a weight is not finite as float16, or the written files cannot be loaded.
    """
    written = files.save(path, module, card)
    files.load(path)
    return written


def code_version() -> str:
    """Return the commit of the checkout, or the installed version outside a checkout."""
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    folder = Path(__file__).resolve().parent
    try:
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return _installed_version()
    return result.stdout.strip()


def _installed_version() -> str:
    try:
        return f"retinaview {version('retinaview')}"
    except PackageNotFoundError:
        return "unknown"
