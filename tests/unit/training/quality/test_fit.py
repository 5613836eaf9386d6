"""The fit: plain trees that say what scikit-learn's say, limits from validation, a page."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingRegressor

from training.quality import fit as fitting
from training.quality import report, scores
from training.quality.fit import FitOptions
from training.quality.photographs import NOT_FUNDUS, Sample
from training.quality.table import Table, measure_samples, read_table

NAMES = ("covered", "dark", "focus", "contrast_50", "light_50", "burnt", "saturation", "dark_lines")


def table(rows: int = 600) -> Table:
    """Severity is what `dark` says; `focus` is often missing."""
    random = np.random.default_rng(0)
    measures = random.random((rows, len(NAMES)))
    measures[random.random(rows) < 0.4, 2] = np.nan
    severity = np.clip(measures[:, 1] + random.normal(0, 0.03, rows), 0, 1)
    reasons = tuple(
        (NOT_FUNDUS,) if number % 10 == 0 else ("dark",) if one > 0.5 else ()
        for number, one in enumerate(severity)
    )
    kind = np.where(np.arange(rows) % 10 == 0, "outsider", "original")
    kind[1::3] = "dark"
    measures[::10, 0] = 5
    split = np.array(["train", "validation", "test"])[random.integers(0, 3, rows)]
    return Table(
        NAMES, measures, np.arange(rows).astype(str), np.full(rows, "idrid"), split, kind,
        severity, np.ones(rows), reasons,
    )  # fmt: skip


@pytest.fixture(scope="module")
def options() -> FitOptions:
    return FitOptions(trees=30, reason_trees=10)


def test_plain_trees_say_what_scikit_learn_says() -> None:
    data = table(200)
    model = HistGradientBoostingRegressor(max_iter=8, early_stopping=False)
    model.fit(data.measures, data.severity)
    plain = fitting._plain(model, NAMES, logistic=False)
    np.testing.assert_allclose(fitting.predicted(data, plain), model.predict(data.measures))


def test_the_gate_learns_and_its_limits_keep_to_what_they_promise(options: FitOptions) -> None:
    data = table()
    model = fitting.fit(data, options)
    said = fitting.predicted(data, model.severity)
    good = (data.split == "validation") & (data.severity <= 1 / 3) & (data.kind == "original")
    assert np.mean(said[good] >= model.doubtful_from) <= fitting.DOUBTED
    assert model.doubtful_from < model.ungradable_from
    other = fitting.predicted(data, model.not_fundus)
    outsiders = data.has(NOT_FUNDUS)
    assert other[outsiders].min() > other[~outsiders].max()
    assert set(model.reasons) == {"dark"}


def test_a_page_and_a_card_come_from_the_test_split(options: FitOptions) -> None:
    data = table()
    model = fitting.fit(data, options)
    found = scores.measure(data, model)
    page = report.as_markdown(found, model, data)
    card = report.card(found, model, options, sha256="ab")
    assert "IDRiD, grading test" in page
    assert report.COMMAND in page
    assert all("{" not in line for line in page.splitlines())
    assert {one["split"] for one in card["metrics"]} == {"test"}
    assert all(source["licence"] for source in card["data"])
    counts = card["metrics"][0]["answers"]["truly good"]
    originals = (data.split == "test") & (data.kind == "original") & (data.severity <= 1 / 3)
    assert sum(counts.values()) == np.count_nonzero(originals)


def test_rates_have_intervals() -> None:
    assert scores.rate(0, 10) == "0 (0%) [0%, 28%]"
    assert scores.rate(9, 10) == "9 (90%) [60%, 98%]"
    assert scores.rate(0, 0) == "–"


def test_what_is_measured_is_read_again(tmp_path: Path) -> None:
    from retinaview.phantoms import make_phantom

    rgb = make_phantom(1, height_px=200).rgb
    black = np.zeros((100, 100, 3), np.uint8)
    samples = [
        Sample(rgb, "a", "idrid", "train", 0.05),
        Sample(black, "b", "idrid", "train", 0.95),
        Sample(rgb, "c", "idrid", "test", 0.8, ("blur", "dark"), "blur+dark", 0.5),
    ]
    measure_samples(iter(samples), tmp_path / "measures.csv")
    data = read_table(tmp_path / "measures.csv")
    assert data.name.tolist() == ["a", "c"]
    assert data.reasons == ((), ("blur", "dark"))
    assert data.has("dark").tolist() == [False, True]
    assert data.weight.tolist() == [1.0, 0.5]
    assert np.isnan(data.measures[0, data.names.index("focus")])
    assert np.isfinite(data.measures[0, data.names.index("covered")])
