"""The standard tests of a procedure: right, replay, other request, refusal, clean event, clean verify, and
that it writes exactly the tables it declares.

A kind of operation gives one Example (tests.kit.examples), which is done once in a hall; each test here
then asks for it again in its own way. What changed is read from the database itself, row by row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.numbers import Kind
from app.domain.permissions import Role
from app.errors import NotAllowed, Refused, UserError
from app.services import verification
from app.services.procedure import REGISTRY, number_blocks
from db.engine import is_sqlite
from db.schema import metadata
from db.schema.audit import audit_event
from db.schema.operations import operation
from tests.kit import stored_results
from tests.kit.desk import NAMES, TestHall
from tests.kit.written import OF_EVERY_OPERATION

Arguments = dict[str, Any]
Changed = dict[str, tuple[int, int]]
"""By table: how many rows are gone or were changed, and how many are new or as they were changed."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Example:
    """One call of a procedure. A new procedure costs its Example and the tests of its own rules.

    `may`: the roles that may do it, written down a second time; the first of them calls.
    `arguments`: what is asked; it may make first what the call needs, and do other kinds (Hall.done).
    `refused`: the code of a refusal, and what is changed in the arguments for it; it is asked some time
    after the example was done. `other`: what is changed for another request, where the refusal changes nothing.
    `cannot`: why it has no 'right' or no 'refusal'. `clear`: texts of the arguments that may stand in
    its event. `case`: the declared tables that are written in other cases than this one.
    """

    may: tuple[Role, ...]
    arguments: Callable[[Hall], Arguments] = lambda _: {}
    refused: tuple[str, Arguments] | None = None
    other: Arguments = field(default_factory=dict)
    cannot: Mapping[str, str] = field(default_factory=dict)
    clear: frozenset[str] = frozenset()
    case: frozenset[str] = frozenset()


class Hall:
    """A hall in which each example is done once, when it is first asked for."""

    def __init__(self, desk: TestHall, examples: Mapping[str, Example]) -> None:
        self.desk, self.examples = desk, examples
        self.texts: set[str] = set(NAMES.values())
        """names, numbers, addresses and reasons that were put in"""
        self._tried: dict[str, Tried] = {}
        for role in Role:
            desk.session(role)  # a sign-in is an event of its own
        self._prepare()

    def _prepare(self) -> None:
        """Numbers at hand, so that no example leases any on its way."""
        numbers = number_blocks(self.desk.installation)
        kinds: tuple[Kind, ...] = (
            "customer",
            "account",
            "subscription",
            "slip",
            "agreement",
            "request",
        )
        numbers.prepare(self.desk.clerk, *kinds)

    def tried(self, kind: str) -> Tried:
        """The example of `kind`, done."""
        if kind not in self._tried:
            procedure = stored_results.functions()[kind]
            self._tried[kind] = Tried(self, kind, self.examples[kind], procedure)
            self._prepare()  # a release gives what is held back
        return self._tried[kind]

    def done(self, kind: str) -> Any:
        """What the example of `kind` returned; for arguments that need what it made."""
        return self.tried(kind).result

    @contextmanager
    def changes(self) -> Iterator[Changed]:
        """What is otherwise in the database afterwards."""
        changed: Changed = {}
        before = self._stored()
        yield changed
        for table, rows in self._stored().items():
            if rows != before[table]:
                changed[table] = (len(before[table] - rows), len(rows - before[table]))

    def _stored(self) -> dict[str, set[Any]]:
        """Every row of every table, as it is stored; asked of the driver, which is quick."""
        with self.desk.installation.engine.connect() as connection:
            whole = "*" if is_sqlite(connection) else "t::text"
            cursor = connection.connection.cursor()
            return {
                name: set(cursor.execute(f'SELECT {whole} FROM "{name}" t').fetchall())
                for name in metadata.tables
            }


class Tried:
    """An example that was done once."""

    def __init__(
        self, hall: Hall, kind: str, example: Example, procedure: Callable[..., Any]
    ) -> None:
        self.hall, self.kind, self.example, self.procedure = hall, kind, example, procedure
        self.session = hall.desk.session(example.may[0])
        self.arguments = example.arguments(hall)
        self.hall.texts |= personal(to_plain(self.arguments)) - example.clear
        self.operation_id = new_id()
        with hall.changes() as self.changed:
            self.result = self.ask(self.operation_id)

    @property
    def lacking(self) -> list[Role]:
        """The roles that may not do it."""
        return [role for role in Role if role not in self.example.may]

    def ask(self, operation_id: UUID, role: Role | None = None, **changed: Any) -> Any:
        """Call the procedure with the example's arguments and what is `changed` in them."""
        session = self.session if role is None else self.hall.desk.session(role)
        return self.procedure(session, operation_id, **{**self.arguments, **changed})

    def refused(self, operation_id: UUID, role: Role | None = None, **changed: Any) -> UserError:
        """The refusal of such a call."""
        with pytest.raises(UserError) as error:
            self.ask(operation_id, role, **changed)
        return error.value


def personal(plain: object) -> set[str]:
    """The texts in a plain value that can say something of a person: other writing than ASCII's, or
    long enough and with a digit or space; not ids and code words."""
    if isinstance(plain, dict):
        return set().union(*map(personal, plain.values()))
    if isinstance(plain, list):
        return set().union(*map(personal, plain))
    if not isinstance(plain, str) or _ID.fullmatch(plain):
        return set()
    says = len(plain) > 5 and re.search(r"[\d ]", plain)
    return {plain} if says or not plain.isascii() else set()


def right(tried: Tried) -> None:
    """Who may not do it is refused, and nothing is written but that."""
    assert REGISTRY[tried.kind].roles == set(tried.example.may)
    lacking = tried.lacking
    with tried.hall.changes() as changed:
        for role in lacking:
            error = tried.refused(new_id(), role)
            assert isinstance(error, NotAllowed)
            assert error.code == "not_allowed"
    assert changed == _recorded(len(lacking))


def replay(tried: Tried) -> None:
    """The same again gives the first result and writes only that it was asked for again."""
    with tried.hall.changes() as changed:
        assert tried.ask(tried.operation_id) == tried.result
    assert changed == {"operation_replay": (0, 1)}


def other_request(tried: Tried) -> None:
    """A number that was used does nothing else: with other arguments, or, of a procedure without any,
    as the number of another procedure."""
    operation_id, other = tried.operation_id, _other(tried.example)
    if not tried.arguments:
        operation_id = _another_operation(tried)
    else:
        assert other, f"{tried.kind} has arguments: say what `other` request there is"
    with tried.hall.changes() as changed:
        assert tried.refused(operation_id, **other).code == "operation_reused"
    assert changed == {}


def _other(example: Example) -> Arguments:
    return example.other or (example.refused[1] if example.refused else {})


def _another_operation(tried: Tried) -> UUID:
    by_me = sa.and_(operation.c.actor_id == tried.session.actor.id, operation.c.kind != tried.kind)
    with tried.hall.desk.installation.engine.connect() as connection:
        found = connection.execute(sa.select(operation.c.id).where(by_me)).scalars().first()
    assert isinstance(found, UUID)
    return found


def refusal(tried: Tried) -> None:
    """A refusal writes its record and nothing else, and is repeated word for word; that it was asked for again
    is written."""
    assert tried.example.refused is not None
    code, change = tried.example.refused
    operation_id = new_id()
    with tried.hall.changes() as changed:
        first = tried.refused(operation_id, **change)
    assert first.code == code
    assert changed == _recorded(1)
    of = sa.select(operation.c.outcome, operation.c.result).where(operation.c.id == operation_id)
    with tried.hall.desk.installation.engine.connect() as connection:
        kept = connection.execute(of).all()
    assert [(each.outcome, each.result["code"]) for each in kept] == [("refused", code)]
    with tried.hall.changes() as changed:
        again = tried.refused(operation_id, **change)
    assert _told(again) == _told(first)
    assert changed == {"operation_replay": (0, 1)}


def _told(error: UserError) -> tuple[Any, ...]:
    problems = error.problems if isinstance(error, Refused) else []
    return error.code, error.text, to_plain(error.values), to_plain(problems)


def _recorded(n: int) -> Changed:
    return {"operation": (0, n), "audit_event": (0, n)} if n else {}


def written(tried: Tried) -> None:
    """One operation with one event, and exactly the tables that the kind declares."""
    assert _recorded(1).items() <= tried.changed.items()
    assert "operation_replay" not in tried.changed
    declared = {table.name for table in REGISTRY[tried.kind].writes}
    assert tried.example.case <= declared
    assert set(tried.changed) - OF_EVERY_OPERATION == declared - tried.example.case


def clean_event(tried: Tried) -> None:
    """Done or refused, it keeps no person's data and no reason in clear."""
    for role in tried.lacking:
        tried.refused(new_id(), role)
    if tried.example.refused:
        tried.refused(new_id(), **tried.example.refused[1])
    keeps_no_text(tried.hall, tried.kind)


def keeps_no_text(hall: Hall, kind: str) -> None:
    """In no event and no operation of this kind stands a text that was put in."""
    with hall.desk.installation.engine.connect() as connection:
        bodies = connection.execute(sa.select(audit_event.c.body)).scalars()
        events = [json.loads(body) for body in bodies if f'"procedure":"{kind}"' in body]
        kept = sa.select(operation.c.result).where(operation.c.kind == kind)
        told = json.dumps([*events, *connection.execute(kept).scalars()], ensure_ascii=False)
    assert events
    found = {text for text in hall.texts if json.dumps(text, ensure_ascii=False)[1:-1] in told}
    assert not found, f"{kind} keeps in clear: {found}"


def clean_verify(hall: Hall) -> None:
    """Verification finds nothing in the hall."""
    keys = hall.desk.session(Role.AUDITOR).keys
    assert verification.verify(hall.desk.installation, keys=keys).findings == ()
