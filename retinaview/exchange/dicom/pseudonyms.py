"""Pseudonyms, unique identifiers and shifts of dates that follow from a secret key.

Whoever has the key gets the same ones again, so that a later visit joins the earlier ones; nobody
else can find out from whom they come.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import date, timedelta
from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular
from retinaview.core.whole_files import write_new

KEY_BYTES = 32
_LONGEST_SHIFT_DAYS = 3650
_PSEUDONYM_DIGITS = 10


class Pseudonyms:
    """What stands for the identity of patients and objects.

    Parameters
    ----------
    key : bytes
        The secret; without one, everything is different in every run.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self._key = secrets.token_bytes(KEY_BYTES) if key is None else key

    def patient(self, patient_id: str, issuer: str = "") -> str:
        """Return the pseudonym of a patient."""
        digest = self._digest("patient", issuer, patient_id).hex()
        return f"RV{digest[:_PSEUDONYM_DIGITS].upper()}"

    def shift(self, patient_id: str, issuer: str = "") -> timedelta:
        """Return by how much a patient's dates move: one to 3,650 days into the past.

        All dates of a patient move alike, so that intervals stay as they are.
        """
        number = int.from_bytes(self._digest("shift", issuer, patient_id)[:8], "big")
        return -timedelta(days=1 + number % _LONGEST_SHIFT_DAYS)

    def uid(self, uid: str) -> str:
        """Return the identifier that replaces another one, below the root of UUIDs (2.25)."""
        return f"2.25.{int.from_bytes(self._digest('uid', uid)[:16], 'big')}"

    def _digest(self, *parts: str) -> bytes:
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, text, "sha256")


def shifted_date(text: str, shift: timedelta) -> str:
    """Return a DICOM date (``YYYYMMDD``), or one at the start of a date and time, moved.

    Empty where the text is no whole date.
    """
    digits, rest = text.strip()[:8], text.strip()[8:]
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) + shift
    except (ValueError, OverflowError):
        return ""
    return f"{day:%Y%m%d}{rest}" if day.year >= 1000 else ""


def read_key(path: Path) -> bytes:
    """Read a key, or make a new one where there is no file.

    Raises
    ------
    ReadError
        The file holds no key.
    WriteError
        The new key cannot be written.
    """
    with guard(ReadError, path):
        text = read_regular(path).decode("ascii") if path.exists() else ""
    if not text:
        key = secrets.token_bytes(KEY_BYTES)
        write_new(path, f"{key.hex()}\n".encode(), replace=False)
        path.chmod(0o600)
        return key
    with guard(ReadError, path, f"holds no key of {KEY_BYTES} bytes in hexadecimal digits"):
        key = bytes.fromhex(text)
        if len(key) != KEY_BYTES:
            raise ValueError(len(key))
    return key
