"""People registered before surnames were indexed are found by surname after somebody signed in."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.services import customers
from app.services.customers import reindex, tokens
from app.services.session import Session
from app.services.verification import verify
from db.schema.audit import audit_event
from db.schema.keys import subject_key
from db.schema.search import search_token
from tests.databases import REFUSED
from tests.kit import crowd
from tests.kit.desk import Clock, TestHall

NAMES = ["龚大文", "王乐", "吕布", "John Smith", "\U000323b0\U000323b1", "单雄信"]
Stored = set[tuple[Any, ...]]


def stored(desk: TestHall) -> Stored:
    with desk.installation.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(sa.select(search_token))}


@pytest.fixture
def today(desk: TestHall) -> Stored:
    """The tokens of six people; then all is taken away that an older version did not write."""
    people = [replace(crowd.invent(n), name=name) for n, name in enumerate(NAMES)]
    unit = replace(crowd.invent(9), name="示例科技有限公司", kind="business", birth_date=None)
    crowd.add(desk.clerk, [*people, unit])
    wanted = stored(desk)
    assert desk.clerk.index is not None
    newer = [
        tokens.token(desk.clerk.index, kind, f"{plain}{ending}")
        for ending in ("", people[1].number[-4:], people[1].phone[-4:])
        for kind, plain in (
            [("initials_four", "wy")] if ending else [("pinyin", "wangyue"), ("initials", "wy")]
        )
    ]
    with desk.installation.engine.begin() as connection:
        connection.execute(sa.delete(search_token).where(search_token.c.kind == "surname"))
        for kind, token in newer:
            gone = connection.execute(
                sa.delete(search_token).where(
                    search_token.c.kind == kind, search_token.c.token == token
                )
            )
            assert gone.rowcount == 1
    return wanted


def found(session: Session, text: str) -> list[str]:
    return [row.name for row in customers.find(session, text=text).rows]


def test_older_customers_get_what_newer_ones_have(desk: TestHall, today: Stored) -> None:
    clerk = desk.clerk
    assert found(clerk, "gong") == found(clerk, "wangyue") == []
    customers.reindex_complete(clerk)
    assert stored(desk) == today
    assert found(clerk, "gong") == ["龚*文"]
    assert found(clerk, "wangyue") == ["王*"]
    before = events(desk)
    customers.reindex_complete(clerk)
    assert events(desk) == before, "what is done is not done again"
    assert verify(desk.installation).good


def events(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(audit_event)).scalar_one()


def test_it_goes_on_where_it_was_interrupted(
    desk: TestHall, today: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "CHUNK", 2)
    after = customers.reindex_step(desk.clerk)
    assert after is not None
    half = {row for row in stored(desk) if row[0] == "surname"}
    assert 0 < len(half) < len([row for row in today if row[0] == "surname"])
    customers.reindex_complete(
        desk.session(Role.SUPERVISOR)
    )  # the next person begins at the first party
    assert stored(desk) == today


def test_two_counters_do_it_at_once(
    desk: TestHall, today: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "CHUNK", 1)
    desk.installation.clock = threadsafe(desk.clock)
    sessions = [desk.session(Role.CLERK), desk.session(Role.SUPERVISOR)]
    failed: list[BaseException] = []

    def complete(session: Session) -> None:
        try:
            customers.reindex_complete(session)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=complete, args=[each]) for each in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert stored(desk) == today


def threadsafe(clock: Clock) -> Any:
    lock = threading.Lock()

    def now() -> Any:
        with lock:
            return clock()

    return now


def test_who_was_erased_does_not_stop_it(desk: TestHall, today: Stored) -> None:
    with desk.installation.engine.begin() as connection:
        kind, token = tokens.token(desk.clerk.index, "name", "吕布")  # type: ignore[arg-type]
        erased: UUID = connection.execute(
            sa.select(search_token.c.party_id).where(
                search_token.c.kind == kind, search_token.c.token == token
            )
        ).scalar_one()
        connection.execute(sa.delete(subject_key).where(subject_key.c.subject_id == erased))
    customers.reindex_complete(desk.clerk)
    assert stored(desk) == {row for row in today if (row[0], row[2]) != ("surname", erased)}


@REFUSED
def test_nothing_is_done_for_who_may_not_search_or_in_a_cut_database(
    desk: TestHall, today: Stored
) -> None:
    before = stored(desk)
    customers.reindex_complete(desk.session(Role.ADMINISTRATOR))
    customers.reindex_complete(replace(desk.clerk, rolled_back=True))
    customers.reindex_complete(replace(desk.clerk, needs_confidentiality=True))
    assert stored(desk) == before
