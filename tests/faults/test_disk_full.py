"""A full disk at any moment of a registration gives a sentence, and nothing is written (design:
security, T4)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.registration.form import RegistrationForm
from app.errors import UserError
from app.services import drafts, registration
from app.services.drafts import Draft
from app.services.procedure import numbers
from tests.kit import figures, wholeness
from tests.kit.desk import MORNING, TestHall

PAGES = 40


@contextmanager
def room_for(desk: TestHall, pages: int) -> Iterator[None]:
    """The database may grow by so many pages and no further."""
    engine = desk.installation.engine
    with engine.connect() as connection:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {size + pages}")

    engine.dispose()  # the limit belongs to a connection
    sa.event.listen(engine, "connect", limit)
    try:
        yield
    finally:
        sa.event.remove(engine, "connect", limit)
        engine.dispose()


def outcome(desk: TestHall, form: RegistrationForm) -> str:
    """'done', or the code of the refusal."""
    try:
        registration.register(desk.clerk, new_id(), form=form, images=wholeness.PICTURES)
    except UserError as refusal:
        return refusal.code
    return "done"


def test_at_every_size_it_is_refused_in_a_sentence_or_done(local_desk: TestHall) -> None:
    whole, clerk = wholeness.example(local_desk), local_desk.clerk
    place, refused = local_desk.place(), 0
    for pages in range(PAGES):
        form, before = wholeness.form(pages, place), wholeness.registered(local_desk)
        draft = Draft(new_id(), "registration", "…", "2", to_plain(form), MORNING)  # type: ignore[arg-type]
        numbers._blocks.clear()  # as after a start: numbers must be leased first
        with room_for(local_desk, pages):
            drafts.save(clerk, draft=draft)
            code = outcome(local_desk, form)
        assert code in ("done", "disk_full")
        assert (wholeness.registered(local_desk) == before) == (code == "disk_full")
        refused += code == "disk_full"
        assert wholeness.faults(local_desk, whole) == [], f"with {pages} pages"
        assert draft.id in {each.id for each in drafts.load_all(clerk).drafts}
        assert code == "done" or outcome(local_desk, form) == "done"
    assert 0 < refused < PAGES
    assert len(wholeness.registered(local_desk)) == PAGES + 1
    figures.publish("disk_full", seed=0, sizes=PAGES, refused=refused, half=0)


def test_the_same_test_fails_when_the_guard_is_removed(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that are written outside the one transaction are found."""
    from app.services.procedure import transaction as works

    whole, clerk, place = wholeness.example(local_desk), local_desk.clerk, local_desk.place()
    insert_rows = vars(works)["insert_rows"]

    def in_pieces(connection: sa.Connection, table: sa.Table, rows: object) -> None:
        insert_rows(connection, table, rows)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    monkeypatch.setattr(works, "insert_rows", in_pieces)
    for pages in range(PAGES):
        with room_for(local_desk, pages), pytest.raises(UserError):
            registration.register(
                clerk, new_id(), form=wholeness.form(pages, place), images=wholeness.PICTURES
            )
        if wholeness.faults(local_desk, whole):
            return
    pytest.fail("the sabotage was not noticed")
