"""What a finding says of itself."""

from retinaview.core.findings import Finding, Quality, QualityAnswer


def test_the_gate_has_three_answers_and_says_why() -> None:
    good = Quality(0.9, True)
    doubtful = Quality(0.5, True, reasons=("haze", "blur"))
    ungradable = Quality(0.1, False, reasons=("dark",))
    answers = [quality.answer for quality in (good, doubtful, ungradable)]
    assert answers == [QualityAnswer.GOOD, QualityAnswer.DOUBTFUL, QualityAnswer.UNGRADABLE]
    assert good.doubt == ""
    assert doubtful.doubt == "quality doubtful: haze, blur"
    assert ungradable.doubt == "ungradable: dark"
    assert Quality(0, False).doubt == "ungradable"


def test_a_summary_is_what_a_list_shows() -> None:
    finding = Finding(Quality(0.1, False, reasons=("dark",)), notes=("a note",))
    assert finding.summary.quality is finding.quality
    assert finding.summary.grades is None
