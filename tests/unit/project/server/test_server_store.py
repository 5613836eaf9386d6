"""A study on a real server: everything a file holds, and who may change it."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import psycopg
import pytest
from sqlalchemy import text

from retinaview.core.edits import DayEdit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, now
from retinaview.core.mask import Mask
from retinaview.core.server_address import ServerAddress
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.faults import LineLost, PasswordWanted, StaleEdit
from retinaview.project.images import NewImage
from retinaview.project.server import connecting
from retinaview.project.server.roles import Role
from retinaview.project.server.server_store import ServerStore
from tests.postgresql import PASSWORD, Server, new_study_name
from tests.unit.project.test_finding_rows import full_finding

KEY = ThresholdKey("net", "1", LesionClass.HARD_EXUDATE)


def drawn(x: float = 1.5, author: str = "admin") -> Mark:
    return Mark.drawn(LesionClass.HAEMORRHAGE, Box(x, 2, 30, 40), author=author)


def adding(mark: Mark, image_id: int = 1) -> MarksEdit:
    return MarksEdit(image_id, "Draw haemorrhage", (), (mark,))


def graded(dr: int, reader: str, comment: str = "") -> Grading:
    return Grading(dr=DRGrade(dr), comment=comment).signed(reader, now())


def test_what_was_written_is_read_again_by_another_window(
    store: ServerStore, address: ServerAddress
) -> None:
    mask = Mask.of(np.eye(3, dtype=bool), x=4, y=5)
    assert mask is not None
    marks = drawn(), Mark.drawn(LesionClass.HARD_EXUDATE, mask, author="admin")
    answer = graded(2, "admin", comment="fovéa; 中心窩")
    store.apply(
        [
            *map(adding, marks),
            GradingEdit(1, "Grade", Grading(), answer),
            EyeEdit(2, "Change eye", ("P2", None), ("P3", Laterality.OS)),
            DayEdit(2, "Change date", None, date(2024, 5, 1)),
        ],
        reader="admin",
    )
    with closing(ServerStore(address)) as other:
        assert set(other.marks(1)) == set(marks)
        assert other.answers()[1] == (answer,)
        assert (other.answers()[1][0].reader, other.answers()[1][0].at) == ("admin", answer.at)
        assert other.images()[1].patient == "P3"
        assert other.images()[1].taken == date(2024, 5, 1)
        assert [event.label for event in other.events()][-2:] == ["Change eye", "Change date"]


def test_findings_proposals_and_thresholds_are_kept(store: ServerStore) -> None:
    said = full_finding()
    proposal = Mark.proposed(
        LesionClass.HARD_EXUDATE, Box(1, 1, 9, 9), provenance=Provenance("net", "1", "a" * 64)
    )
    settled = store.save_finding(1, said, proposals=[proposal])
    assert settled.added == (proposal,)
    store.save_finding(1, said, source="another")
    found = store.finding(1)
    assert found is not None
    assert len(found.lesion_maps) == len(said.lesion_maps)
    assert found.quality == said.quality
    assert store.finding_summaries()[1].grades == said.grades
    assert store.main_source(1) == said.source
    store.set_thresholds({KEY: 0.25}, reader="admin")
    assert store.thresholds() == {KEY: 0.25}
    assert store.proposed_at(1) == {m.lesion: m.threshold for m in said.lesion_maps}
    assert store.replace_proposals(1, [], proposed_at={KEY.lesion: 0.25}).gone == (proposal,)
    assert store.proposed_at(1) == {KEY.lesion: 0.25}


def test_the_second_edit_of_the_same_mark_is_refused(
    store: ServerStore, address: ServerAddress
) -> None:
    mark = drawn()
    store.apply([adding(mark)], reader="admin")
    moved = mark.with_box(Box(9, 9, 9, 9), author="admin")
    with closing(ServerStore(address)) as other:
        other.apply([MarksEdit(1, "Move", (mark,), (moved,))], reader="admin")
    with pytest.raises(StaleEdit, match="another window changed the same"):
        store.apply([MarksEdit(1, "Delete", (mark,), ())], reader="admin")
    assert store.marks(1) == (moved,)


def test_the_event_log_cannot_be_rewritten_by_its_owner(
    store: ServerStore, server: Server, address: ServerAddress
) -> None:
    store.apply([adding(drawn())], reader="admin")
    for statement in ("DELETE FROM events", "UPDATE events SET reader = 'x'", "TRUNCATE runs"):
        with (
            server.connect(address.database) as connection,
            pytest.raises(psycopg.errors.RaiseException, match="only ever appended to"),
        ):
            connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture
def accounts(server: Server, address: ServerAddress) -> dict[Role, ServerAddress]:
    """An account of each role."""
    made = {}
    for role in Role:
        name = f"{role}_{new_study_name()}"
        server.add_account(name, role.name_in(address.database))
        made[role] = server.address(address.database, user=name, password=name)
    return made


def test_the_latest_answer_is_the_one_given_last_whatever_the_clock_said(
    store: ServerStore, address: ServerAddress
) -> None:
    first, moment = graded(1, "anna"), now() - timedelta(days=400)
    second = Grading(dr=DRGrade.SEVERE).signed("ben", moment)
    for each in (first, second):
        store.apply([GradingEdit(1, "Grade", Grading(), each)], reader="admin")
    with closing(ServerStore(address)) as other:
        answers = other.answers(1)[1]
        assert [(each.reader, each.at) for each in answers] == [
            ("anna", first.at),
            ("ben", moment),
        ]
        assert other.gradings()[1].dr is DRGrade.SEVERE


def test_a_reader_marks_and_answers_as_themselves_only(accounts: dict[Role, ServerAddress]) -> None:
    with closing(ServerStore(accounts[Role.READER])) as reader:
        name = reader.account
        assert (reader.reader, reader.role, reader.read_only) == (name, Role.READER, False)
        reader.apply([adding(drawn(author=name))], reader=name)
        reader.apply([GradingEdit(1, "Grade", Grading(), graded(1, name))], reader=name)
        reader.set_setting("left_at", "here")
        assert reader.setting("left_at") == "here"
        for refused in (
            lambda: reader.apply(
                [GradingEdit(1, "Grade", Grading(), graded(3, "anna"))], reader=name
            ),
            lambda: reader.apply([adding(drawn())], reader="anna"),
            lambda: reader.add_images([NewImage("c.png")]),
            lambda: reader.set_thresholds({KEY: 0.5}, reader=name),
            lambda: reader.assign([1], reader="anna", by=name),
        ):
            with pytest.raises(ProjectError, match=r"your account may not do this"):
                refused()
        assert len(reader.marks(1)) == 1
        assert [given.reader for given in reader.answers()[1]] == [name]


def test_an_adjudicator_settles_answers_and_hands_out_work_and_an_administrator_adds_photographs(
    accounts: dict[Role, ServerAddress],
) -> None:
    with closing(ServerStore(accounts[Role.ADJUDICATOR])) as judge:
        name = judge.account
        judge.apply([GradingEdit(1, "Grade", Grading(), graded(3, "anna"))], reader=name)
        judge.set_thresholds({KEY: 0.5}, reader=name)
        judge.assign([1, 2], reader="anna", by=name)
        assert {held.reader for held in judge.assignments().values()} == {"anna"}
        with pytest.raises(ProjectError, match="your account may not do this"):
            judge.add_images([NewImage("c.png")])
    with closing(ServerStore(accounts[Role.ADMINISTRATOR])) as administrator:
        assert administrator.role is Role.ADMINISTRATOR
        assert len(administrator.add_images([NewImage("c.png")])) == 1


def test_a_photograph_is_taken_by_one_reader(accounts: dict[Role, ServerAddress]) -> None:
    with (
        closing(ServerStore(accounts[Role.READER])) as reader,
        closing(ServerStore(accounts[Role.ADJUDICATOR])) as judge,
    ):
        reader.assign([1], reader=reader.account, by=reader.account)
        assert reader.assignments()[1].given_by == reader.account
        with pytest.raises(ProjectError, match=f"{reader.account} already has 1 photograph"):
            judge.assign([1, 2], reader=judge.account, by=judge.account)
        reader.assign([1], reader=None, by=reader.account)
        judge.assign([2], reader=judge.account, by=judge.account)
        with pytest.raises(ProjectError, match="somebody else is to read it"):
            reader.assign([2], reader=None, by=reader.account)
        judge.assign([1, 2], reader=judge.account, by=judge.account)
        assert {held.reader for held in reader.assignments().values()} == {judge.account}
        with pytest.raises(ProjectError, match="already has"):
            reader.assign([1], reader=reader.account, by=reader.account)


def test_an_account_without_a_role_opens_nothing(server: Server, address: ServerAddress) -> None:
    name = new_study_name()
    server.add_account(name)
    with pytest.raises(ProjectError, match="your account is no reader of this study"):
        ServerStore(server.address(address.database, user=name, password=name))


def test_an_administrator_who_is_no_superuser_makes_a_study_and_lets_readers_in(
    server: Server, tmp_path: Path
) -> None:
    chief, anna, study = (new_study_name() for _ in range(3))
    server.add_account(chief, may="CREATEDB CREATEROLE")
    address = server.address(study, user=chief, password=chief)
    with closing(ServerStore.create(address, tmp_path)) as store:
        assert (store.notes, store.role) == ((), Role.ADMINISTRATOR)
        store.add_images([NewImage("a.png")])
    with server.connect(study, user=chief, password=chief) as connection:
        connection.execute(f"CREATE ROLE {anna} LOGIN PASSWORD 'x' IN ROLE {study}_reader")  # type: ignore[arg-type]
    with closing(ServerStore(server.address(study, user=anna, password="x"))) as store:
        store.apply([adding(drawn(author=anna))], reader=anna)
        assert store.role is Role.READER
        assert store.path == tmp_path / f"{study}.retinaview"


def test_an_account_that_may_not_make_roles_makes_a_study_for_itself(
    server: Server, tmp_path: Path
) -> None:
    name = new_study_name()
    server.add_account(name, may="CREATEDB")
    address = server.address(new_study_name(), user=name, password=name)
    with closing(ServerStore.create(address, tmp_path)) as store:
        assert "only it can open the study" in store.notes[0]
        store.add_images([NewImage("a.png")])
        store.apply([adding(drawn(author=name))], reader=name)


def test_a_line_is_encrypted_and_the_server_checked_as_the_address_says(
    server: Server, address: ServerAddress
) -> None:
    root = ("sslrootcert", str(server.certificate))
    checked = replace(address, host="localhost", options=(("sslmode", "verify-full"), root))
    with closing(ServerStore(checked)) as store, store._reading() as transaction:
        encrypted = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert transaction.scalar(encrypted) is True
    by_number = replace(checked, host="127.0.0.1")
    assert "the connection cannot be secured" in problem(by_number)


def test_a_server_that_hangs_is_given_up(
    server: Server, store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "SILENCE_S", 0.3)
    monkeypatch.setitem(connecting._LINE, "connect_timeout", "2")
    with server.frozen():
        for asked in (store.images, lambda: store.apply([adding(drawn())], reader="admin")):
            began = time.monotonic()
            with pytest.raises(LineLost):
                asked()
            assert time.monotonic() - began < 12
    assert len(store.images()) == 2


def problem(address: ServerAddress) -> str:
    with pytest.raises(ProjectError) as caught:
        ServerStore(address).close()
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_each_thing_that_goes_wrong_at_the_door_is_one_sentence(
    server: Server, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "the account or its password is wrong" in problem(address.with_password("wrong"))
    with pytest.raises(PasswordWanted):
        ServerStore(replace(address, secrets=()))
    assert "the server has no study of that name" in problem(server.address("nowhere"))
    assert "the database holds no study" in problem(server.address("postgres"))
    assert "no PostgreSQL server answers there" in problem(replace(address, port=1))
    assert "no server of that name" in problem(replace(address, host="nowhere.invalid"))
    secure = replace(address, options=(("sslmode", "verify-full"),))
    assert "the connection cannot be secured" in problem(secure)
    monkeypatch.setattr(connecting, "OLDEST_SERVER", 99)
    assert "the server is too old (PostgreSQL" in problem(address)


def test_a_full_server_is_one_sentence(server: Server, address: ServerAddress) -> None:
    name = new_study_name()
    server.add_account(name, Role.READER.name_in(address.database))
    with server.connect("postgres") as connection:
        connection.execute(f"ALTER ROLE {name} CONNECTION LIMIT 1")  # type: ignore[arg-type]
    account = server.address(address.database, user=name, password=name)
    with server.connect(address.database, user=name, password=name):
        assert "the server is full (too many windows are open on it)" in problem(account)


def test_another_study_is_not_put_in_the_place_of_one(
    address: ServerAddress, tmp_path: Path
) -> None:
    with pytest.raises(ProjectError, match="is there already"):
        ServerStore.create(address, tmp_path)


def test_characters_that_cannot_be_stored_are_one_sentence(store: ServerStore) -> None:
    with pytest.raises(ProjectError, match="holds characters that cannot be stored"):
        store.apply([adding(replace(drawn(), comment="a\0b"))], reader="admin")


@pytest.mark.parametrize(
    ("minutes", "which"), [(7, "7 minutes ahead of"), (-7, "7 minutes behind")]
)
def test_a_clock_that_differs_is_told(
    address: ServerAddress, monkeypatch: pytest.MonkeyPatch, minutes: int, which: str
) -> None:
    monkeypatch.setattr(connecting, "now", lambda: now() + timedelta(minutes=minutes))
    with closing(ServerStore(address)) as store:
        assert which in store.notes[0]
