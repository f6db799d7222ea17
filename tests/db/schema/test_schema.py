"""The schema is part of the record: a change of it lets nobody sign in, is named, and is put right."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.services import staff
from app.services.session import open_installation
from app.services.staff import sign_in
from app.services.staff import signing_in as door
from app.services.verification import schema as check_of_schema
from db import description, upgrade
from db.description import Difference, differences
from db.engine import is_sqlite, local
from db.put_right import put_right
from db.schema.audit import audit_event
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.fixtures import opened_hall
from tests.kit.older_base import older_revision
from tests.kit.verified import codes, look

ERASES = (
    "CREATE TRIGGER quiet AFTER INSERT ON audit_event WHEN NEW.body LIKE '%staff.sign_in%' "
    "BEGIN DELETE FROM audit_event WHERE workstation_id = NEW.workstation_id AND seq = NEW.seq; END"
)
"""It takes away the trace of what it is told to hide; the next event takes its number."""
SQLITE = {
    "own trigger": (ERASES, ("foreign", "trigger audit_event.quiet")),
    "dropped trigger": (
        "DROP TRIGGER audit_event_no_delete",
        ("missing", "trigger audit_event.audit_event_no_delete"),
    ),
    "index": ("DROP INDEX ix_print_job_sent", ("missing", "index print_job.ix_print_job_sent")),
    "own index": (
        "CREATE INDEX mine ON party (subject_id)",
        ("foreign", "index party.mine"),
    ),
    "view": ("CREATE VIEW seen AS SELECT * FROM party", ("foreign", "view seen")),
    "table": ("CREATE TABLE mine (id BLOB) STRICT", ("foreign", "table mine")),
    "column": ("ALTER TABLE party ADD COLUMN mine TEXT", ("foreign", "column party.mine")),
    "generated column": (
        "ALTER TABLE party ADD COLUMN made TEXT AS ('x') VIRTUAL",
        ("foreign", "column party.made"),
    ),
    "virtual table": (
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        ("foreign", "table words"),
    ),
}
NOTHING = "FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
QUIET = (
    "CREATE "
    + NOTHING.format("quiet")
    + ("CREATE TRIGGER quiet BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION quiet()")
)
POSTGRESQL = {
    "own trigger": (
        QUIET,
        ("foreign", "trigger audit_event.quiet"),
    ),
    "dropped trigger": (
        "DROP TRIGGER audit_event_append_only ON audit_event",
        ("missing", "trigger audit_event.audit_event_append_only"),
    ),
    "disabled trigger": (
        "ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only",
        ("differs", "trigger audit_event.audit_event_append_only"),
    ),
    "function": (
        "CREATE OR REPLACE " + NOTHING.format("refuse_change"),
        ("differs", "function refuse_change()"),
    ),
    "rule": (
        "CREATE RULE nothing AS ON INSERT TO look DO INSTEAD NOTHING",
        ("foreign", "rule look.nothing"),
    ),
    "policy": (
        "CREATE POLICY mine ON party USING (false)",
        ("foreign", "policy party.mine"),
    ),
    "index": ("DROP INDEX ix_print_job_sent", ("missing", "index print_job.ix_print_job_sent")),
    "constraint": (
        "ALTER TABLE erasure DROP CONSTRAINT ck_erasure_reason",
        ("missing", "constraint erasure.ck_erasure_reason"),
    ),
    "primary key": (
        "ALTER TABLE customer DROP CONSTRAINT pk_customer CASCADE",
        ("missing", "constraint customer.pk_customer"),
    ),
    "view": ("CREATE VIEW seen AS SELECT * FROM party", ("foreign", "view seen")),
    "table": ("CREATE TABLE mine (id uuid)", ("foreign", "table mine")),
    "child": ("CREATE TABLE kin () INHERITS (look)", ("foreign", "table kin")),
    "column": ("ALTER TABLE party ADD COLUMN mine text", ("foreign", "column party.mine")),
    "generated column": (
        "ALTER TABLE party ADD COLUMN made text GENERATED ALWAYS AS ('x') STORED",
        ("foreign", "column party.made"),
    ),
}
GONE = "ALTER TABLE look RENAME TO looked", ("missing", "table look")
BEYOND = {
    "a table with rows": (
        "CREATE TABLE mine AS SELECT 1 AS one",
        ("foreign", "table mine"),
    ),
    "row security": (
        "ALTER TABLE party ENABLE ROW LEVEL SECURITY",
        ("differs", "table party"),
    ),
    "unlogged": ("ALTER TABLE look SET UNLOGGED", ("differs", "table look")),
    "type": (
        "ALTER TABLE look ALTER COLUMN kind TYPE varchar",
        ("differs", "column look.kind"),
    ),
    "default": (
        "ALTER TABLE look ALTER COLUMN kind SET DEFAULT 'x'",
        ("differs", "column look.kind"),
    ),
    "triggers out of the way": (
        "SET LOCAL session_replication_role = replica",
        ("differs", "setting session_replication_role"),
    ),
}
"""Named on a server, and nothing that the program takes back: the newest good backup is restored."""


class Undone(Exception):
    """Ends a transaction whose result was looked at."""


def attacks(desk: TestHall) -> dict[str, tuple[str, tuple[str, str]]]:
    return SQLITE if is_sqlite(desk.installation.engine) else POSTGRESQL


def test_a_base_is_what_the_build_wrote_down(desk: TestHall) -> None:
    """Where this fails after a new revision: python -m tests.kit.described."""
    with desk.installation.engine.connect() as connection:
        said = description.made_by_revisions(connection.dialect.name)
        assert description.described(connection) == said
        assert differences(connection) == []


def test_an_upgraded_base_is_the_same(tmp_path: Path) -> None:
    for n, revision in enumerate(("0001", "0004", "0006")):
        engine = local(tmp_path / f"{n}.db")
        older_revision(engine, revision)
        upgrade.upgrade(engine, lambda: None)
        with engine.connect() as connection:
            assert differences(connection) == []
        engine.dispose()


def tried(desk: TestHall, statements: str, expected: tuple[str, str]) -> None:
    """Change the schema and put it right, in a transaction that is taken back."""
    with upgrade.altering(desk.installation.engine) as connection:
        connection.exec_driver_sql(statements)
        assert expected in differences(connection), statements
        put_right(connection)
        left = [each.what for each in differences(connection)]
        assert left in ([], ["setting foreign_keys"]), statements  # off while tables are altered
        raise Undone


def test_every_change_is_named_and_put_right(desk: TestHall) -> None:
    for statements, expected in attacks(desk).values():
        with pytest.raises(Undone):
            tried(desk, statements, expected)


@pytest.mark.parametrize("database", ["postgresql"])
def test_what_cannot_be_put_right_is_named_and_left(
    request: pytest.FixtureRequest, database: str
) -> None:
    with opened_hall(request, database) as desk:
        for statement, expected in BEYOND.values():
            with pytest.raises(UserError, match="schema_beyond"):
                tried(desk, statement, expected)


def test_a_table_that_is_gone_is_not_hidden_by_an_empty_one(desk: TestHall) -> None:
    with pytest.raises(UserError, match="schema_beyond"):
        tried(desk, *GONE)


def test_a_table_made_anew_without_its_rules_is_made_with_them_again(local_desk: TestHall) -> None:
    engine = local_desk.installation.engine
    with closing(sqlite3.connect(local_desk.folders.database)) as thief:
        for table in ("audit_event", "fee", "party"):
            thief.execute(f"CREATE TABLE loose AS SELECT * FROM {table}")
            thief.execute(f"DROP TABLE {table}")
            thief.execute("PRAGMA legacy_alter_table = ON")
            thief.execute(f"ALTER TABLE loose RENAME TO {table}")
        thief.commit()
    with engine.connect() as connection:
        before = connection.execute(sa.select(audit_event)).all()
        named = {each.what for each in differences(connection)}
    assert {"table party", "column fee.due", "constraint audit_event.pk_audit_event"} <= named
    done = staff.put_schema_right(local_desk.installation, *auditor())
    assert "missing constraint audit_event.pk_audit_event" in done.changes
    with engine.connect() as connection:
        assert connection.execute(sa.select(audit_event)).all()[: len(before)] == before
    assert look(local_desk).good


NO_TEXT = b"CREATE TRIGGER \xffA BEFORE DELETE ON look BEGIN SELECT 1; END"


def test_a_name_that_is_no_text_is_refused_in_words(local_desk: TestHall) -> None:
    change = (
        "UPDATE sqlite_master SET name = CAST(x'ff41' AS TEXT), sql = CAST(? AS TEXT) "
        "WHERE name = 'look_no_delete'"
    )
    local_desk.session(Role.AUDITOR)
    local_desk.installation.engine.dispose()
    with closing(sqlite3.connect(local_desk.folders.database)) as thief:
        thief.execute("PRAGMA writable_schema = ON")
        thief.execute(change, (NO_TEXT,))
        thief.commit()
    with pytest.raises(UserError, match="schema_differs"):
        clerk(local_desk)
    assert {"schema_missing", "schema_foreign"} <= codes(look(local_desk, None))
    with pytest.raises(UserError, match="schema_beyond"):
        staff.put_schema_right(local_desk.installation, *auditor())
    local_desk.installation.engine.dispose()
    with closing(sqlite3.connect(local_desk.folders.database)) as thief:
        thief.execute("PRAGMA writable_schema = ON")
        thief.execute("UPDATE sqlite_master SET sql = 'nothing' WHERE name = CAST(x'ff41' AS TEXT)")
        thief.commit()
    with pytest.raises(UserError, match="not_a_database"):
        open_installation(local_desk.folders, clock=local_desk.clock)


def auditor() -> tuple[str, str]:
    return STAFF_NO[Role.AUDITOR], PASSWORDS[Role.AUDITOR]


def clerk(desk: TestHall) -> None:
    sign_in(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])


def changed(desk: TestHall) -> Difference:
    """Somebody's trigger in the base."""
    statements, expected = attacks(desk)["own trigger"]
    with desk.installation.engine.begin() as connection:
        connection.exec_driver_sql(statements)
    return Difference(*expected)  # type: ignore[arg-type]


def test_nobody_works_on_a_changed_base_until_it_is_put_right(desk: TestHall) -> None:
    desk.session(Role.AUDITOR)
    staff.set_pin(desk.clerk, "274916")
    locked = staff.lock(desk.clerk)
    wrong = changed(desk)
    for way_in in (
        lambda: clerk(desk),
        lambda: locked.unlock_pin("274916"),
        lambda: staff.first_password(desk.installation, STAFF_NO[Role.CLERK], "x", "y"),
    ):
        with pytest.raises(UserError, match="schema_differs") as refused:
            way_in()
        assert wrong.what in str(refused.value.values) or "function" in str(refused.value.values)
    found = look(desk, None)
    assert ("schema_foreign", wrong.what) in {(each.code, each.place) for each in found.findings}
    with pytest.raises(NotAllowed):
        staff.put_schema_right(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    with pytest.raises(UserError, match="schema_differs"):
        clerk(desk)
    done = staff.put_schema_right(desk.installation, *auditor())
    assert f"foreign {wrong.what}" in done.changes
    clerk(desk)
    again = look(desk)
    assert again.good
    assert [each.code for each in again.notes] == ["schema_put_right"]
    with desk.installation.engine.connect() as connection:
        bodies = connection.scalars(sa.select(audit_event.c.body).order_by(audit_event.c.seq)).all()
    (told,) = (json.loads(each) for each in bodies if '"schema.put_right"' in each)
    assert f"foreign {wrong.what}" in told["details"]["changes"]
    copies = list(desk.folders.data.glob("before-schema-*.db"))
    assert len(copies) == (1 if is_sqlite(desk.installation.engine) else 0)
    with pytest.raises(UserError, match="nothing_to_put_right"):
        staff.put_schema_right(desk.installation, *auditor())


def test_without_the_check_a_trigger_takes_the_trace_of_a_sign_in(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: what a base with the check refuses goes unseen without it."""
    local_desk.session(Role.AUDITOR)
    with local_desk.installation.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_event_no_delete")
        connection.exec_driver_sql(ERASES)
        before = connection.execute(
            sa.select(sa.func.count()).select_from(audit_event)
        ).scalar_one()
    monkeypatch.setattr(door, "require_own_schema", lambda _: None)
    clerk(local_desk)
    with local_desk.installation.engine.connect() as connection:
        after = connection.execute(sa.select(sa.func.count()).select_from(audit_event)).scalar_one()
    assert after == before
    assert "schema_foreign" in codes(look(local_desk))
    monkeypatch.setattr(check_of_schema, "differences", lambda _: [])
    assert not {code for code in codes(look(local_desk)) if code.startswith("schema")}
