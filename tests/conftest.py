"""Tests run without a screen, on sound Qt bindings, and leave no window behind."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from retinaview.inference.device import Device
    from retinaview.models.weights.card import ModelCard

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The runtime that everybody has; what depends on numbers runs on `every_device`.
os.environ.setdefault("RETINAVIEW_RUNTIME", "torch")

RUNTIMES, PRECISIONS = ("torch", "openvino"), ("float32", "bfloat16")

# With a worker for each core, threads of torch would only wait for one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# A change lands or not by what it does, not by the day's dice; at home the dice keep searching.
# How long an example takes says how busy the machine is.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("home", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, refused where the bindings would crash it.

    PySide6 6.12.0 gives away a reference to None with every call that returns nothing; before
    Python 3.12 None is counted, and the process dies after some seven thousand such calls.
    """
    before = sys.getrefcount(None)
    for _ in range(200):
        qapp.setObjectName("retinaview-tests")
    if sys.getrefcount(None) < before - 100:
        pytest.fail("these PySide6 bindings drop None; install PySide6-Essentials<6.12")
    return qapp


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which wears afterwards what it wore before."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


@pytest.fixture(autouse=True)
def _verbs_wait_for_their_step(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let a window's edit be there when its action returns, however busy the machine is."""
    if {"qapp", "qtbot"} & set(request.fixturenames):
        monkeypatch.setattr("retinaview.session.session.PATIENCE_S", 10.0)


@pytest.fixture(autouse=True)
def _no_widget_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget behind."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    before = set(_top_level_widgets())
    yield
    left = _top_level_widgets() - before
    if left:  # a cycle may hold a widget that nobody wants; collecting is slow, so only now
        del left
        gc.collect()
        left = _top_level_widgets() - before
    assert not left, f"left behind: {sorted(map(repr, left))}"


def _top_level_widgets() -> set[QWidget]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return set(QApplication.topLevelWidgets())


@pytest.fixture(scope="session")
def graphs_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where OpenVINO's graphs of all tests are kept: each is made once."""
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture(
    params=[f"{runtime}-{precision}" for runtime in RUNTIMES for precision in PRECISIONS]
)
def every_device(
    request: pytest.FixtureRequest, graphs_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Device:
    """Every runtime and precision that this processor has, one after the other.

    It is forced on whatever chooses a device during the test, and returned.
    """
    from retinaview.inference import device
    from retinaview.inference.graph_folder import GraphFolder

    runtime, precision = request.param.split("-")
    if find_spec(runtime) is None:
        pytest.skip(f"{runtime} is not installed")
    if precision == "bfloat16" and device.choose_device("cpu").precision != "bfloat16":
        pytest.skip("this processor does not multiply bfloat16, and emulating it takes minutes")
    monkeypatch.setenv(device.RUNTIME_VARIABLE, runtime)
    monkeypatch.setattr(device, "_multiplies_bfloat16", lambda _: precision == "bfloat16")
    monkeypatch.setattr(GraphFolder.__init__, "__defaults__", (graphs_folder,))
    forced = device.choose_device("cpu")
    assert (forced.runtime, forced.precision) == (runtime, precision)
    return forced


@pytest.fixture(scope="session")
def tiny_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small random weights under the shipped names; they know nothing."""
    from retinaview.models.network_table import DEFAULT_GRADER, DEFAULT_LOCATOR

    folder = tmp_path_factory.mktemp("weights")
    lesions = {"groups": 4, "widths": [4, 8, 8], "outputs": 3}
    grades = {"trunk": "test_resnet", "feature_channels": None, "dme_grades": 3}
    classes = ["hard_exudate", "haemorrhage", "optic_disc"]
    _save_random(
        folder,
        *(
            _card(name, "ganet", lesions, classes, {"diameter_px": 128, "colour": "field"})
            for name in ("ganet", "lesion-net-lite1")  # one is named in tests, one runs by default
        ),
        *(
            _grading_card(name, "zoom-in-net", grades)
            for name in sorted({"zoom-in-net-small", DEFAULT_GRADER})
        ),
        _card(
            *(DEFAULT_LOCATOR, "landmark-net", {"width": 8}, ["optic_disc", "fovea"]),
            {"diameter_px": 64, "canvas": "square", "colour": "field"},
        ),
    )
    return folder


@pytest.fixture(scope="session")
def tiny_sources(tiny_weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny weights, and others of every further way to answer."""
    folder = tmp_path_factory.mktemp("sources")
    for path in tiny_weights.iterdir():
        shutil.copy(path, folder)
    tiny = {"trunk": "test_resnet"}
    sunet = {**tiny, "channels": 8}
    lesions = ["microaneurysm", "haemorrhage", "hard_exudate", "soft_exudate"]
    pair = {**tiny, "feature_channels": None, "crop_trunk": None, "pair": True}
    _save_random(
        folder,
        _grading_card("sea-net-small", "sea-net", tiny),
        _grading_card("sunet-small", "sunet", sunet, lesions),
        _grading_card("oedema", "sunet-dme", sunet, disease="DME", grades=3),
        _grading_card("gradcam-small", "gradcam-resnet16d", {}),
        _grading_card("zoom-in-net-pair", "zoom-in-net", pair),
    )
    return folder


def _save_random(folder: Path, *cards: ModelCard) -> None:
    import torch

    from retinaview.models import registry
    from retinaview.models.weights import files

    torch.manual_seed(0)
    for card in cards:
        module = registry.build_as_card_says(card.architecture, card.arguments)
        files.save(folder / f"{card.name}.safetensors", module, card)


def _grading_card(
    name: str,
    architecture: str,
    arguments: dict[str, object],
    lesions: Sequence[str] = (),
    *,
    disease: str = "DR",
    grades: int = 5,
) -> ModelCard:
    from retinaview.models.grade_options import GradeOptions

    classes = [f"{disease} {grade}" for grade in range(grades)]
    preprocessing: dict[str, object] = {"diameter_px": 128, "canvas": "square"}
    card = _card(name, architecture, arguments, classes, preprocessing)
    thresholds = card.thresholds | dict.fromkeys(lesions, 0.5)
    options = GradeOptions(lesions=tuple(lesions))
    return card.model_copy(update={"grade_options": options, "thresholds": thresholds})


def _card(
    name: str,
    architecture: str,
    arguments: dict[str, object],
    classes: list[str],
    preprocessing: dict[str, object],
) -> ModelCard:
    from retinaview.models import registry
    from retinaview.models.weights.card import ModelCard

    return ModelCard(
        name=name,
        version="0",
        architecture=architecture,
        arguments=arguments,
        classes=classes,
        task=registry.network(architecture).task,
        paper="",
        data=[],
        licence_of_data="none",
        recipe="",
        commit="",
        seed=0,
        created=date(2026, 11, 20),
        preprocessing=preprocessing,
        thresholds=dict.fromkeys(classes, 0.5) | {"referable": 0.4},
        metrics=[],
        chance={},
        intended_use="tests",
        limitations="random",
    )
