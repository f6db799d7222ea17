"""Who erases a person waits for who writes about that person, and then takes that away as well."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.services import customers
from app.services.procedure import Work, procedure
from app.services.session import Session
from db.engine import is_sqlite
from db.schema.identity import party
from db.schema.operations import superseded_version
from tests.kit.clocks import threadsafe
from tests.kit.desk import TestHall
from tests.kit.party_work import Made, erase_party, make_party
from tests.kit.verified import look

_written, _may_end = threading.Event(), threading.Event()


@procedure("test.rename_slowly", Permission.CUSTOMER_REGISTER, writes=customers.ADDED)
def rename_slowly(work: Work, *, party_id: UUID) -> Made:
    """The next version of a party, on record when `_may_end` is set."""
    version = work.update(party, party_id, 1, name="丙丁")
    _written.set()
    assert _may_end.wait(30)
    return Made(party_id, version)


def somebody_waits(engine: sa.Engine) -> bool:
    """Whether a transaction waits for another one; one that would not wait ends by itself."""
    asked = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with engine.connect() as connection:
        return bool(connection.execute(sa.text(asked)).scalar_one())


def test_a_version_that_was_replaced_meanwhile_is_emptied_too(desk: TestHall) -> None:
    _written.clear()
    _may_end.clear()
    desk.installation.clock = threadsafe(desk.clock)
    made = make_party(desk.clerk, new_id(), name="甲乙")
    failed: list[BaseException] = []

    def do(call: Callable[..., Made], session: Session) -> None:
        try:
            call(session, new_id(), party_id=made.party_id)
        except BaseException as error:
            failed.append(error)

    slow = threading.Thread(target=do, args=[rename_slowly, desk.clerk])
    erasing = threading.Thread(target=do, args=[erase_party, desk.session(Role.SUPERVISOR)])
    slow.start()
    assert _written.wait(30)
    erasing.start()
    engine = desk.installation.engine
    while not is_sqlite(engine) and erasing.is_alive() and not somebody_waits(engine):
        time.sleep(0.01)
    _may_end.set()
    slow.join()
    erasing.join()
    assert failed == []
    with engine.connect() as connection:
        kept = sa.select(superseded_version).where(superseded_version.c.subject_id == made.party_id)
        assert [row.sealed for row in connection.execute(kept)] == [None]
    assert look(desk).good
