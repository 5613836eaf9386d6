"""Archives that speak DICOM's own protocol, through pynetdicom."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import ArchiveError, ReadError
from retinaview.core.guard import guard
from retinaview.core.guard import reason as reason_of
from retinaview.core.text import brief
from retinaview.exchange.dicom.archive.address import Address
from retinaview.exchange.dicom.archive.questions import (
    FoundStudy,
    Question,
    checked,
    found_studies,
    keywords,
)
from retinaview.exchange.dicom.archive.receiving import Receiver
from retinaview.exchange.dicom.archive.statuses import PENDING, SUCCESS, in_words, is_warning
from retinaview.exchange.dicom.archive.storage import (
    PHOTOGRAPH_CLASSES,
    SYNTAXES,
    Storable,
    storable,
)

if TYPE_CHECKING:
    from pydicom import Dataset
    from pynetdicom import AE
    from pynetdicom.association import Association
    from pynetdicom.events import Event

_FIND = "1.2.840.10008.5.1.4.1.2.2.1"
_MOVE = "1.2.840.10008.5.1.4.1.2.2.2"
_GET = "1.2.840.10008.5.1.4.1.2.2.3"
_ECHO = "1.2.840.10008.1.1"
_KEPT, _REFUSED = 0x0000, 0xA900
_MOST_CONTEXTS = 120

# Our own errors report what went wrong.
logging.getLogger("pynetdicom").setLevel(logging.CRITICAL + 1)


class NodeArchive:
    """An archive at a host, a port and a title; see `Archive`.

    Parameters
    ----------
    address : Address
        Where it is.
    own_title : str
        The title by which it knows this program.
    timeout_s : float
        How long to wait for an answer, seconds.
    move_port : int, optional
        Fetch by C-MOVE, and listen on this port.
    """

    def __init__(
        self, address: Address, *, own_title: str, timeout_s: float, move_port: int | None = None
    ) -> None:
        self._address, self._own_title = address, own_title
        self._timeout_s, self._move_port = timeout_s, move_port

    def check(self) -> None:
        """Ask whether it is there (C-ECHO)."""
        with self._associated([(_ECHO, None)]) as association:
            self._require(association.send_c_echo().get("Status"), "does not answer")

    def find(self, question: Question) -> list[FoundStudy]:
        """Return the studies that it has (C-FIND)."""
        with self._associated([(_FIND, None)]) as association:
            answers = association.send_c_find(_identifier(question), _FIND)
            answered = self._answers(answers, "refuses to search")
            told = (each for each in answered if each is not None)
            found = found_studies(told, self._address)
        return checked(found, question, self._address)

    def get(self, study: str, receiver: Receiver) -> None:
        """Fetch the photographs of a study (C-GET, or C-MOVE to a port of this computer)."""
        identifier = _identifier(Question(study=study), level_only=True)
        if self._move_port is None:
            self._get(identifier, receiver)
        else:
            self._move(identifier, receiver, self._move_port)

    def send(self, files: Iterable[Path]) -> list[str]:
        """Store DICOM files (C-STORE); return what was refused, one sentence each."""
        refused: list[str] = []
        pending = []
        for path in files:
            try:
                pending.append(storable(path))
            except (ArchiveError, ReadError) as error:
                refused.append(str(error))
        for batch in _batches(pending):
            refused += self._store(batch)
        return refused

    def _get(self, identifier: Dataset, receiver: Receiver) -> None:
        from pynetdicom import build_role, evt

        offered = ((uid, syntax) for uid in PHOTOGRAPH_CLASSES for syntax in SYNTAXES)
        contexts = [(_GET, None), *offered]
        roles = [build_role(uid, scp_role=True) for uid in PHOTOGRAPH_CLASSES]
        handlers = [(evt.EVT_C_STORE, partial(_take, receiver))]
        with self._associated(contexts, roles=roles, handlers=handlers) as association:
            answers = association.send_c_get(identifier, _GET)
            self._follow(answers, "refuses to give the study", receiver)

    def _move(self, identifier: Dataset, receiver: Receiver, port: int) -> None:
        from pynetdicom import evt

        listener = self._entity()
        for uid in PHOTOGRAPH_CLASSES:
            listener.add_supported_context(uid, list(SYNTAXES))
        handlers: Any = [(evt.EVT_C_STORE, partial(_take, receiver))]
        with guard(ArchiveError, None, f"port {port} cannot be listened on", say_why=True):
            server = listener.start_server(("", port), block=False, evt_handlers=handlers)
        try:
            with self._associated([(_MOVE, None)]) as association:
                answers = association.send_c_move(identifier, self._own_title, _MOVE)
                self._follow(answers, "refuses to send the study", receiver)
        finally:
            if server is not None:
                server.shutdown()

    def _store(self, batch: Sequence[Storable]) -> list[str]:
        refused = []
        contexts = list(dict.fromkeys((file.sop_class, file.syntax) for file in batch))
        with self._associated(contexts) as association:
            for file in batch:
                if not association.is_established:
                    raise ArchiveError(f"{self._address}: the connection was lost")
                try:
                    status = association.send_c_store(str(file.path)).get("Status")
                except ValueError:  # no context was accepted for this kind of object
                    refused.append(f"{file.path}: the archive does not take objects of this kind")
                    continue
                if status is None:
                    raise ArchiveError(f"{self._address}: does not answer any more")
                if status != SUCCESS and not is_warning(status):
                    refused.append(f"{file.path}: the archive refuses it ({in_words(status)})")
        return refused

    def _entity(self) -> AE:
        from pynetdicom import AE

        entity = AE(ae_title=self._own_title)
        entity.acse_timeout = entity.dimse_timeout = self._timeout_s
        entity.network_timeout = entity.connection_timeout = self._timeout_s
        return entity

    @contextmanager
    def _associated(
        self,
        contexts: Sequence[tuple[str, str | None]],
        *,
        roles: Sequence[Any] = (),
        handlers: Sequence[Any] = (),
    ) -> Iterator[Association]:
        """Keep an association while it is used; whatever goes wrong becomes an `ArchiveError`."""
        entity = self._entity()
        for uid, syntax in contexts:
            entity.add_requested_context(uid, *([] if syntax is None else [syntax]))
        address = self._address
        with guard(ArchiveError, None, f"{address}: the connection failed", say_why=True):
            association = entity.associate(
                address.host,
                address.port,
                ae_title=address.title,
                ext_neg=list(roles),
                evt_handlers=list(handlers),
                tls_args=(ssl.create_default_context(), address.host) if address.tls else None,
            )
            if not association.is_established:
                raise ArchiveError(f"{address}: {self._why_not(association)}")
            try:
                yield association
            except BaseException:  # answers may still be coming
                association.abort()
                raise
            if association.is_established:
                association.release()

    def _why_not(self, association: Association) -> str:
        if association.is_rejected:
            reason = getattr(association.acceptor.primitive, "reason_str", "")
            return f"refuses the connection{f' ({reason})' if reason else ''}"
        host, port = self._address.host, self._address.port
        try:
            with socket.create_connection((host, port), timeout=self._timeout_s) as connection:
                if self._address.tls:
                    ssl.create_default_context().wrap_socket(
                        connection, server_hostname=host
                    ).close()
        except ssl.SSLCertVerificationError as fault:
            return f"its certificate is not trusted ({brief(fault.verify_message)})"
        except ssl.SSLError as fault:
            return f"does not speak TLS as this computer does ({brief(fault.reason or fault)})"
        except OSError as fault:
            return f"cannot be reached ({reason_of(fault)})"
        return "broke the connection off"

    def _follow(self, answers: Iterable[Any], refusal: str, receiver: Receiver) -> None:
        """Wait until all has come; raise where the receiver stopped, which breaks it off."""
        for _ in self._answers(answers, refusal):
            receiver.raise_if_stopped()

    def _answers(self, answers: Iterable[Any], refusal: str) -> Iterator[Dataset | None]:
        """Yield what comes before the end; raise where the archive refuses or stops answering."""
        for status, identifier in answers:
            code = status.get("Status")
            if code in PENDING:
                yield identifier
            else:
                self._require(code, refusal)

    def _require(self, status: int | None, refusal: str) -> None:
        if status is None:
            raise ArchiveError(f"{self._address}: does not answer within {self._timeout_s:g} s")
        if status != SUCCESS and not is_warning(status):
            raise ArchiveError(f"{self._address}: {refusal} ({in_words(status)})")


def _take(receiver: Receiver, event: Event) -> int:
    """Answer an object that the archive sends; in pynetdicom's thread."""
    return _KEPT if receiver.take(event.encoded_dataset()) else _REFUSED


def _identifier(question: Question, *, level_only: bool = False) -> Dataset:
    from pydicom import Dataset

    identifier = Dataset()
    identifier.QueryRetrieveLevel = "STUDY"
    identifier.SpecificCharacterSet = "ISO_IR 192"
    if not level_only:
        for keyword in keywords():
            setattr(identifier, keyword, "")
    for keyword, value in question.filters.items():
        setattr(identifier, keyword, value)
    return identifier


def _batches(files: Sequence[Storable]) -> Iterator[list[Storable]]:
    """Yield files that one association can take: it has at most 128 kinds of objects."""
    batch: list[Storable] = []
    kinds: set[tuple[str, str]] = set()
    for file in files:
        kind = file.sop_class, file.syntax
        if len(kinds | {kind}) > _MOST_CONTEXTS:
            yield batch
            batch, kinds = [], set()
        batch.append(file)
        kinds.add(kind)
    if batch:
        yield batch
