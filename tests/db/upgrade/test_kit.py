"""What later revisions do with db.migrations.kit: rebuild, add, rename, on tables that others refer to."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.services import verification
from db import upgrade
from db.engine import is_sqlite, write
from tests.db.upgrade.test_tables import fill
from tests.kit.desk import TestHall
from tests.kit.older_base import counts

HEAD = '''
"""A later revision."""
import sqlalchemy as sa
from alembic import op
from db.migrations import kit
revision = "9999"
down_revision = "HEAD"
branch_labels = None
depends_on = None
def upgrade():
'''
REBUILD = """
    with kit.altered("operation") as batch:
        batch.drop_constraint(op.f("ck_operation_outcome"), type_="check")
        batch.create_check_constraint(op.f("ck_operation_outcome"), "outcome IN ('done', 'refused', 'late')")
    with kit.altered("search_token") as batch:
        batch.add_column(sa.Column("n", kit.INT, nullable=True))
"""
ADD = """
    with kit.altered("party") as batch:
        batch.add_column(sa.Column("merged_into", kit.ID, nullable=True))
        batch.create_foreign_key(op.f("fk_party_merged_into"), "party", ["merged_into"], ["id"])
        batch.create_index(op.f("ix_party_merged_into"), ["merged_into"])
    kit.add_codes("business", "contact")
"""
RENAME = """
    with kit.altered("request", was="operation") as batch:
        batch.alter_column("request_hash", new_column_name="name")
    with kit.altered("spot", was="place"):
        pass
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program of tomorrow: its revisions are today's and one that the test writes."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, folder)
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    return folder / "versions" / "9999_later.py"


def upgraded(desk: TestHall, later: Path, body: str) -> sa.Engine:
    later.write_text(HEAD.replace("HEAD", upgrade.head()) + body)
    engine = desk.installation.engine
    assert upgrade.upgrade(engine, lambda: None)
    assert upgrade.current(engine) == "9999"
    return engine


def described(engine: sa.Engine, table: str) -> dict[str, Any]:
    """What the database keeps of a table beside its rows."""
    inspector = sa.inspect(engine)
    triggers = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{}'"
        if is_sqlite(engine)
        else "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE tgrelid = '{}'::regclass AND NOT tgisinternal"
    )
    with engine.connect() as connection:
        found = connection.exec_driver_sql(triggers.format(table)).all()
        listed = (
            connection.exec_driver_sql(f"SELECT strict, wr FROM pragma_table_list('{table}')").one()
            if is_sqlite(engine)
            else ()
        )
    return {
        "columns": [(each["name"], each["nullable"]) for each in inspector.get_columns(table)],
        "key": inspector.get_pk_constraint(table),
        "unique": sorted(inspector.get_unique_constraints(table), key=str),
        "references": sorted(
            (str(each["name"]), each["referred_table"])
            for each in inspector.get_foreign_keys(table)
        ),
        "checks": sorted(str(each["name"]) for each in inspector.get_check_constraints(table)),
        "indexes": sorted(str(each["name"]) for each in inspector.get_indexes(table)),
        "partial": sorted(
            str(each["name"])
            for each in inspector.get_indexes(table)
            if any("where" in key for key in each.get("dialect_options", {}))
        ),
        "triggers": sorted(tuple(each) for each in found),
        "strict": tuple(listed),
    }


def names(part: list[Any]) -> list[str]:
    """Of constraints, indexes or triggers."""
    return [
        each if isinstance(each, str) else each["name"] if isinstance(each, dict) else each[0]
        for each in part
    ]


def test_a_rebuilt_table_keeps_its_triggers_indexes_and_those_who_refer_to_it(
    desk: TestHall, later: Path
) -> None:
    fill(desk, upgrade.head())
    engine = desk.installation.engine
    tables = ("operation", "operation_replay", "search_token")
    before = {table: described(engine, table) for table in tables}
    rows = counts(engine)
    if is_sqlite(engine):  # what speaks of the table from elsewhere
        with write(engine) as connection:
            connection.exec_driver_sql("CREATE VIEW done AS SELECT id FROM operation")
            connection.exec_driver_sql(
                "CREATE TRIGGER told AFTER INSERT ON blob BEGIN SELECT count(*) FROM operation; END"
            )
    upgraded(desk, later, REBUILD)
    assert counts(engine) == rows
    before["search_token"]["columns"].append(("n", True))
    assert {table: described(engine, table) for table in tables} == before
    for statement in ("UPDATE operation SET kind = 'x'", "DELETE FROM operation"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), write(engine) as connection:
            connection.exec_driver_sql(statement)
    if is_sqlite(engine):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM done").scalar_one() > 0


def test_a_column_that_is_added_later_changes_no_commitment(desk: TestHall, later: Path) -> None:
    fill(desk, upgrade.head())
    rows = counts(desk.installation.engine)
    engine = upgraded(desk, later, ADD)
    assert counts(engine) == rows | {"business": rows["business"] + 1}
    assert ("fk_party_merged_into", "party") in described(engine, "party")["references"]
    party = sa.Table("party", sa.MetaData(), autoload_with=engine)
    assert [each for each in party.indexes if each.name == "ix_party_merged_into"]
    found = verification.verify(desk.installation, keys=desk.clerk.keys).findings
    # today's program has neither the code nor the column
    codes = {each.code for each in found}
    assert {code for code in codes if not code.startswith("schema_")} == {"code_list_differs"}
    assert "schema_foreign" in codes


def test_a_renamed_table_takes_along_what_bears_its_name(desk: TestHall, later: Path) -> None:
    fill(desk, upgrade.head())
    engine = desk.installation.engine
    before = {table: described(engine, table) for table in ("operation", "place")}
    rows = counts(engine)
    upgraded(desk, later, RENAME)
    rows["request"], rows["spot"] = rows.pop("operation"), rows.pop("place")
    assert counts(engine) == rows

    for old, new in (("operation", "request"), ("place", "spot")):
        was, now = before[old], described(engine, new)
        for part in ("checks", "indexes", "unique", "triggers"):
            assert [name.replace(old, new) for name in names(was[part])] == names(now[part])
        assert now["key"]["name"] == f"pk_{new}"
        assert now["key"]["constrained_columns"] == was["key"]["constrained_columns"]
        assert now["strict"] == was["strict"]
    assert ("name", False) in described(engine, "request")["columns"]
    assert ("fk_operation_replay_operation_id", "request") in described(engine, "operation_replay")[
        "references"
    ]
    assert ("fk_subscription_place_id", "spot") in described(engine, "subscription")["references"]
    with pytest.raises(sa.exc.DBAPIError, match="request is append-only"), write(engine) as c:
        c.exec_driver_sql("DELETE FROM request")
