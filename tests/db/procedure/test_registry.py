"""The registry of kinds is complete and named by rule, and a procedure can write only what it
declares."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from app import services
from app.domain.ids import new_id
from app.domain.permissions import TABLE, Role
from app.errors import NotAllowed
from app.services import kinds
from app.services.procedure import REGISTRY, Work, Writes, declare, procedure
from app.services.procedure.holding import UndeclaredWrite
from db.schema import metadata
from db.schema.catalogue import place
from db.schema.customers import customer
from db.schema.interactions import interaction
from db.schema.operations import operation
from db.schema.permits import permit
from tests.kit.desk import TestHall

OURS = sorted(kind for kind in REGISTRY if not kind.startswith("test."))


@dataclass(frozen=True)
class Done:
    """Nothing to tell."""


def test_one_import_knows_every_kind_and_no_window() -> None:
    """In a fresh process; beside it every module of the services is imported here, and declares no other."""
    for module in pkgutil.walk_packages(services.__path__, services.__name__ + "."):
        importlib.import_module(module.name)
    program = (
        "import sys; from app.services.kinds import REGISTRY; print(*REGISTRY);"
        "assert not any(name == 'ui' or name.startswith('PySide6') for name in sys.modules)"
    )
    known = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert sorted(known) == sorted(kind for kind in REGISTRY if not kind.startswith("test."))
    assert len(known) > 30


@pytest.mark.parametrize("kind", OURS)
def test_a_kind_is_its_package_and_a_verb_or_frozen(kind: str) -> None:
    package = REGISTRY[kind].module.split(".")[2]
    named = re.fullmatch(r"([a-z_]+)\.[a-z_]+", kind)
    by_rule = named is not None and named[1] == package
    assert by_rule != (kind in kinds.FROZEN), f"{kind} stands in {package}"


def test_a_frozen_kind_is_still_there() -> None:
    """It stands in signed chains: its procedure may move, its name may not go."""
    assert set(OURS) >= kinds.FROZEN


@pytest.mark.parametrize("kind", OURS)
def test_the_roles_that_may_sign_hold_the_permission(kind: str) -> None:
    told = REGISTRY[kind]
    if told.permission is not None:
        assert told.roles == {role for role in Role if told.permission in TABLE[role]}
    assert told.roles


@pytest.mark.parametrize("kind", OURS)
def test_what_is_declared_is_a_column(kind: str) -> None:
    """And it refers to what its stamp says."""
    refers = {"counter": "workstation", "hall": "hall"}
    for table, stamps in REGISTRY[kind].writes.items():
        assert metadata.tables[table.name] is table
        for column, stamp in stamps.items():
            target = refers.get(stamp, "staff")
            to = {each.column.table.name for each in table.c[column].foreign_keys}
            assert to == {target} or column == "enrolled_by" or table.name == target


def test_one_kind_stands_in_one_module() -> None:
    with pytest.raises(ValueError, match=r"customers\.register"):
        declare("customers.register", None, module="app.services.elsewhere")


@procedure("test.undeclared", None)
def undeclared(work: Work, *, how: str) -> Done:
    if how == "insert":
        work.insert(place, text="A")
    elif how == "update":
        work.update(customer, new_id(), 1, level="A")
    elif how == "technical":
        work.technical(place, text="A")
    elif how == "blob":
        work.blob(new_id(), "image", b"A")
    elif how == "subject":
        work.new_subject(new_id())
    else:
        statement = {"delete": sa.delete(place), "set": sa.update(place).values(text="A")}[how]
        work.execute(statement)
    return Done()


@pytest.mark.parametrize(
    "how", ["insert", "update", "technical", "blob", "subject", "delete", "set"]
)
def test_a_write_that_is_not_declared_is_a_bug_and_writes_nothing(
    local_desk: TestHall, how: str
) -> None:
    operation_id = new_id()
    with pytest.raises(UndeclaredWrite, match=r"test\.undeclared"):
        undeclared(local_desk.clerk, operation_id, how=how)
    with local_desk.installation.engine.connect() as connection:
        found = connection.execute(sa.select(operation).where(operation.c.id == operation_id))
        assert found.first() is None


STAMPED: Writes = {
    interaction: {"hall_id": "hall", "staff_id": "actor"},
    permit: {"workstation_id": "counter", "granted_to": "granter"},
}


@procedure("test.stamp", None, writes=STAMPED)
def stamp(work: Work, *, wrong: str) -> Done:
    """Stops before anything is written, because the given row is checked."""
    own: dict[str, Any] = {
        "hall_id": work.session.actor.hall_id,
        "staff_id": work.session.actor.id,
        "workstation_id": work.session.installation.workstation.id,
        "granted_to": new_id(),
    }
    work.held.granters.add(own["granted_to"])
    for table, columns in STAMPED.items():
        row = {column: new_id() if column == wrong else own[column] for column in columns}
        work.technical(table, **row)
    raise NotAllowed("as_declared", "As declared.")


@pytest.mark.parametrize("wrong", ["hall_id", "staff_id", "workstation_id", "granted_to"])
def test_a_stamp_of_somebody_else_is_a_bug(local_desk: TestHall, wrong: str) -> None:
    with pytest.raises(UndeclaredWrite, match=wrong):
        stamp(local_desk.clerk, new_id(), wrong=wrong)


def test_a_stamp_as_declared_is_none(local_desk: TestHall) -> None:
    with pytest.raises(NotAllowed, match="as_declared"):
        stamp(local_desk.clerk, new_id(), wrong="")


@procedure("test.own", None, roles={Role.AUDITOR})
def own(work: Work) -> Done:
    return Done()


def test_what_people_do_for_themselves_is_for_their_roles(local_desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        own(local_desk.clerk, new_id())
    assert own(local_desk.session(Role.AUDITOR), new_id()) == Done()
