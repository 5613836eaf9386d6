"""Write docs/quality.md and the gate's card from the scores."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from retinaview.core.findings import QualityAnswer
from retinaview.evaluation.estimates import Estimate
from retinaview.imaging.quality_model import QualityModel
from training.quality.fit import DOUBTED, STOPPED, FitOptions
from training.quality.scores import SetScores, rate
from training.quality.table import Table

COMMAND = "python -m training.quality --data DATA --out OUT --write"

DATA = (
    ("EyePACS at 256 px", "Kaggle/EyePACS, research use",
     "Kaggle Diabetic Retinopathy Detection, EyePACS, 2015"),
    ("EyeQ, answers for 1,334 of them", "CC BY-NC-SA 4.0",
     "Fu et al., Evaluation of Retinal Image Quality Assessment Networks, MICCAI 2019"),
    ("DRIMDB", "research, cite",
     "Sevik et al., Identification of suitable fundus images, J. Biomed. Opt. 19(4), 2014"),
    ("IDRiD", "CC BY 4.0",
     "Porwal et al., Indian Diabetic Retinopathy Image Dataset, Data 3(3):25, 2018"),
    ("Rahim", "academic use with attribution",
     "Rahim S. S., Retinal Fundus Image Dataset for Diabetic Retinopathy Detection, 2025"),
    ("HRF, for the test alone", "CC BY 4.0",
     "Budai et al., Robust Vessel Segmentation in Fundus Images, 2013"),
    ("ROC, for the test alone", "research",
     "Niemeijer et al., Retinopathy Online Challenge, IEEE TMI 29(1), 2010"),
    ("pictures that come with scikit-image and scikit-learn", "see those packages",
     "van der Walt et al. 2014; Pedregosa et al. 2011"),
)  # fmt: skip

_LIMITS = (
    "Photographs of wide-field and handheld cameras were not among those fitted. What is a little\n"
    "blurred cannot be told at 256 px. A good photograph of an eye with dense lesions may be\n"
    "answered doubtful, because vessels are hidden. How strong a degradation is called doubtful\n"
    "was decided by what it hides (training/quality/degradations.py), not by readers. Several\n"
    "sets of the test are small: read the intervals."
)

_TEXT = """# The quality gate

*Written by `{command}` on {date}.*

Every photograph gets one of three answers, with reasons: **good**; **doubtful**, which is stated
before the grade, whose colour is withheld; and **ungradable**, which gets no grade and is
referred.

The field of view is brought to a diameter of 256 px, and of 512 px for focus where the photograph
has as many. {measures} measures of light, colour, detail and vessels go to boosted trees that are
stored as plain numbers (`resources/quality`). They estimate the severity from good (0) to
ungradable (1), whether the photograph shows a retina at all, and what is probably wrong:
{reasons}. Rules
are added for almost no contrast, no colour, much of the field not visible, and too few pixels.

## What it was fitted to

- EyeQ's labels of EyePACS photographs (research use; EyeQ CC BY-NC-SA 4.0), some of them with
  natural colours, because the originals are stretched.
- DRIMDB, with its burnt-in date blanked and without its photographs of other subjects.
- IDRiD and Rahim photographs as good, and degraded copies at random sizes: blur, darkness,
  over-exposure, haze, half-dark and glaring fields, grain, poor JPEG, a cut-off
  field.
- Drawn eyes, skin, rulers and rooms, and pieces of ordinary pictures.

Not used in fitting: the cameras of HRF and ROC, and the degradations defocus (by a disc) and
motion. Split by a hash of the patient: 14 parts training, 3 validation, 3 test.
Photographs and copies measured:

| set | training | validation | test |
|---|---|---|---|
{sizes}

## Operating point

Chosen on the validation split: *doubtful* from the lowest severity at which at most {doubted:.0%}
of good photographs are doubted, *ungradable* from the lowest at which at most {stopped:.0%} of
good and usable ones are stopped, as means over the sets: {doubtful:.3f} and {ungradable:.3f}. The
score shown falls from 1 to 0; it is good from 0.67 on and ungradable below 0.33.

## On the test split

No tree and no limit was fitted to it. The two shares above and the rule about contrast, however,
were settled after earlier fits had been measured on these photographs, so the numbers are slightly
optimistic.

Number of photographs, share and Wilson's 95 % interval, without the rules on pixels and visible
part.

| set | true answer | answered good | doubtful | ungradable |
|---|---|---|---|---|
{rows}

| set | AUC ungradable or not | AUC good or not |
|---|---|---|
{aucs}

Intervals of the AUC: bootstrap over patients. Every original of IDRiD, Rahim, HRF and ROC counts as
good, because readers graded or marked it; some of those answered doubtful are in fact hazy.

## Limits

{limits}
"""


def as_markdown(scores: list[SetScores], model: QualityModel, table: Table) -> str:
    """Return docs/quality.md."""
    rows = [
        f"| {one.name} | {truth} | {' | '.join(rate(n, sum(counts)) for n in counts)} |"
        for one in scores
        for truth, counts in one.counts.items()
        if sum(counts)
    ]
    aucs = [
        f"| {one.name} | {_words(one.ungradable)} | {_words(one.not_good)} |"
        for one in scores
        if one.ungradable or one.not_good
    ]
    return _TEXT.format(
        command=COMMAND,
        date=date.today().isoformat(),
        measures=len(model.severity.names),
        reasons=", ".join(model.reasons),
        doubted=DOUBTED,
        stopped=STOPPED,
        doubtful=model.doubtful_from,
        ungradable=model.ungradable_from,
        rows="\n".join(rows),
        aucs="\n".join(aucs),
        sizes="\n".join(_sizes(table)),
        limits=_LIMITS,
    )


def card(
    scores: list[SetScores], model: QualityModel, options: FitOptions, *, sha256: str
) -> dict[str, Any]:
    """Return the gate's card: data, options and metrics."""
    return {
        "name": "quality-gate",
        "version": "1.0",
        "task": "whether a fundus photograph can be graded: good, doubtful, ungradable",
        "architecture": "gradient-boosted trees over measures of retinaview.imaging",
        "data": [
            {"name": name, "licence": licence, "citation": citation}
            for name, licence, citation in DATA
        ],
        "recipe": COMMAND,
        "seed": options.seed,
        "options": vars(options),
        "created": date.today().isoformat(),
        "operating_point": {
            "doubtful_from": model.doubtful_from,
            "ungradable_from": model.ungradable_from,
            "chosen_on": f"validation: at most {DOUBTED} of good doubted, {STOPPED} stopped",
        },
        "metrics": [_metrics(one) for one in scores],
        "limitations": _LIMITS.replace("\n", " "),
        "intended_use": "Research: which photographs deserve a grade. Not for diagnosis.",
        "trees_sha256": sha256,
    }


def _metrics(one: SetScores) -> dict[str, Any]:
    answers = [str(answer) for answer in QualityAnswer]
    counts = {
        f"truly {truth}": dict(zip(answers, counts, strict=True))
        for truth, counts in one.counts.items()
        if sum(counts)
    }
    estimates = {"auc_ungradable": one.ungradable, "auc_not_good": one.not_good}
    known = {name: value.as_dict() for name, value in estimates.items() if value is not None}
    return {"set": one.name, "split": "test", "answers": counts, **known}


def _sizes(table: Table) -> list[str]:
    splits = ("train", "validation", "test")
    counts = Counter(zip(table.source.tolist(), table.split.tolist(), strict=True))
    return [
        f"| {source} | {' | '.join(str(counts[source, split]) for split in splits)} |"
        for source in sorted(set(table.source.tolist()))
    ]


def _words(estimate: Estimate | None) -> str:
    return "–" if estimate is None else str(estimate)
