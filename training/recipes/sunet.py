"""Train SUNet, its ablations and its baselines (Tu et al., ISBI 2020).

``sunet-small`` is shipped: the paper's network, narrower and on a small trunk that can already
grade; ``sunet-lite0`` is it on EfficientNet-Lite0 with ImageNet weights of a package. The others
are the paper's networks on ResNet-34, from ImageNet weights and on IDRiD alone. The paper specifies
the loss, its weights and the alternation of batches; all other settings are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.split_network import SplitNetwork
from retinaview.models.networks.sunet import SUNet
from retinaview.models.networks.two_softmaxes import TwoSoftmaxes
from retinaview.models.preprocessing import Preprocessing
from training.downloads.needs import Needs
from training.engine import TrainingSettings
from training.grading.data.graded import OUTLINED, LabelledPhotograph, Views
from training.grading.data.graders import GraderData
from training.grading.data.mixture import Alternating, Mixture, Pool
from training.grading.export import ExportPlan
from training.grading.grader_options import LITE_SETTINGS, SMALL_SETTINGS, GraderOptions, mixture
from training.grading.lesion_start import class_shares, start_at
from training.grading.run import GraderRun
from training.grading.sunet_loss import SUNetTargets, sunet_loss
from training.grading.trunk_start import GraderLearner
from training.grading.validation import Logits

SMALL, LITE = "sunet-small", "sunet-lite0"


@dataclass(frozen=True)
class Options(GraderOptions):
    """Options of a run.

    Attributes
    ----------
    alpha, beta : float
        Weights of retinopathy and oedema in the loss (eq. 5).
    gamma : float
        Weight of the lesion map in the loss; 1 in the paper. Only a hundredth of the pixels is
        lesion, so in a short run the grades dominate unless it is larger.
    from_shares : bool
        Initialise the lesion map with the classes' shares; see
        `training.grading.lesion_start.start_at`.
    phi : float or None
        Share of IDRiD's training photographs whose masks are used (section 3.3); None: all masks,
        about 13 %.
    with_masks : tuple of int
        Number of views in a batch with masks: outlined photographs, and photographs without
        retinopathy, whose lesion map is empty. The paper has none of the latter.
    """

    alpha: float = 1.0
    beta: float = 0.5
    gamma: float = 1.0
    from_shares: bool = False
    phi: float | None = None
    with_masks: tuple[int, int] = (16, 0)


def options_of(variant: str) -> Options:
    """Return the options for a registered variant of the paper, or for `SMALL`."""
    if variant == SMALL:
        return Options(
            name=SMALL,
            architecture="sunet",
            arguments={"trunk": "resnet16d", "channels": 128},
            start="zoom-in-net-small",
            fixed_stages=3,
            preprocessing=Preprocessing(448, canvas="square", colour="local"),
            per_batch=(4, 8),
            settings=replace(
                SMALL_SETTINGS, epochs=30, steps_per_epoch=20, ema_decay=0.99, validate_every=10
            ),
            gamma=10.0,
            from_shares=True,
            with_masks=(9, 2),
        )
    if variant == LITE:
        return Options(
            LITE,
            LITE,
            start="offline",
            preprocessing=Preprocessing(448, canvas="square", colour="local"),
            per_batch=(6, 8),
            settings=LITE_SETTINGS,
            gamma=10.0,
            from_shares=True,
            with_masks=(9, 2),
        )
    settings = TrainingSettings(
        epochs=100, steps_per_epoch=50, learning_rate=2e-4, weight_decay=0.05, validate_every=10
    )
    return Options(variant, variant, per_batch=(0, 16), settings=settings)


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return Needs(("idrid", "eyepacs256"), masks=True)


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = SMALL,
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train one variant and write its weights and card; see `training.run.train`."""
    options = options or options_of(variant)
    run = GraderRun.begin(options, data=data, out=out, device=device, epochs=epochs, resume=resume)
    network = run.build()
    heads = cast(SUNet | SplitNetwork | TwoSoftmaxes, network).heads
    if options.from_shares and heads.regulariser is not None:
        start_at(heads.regulariser, class_shares(by_masks(run.photographs.idrid, options.phi)[0]))

    def loss(module: nn.Module, batch: dict[str, Tensor]) -> Tensor:
        targets = SUNetTargets(batch["dr"], batch["dme"], batch.get("lesions"))
        weights = {"alpha": options.alpha, "beta": options.beta, "gamma": options.gamma}
        return sunet_loss(module(batch["image"]), targets, **weights)

    trained = run.fit(
        GraderLearner(network, fixed_stages=options.fixed_stages),
        batches=batches(run.photographs, options),
        loss=loss,
        read=read,
    )
    plan = ExportPlan(
        read,
        maps_per_grade=True,
        lesions=() if heads.regulariser is None else OUTLINED,
        bfloat16=run.settings.bfloat16,
    )
    return run.write(
        trained.network,
        plan,
        limitations=limitations_of(options),
        oedema_alone=heads.dr is None,
    )


def read(output: Any) -> Logits:  # noqa: ANN401 - what the network returns
    """Return the logits by disease from the network's output."""
    diseases = {"dr": output.dr, "dme": output.dme}
    return {name: found.logits for name, found in diseases.items() if found is not None}


def batches(data: GraderData, options: Options) -> Alternating:
    """Return batches with and without masks in alternation, half of an epoch's steps each."""
    half = replace(options.settings, steps_per_epoch=-(-options.settings.steps_per_epoch // 2))
    others = by_masks(data.idrid, options.phi)[1]
    without = mixture(replace(data, idrid=others), replace(options, settings=half))
    return Alternating((masked_batches(data, options, half), without))


def masked_batches(data: GraderData, options: Options, settings: TrainingSettings) -> Mixture:
    """Return batches of photographs with masks and of healthy ones, whose lesion map is empty."""
    masked, others = by_masks(data.idrid, options.phi)
    healthy = [photograph for photograph in others if photograph.dr == 0]
    views = Views(options.preprocessing, outlined=True)
    counts = zip((masked, healthy), options.with_masks, strict=True)
    pools = tuple(Pool(photographs, views, share) for photographs, share in counts if share)
    return Mixture(pools, settings.steps_per_epoch, seed=settings.seed)


def by_masks(
    photographs: Sequence[LabelledPhotograph], phi: float | None = None
) -> tuple[list[LabelledPhotograph], list[LabelledPhotograph]]:
    """Split photographs into those whose masks are used and the others.

    Parameters
    ----------
    photographs : sequence of LabelledPhotograph
        IDRiD's photographs; those with masks may have no grade.
    phi : float, optional
        Share of all photographs, 0-1; default: all with masks. The first by name are used, so that
        a smaller share is a subset of a larger one.

    Raises
    ------
    ModelError
        If fewer photographs have masks.
    """
    outlined = sorted(
        (photograph for photograph in photographs if photograph.outlines is not None),
        key=lambda photograph: photograph.name,
    )
    count = len(outlined) if phi is None else round(phi * len(photographs))
    if not 0 < count <= len(outlined):
        message = f"{len(outlined)} of {len(photographs)} photographs have masks, not {count}"
        raise ModelError(message, field="phi")
    used = {photograph.name for photograph in outlined[:count]}
    return outlined[:count], [x for x in photographs if x.name not in used]


def limitations_of(options: Options) -> str:
    """Return the limitations of this network for its card."""
    return (
        f"Input of {options.preprocessing.diameter_px} px: microaneurysms are near or below its "
        "resolution, and the lesion map is upsampled from features at a 32nd of that, so that its "
        "outlines are coarse. A lesion with a threshold of 1 is not found well enough to be shown. "
        "One run, one seed. Oedema and lesions were learnt from one camera."
    )
