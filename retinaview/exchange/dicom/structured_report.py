"""Structured reports (TID 1500) of a reader's answer and marks, or of the models'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from retinaview import __version__
from retinaview.core.findings import GRADING, Finding, ModelIdentity, QualityAnswer
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading, Laterality
from retinaview.core.marks import Mark
from retinaview.exchange.dicom import codes
from retinaview.exchange.dicom.identifiers import mark_uid, person_name, uid_of
from retinaview.exchange.dicom.series import MAKER, REPORTS, stamp

if TYPE_CHECKING:
    from highdicom import sr
    from pydicom import Dataset

RESEARCH_USE = "Research use only; not a medical device."


@dataclass(frozen=True)
class Statement:
    """What one reader, or the models, say of a photograph.

    Attributes
    ----------
    author : str
        Name of the reader; empty for the models.
    at : datetime
        When it was last changed.
    eye : Laterality or None
        Which eye it is.
    grading : Grading
        A reader's answer.
    marks : tuple of Mark
        A reader's labels, or the models' proposals.
    finding : Finding or None
        The models' answer.
    """

    author: str
    at: datetime
    eye: Laterality | None
    grading: Grading = field(default_factory=Grading)
    marks: tuple[Mark, ...] = ()
    finding: Finding | None = None


def structured_report(statement: Statement, reference: Dataset) -> Dataset:
    """Return a statement about a photograph as a Comprehensive SR document.

    Parameters
    ----------
    statement : Statement
        Not empty.
    reference : Dataset
        From `retinaview.exchange.dicom.reference.reference_to`.
    """
    from highdicom import sr

    marks = [_mark_group(mark, statement.eye, reference) for mark in statement.marks]
    content = sr.MeasurementReport(
        observation_context=_observers(statement),
        procedure_reported=codes.own("FUNDUS", "Fundus photography"),
        imaging_measurements=[_photograph_group(statement, reference), *marks],
    )
    source = reference.SOPInstanceUID
    document = sr.ComprehensiveSR(
        evidence=[reference],
        content=content,
        series_instance_uid=uid_of(REPORTS, reference.StudyInstanceUID, statement.author),
        series_number=REPORTS,
        sop_instance_uid=uid_of("report", source, *_identity(statement)),
        instance_number=1,
        manufacturer=MAKER,
        is_complete=True,
    )
    document.SeriesDescription = RESEARCH_USE
    stamp(document, statement.at)
    return document


def _identity(statement: Statement) -> Iterator[object]:
    """Yield what makes a report another one; not when it was exported."""
    yield from (statement.author, statement.eye, statement.grading)
    yield from ((mark.id, mark.lesion, mark.box, mark.status) for mark in statement.marks)
    if statement.finding is not None:
        yield from (statement.finding.models, statement.finding.grades, statement.finding.quality)


def _observers(statement: Statement) -> sr.ObservationContext:
    from highdicom import sr
    from pydicom.sr.codedict import codes as standard

    device = sr.ObserverContext(
        observer_type=standard.DCM.Device,
        observer_identifying_attributes=sr.DeviceObserverIdentifyingAttributes(
            uid=uid_of("program", __version__),
            name="RetinaView",
            manufacturer_name=MAKER,
            model_name=f"RetinaView {__version__}",
        ),
    )
    if not statement.author:
        return sr.ObservationContext(observer_device_context=device)
    person = sr.ObserverContext(
        observer_type=standard.DCM.Person,
        observer_identifying_attributes=sr.PersonObserverIdentifyingAttributes(
            name=person_name(statement.author)
        ),
    )
    return sr.ObservationContext(observer_person_context=person, observer_device_context=device)


def _photograph_group(
    statement: Statement, reference: Dataset
) -> sr.MeasurementsAndQualitativeEvaluations:
    """Return grades and quality, which are of the whole photograph."""
    from highdicom import sr

    finding = statement.finding
    grader = None if finding is None else finding.model(GRADING)
    source = sr.SourceImageForMeasurementGroup(
        referenced_sop_class_uid=reference.SOPClassUID,
        referenced_sop_instance_uid=reference.SOPInstanceUID,
        referenced_frame_numbers=_frames(reference),
    )
    return sr.MeasurementsAndQualitativeEvaluations(
        tracking_identifier=sr.TrackingIdentifier(
            uid=uid_of("photograph", reference.SOPInstanceUID), identifier="photograph"
        ),
        finding_type=codes.own("DR", "Diabetic retinopathy"),
        finding_sites=[codes.retina(statement.eye)],
        algorithm_id=None if grader is None else _algorithm(grader),
        source_images=[source],
        qualitative_evaluations=[
            sr.QualitativeEvaluation(name=name, value=value)
            for name, value in (*_answers(statement.grading), *_model_answers(finding))
        ],
        measurements=_probabilities(finding),
    )


def _answers(grading: Grading) -> Iterator[tuple[sr.CodedConcept, sr.CodedConcept]]:
    """Yield question and answer of what a reader said."""
    if grading.dr is not None:
        yield codes.own("ICDR", "Retinopathy grade, ICDR scale"), codes.dr_grade(grading.dr)
    if grading.dme is not None:
        yield codes.own("DME", "Macular oedema, as IDRiD"), codes.dme_grade(grading.dme)
    if grading.ungradable:
        yield codes.image_quality(), codes.quality(QualityAnswer.UNGRADABLE)
    if grading.unsure:
        yield codes.own("CERTAINTY", "Certainty of the answer"), codes.own("UNSURE", "Unsure")


def _model_answers(
    finding: Finding | None,
) -> Iterator[tuple[sr.CodedConcept, sr.CodedConcept]]:
    if finding is None:
        return
    grades = finding.grades if finding.quality.gradable else None
    if grades is not None:
        yield from _answers(Grading(dr=grades.dr_grade, dme=grades.dme_grade))
    yield codes.image_quality(), codes.quality(finding.quality.answer)


def _probabilities(finding: Finding | None) -> list[sr.Measurement]:
    from highdicom import sr
    from pydicom.sr.codedict import codes as standard

    grades = None if finding is None or not finding.quality.gradable else finding.grades
    if grades is None:
        return []
    name = codes.own("REFERABLE", "Probability of referable retinopathy")
    value = round(grades.referable, 4)
    return [sr.Measurement(name=name, value=value, unit=standard.UCUM.NoUnits)]


def _mark_group(
    mark: Mark, eye: Laterality | None, reference: Dataset
) -> sr.PlanarROIMeasurementsAndQualitativeEvaluations:
    from highdicom import sr

    run = mark.provenance
    algorithm = None
    if run is not None:
        known = ModelIdentity("", run.model, run.version, run.weights_sha256)
        algorithm = _algorithm(known, run.threshold)
    name = codes.own("STATUS", "What became of the mark")
    return sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=sr.TrackingIdentifier(
            uid=mark_uid(mark.id), identifier=f"{mark.lesion} {mark.id[:8]}"
        ),
        referenced_region=_region(mark.box, reference),
        finding_type=codes.lesion(mark.lesion),
        finding_category=codes.category(mark.lesion),
        finding_sites=[codes.retina(eye)],
        algorithm_id=algorithm,
        qualitative_evaluations=[
            sr.QualitativeEvaluation(name=name, value=codes.status(mark.status))
        ],
    )


def _algorithm(model: ModelIdentity, threshold: float | None = None) -> sr.AlgorithmIdentification:
    from highdicom import sr

    parameters = [f"weights SHA-256 {model.weights_sha256}"] if model.weights_sha256 else []
    parameters += [] if threshold is None else [f"threshold {threshold:g}"]
    return sr.AlgorithmIdentification(
        name=model.name, version=model.version or "unknown", parameters=parameters or None
    )


def _region(box: Box, reference: Dataset) -> sr.ImageRegion:
    """Return a box as a closed line; its coordinates are those of DICOM already."""
    from highdicom import sr

    xs = np.clip([box.x, box.right, box.right, box.x, box.x], 0, int(reference.Columns))
    ys = np.clip([box.y, box.y, box.bottom, box.bottom, box.y], 0, int(reference.Rows))
    return sr.ImageRegion(
        graphic_type=sr.GraphicTypeValues.POLYLINE,
        graphic_data=np.column_stack([xs, ys]),
        source_image=sr.SourceImageForRegion(
            referenced_sop_class_uid=reference.SOPClassUID,
            referenced_sop_instance_uid=reference.SOPInstanceUID,
            referenced_frame_numbers=_frames(reference),
        ),
    )


def _frames(reference: Dataset) -> list[int] | None:
    return [1] if reference.NumberOfFrames > 1 else None
