"""Conversion of a finding to a row of `findings.jsonl`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from retinaview.batch.findings_file import (
    EyesRow,
    FieldOfViewRow,
    FilesRow,
    GradeRow,
    LandmarkRow,
    LandmarksRow,
    LesionRow,
    ModelRow,
    QualityRow,
    ReferableRow,
    RegionRow,
    ScreenedRow,
)
from retinaview.core.coverage import regions_of, shown_source
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, Lesion, ModelIdentity, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.probabilities import DIGITS, printed


def finding_row(
    finding: Finding,
    *,
    image: str,
    sha256: str,
    size: tuple[int, int],
    referable_threshold: float,
    name: str = "",
    files: FilesRow | None = None,
    eyes: EyesRow | None = None,
) -> ScreenedRow:
    """Return the row of a finding.

    Parameters
    ----------
    finding : Finding
        The networks' answers.
    image : str
        The path as given.
    sha256 : str
        SHA-256 of the photograph's file.
    size : tuple of int
        Width and height in pixels.
    referable_threshold : float
        Probability from which to refer, 0-1.
    name : str
        Prefix of the names of the map files.
    files : FilesRow, optional
        The map files.
    eyes : EyesRow, optional
        The fellow eye's photograph.
    """
    # An ungradable photograph has no grade, even if a network gives one.
    grades = finding.grades if finding.quality.gradable else None
    source = shown_source(finding)
    return ScreenedRow(
        image=image,
        sha256=sha256,
        width=size[0],
        height=size[1],
        quality=_quality_row(finding.quality),
        dr=None if grades is None else _grade_row(grades.dr),
        dme=None if grades is None or grades.dme is None else _grade_row(grades.dme),
        referable=referral(finding, threshold=referable_threshold),
        regions=tuple(map(_region_row, regions_of(finding, source))),
        regions_source=source,
        attention_regions=tuple(map(_region_row, finding.regions)),
        lesions=tuple(map(_lesion_row, finding.lesions)),
        models={model.role: model_row(model) for model in finding.models},
        seconds={step: round(seconds, 4) for step, seconds in finding.seconds.items()},
        field_of_view=_field_of_view(finding.field_of_view),
        name=name,
        files=files or FilesRow(),
        notes=finding.notes,
        eyes=eyes,
        landmarks=_landmarks_row(finding.landmarks),
    )


def referral(finding: Finding, *, threshold: float) -> ReferableRow:
    """Decide whether to refer; an ungradable photograph is referred."""
    if not finding.quality.gradable:
        return ReferableRow(probability=None, decision=True)
    if finding.grades is not None:
        # From the printed values, so that a script that adds up the grades gets the same number.
        probability = round(sum(printed(finding.grades.dr)[DRGrade.MODERATE :]), DIGITS)
        return ReferableRow(probability=probability, decision=probability >= threshold)
    return ReferableRow(probability=None, decision=None)


def model_row(model: ModelIdentity) -> ModelRow:
    """Return which weights played a role."""
    return ModelRow(name=model.name, version=model.version, weights_sha256=model.weights_sha256)


def _quality_row(quality: Quality) -> QualityRow:
    return QualityRow(
        score=round(quality.score, 4),
        gradable=quality.gradable,
        answer=quality.answer,
        is_fundus=quality.is_fundus,
        reasons=quality.reasons,
    )


def _grade_row(probabilities: Sequence[float]) -> GradeRow:
    grade = probabilities.index(max(probabilities))
    return GradeRow(grade=grade, probabilities=printed(probabilities))


def _region_row(region: Region) -> RegionRow:
    return RegionRow(**_sides(region.box), score=round(region.score, 6))


def _lesion_row(lesion: Lesion) -> LesionRow:
    return LesionRow(
        lesion=lesion.lesion,
        **_sides(lesion.box),
        area_px=round(lesion.area_px, 1),
        score=round(lesion.score, 4),
    )


def _landmarks_row(landmarks: Landmarks | None) -> LandmarksRow | None:
    if landmarks is None:
        return None
    return LandmarksRow(
        optic_disc=_landmark_row(landmarks.disc),
        fovea=_landmark_row(landmarks.fovea),
        laterality=landmarks.laterality,
    )


def _landmark_row(landmark: Landmark) -> LandmarkRow:
    return LandmarkRow(
        x=round(landmark.x, 2), y=round(landmark.y, 2), confidence=round(landmark.confidence, 4)
    )


def _field_of_view(field: FieldCircle | None) -> FieldOfViewRow | None:
    if field is None:
        return None
    square = Box(
        field.cx - field.radius, field.cy - field.radius, 2 * field.radius, 2 * field.radius
    )
    visible = square.clipped(field.width, field.height)
    if visible is None:
        return None
    cx, cy, radius = (round(value, 2) for value in (field.cx, field.cy, field.radius))
    return FieldOfViewRow(cx=cx, cy=cy, radius=radius, **_sides(visible))


class _Sides(TypedDict):
    x: float
    y: float
    width: float
    height: float


def _sides(box: Box) -> _Sides:
    x, y, width, height = (round(side, 2) for side in (box.x, box.y, box.width, box.height))
    return {"x": x, "y": y, "width": width, "height": height}
