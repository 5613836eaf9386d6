"""Segmentation objects: the lesions that the models found, one segment per class."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retinaview import __version__
from retinaview.core.findings import ModelIdentity
from retinaview.core.lesions import LesionClass, style_of
from retinaview.exchange.dicom import codes
from retinaview.exchange.dicom.identifiers import uid_of
from retinaview.exchange.dicom.series import MAKER, SEGMENTATIONS, stamp

if TYPE_CHECKING:
    from highdicom.seg import SegmentDescription
    from pydicom import Dataset

Masks = Mapping[LesionClass, NDArray[np.bool_]]


def segmentation(
    masks: Masks, model: ModelIdentity, reference: Dataset, *, at: datetime
) -> Dataset:
    """Return masks as a binary Segmentation, without any pixel spacing.

    Parameters
    ----------
    masks : mapping of LesionClass to ndarray of bool, shape (H, W)
        Of the photograph's size; at least one.
    model : ModelIdentity
        The network that found the lesions.
    reference : Dataset
        From `retinaview.exchange.dicom.reference.reference_to`.
    at : datetime
        When they were found.
    """
    from highdicom.seg import Segmentation

    layers = np.stack(list(masks.values()), axis=-1)[None].astype(np.uint8)
    descriptions = [_description(number, kind, model) for number, kind in enumerate(masks, start=1)]
    made = Segmentation(
        source_images=[_single_frame(reference)],
        pixel_array=layers,
        segmentation_type="BINARY",
        segment_descriptions=descriptions,
        series_instance_uid=uid_of(SEGMENTATIONS, reference.StudyInstanceUID),
        series_number=SEGMENTATIONS,
        sop_instance_uid=uid_of("segmentation", reference.SOPInstanceUID, layers.tobytes(), model),
        instance_number=1,
        manufacturer=MAKER,
        manufacturer_model_name="RetinaView",
        software_versions=__version__,
        device_serial_number="0",
        omit_empty_frames=False,
        content_label="LESIONS",
    )
    made.PatientOrientation = reference.get("PatientOrientation", "")
    stamp(made, at)
    return made


def _description(number: int, kind: LesionClass, model: ModelIdentity) -> SegmentDescription:
    from highdicom import AlgorithmIdentificationSequence
    from highdicom.seg import SegmentDescription
    from pydicom.sr.codedict import codes as standard

    algorithm = AlgorithmIdentificationSequence(
        name=model.name,
        version=model.version or "unknown",
        family=standard.DCM.ArtificialIntelligence,
        parameters={"weights_sha256": model.weights_sha256} if model.weights_sha256 else None,
    )
    return SegmentDescription(
        segment_number=number,
        segment_label=style_of(kind).label,
        segmented_property_category=codes.category(kind),
        segmented_property_type=codes.lesion(kind),
        algorithm_type="AUTOMATIC",
        algorithm_identification=algorithm,
        tracking_uid=uid_of("segment", kind, model),
        tracking_id=f"{kind} by {model.name}",
    )


def _single_frame(reference: Dataset) -> Dataset:
    """Return the reference as highdicom takes it where no pixel spacing is known.

    For the classes of ophthalmic photographs it reads the spacing without asking whether there is
    one.
    """
    from pydicom import Dataset as New

    class WithoutSpacing(New):
        PixelMeasuresSequence = None

    copy = New()
    copy.update(reference)
    copy.file_meta = reference.file_meta
    copy.NumberOfFrames = 1
    copy.SharedFunctionalGroupsSequence = [WithoutSpacing()]
    return copy
