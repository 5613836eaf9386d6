"""One source alone, whichever network it is, with one eye or both."""

from __future__ import annotations

import json
import shutil
import weakref
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, WeightsError
from retinaview.core.findings import Finding, Quality
from retinaview.core.lesions import LesionClass
from retinaview.core.probabilities import printed
from retinaview.imaging.photograph import Photograph
from retinaview.inference import grading, overview
from retinaview.inference.device import Device
from retinaview.inference.engine import Engine
from retinaview.models.outputs import zoom_in_net
from retinaview.phantoms import make_phantom

CPU = Device("cpu", "CPU", "float32")
DR = [f"DR {grade}" for grade in range(5)]
DME = [f"DME {grade}" for grade in range(3)]


def phantom(name: str, seed: int) -> Photograph:
    return Photograph(Path(name), make_phantom(seed, height_px=256).rgb, depth_bits=8, sha256="")


@pytest.fixture(scope="module")
def photograph() -> Photograph:
    return phantom("P1_OD.png", 5)


@pytest.fixture(scope="module")
def fellow() -> Photograph:
    return phantom("P1_OS.png", 6)


@pytest.fixture
def engine(tiny_sources: Path) -> Engine:
    return Engine(device=CPU, weights_folder=tiny_sources)


@pytest.fixture(autouse=True)
def _any_quality(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Quality(0.9, gradable=True)
    monkeypatch.setattr(overview, "assess_quality", lambda *_: good)


@pytest.fixture
def fellows_seen(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the networks were given as the other eye."""
    seen: list[Any] = []
    real = grading.grade_photograph

    def watched(*arguments: Any, fellow: Any = None, **options: Any) -> Any:
        seen.append(fellow)
        return real(*arguments, fellow=fellow, **options)

    monkeypatch.setattr(grading, "grade_photograph", watched)
    return seen


@pytest.mark.parametrize(
    ("source", "targets"),
    [
        ("zoom-in-net-small", ["any DR", *DR]),
        ("sea-net-small", ["attention"]),
        ("gradcam-small", ["any DR", *DR]),
        ("sunet-small", ["any DR", *DR, *DME]),
        ("oedema", ["any DME", *DME]),
        ("ganet", []),
    ],
)
def test_every_source_answers_alone(
    engine: Engine, photograph: Photograph, source: str, targets: list[str]
) -> None:
    finding = engine.ask(photograph, source)
    assert [heat.target for heat in finding.heat_maps] == targets
    assert {heat.source for heat in finding.heat_maps} <= {source}
    assert {model.name for model in finding.models} == {source}
    for each in (*finding.lesion_maps, *finding.heat_maps):
        assert each.extent.clipped(photograph.width, photograph.height) == each.extent
    assert finding.together == ""


@pytest.fixture(scope="module")
def exact(tiny_sources: Path, photograph: Photograph) -> Callable[[str], Finding]:
    """What each source says in torch and float32."""
    plain = Engine(device=CPU, weights_folder=tiny_sources)
    return cache(lambda source: plain.ask(photograph, source))


@pytest.mark.parametrize("source", ["ganet", "zoom-in-net-small", "sunet-small"])
def test_every_runtime_and_precision_says_nearly_the_same(
    source: str,
    every_device: Device,
    exact: Callable[[str], Finding],
    tiny_sources: Path,
    photograph: Photograph,
) -> None:
    expected = exact(source)
    found = Engine(device=every_device, weights_folder=tiny_sources).ask(photograph, source)
    assert found.notes == ()
    atol = {"float32": 1e-4, "bfloat16": 0.03}[every_device.precision]
    if expected.grades is not None:
        assert found.grades is not None
        np.testing.assert_allclose(found.grades.dr, expected.grades.dr, atol=atol)
        for grades in filter(None, (found.grades.dr, found.grades.dme)):
            assert sum(map(Decimal, map(str, printed(grades)))) == 1
    for ours, theirs in zip(found.lesion_maps, expected.lesion_maps, strict=True):
        difference = ours.probability.astype(int) - theirs.probability
        assert np.abs(difference).max() <= 255 * atol + 1
    for heat, other in zip(found.heat_maps, expected.heat_maps, strict=True):
        assert heat.target == other.target
        assert np.isfinite(heat.values).all()


def test_sunet_gives_grades_of_both_diseases_and_lesions(
    engine: Engine, photograph: Photograph
) -> None:
    finding = engine.ask(photograph, "sunet-small")
    assert finding.grades is not None
    assert finding.grades.dme is not None
    assert (len(finding.grades.dr), len(finding.grades.dme)) == (5, 3)
    assert [each.lesion for each in finding.lesion_maps] == [
        LesionClass.MICROANEURYSM,
        LesionClass.HAEMORRHAGE,
        LesionClass.HARD_EXUDATE,
        LesionClass.COTTON_WOOL_SPOT,
    ]
    assert [model.role for model in finding.models] == ["segmentation", "grading"]
    for heat, probability in zip(finding.heat_maps[1:6], finding.grades.dr, strict=True):
        assert heat.values.max() <= probability + 1e-5


def test_a_network_for_segmentation_comes_before_the_graders_lesions(
    tiny_sources: Path, photograph: Photograph
) -> None:
    engine = Engine(device=CPU, models=["ganet", "sunet-small"], weights_folder=tiny_sources)
    finding = engine.analyse(photograph)
    assert finding.models == engine.identities
    assert [model.name for model in finding.models] == ["ganet", "sunet-small"]
    assert LesionClass.OPTIC_DISC in {each.lesion for each in finding.lesion_maps}
    assert len(finding.lesion_maps) == 3


def test_oedema_alone_has_no_grade_and_says_so(engine: Engine, photograph: Photograph) -> None:
    finding = engine.ask(photograph, "oedema")
    assert finding.grades is None
    assert finding.heat_maps
    (note,) = finding.notes
    assert note.startswith("oedema grades macular oedema only: DME ")


def test_lesions_that_the_card_does_not_name_right_are_not_guessed(
    tiny_sources: Path, tmp_path: Path, photograph: Photograph
) -> None:
    shutil.copy(tiny_sources / "sunet-small.safetensors", tmp_path)
    card = json.loads((tiny_sources / "sunet-small.json").read_text())
    card["reading"]["lesions"].pop()
    del card["thresholds"]["soft_exudate"]
    (tmp_path / "sunet-small.json").write_text(json.dumps(card))
    engine = Engine(device=CPU, models=["sunet-small"], weights_folder=tmp_path)
    finding = engine.analyse(photograph)
    assert finding.notes == ("sunet-small maps 4 classes of lesion, its card names 3",)
    assert (finding.lesion_maps, finding.grades, finding.models) == ((), None, ())


def test_a_source_without_weights_is_never_run(engine: Engine, photograph: Photograph) -> None:
    with pytest.raises(WeightsError, match="retinaview train at-net --data DIR --out DIR"):
        engine.ask(photograph, "at-net")
    with pytest.raises(WeightsError, match="no weights 'nosuch'"):
        engine.ask(photograph, "nosuch")


def test_asking_loads_that_network_alone(engine: Engine, photograph: Photograph) -> None:
    engine.ask(photograph, "sea-net-small")
    asked = engine._networks.size_bytes
    engine.load()
    assert engine._networks.size_bytes > asked > 0


def test_networks_beyond_the_bound_are_let_go_and_come_back(
    tiny_sources: Path, photograph: Photograph
) -> None:
    engine = Engine(device=CPU, weights_folder=tiny_sources, networks_bytes=1)
    first = engine.ask(photograph, "sunet-small")
    module = weakref.ref(next(iter(engine._networks._entries.values())).network)
    engine.ask(photograph, "sea-net-small")
    assert module() is None
    assert engine.analyse(photograph).models == engine.identities
    again = engine.ask(photograph, "sunet-small")
    assert again.grades == first.grades


def test_asking_can_be_stopped(engine: Engine, photograph: Photograph) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        engine.ask(
            photograph,
            "sunet-small",
            progress=lambda at: token.cancel() if at.step == "grading" else None,
            cancel=token,
        )
    assert engine.ask(photograph, "sunet-small").grades is not None


def test_field_and_quality_are_found_once_for_a_photograph(
    engine: Engine, photograph: Photograph, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    real = overview.find_field_of_view

    def counted(rgb: np.ndarray) -> Any:
        calls.append(1)
        return real(rgb)

    monkeypatch.setattr(overview, "find_field_of_view", counted)
    for source in ("sea-net-small", "sunet-small", "ganet"):
        engine.ask(photograph, source)
    assert len(calls) == 1


def test_both_eyes_are_graded_together(
    engine: Engine, photograph: Photograph, fellow: Photograph, fellows_seen: list[Any]
) -> None:
    finding = engine.ask(photograph, "zoom-in-net-pair", fellow=fellow)
    ((rgb, fov),) = fellows_seen
    assert rgb is fellow.rgb
    assert fov.radius_px > 0
    assert finding.together == "P1_OS.png"
    assert finding.notes == ()
    assert finding.grades != engine.ask(photograph, "zoom-in-net-pair").grades


def test_what_the_pair_needs_is_computed_once_for_either_eye(
    tiny_sources: Path,
    photograph: Photograph,
    fellow: Photograph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs: list[Any] = []
    real = zoom_in_net.run_network

    def counted(*arguments: Any, **options: Any) -> Any:
        runs.append(arguments)
        return real(*arguments, **options)

    monkeypatch.setattr(zoom_in_net, "run_network", counted)
    one_engine = Engine(device=CPU, weights_folder=tiny_sources)
    for own, other in ((photograph, fellow), (fellow, photograph)):
        found = one_engine.ask(own, "zoom-in-net-pair", fellow=other)
        anew = Engine(device=CPU, weights_folder=tiny_sources).ask(
            own, "zoom-in-net-pair", fellow=other
        )
        assert (found.grades, found.regions) == (anew.grades, anew.regions)
        for one, same in zip(found.heat_maps, anew.heat_maps, strict=True):
            np.testing.assert_array_equal(one.values, same.values)
    assert len(runs) == 2 + 4


def test_one_eye_alone_is_graded_too(
    engine: Engine, photograph: Photograph, fellows_seen: list[Any]
) -> None:
    assert engine.ask(photograph, "zoom-in-net-pair").together == ""
    assert fellows_seen == [None]


def test_a_network_for_one_eye_is_shown_one(
    engine: Engine, photograph: Photograph, fellow: Photograph, fellows_seen: list[Any]
) -> None:
    assert not engine.pairs_eyes
    assert engine.analyse(photograph, fellow=fellow).together == ""
    assert fellows_seen == [None]


def test_an_engine_says_whether_it_pairs_eyes(tiny_sources: Path) -> None:
    assert Engine(models=["zoom-in-net-pair"], weights_folder=tiny_sources).pairs_eyes


@pytest.mark.parametrize("blind", ["blurred", "black"])
def test_a_fellow_that_is_not_gradable_is_left_out_and_said(
    engine: Engine,
    photograph: Photograph,
    fellows_seen: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    blind: str,
) -> None:
    other = phantom("P1_OS.png", 7)
    if blind == "black":
        other = Photograph(Path("P1_OS.png"), np.zeros_like(other.rgb), 8, "")
    else:
        monkeypatch.setattr(
            overview,
            "assess_quality",
            lambda rgb, _: Quality(0.5, gradable=rgb is not other.rgb),
        )
    finding = engine.ask(photograph, "zoom-in-net-pair", fellow=other)
    assert fellows_seen == [None]
    assert finding.grades is not None
    assert finding.together == ""
    assert finding.notes == ("Graded without P1_OS.png, which is not gradable",)
