"""Thresholds that a reader has set, and those at which proposals were made, in the rows."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import ColumnExpressionArgument, String, select, type_coerce
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import LabelError
from retinaview.core.lesions import LesionClass, network_class
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.dialects import run
from retinaview.project.edits import log
from retinaview.project.log import thresholds_of
from retinaview.project.schema import FindingRow, RunRow, SettingRow
from retinaview.project.values import UNREADABLE, Damage, each, number, text, to_json

SET_THRESHOLD, RESET_THRESHOLD = "Set threshold", "Reset threshold"
"""Labels in the event log."""
_PREFIX = "threshold "
_PROPOSED_AT = "proposed_at"
# Within the row, which holds all lesions and need not be read for that.
_NOTE = (
    f"UPDATE findings SET summary = json_set(summary, '$.{_PROPOSED_AT}', json(?)) "
    "WHERE image_id = ? AND main = 1"
)


def read_thresholds(transaction: Transaction) -> dict[ThresholdKey, float]:
    """Return all thresholds that were set; skips those of unknown classes or values."""
    rows = transaction.scalars(select(SettingRow).where(SettingRow.key.startswith(_PREFIX)))
    found = {}
    for row in rows:
        try:
            key, value = _key_of(row.key), float(row.value)
        except (*UNREADABLE, LabelError):
            continue
        if 0 <= value <= 1:
            found[key] = value
    return found


def write_threshold(
    transaction: Transaction, key: ThresholdKey, value: float | None, *, reader: str
) -> None:
    """Set one threshold, or reset it to the card's (None), and log it."""
    name = _PREFIX + json.dumps([key.network, key.version, key.lesion.value])
    row = transaction.get(SettingRow, name)
    before = None if row is None else _value(row.value)
    if before == value:
        return
    if value is not None:
        transaction.merge(SettingRow(key=name, value=repr(value)))
    elif row is not None:
        transaction.delete(row)
    transaction.flush()
    label = RESET_THRESHOLD if value is None else SET_THRESHOLD
    change = _logged(key, before), _logged(key, value)
    log(transaction, label, reader=reader, change=change)


def read_card_threshold(
    transaction: Transaction, key: ThresholdKey, *, damage: Damage
) -> float | None:
    """Return what a network's card said when it last ran; None where it never ran here."""
    query = select(RunRow.image_id, type_coerce(RunRow.thresholds, String)).where(
        RunRow.model == key.network,
        RunRow.model_version == key.version,
        RunRow.role == "segmentation",
    )
    found = transaction.execute(query.order_by(RunRow.id.desc()).limit(1)).one_or_none()
    if found is not None:
        with damage.noted(found[0], "the record of a model's run cannot be read"):
            return thresholds_of(found[1]).get(key.lesion.value)
    return None


def read_proposed_at(
    transaction: Transaction, image_id: int, *, damage: Damage
) -> dict[LesionClass, float] | None:
    """Return the thresholds of the main finding's proposals; None where none were noted."""
    query = select(type_coerce(FindingRow.summary, String)).where(*_main_of(image_id))
    summary = transaction.scalar(query)
    if summary is not None:
        with damage.noted(image_id, "the thresholds of its proposals cannot be read"):
            noted = json.loads(summary).get(_PROPOSED_AT)
            if noted is not None:
                return {network_class(name): number(v) for name, v in noted.items()}
    return None


def note_proposed_at(
    transaction: Transaction, image_id: int, thresholds: Mapping[LesionClass, float]
) -> None:
    """Note at which thresholds the lesions of the main finding are now proposed."""
    noted = to_json({lesion.value: value for lesion, value in thresholds.items()})
    run(transaction, _NOTE, (noted, image_id))


def _key_of(setting: str) -> ThresholdKey:
    network, version, lesion = each(text, json.loads(setting.removeprefix(_PREFIX)))
    return ThresholdKey(network, version, network_class(lesion))


def _value(kept: str) -> float | None:
    try:
        return float(kept)
    except UNREADABLE:
        return None


def _main_of(image_id: int) -> tuple[ColumnExpressionArgument[bool], ...]:
    return FindingRow.image_id == image_id, FindingRow.main


def _logged(key: ThresholdKey, value: float | None) -> dict[str, object]:
    """Return what the event log records; a threshold of null is the model card's."""
    return {
        "network": key.network,
        "version": key.version,
        "class": key.lesion.value,
        "threshold": value,
    }
