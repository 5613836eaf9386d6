"""Whole retraining runs of tiny networks: stopped, resumed, in the way of each other."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from filelock import FileLock, Timeout

from retinaview.core.errors import (
    Cancelled,
    LabelError,
    ReadError,
    RetinaViewError,
    WriteError,
)
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.photos import LabelledImage
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models import registry
from retinaview.models.grade_options import GradeOptions, Head
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from training import engine
from training.retraining import blending, grader, run, segmenter
from training.retraining.progress import Event, Progress, in_words
from training.segmentation.idrid import CLASSES

HEIGHT, WIDTH = 96, 120
TINY = {
    "widths": [8, 8, 8, 8, 8],
    "groups": 4,
    "stem": 4,
    "outputs": len(CLASSES),
}


def card(name: str, architecture: str, arguments: dict[str, object], **more: object) -> ModelCard:
    values: dict[str, object] = {
        "name": name,
        "version": "1",
        "architecture": architecture,
        "arguments": arguments,
        "task": registry.network(architecture).task,
        "paper": "",
        "data": [],
        "licence_of_data": "none",
        "recipe": "",
        "commit": "",
        "seed": 0,
        "created": date(2026, 11, 30),
        "metrics": [],
        "chance": {},
        "intended_use": "tests",
        "limitations": "random",
    }
    return ModelCard.model_validate(values | more)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of a small lesion network."""
    torch.manual_seed(0)
    made = card(
        "tiny",
        "lesion-net-lite1",
        TINY,
        classes=list(CLASSES),
        preprocessing={"diameter_px": 96, "colour": "field"},
        thresholds=dict.fromkeys(CLASSES, 0.5),
    )
    path = tmp_path_factory.mktemp("old") / "tiny.safetensors"
    files.save(path, registry.build("lesion-net-lite1", **TINY), made)
    return path


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> list[ReadPhotograph]:
    """Boxes of hard exudates on eight photographs."""
    folder = tmp_path_factory.mktemp("photographs")
    found = []
    for n in range(8):
        path = folder / f"{n}.jpg"
        draw(path, n, lesion=True)
        marks = tuple(
            Mark.drawn(LesionClass.HARD_EXUDATE, Box(x, 34, 12, 12), author="Anna")
            for x in (39, 60, 75)
        )
        found.append(ReadPhotograph(LabelledImage(f"{n}.jpg", WIDTH, HEIGHT, marks=marks), path))
    return found


def draw(path: Path, seed: int, *, lesion: bool) -> None:
    """Write a field of view with a disc, and a dark spot if asked."""
    image = np.full((HEIGHT, WIDTH, 3), (30, 60, 140), np.uint8)
    noise = np.random.default_rng(seed).integers(-9, 9, image.shape)
    image = np.clip(image + noise, 0, 255).astype(np.uint8)
    cv2.circle(image, (85, 48), 7, (120, 190, 230), -1)
    if lesion:
        cv2.circle(image, (45, 40), 5, (10, 10, 60), -1)
    field = cv2.circle(np.zeros((HEIGHT, WIDTH), np.uint8), (60, 48), 46, 1, -1)
    cv2.imwrite(str(path), image * field[..., None])


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(segmenter.DEFAULTS.settings, steps_per_epoch=2, warmup_steps=1)
    quick = replace(segmenter.DEFAULTS, side_px=64, per_batch=2, settings=settings)
    monkeypatch.setattr(segmenter, "DEFAULTS", quick)
    monkeypatch.setattr(blending, "SHARES", (1.0,))


def retrain(
    labels: list[ReadPhotograph],
    old: Path,
    out: Path,
    *,
    tell: Callable[[Event], None] = lambda _: None,
    resume: bool = False,
    epochs: int = 2,
) -> Path:
    progress = Progress(out, tell)
    request = (
        run.begun(out)
        if resume
        else run.begin(labels, out, network=str(old), name="mine", share=0.3, epochs=epochs)
    )
    return run.run(request, out, progress=progress, device="cpu", resume=resume)


def tensors(path: Path) -> dict[str, torch.Tensor]:
    return dict(files.load(path).module.state_dict())


def test_a_run_ends_with_weights_a_card_and_a_comparison(
    labels: list[ReadPhotograph], old: Path, tmp_path: Path
) -> None:
    before = old.read_bytes()
    events: list[Event] = []
    damaged = tmp_path / "damaged.jpg"
    damaged.write_bytes(b"no photograph")
    labels = [*labels, replace(labels[0], path=damaged)]
    labels[-1] = replace(labels[-1], labels=replace(labels[0].labels, image="damaged.jpg"))
    path = retrain(labels, old, tmp_path, tell=events.append)
    assert old.read_bytes() == before
    new, start = tensors(path), tensors(old)
    assert any(not torch.equal(new[name], start[name]) for name in new)
    card_of_new = files.load(path).card
    assert card_of_new.name == "mine"
    assert card_of_new.data[-1].name == "a reader's own labels"
    report = json.loads((tmp_path / "report.json").read_text())
    assert not set(report["learnt"]) & set(report["held_out"])
    assert any("damaged.jpg" in str(event.get("text")) for event in events)
    assert report["classes"][0]["old"]["lesions"] >= 3
    assert "new less old" in (tmp_path / "report.txt").read_text()
    assert (tmp_path / "worst_1.jpg").stat().st_size > 1000
    kinds = [event["event"] for event in events]
    assert kinds[0] == "labels"
    assert kinds[-2:] == ["report", "done"]
    told = [json.loads(line) for line in (tmp_path / "progress.jsonl").read_text().splitlines()]
    assert told == events
    assert all("\n" not in in_words(e) for e in events if e["event"] == "step")


def test_masks_are_measured_pixel_by_pixel(
    labels: list[ReadPhotograph], old: Path, tmp_path: Path
) -> None:
    disc = cv2.circle(np.zeros((11, 11), np.uint8), (5, 5), 5, 1, -1) > 0
    spot = Mask.of(disc, x=40, y=35)
    assert spot is not None
    marks = tuple(
        Mark.drawn(LesionClass.HARD_EXUDATE, spot.moved(dx, 0), author="Anna") for dx in (0, 15, 30)
    )
    masked = [replace(each, labels=replace(each.labels, marks=marks)) for each in labels]
    retrain(masked, old, tmp_path, epochs=1)
    report = json.loads((tmp_path / "report.json").read_text())
    pixels = report["classes"][0]["pixels"]
    assert 0 <= pixels["new"]["pooled_dice"]["value"] <= 1
    assert pixels["difference"]["pooled_dice"]["n"] == len(report["held_out"])
    assert "Dice, new less old" in (tmp_path / "report.txt").read_text()


def test_a_stopped_run_goes_on_to_the_same_weights(
    labels: list[ReadPhotograph], old: Path, tmp_path: Path
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    expected = tensors(retrain(labels, old, whole))

    def stop_in_the_second_epoch(event: Event) -> None:
        if event["event"] == "step" and event["what"] == "training" and event["done"] == 3:
            (parts / "stop").touch()

    with pytest.raises(Cancelled, match="--resume continues"):
        retrain(labels, old, parts, tell=stop_in_the_second_epoch)
    assert not (parts / "mine.safetensors").exists()
    found = tensors(retrain(labels, old, parts, resume=True))
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def test_an_earlier_run_is_not_overwritten(
    labels: list[ReadPhotograph], old: Path, tmp_path: Path
) -> None:
    run.begin(labels, tmp_path, network=str(old))
    with pytest.raises(WriteError, match="an earlier run is here"):
        run.begin(labels, tmp_path, network=str(old))
    with pytest.raises(ReadError, match="no run to continue"):
        run.begun(tmp_path / "empty")


def test_other_labels_are_noticed(labels: list[ReadPhotograph], old: Path, tmp_path: Path) -> None:
    request = run.begin(labels, tmp_path, network=str(old))
    assert not run.have_changed(labels, request)
    assert run.have_changed(labels[1:], request)
    with (tmp_path / "labels" / "annotations.json").open("a") as file:
        file.write(" ")
    with pytest.raises(LabelError, match="not those that this run began with"):
        run.run(request, tmp_path, progress=Progress(tmp_path, lambda _: None))


def test_two_runs_in_one_folder(tmp_path: Path) -> None:
    with run.alone_in(tmp_path):
        lock = FileLock(tmp_path / "running.lock")
        with pytest.raises(Timeout):
            lock.acquire(timeout=0)
    refused = pytest.raises(WriteError, match="another retraining works in this folder")
    with FileLock(tmp_path / "running.lock"), refused, run.alone_in(tmp_path):
        pytest.fail("two runs at once")


def test_a_full_disk_keeps_the_last_checkpoint(
    labels: list[ReadPhotograph], old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def fill_the_disk(event: Event) -> None:
        if event["event"] == "step" and event["what"] == "training" and event["done"] == 3:
            monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(WriteError, match=r"cannot be written: No space left on device"):
        retrain(labels, old, tmp_path, tell=fill_the_disk)
    monkeypatch.undo()
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert state["progress"]["epoch"] == 1
    assert not list(tmp_path.glob(".*checkpoint*"))


def test_a_damaged_checkpoint_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "checkpoint.pt").write_bytes(b"PK\x03\x04 half a file")
    with pytest.raises(ReadError, match=r"checkpoint\.pt: is damaged"):
        engine.fit(
            torch.nn.Linear(1, 1),
            batches=lambda _: [],
            loss=lambda module, batch: module(batch).sum(),
            settings=engine.TrainingSettings(epochs=1, steps_per_epoch=1),
            out=tmp_path,
            device=torch.device("cpu"),
            resume=True,
        )


@pytest.mark.parametrize("crop", [(), ("crop",)], ids=["two heads", "with C-Net"])
def test_grades_teach_the_heads_and_nothing_else(tmp_path: Path, crop: tuple[Head, ...]) -> None:
    torch.manual_seed(0)
    arguments: dict[str, object] = {"trunk": "test_resnet", "feature_channels": None}
    arguments |= {"crop_trunk": "test_resnet" if crop else None, "pair": bool(crop)}
    heads: tuple[Head, ...] = ("main", "attention", *crop)
    made = card(
        "tiny-grader",
        "zoom-in-net",
        arguments,
        classes=[str(n) for n in range(5)],
        preprocessing={"diameter_px": 64, "canvas": "square"},
        thresholds={"referable": 0.5},
        reading=GradeOptions(heads=heads, heads_together=heads),
        chance={"DR accuracy": 0.3},
    )
    old = tmp_path / "tiny-grader.safetensors"
    files.save(old, registry.build("zoom-in-net", **arguments), made)
    photographs = []
    for n in range(44):
        path = tmp_path / f"{n}.jpg"
        draw(path, n, lesion=n % 2 == 0)
        grading = Grading(dr=DRGrade(2 if n % 2 == 0 else 0), reader="Anna")
        photographs.append(
            ReadPhotograph(LabelledImage(f"{n}.jpg", 120, 96, grading=grading), path)
        )
    out = tmp_path / "run"
    path = retrain(photographs, old, out, epochs=25)
    before, after = tensors(old), tensors(path)
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed <= {
        "main.classifier.weight",
        "main.classifier.bias",
        "attention.score.weight",
        "attention.score.bias",
    }
    assert changed
    assert files.load(path).card.chance == {}
    report = json.loads((out / "report.json").read_text())
    scores = report["grading"]["new"]["scores"]
    assert scores["referable AUC"]["value"] > 0.9
    assert "DeLong" in (out / "report.txt").read_text()


def test_untouched_heads_answer_as_the_network_does() -> None:
    torch.manual_seed(0)
    arguments = {"trunk": "test_resnet", "feature_channels": None, "crop_trunk": None}
    network = registry.build("zoom-in-net", pair=False, **arguments).eval()
    assert isinstance(network, ZoomInNet)
    with torch.no_grad():
        output = network(torch.rand(6, 3, 64, 64))
        features = torch.einsum("nghw,nchw->ngc", output.attention.gates, output.main.features)
        pooled = grader.Pooled(output.main.pooled, features)
        heads = grader.Heads(network, pooled)
        logits = heads(pooled)
        assert torch.allclose(logits[0], output.main.logits, atol=1e-4)
        assert torch.allclose(logits[1], output.attention.logits, atol=1e-4)
        before = network.main.classifier.weight.clone()
        heads.put_into(network)
        assert torch.allclose(before, network.main.classifier.weight, atol=1e-4)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "../../evil"),
        ("name", 5),
        ("network", ["tiny"]),
        ("share", "x"),
        ("share", 7),
        ("share", True),
        ("epochs", 0),
        ("epochs", 10**9),
        ("seed", None),
        ("seed", -1),
        ("labels_sha256", 3),
    ],
)
def test_a_description_of_a_run_is_checked(field: str, value: object, tmp_path: Path) -> None:
    sound = {"network": "tiny", "name": "a", "share": 0.3, "seed": 1, "epochs": 2}
    about = sound | {"labels_sha256": ""}
    (tmp_path / run.RUN).write_text(json.dumps(about))
    assert run.begun(tmp_path).name == "a"
    (tmp_path / run.RUN).write_text(json.dumps(about | {field: value}))
    with pytest.raises(RetinaViewError, match=rf"run\.json: .*{field}|run\.json.*cannot name"):
        run.begun(tmp_path)


def test_new_weights_are_not_named_out_of_their_folder(
    labels: list[ReadPhotograph], tmp_path: Path
) -> None:
    with pytest.raises(RetinaViewError, match="cannot name weights"):
        run.begin(labels, tmp_path, network="tiny", name="../evil")
    assert list(tmp_path.iterdir()) == []
