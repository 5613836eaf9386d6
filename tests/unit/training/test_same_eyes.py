"""Eyes that were photographed twice stay on one side of every split."""

from dataclasses import dataclass

import pytest

from tests.shared_data import DATA
from training.grading.data import idrid
from training.grading.data.mixture import hold_out
from training.same_eyes import SAME_EYES, is_seen_again
from training.segmentation.idrid import healthy_names


@dataclass(frozen=True)
class Photograph:
    group: str
    dr: int = 0


def test_another_photograph_of_a_tested_or_held_out_eye_is_seen_again() -> None:
    assert is_seen_again("grading/train/IDRiD_017", ())
    assert is_seen_again("idrid/grading/train/IDRiD_017", ())
    assert not is_seen_again("grading/train/IDRiD_404", ())
    assert is_seen_again("grading/train/IDRiD_404", {"idrid/grading/train/IDRiD_046"})
    assert not is_seen_again("grading/train/IDRiD_001", {"grading/train/IDRiD_046"})


@pytest.mark.parametrize("seed", range(8))
def test_no_eye_is_on_both_sides_and_dealing_is_as_without_them(seed: int) -> None:
    items = [Photograph(f"idrid/grading/train/IDRiD_{n:03d}") for n in range(414)]
    training, held_out = ({x.group for x in part} for part in hold_out(items, seed=seed))
    everything = {item.group for item in items}
    assert len(held_out) in (58, 59)
    for pair in SAME_EYES:
        first, other = (f"idrid/{key}" for key in pair)
        assert not (first in training and other in held_out)
        assert not (other in training and first in held_out)
    assert "idrid/grading/train/IDRiD_017" not in training | held_out
    assert len(everything - training - held_out) <= 1 + len(SAME_EYES)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the real photographs are not here")
def test_the_real_splits_leave_out_three_photographs(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = idrid.train_entries(DATA)
    training, held_out = hold_out(entries)
    monkeypatch.setattr("training.grading.data.mixture.is_seen_again", lambda *_: False)
    before, held_before = hold_out(entries)
    assert held_out == held_before
    gone = {entry.key.split("/")[-1] for entry in before} - {e.key.split("/")[-1] for e in training}
    assert gone == {"IDRiD_017", "IDRiD_271", "IDRiD_404"}
    shown = {key for pair in SAME_EYES for key in pair}
    assert not shown & {f"grading/train/{name}" for name in healthy_names(DATA)}
