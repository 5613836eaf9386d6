"""Registration of eyes that were photographed twice, and of others."""

from __future__ import annotations

import pytest

from retinaview.imaging.photograph import read_photograph
from retinaview.imaging.registration import LEAST_MATCHES, TooFewMatches, find_features, register
from tests.shared_data import DATA
from training.registration import RegisteredEye, _path, in_words, registered_eyes
from training.same_eyes import SAME_EYES

needs_data = pytest.mark.skipif(not (DATA / "idrid").is_dir(), reason="no shared data")


@pytest.mark.data
@needs_data
def test_an_eye_seen_twice_is_registered_and_another_one_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pair, other = SAME_EYES[3], SAME_EYES[4][0]
    features = {key: find_features(read_photograph(_path(DATA, key)).rgb) for key in (*pair, other)}
    monkeypatch.setattr("training.registration.SAME_EYES", (pair,))
    (eye,) = registered_eyes(DATA, features)
    assert eye.matches > 5 * LEAST_MATCHES
    assert eye.error_dd < 0.05
    assert eye.landmarks_dd[0] < 0.05, "the disc, placed by hand on both"
    with pytest.raises(TooFewMatches) as refused:
        register(features[pair[0]], features[other])
    assert refused.value.matches < LEAST_MATCHES / 2


def test_refusals_are_told_and_do_not_count() -> None:
    refused = RegisteredEye(("a", "b"), None, 4, float("nan"), ())
    words = in_words([refused], [3, 5]).splitlines()
    assert words[0] == "a and b: refused, 4 points match"
    assert words[1].startswith("0 of 1 eyes photographed twice are registered")
    assert words[2] == "2 pairs of different eyes: at most 5 points match"
