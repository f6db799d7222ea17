"""The one mechanism of every procedure: permission, transaction, operation id, retry, record, errors.

    @procedure("customers.register", Permission.CUSTOMER_REGISTER)
    def register(work: Work, *, form: RegistrationForm) -> Registered: ...

    register(session, new_id(), form=form)  # mypy checks every argument and the result

Three outcomes: a result (done), a UserError (refused: nothing was written but the refusal itself), or
OutcomeUnknown; the same call with the same operation id then finds out, and does nothing twice.

A result is stored for ever, in its operation, and a later version of the program may have to return it
again. So a field that is added to a result's type needs a default, and a field is never renamed or
removed (app.domain.canonical.from_plain; tests/unit/test_stored_results.py). It holds no personal data.

A new procedure gives an example call (tests/kit/examples): its right, replay, refusal, event and writes
are then tested as every other's.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
import typing
from collections.abc import Callable, Collection
from typing import Any, Concatenate, ParamSpec, TypeVar, overload
from uuid import UUID

import orjson
import sqlalchemy as sa

from app.domain.canonical import Plain, from_plain, to_plain
from app.domain.permissions import Permission, Role
from app.errors import QT_TR_NOOP, NotAllowed, Problem, Refused, UserError
from app.lanes import Lane
from app.lanes import lane as in_lane
from app.security.seal import keyed_hash
from app.services.procedure import chain
from app.services.procedure.reading import Query
from app.services.procedure.registry import Changes, Declaration, Writes, declare
from app.services.procedure.transaction import Work
from app.services.session import ClockBehind, RolledBack, Session, SessionClosed
from db import failures
from db.damage import Unreadable
from db.engine import is_sqlite
from db.schema.operations import operation, operation_replay
from db.select import Select

_OPERATION = Select(sa.select(operation).where(operation.c.id == sa.bindparam("operation_id")))

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class _CommitLost(Exception):
    """The connection went while the commit was on its way."""


@overload
def procedure(
    kind: str,
    permission: Permission | None,
    *,
    writes: Writes | None = None,
    changes: Changes | None = None,
    roles: Collection[Role] | None = None,
    lane: Lane = "procedures",
    decides: bool = False,
    carries_out: bool = False,
    of_others: bool = False,
    own_fees: bool = False,
    before: Callable[[Session], object] | None = None,
) -> Callable[[Callable[Concatenate[Work, P], R]], Callable[Concatenate[Session, UUID, P], R]]: ...


@overload
def procedure(
    kind: str,
    permission: Permission | None,
    *,
    writes: Writes | None = None,
    changes: Changes | None = None,
    roles: Collection[Role] | None = None,
    lane: Lane = "procedures",
    decides: bool = False,
    carries_out: bool = False,
    of_others: bool = False,
    own_fees: bool = False,
    before: Callable[[Session], object] | None = None,
    then: Callable[[Session, R], T],
) -> Callable[[Callable[Concatenate[Work, P], R]], Callable[Concatenate[Session, UUID, P], T]]: ...


def procedure(
    kind: str,
    permission: Permission | None,
    *,
    writes: Writes | None = None,
    changes: Changes | None = None,
    roles: Collection[Role] | None = None,
    lane: Lane = "procedures",
    decides: bool = False,
    carries_out: bool = False,
    of_others: bool = False,
    own_fees: bool = False,
    before: Callable[[Session], object] | None = None,
    then: Callable[[Session, Any], Any] | None = None,
) -> Any:
    """Make `fn(work, **arguments)` a procedure called as `fn(session, operation_id, **arguments)`.

    `permission` None is for what every signed-in person may do for themselves, or those of `roles`.
    `writes` names the tables that get new rows and their stamps, `changes` those whose rows are changed and
    their columns; `decides`, `carries_out`, `of_others` and `own_fees` as in Declaration (registry.py).
    `before(session)` comes before the transaction; `then(session, result)` after its commit, also
    of a replay, and the caller gets what it returns: this way a look at personal data is on record
    before anything is read.
    """

    def decorate(fn: Callable[..., Any]) -> Any:
        declared = declare(
            kind,
            permission,
            module=fn.__module__,
            writes=writes,
            changes=changes,
            roles=roles,
            lane=lane,
            decides=decides,
            carries_out=carries_out,
            of_others=of_others,
            own_fees=own_fees,
        )

        # resolved at the first call, because a result's type may be defined below its procedure
        @functools.cache
        def result_type() -> Any:
            return typing.get_type_hints(fn)["return"]

        defaults = {
            name: each.default
            for name, each in inspect.signature(fn).parameters.items()
            if each.default is not inspect.Parameter.empty
        }

        @functools.wraps(fn)
        def call(session: Session, operation_id: UUID, **given: Any) -> Any:
            if before is not None:
                before(session)
            made = _run(fn, result_type, declared, session, operation_id, {**defaults, **given})
            return made if then is None else then(session, made)

        return in_lane(lane)(call)

    return decorate


def query(
    permission: Permission | None,
) -> Callable[[Callable[Concatenate[Query, P], R]], Callable[Concatenate[Session, P], R]]:
    """Make `fn(query, **arguments)` a read called as `fn(session, **arguments)`."""

    def decorate(
        fn: Callable[Concatenate[Query, P], R],
    ) -> Callable[Concatenate[Session, P], R]:
        def call(session: Session, /, *args: P.args, **arguments: P.kwargs) -> R:
            if permission is not None and not session.may(permission):
                raise not_allowed()

            def read() -> R:
                with session.reading() as connection:
                    chain.refuse_ended(connection, session.actor.id, session.keys.sign_private)
                    return fn(Query(session, connection), *args, **arguments)

            return failures.repeat(read)

        functools.update_wrapper(call, fn)
        return in_lane("reads")(call)

    return decorate


def _may(session: Session, declared: Declaration) -> bool:
    if declared.permission is None:
        return session.actor.role in declared.roles
    return session.may(declared.permission)


def _run(
    fn: Callable[..., R],
    result_type: Callable[[], Any],
    declared: Declaration,
    session: Session,
    operation_id: UUID,
    arguments: dict[str, Any],
) -> R:
    request = request_hash(session, declared.kind, arguments)
    lost, last = False, None
    for attempt in range(failures.ATTEMPTS):
        failures.pause(attempt)
        try:
            if not _may(session, declared):
                raise not_allowed()
            made, earlier = _once(fn, declared, session, operation_id, request, arguments)
            return made if earlier is None else typing.cast(R, from_plain(result_type(), earlier))
        except _CommitLost:
            lost = True
        except UserError as refusal:
            if lost:  # only the record of an earlier try tells whether it was done
                done = _recorded(session, operation_id, request)
                if done is not None:
                    return typing.cast(R, from_plain(result_type(), done))
            if not isinstance(refusal, ClockBehind | RolledBack):  # nothing may be written
                _record_refusal(declared, session, operation_id, request, refusal)
            raise
        except Unreadable:
            raise failures.unreadable() from None
        except sa.exc.DBAPIError as error:
            told = failures.told(error)
            if told is not None:
                raise told from None
            lost = lost or error.connection_invalidated
            if not failures.worth_retrying(error):
                raise
            last = error
            if attempt == failures.ATTEMPTS - 1 and failures.not_unique(error):
                raise
    raise failures.unknown() if lost else failures.given_up(last)


def _once(
    fn: Callable[..., R],
    declared: Declaration,
    session: Session,
    operation_id: UUID,
    request: bytes,
    arguments: dict[str, Any],
) -> tuple[R, Plain]:
    """(what `fn` made, None), or (nothing, the plain result of the operation's first run). A refusal is
    repeated, after the commit of what says that it was asked for again."""
    with session.writing() as connection:
        transaction = connection.get_transaction()
        assert transaction is not None
        earlier = _replayed(connection, session, operation_id, request)
        made: Any = None
        if earlier is None:
            work = Work(session, connection, operation_id, declared)
            made = fn(work, **arguments)
            work.finish(declared.kind, request, "done", to_plain(made))
            session.listeners.committing(operation_id, work.written)
        try:
            commit(connection, transaction)
        except sa.exc.DBAPIError:
            session.listeners.not_committed(operation_id)
            raise
    if isinstance(earlier, UserError):
        raise earlier
    session.listeners.committed(operation_id)
    return made, earlier


def commit(connection: sa.Connection, transaction: sa.RootTransaction) -> None:
    """Commit; a connection that is lost here leaves the outcome unknown (raises _CommitLost)."""
    try:
        transaction.commit()
    except sa.exc.DBAPIError as error:
        if is_sqlite(connection):
            transaction.rollback()
            raise
        if error.connection_invalidated:
            raise _CommitLost from None
        raise


def _replayed(
    connection: sa.Connection, session: Session, operation_id: UUID, request: bytes
) -> Plain | UserError:
    """The first result of an operation that was asked for before, or its refusal; None when it is new."""
    row = _OPERATION.first(connection, operation_id=operation_id)
    if row is None:
        return None
    if row.request_hash != request or row.actor_id != session.actor.id:
        raise UserError(
            "operation_reused",
            QT_TR_NOOP("This number was already used for another request. Start again."),
        )
    n = connection.execute(
        sa.select(sa.func.count())
        .select_from(operation_replay)
        .where(operation_replay.c.operation_id == operation_id)
    ).scalar_one()
    connection.execute(
        sa.insert(operation_replay).values(
            operation_id=operation_id, n=n + 1, at=session.installation.clock()
        )
    )
    if row.outcome == "refused":
        return _refusal_again(row.result)
    result: Plain = row.result
    return result


def _refusal_again(result: dict[str, Any]) -> UserError:
    if result.get("problems"):
        return Refused([from_plain(Problem, item) for item in result["problems"]])
    return UserError(result["code"], result["text"], **result["values"])


def _recorded(session: Session, operation_id: UUID, request: bytes) -> Plain:
    try:
        with (
            session.writing() as connection
        ):  # not `reading`, because a procedure is not stopped on its way
            row = _OPERATION.first(connection, operation_id=operation_id)
    except (sa.exc.DBAPIError, SessionClosed):
        raise failures.unknown() from None
    done: Plain = (
        row.result if row and row.outcome == "done" and row.request_hash == request else None
    )
    if done is not None:
        session.listeners.committed(operation_id)
    return done


def _record_refusal(
    declared: Declaration, session: Session, operation_id: UUID, request: bytes, refusal: UserError
) -> None:
    """A second transaction after the rollback; a refusal that cannot be recorded is still a refusal."""
    session.listeners.not_committed(operation_id)
    problems = refusal.problems if isinstance(refusal, Refused) else []
    result: Plain = {
        "code": refusal.code,
        "text": refusal.text,
        "values": to_plain(refusal.values),
        "problems": to_plain(problems),
    }
    try:
        with session.writing() as connection:
            found = connection.execute(
                sa.select(operation.c.id).where(operation.c.id == operation_id)
            ).first()
            if found is None:
                work = Work(session, connection, operation_id, declared)
                work.details["code"] = refusal.code
                work.finish(declared.kind, request, "refused", result)
    except (sa.exc.DBAPIError, ClockBehind, RolledBack, SessionClosed):
        return


def request_hash(session: Session, kind: str, arguments: dict[str, Any]) -> bytes:
    """A keyed hash of the request. With a plain hash a thief could guess an ID number from it."""
    asked = {"kind": kind, "arguments": arguments}
    try:
        plain = orjson.dumps(asked, default=_sha256, option=orjson.OPT_SORT_KEYS)
    # half characters cannot be stored; the procedure refuses them and names the field
    except TypeError:
        plain = json.dumps(to_plain(asked), sort_keys=True).encode("ascii")
    return keyed_hash(session.keys.requests, plain)


def _sha256(content: bytes) -> str:
    """Pictures and files are hashed by their digest, so that the hashed text stays short."""
    return hashlib.sha256(content).hexdigest()


def not_allowed() -> NotAllowed:
    """The sentence for a missing permission (R-002)."""
    return NotAllowed(
        "not_allowed",
        QT_TR_NOOP("Your role may not do this. Ask a supervisor or the administrator."),
    )
