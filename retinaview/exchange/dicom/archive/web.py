"""Archives that speak DICOMweb, through dicomweb-client.

Names and passwords for them come from the user's ``.netrc`` file, never from the command line.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import ArchiveError, ReadError
from retinaview.core.guard import guard
from retinaview.exchange.dicom.archive.questions import (
    FoundStudy,
    Question,
    checked,
    found_studies,
    keywords,
)
from retinaview.exchange.dicom.archive.receiving import Receiver
from retinaview.exchange.dicom.archive.storage import PHOTOGRAPH_CLASSES, storable

if TYPE_CHECKING:
    from dicomweb_client import DICOMwebClient
    from pydicom import Dataset

_AS_IT_IS = (("application/dicom", "*"),)


class WebArchive:
    """An archive at the URL of a DICOMweb service; see `Archive`.

    Parameters
    ----------
    url : str
        Of the service, such as ``https://example.org/dicom-web``.
    timeout_s : float
        How long to wait for an answer, seconds.
    """

    def __init__(self, url: str, *, timeout_s: float) -> None:
        self._url, self._timeout_s = url, timeout_s

    def check(self) -> None:
        """Ask whether it is there, by a search for one study."""
        with self._guarded("does not answer"):
            self._client().search_for_studies(limit=1)

    def find(self, question: Question) -> list[FoundStudy]:
        """Return the studies that it has (QIDO-RS)."""
        with self._guarded("refuses to search"):
            answers = self._client().search_for_studies(
                search_filters=question.filters, fields=list(keywords())
            )
            found = found_studies(map(_dataset, answers), self._url)
        return checked(found, question, self._url)

    def get(self, study: str, receiver: Receiver) -> None:
        """Fetch the photographs of a study (WADO-RS)."""
        client = self._client()
        with self._guarded("refuses to give the study"):
            for answer in client.search_for_instances(study):
                known = _dataset(answer)
                if str(known.get("SOPClassUID")) not in PHOTOGRAPH_CLASSES:
                    continue
                series, instance = str(known.SeriesInstanceUID), str(known.SOPInstanceUID)
                photograph = client.retrieve_instance(
                    study, series, instance, media_types=_AS_IT_IS
                )
                receiver.take(_content(photograph))
                receiver.raise_if_stopped()

    def send(self, files: Iterable[Path]) -> list[str]:
        """Store DICOM files (STOW-RS); return what was refused, one sentence each."""
        from pydicom import dcmread

        client, refused = self._client(), []
        for path in files:
            try:
                storable(path)
            except (ArchiveError, ReadError) as error:
                refused.append(str(error))
                continue
            with self._guarded("refuses to store"):
                answer = client.store_instances([dcmread(path)])
            if answer.get("FailedSOPSequence"):
                refused.append(f"{path}: the archive refuses it")
        return refused

    def _client(self) -> DICOMwebClient:
        from dicomweb_client import DICOMwebClient

        with self._guarded("is no address of a DICOMweb service"):
            client = DICOMwebClient(self._url, timeout=self._timeout_s)
            client.set_http_retry_params(retry=False)
            return client

    @contextmanager
    def _guarded(self, refusal: str) -> Iterator[None]:
        """Turn whatever goes wrong into an `ArchiveError` that names the address."""
        import requests

        url = self._url
        with guard(ArchiveError, None, f"{url}: {refusal}", say_why=True):
            try:
                yield
            except requests.Timeout as fault:
                seconds = f"{self._timeout_s:g} s"
                raise ArchiveError(f"{url}: does not answer within {seconds}") from fault
            except requests.ConnectionError as fault:
                raise ArchiveError(f"{url}: cannot be reached") from fault
            except requests.HTTPError as fault:
                why = "" if fault.response is None else f" ({fault.response.status_code})"
                raise ArchiveError(f"{url}: {refusal}{why}") from fault


def _dataset(answer: Any) -> Dataset:  # noqa: ANN401 - JSON
    from pydicom import Dataset

    return Dataset.from_json(answer)


def _content(dataset: Dataset) -> bytes:
    written = io.BytesIO()
    dataset.save_as(written, enforce_file_format=True)
    return written.getvalue()
