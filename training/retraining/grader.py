"""Fine-tune the heads of Zoom-in-Net on a reader's grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from retinaview.core.errors import ModelError, ReadError
from retinaview.core.grades import DRGrade
from retinaview.core.words import counted
from retinaview.evaluation.grader_comparison import GraderComparison, compare_graders
from retinaview.evaluation.grading import GradingReport, evaluate_grading
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.models.networks.zoom_in_net import ZoomInNet, ZoomInOutput
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.outputs.response import NetworkInput
from retinaview.models.outputs.zoom_in_net import crop_patches, first_pass, head_logits
from retinaview.models.precision import in_precision
from retinaview.models.weights.card import Metric
from retinaview.models.weights.files import LoadedModel
from training.export import metric_of
from training.retraining.comparison import SPLIT, Judgement, judged
from training.retraining.examples import HELD_BACK, Image, hold_out, readable
from training.retraining.progress import Progress

STEPS_PER_EPOCH, PATIENCE = 40, 60
RATE, PULL = 2e-3, 0.5
"""Learning rate, and how strongly the heads are pulled back to the weights they start from."""
PROTOCOL = "95 % bootstrap over patients"
GRADES = len(DRGrade)


@dataclass(frozen=True, eq=False)
class Pooled:
    """What the fixed part of the network says of photographs, for both heads.

    Attributes
    ----------
    main : Tensor, shape (N, C)
        M-Net's pooled features.
    gated : Tensor, shape (N, grades, C)
        Features pooled through each grade's gate.
    """

    main: Tensor
    gated: Tensor

    def some(self, chosen: NDArray[np.intp]) -> Pooled:
        """Return those of some photographs."""
        return Pooled(self.main[chosen], self.gated[chosen])


class Heads(nn.Module):
    """The linear classifiers of M-Net and A-Net, on standardised features.

    Channels differ in size by orders of magnitude, and few photographs must move all of them.

    Parameters
    ----------
    network : ZoomInNet
        Gives the weights to start from.
    pooled : Pooled
        Features whose mean and spread standardise each channel.
    """

    def __init__(self, network: ZoomInNet, pooled: Pooled) -> None:
        super().__init__()
        self._centre = Pooled(pooled.main.mean(dim=0), pooled.gated.mean(dim=0))
        self._spread = Pooled(_spread(pooled.main), _spread(pooled.gated))
        classifier, score = network.main.classifier, network.attention.score
        main, gated = classifier.weight.detach().cpu(), score.weight.detach().cpu().flatten(1)
        self.main = nn.Parameter(main * self._spread.main)
        self.main_bias = nn.Parameter(_bias(classifier) + main @ self._centre.main)
        self.gated = nn.Parameter(gated * self._spread.gated)
        shift = (gated * self._centre.gated).sum(dim=1)
        self.gated_bias = nn.Parameter(_bias(score) + shift)

    def forward(self, pooled: Pooled) -> tuple[Tensor, Tensor]:
        """Return the logits of both heads, each of shape (N, grades)."""
        main = (pooled.main - self._centre.main) / self._spread.main
        gated = (pooled.gated - self._centre.gated) / self._spread.gated
        by_gate = torch.einsum("ngc,gc->ng", gated, self.gated) + self.gated_bias
        return main @ self.main.T + self.main_bias, by_gate

    def put_into(self, network: ZoomInNet) -> None:
        """Give a network these classifiers, for features as they are."""
        main = self.main / self._spread.main
        gated = self.gated / self._spread.gated
        shift = (gated * self._centre.gated).sum(dim=1)
        classifier, score = network.main.classifier, network.attention.score
        with torch.no_grad():
            classifier.weight.copy_(main)
            _set_bias(classifier, self.main_bias - main @ self._centre.main)
            score.weight.copy_(gated[..., None, None])
            _set_bias(score, self.gated_bias - shift)


def _spread(values: Tensor) -> Tensor:
    """Return each channel's standard deviation over photographs, none of them zero."""
    found = values.std(dim=0, unbiased=False)
    return found.clamp_min(0.01 * float(found.mean()) + 1e-8)


def _bias(layer: nn.Linear | nn.Conv2d) -> Tensor:
    if layer.bias is None:
        raise ModelError("the network's classifiers have no bias", field="network")
    return layer.bias.detach().cpu().clone()


def _set_bias(layer: nn.Linear | nn.Conv2d, values: Tensor) -> None:
    if layer.bias is not None:
        layer.bias.copy_(values)


@dataclass(frozen=True)
class Work:
    """Retraining of Zoom-in-Net's heads; the attributes are those of the segmenter's work.

    The network is one that `training.retraining.proposals.propose` accepts.
    """

    model: LoadedModel
    classes: tuple[str, ...]
    out: Path
    bfloat16: bool
    progress: Progress
    resume: bool

    def fine_tune(
        self, photographs: Sequence[ReadPhotograph], *, epochs: int, seed: int
    ) -> LoadedModel:
        """Return a copy of the network whose heads have learnt from a reader's grades.

        Parameters
        ----------
        photographs : sequence of ReadPhotograph
            Photographs to learn from; those without a grade are left out.
        epochs : int
            Most epochs; the best step is chosen on a part of the photographs.
        seed : int
            Seed of that part.
        """
        network = cast(ZoomInNet, self.model.module)
        graded, pooled, crop = self._pooled(photographs)
        inner = hold_out(graded, share=HELD_BACK, seed=seed)
        names = {each.labels.image for each in inner.held_out}
        is_back = np.array([each.labels.image in names for each in graded])
        steps = epochs * STEPS_PER_EPOCH
        heads = self._fitted(Heads(network, pooled), pooled, crop, _grades(graded), is_back, steps)
        copy = deepcopy(network)
        heads.put_into(copy)
        return replace(self.model, module=copy.eval())

    def compare(self, new: LoadedModel, photographs: Sequence[ReadPhotograph]) -> Graders:
        """Compare the network with a retrained one on held-out photographs."""
        graded, pairs = [], []
        for each, rgb, fov in self._graded(photographs, "measuring"):
            graded.append(each)
            pairs.append([self._probabilities(model, rgb, fov) for model in (self.model, new)])
        answers = np.array(pairs).swapaxes(0, 1)
        truth = _grades(graded).tolist()
        persons = [each.labels.person for each in graded]
        reports = [
            evaluate_grading(
                truth, each.argmax(axis=1).tolist(), probabilities=each, persons=persons
            )
            for each in answers
        ]
        paired = compare_graders(truth, *answers, persons=persons, names=("old", "new"))
        return Graders(reports[0], reports[1], paired)

    def _fitted(
        self,
        heads: Heads,
        pooled: Pooled,
        crop: Tensor,
        grades: NDArray[np.int64],
        is_back: NDArray[np.bool_],
        steps: int,
    ) -> Heads:
        """Fit the heads, and return them as they were best on the photographs held back."""
        temperature = self.model.card.grade_options.temperature
        learn, check = np.flatnonzero(~is_back), np.flatnonzero(is_back)
        truth = torch.from_numpy(grades)
        start = {name: weight.detach().clone() for name, weight in heads.named_parameters()}
        optimizer = torch.optim.Adam(heads.parameters(), lr=RATE)
        best, best_loss, best_step = deepcopy(heads), float("inf"), 0
        for step in range(steps):
            with torch.no_grad():
                checked = (*heads(pooled.some(check)), crop[check])
                loss = float(_loss(checked, truth[check], temperature))
            if loss < best_loss - 1e-4:
                best, best_loss, best_step = deepcopy(heads), loss, step
            if step - best_step >= PATIENCE:
                break
            pull = sum(((w - start[k]) ** 2).sum() for k, w in heads.named_parameters())
            learnt = (*heads(pooled.some(learn)), crop[learn])
            value = _loss(learnt, truth[learn], temperature)
            optimizer.zero_grad()
            (value + PULL / max(len(learn), 1) * pull).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            if step % 20 == 0:
                loss_now = round(float(value.detach()), 4)
                self.progress.step("training", step + 1, steps, loss=loss_now)
        self.progress.event("note", text=f"step {best_step} was best on photographs held back")
        return best

    def _pooled(
        self, photographs: Sequence[ReadPhotograph]
    ) -> tuple[list[ReadPhotograph], Pooled, Tensor]:
        """Run the fixed part of the network on graded photographs and their mirror images.

        Returns the photographs that could be read, what both heads see of them, and C-Net's logits,
        which stay as they are; NaN where it does not count.
        """
        network = cast(ZoomInNet, self.model.module)
        kept, main, gated, crop = [], [], [], []
        for each, rgb, fov in self._graded(photographs, "preparing"):
            with in_precision(network, bfloat16=self.bfloat16):
                output, logits = self._seen(network, rgb, fov)
            kept.append(each)
            main.append(output.main.pooled.float().mean(dim=0).cpu())
            gated.append(_gated(output).mean(dim=0).cpu())
            crop.append(logits.float().cpu())
        return kept, Pooled(torch.stack(main), torch.stack(gated)), torch.stack(crop)

    def _seen(
        self, network: ZoomInNet, rgb: Image, fov: FieldOfView
    ) -> tuple[ZoomInOutput, Tensor]:
        """Return the output of M-Net and A-Net, and C-Net's logits, (grades,)."""
        preprocessing, options = self.model.card.preprocessing, self.model.card.grade_options
        first = first_pass(network, NetworkInput.of(preprocessing, rgb, fov), options)
        patches = None
        if "crop" in options.heads:
            patches = crop_patches(network, preprocessing, options, (rgb, fov), first)
        with torch.inference_mode():
            answers = head_logits(network, first.output, patches)
        crop = answers.get("crop")
        return first.output, torch.full((GRADES,), torch.nan) if crop is None else crop[0]

    def _probabilities(
        self, model: LoadedModel, rgb: Image, fov: FieldOfView
    ) -> NDArray[np.float64]:
        """Return the grades' probabilities as the program has them for one eye."""
        card = model.card
        with in_precision(model.module, bfloat16=self.bfloat16):
            graded = grade_photograph(
                model.module, card.preprocessing, card.grade_options, rgb, fov
            )
        return graded.dr.astype(np.float64)

    def _graded(
        self, photographs: Sequence[ReadPhotograph], what: str
    ) -> Iterator[tuple[ReadPhotograph, Image, FieldOfView]]:
        """Yield the graded photographs; raise `ReadError` if none of them can be read."""
        graded = [each for each in photographs if each.labels.grading.dr is not None]
        done = 0
        for done, found in enumerate(readable(graded, self.progress), start=1):
            yield found
            self.progress.step(what, done, len(graded))
        if not done:
            raise ReadError("no graded photograph can be read", path=self.out)


def _gated(output: ZoomInOutput) -> Tensor:
    """Return features pooled through the gates, (views, grades, C)."""
    features = output.main.features.float()
    return torch.einsum("vghw,vchw->vgc", output.attention.gates.float(), features)


def _grades(photographs: Sequence[ReadPhotograph]) -> NDArray[np.int64]:
    grades = [each.labels.grading.dr for each in photographs]
    return np.array([int(grade) for grade in grades if grade is not None], np.int64)


def _loss(logits: tuple[Tensor, ...], truth: Tensor, temperature: float) -> Tensor:
    """Return the cross-entropy of the heads' mean probability; NaN does not count."""
    each = torch.softmax(torch.stack(logits) / temperature, dim=2)
    return functional.nll_loss(each.nanmean(dim=0).clamp_min(1e-6).log(), truth)


@dataclass(frozen=True)
class Graders:
    """Old and new grades of the held-out photographs.

    Attributes
    ----------
    old, new : GradingReport
        Scores of each.
    paired : GraderComparison
        New less old, with paired tests.
    """

    old: GradingReport
    new: GradingReport
    paired: GraderComparison

    def as_dict(self) -> dict[str, object]:
        """Return all numbers in JSON form."""
        reports = {"old": self.old.as_dict(), "new": self.new.as_dict()}
        return {"grading": {**reports, "difference": self.paired.as_dict()}}

    def table(self) -> str:
        """Return the comparison as text."""
        head = f"old, {counted(self.paired.photographs, 'photograph')}"
        parts = [head, self.old.table(), "new", self.new.table(), self.paired.table()]
        return "\n".join([*parts, self.verdict().sentence])

    def verdict(self) -> Judgement:
        """Return whether the new weights are better."""
        return judged(self.paired.differences)

    def metrics(self) -> list[Metric]:
        """Return the new weights' scores for their card."""
        return [
            metric_of(name, value, split=SPLIT, protocol=PROTOCOL)
            for name, value in self.new.scores.items()
            if np.isfinite(value.value)
        ]
