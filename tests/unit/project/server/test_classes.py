"""The classes of a study on a server: its adjudicators choose them, and others are told."""

from __future__ import annotations

from contextlib import closing

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import own_class
from retinaview.core.marks import Mark
from retinaview.core.server_address import ServerAddress
from retinaview.core.study_classes import DEFAULT_CLASSES
from retinaview.project.server.changes import changes_since, last_seen
from retinaview.project.server.roles import Role
from retinaview.project.server.server_store import ServerStore
from tests.postgresql import Server, new_study_name

FIBRES = own_class("Myelinated fibres")
WITH_FIBRES = DEFAULT_CLASSES.added([FIBRES])


def test_classes_are_an_adjudicators_to_change_and_everybodys_to_mark(
    server: Server, address: ServerAddress
) -> None:
    made = {}
    for role in (Role.READER, Role.ADJUDICATOR):
        name = f"{role}_{new_study_name()}"
        server.add_account(name, role.name_in(address.database))
        made[role] = server.address(address.database, user=name, password=name)
    with (
        closing(ServerStore(made[Role.READER])) as reader,
        closing(ServerStore(made[Role.ADJUDICATOR])) as judge,
    ):
        with reader._reading() as transaction:
            seen = last_seen(transaction)
        with pytest.raises(ProjectError, match="your account may not do this"):
            reader.set_classes(DEFAULT_CLASSES, WITH_FIBRES, reader=reader.account)
        assert judge.classes() == DEFAULT_CLASSES
        judge.set_classes(DEFAULT_CLASSES, WITH_FIBRES, reader=judge.account)
        assert reader.classes() == WITH_FIBRES
        with reader._reading() as transaction:
            assert changes_since(transaction, seen).classes
        mark = Mark.drawn(FIBRES, Box(1, 2, 3, 4), author=reader.account)
        reader.apply([MarksEdit(1, "Draw", (), (mark,))], reader=reader.account)
        assert judge.marks(1)[0].lesion is FIBRES
        with pytest.raises(ProjectError, match=r"Myelinated fibres has marks \(1\) and stays"):
            judge.set_classes(WITH_FIBRES, DEFAULT_CLASSES, reader=judge.account)
        assert judge.marks_of_classes() == {FIBRES: 1}
