"""Examples of what is done with the people of a hall: enrolled, reset, gone, trusted; and its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security.kept_heads import ChainHead, move_head
from app.security.signing import new_box_pair, new_sign_pair
from app.services import trust
from app.services.procedure import Query, query
from app.services.sample.hall import PASSWORD
from app.services.session import unvouched
from app.services.staff import tries
from app.services.staff.pending_try import Counts
from db.engine import write
from db.schema.keys import held_key
from tests.kit.administrators import ONE_TIME, row_of
from tests.kit.desk import MORNING
from tests.kit.standard import Arguments, Example, Hall

ADMINISTRATOR = (Role.ADMINISTRATOR,)
EVERYBODY = (Role.CLERK, *(role for role in Role if role is not Role.CLERK))
ALL_MAY = "everybody does it for themselves at the sign-in"
GONE: tuple[str, Arguments] = ("gone", {"staff_id": new_id()})
UNKNOWN = unvouched("staff", "工号 2099", "nobody let this person in")
LAST_DAY = MORNING.date()
MORE_THAN_A_MONTH = {"days": 40}


def _employed(hall: Hall, after: str) -> Arguments:
    """The administrator of `sample.employ`, once `after` is done."""
    hall.done(after)
    row = row_of(hall.desk.session(Role.ADMINISTRATOR), "2002")
    return {"staff_id": row.staff_id, "version": row.version}


@query(None)
def _now(query: Query) -> datetime:
    """By the clock of the database: the server has its own."""
    return query.now


def _delegated(hall: Hall) -> Arguments:
    now = _now(hall.desk.clerk)
    return {
        "to_id": hall.desk.clerk.actor.id,
        "starts_at": now,
        "ends_at": now + timedelta(days=2),
        "reason": "王芳休假两天",
    }


def _lock(hall: Hall, staff_id: UUID) -> None:
    """As ten wrong passwords leave it."""
    here, counts = hall.desk.installation, Counts(10, hall.desk.clock(), True)
    with write(here.engine) as connection:
        tries.write_counts(connection, staff_id, counts)
        tries.tell(connection, here, staff_id, counts)


def _locked(hall: Hall) -> Arguments:
    person = hall.desk.session(Role.RECORDS_KEEPER).actor.id
    _lock(hall, person)
    return {"staff_id": person}


def _without_password(hall: Hall) -> Arguments:
    who = _employed(hall, "sample.employ")
    _lock(hall, who["staff_id"])
    return {**who, "one_time": PASSWORD}


def _without_key(hall: Hall) -> Arguments:
    """As after a reset by somebody who does not hold the keys: a colleague gives them."""
    person = hall.desk.session(Role.RECORDS_KEEPER).actor.id
    with hall.desk.installation.engine.begin() as connection:
        connection.execute(sa.delete(held_key).where(held_key.c.holder_id == person))
    return {"to": (person,)}


def _new_person(_: Hall) -> Arguments:
    return {
        "staff_id": new_id(),
        "role": Role.ADMINISTRATOR,
        "staff_no": "2002",
        "name": "冯样例",
        "sign": new_sign_pair().private,
        "box": new_box_pair().private,
    }


def _for_a_day(_: Hall) -> Arguments:
    """An administrator whose last day is the one on which the hall opens."""
    return {
        "staff_no": "2001",
        "name": "钱新来",
        "role": Role.ADMINISTRATOR,
        "one_time": ONE_TIME,
        "valid_to": LAST_DAY,
    }


def _a_day_later(hall: Hall) -> Arguments:
    hall.done("staff.enrol")
    hall.desk.clock.pass_time(days=1)
    return {}


def _untold(hall: Hall) -> Arguments:
    hall.done("roots.unvouched")
    return {}


def _ahead(hall: Hall) -> Arguments:
    """The clock stands so far ahead that a supervisor is asked."""
    hall.desk.clock.pass_time(**MORE_THAN_A_MONTH)
    return {}


def _lost(hall: Hall) -> Arguments:
    """Events of another counter that this one has seen are not in the database."""
    here = hall.desk.installation
    move_head(here.heads.place, ChainHead(here.profile.deployment, new_id(), 9, bytes(32)))
    return {}


def _to_release(hall: Hall) -> Arguments:
    hall.done("trust.agree_release")
    return {"reason": "硬盘换过"}


def _listed(hall: Hall) -> Arguments:
    hall.done("trust.release_base")
    hall.done("trust.note_head")
    listed = trust.rollbacks(hall.desk.session(Role.AUDITOR))
    return {"ids": tuple(each.id for each in listed)}


EXAMPLES = {
    "staff.enrol": Example(
        ADMINISTRATOR,
        _for_a_day,
        ("one_time_short", {"one_time": "short"}),
        clear=frozenset({LAST_DAY.isoformat()}),
    ),
    "staff.reset": Example(ADMINISTRATOR, _without_password, GONE),
    "staff.leave": Example(ADMINISTRATOR, lambda hall: _employed(hall, "staff.reset"), GONE),
    "staff.unlock": Example((*ADMINISTRATOR, Role.SUPERVISOR), _locked, GONE),
    "policies.delegate": Example(
        (Role.SUPERVISOR,),
        _delegated,
        ("reason_needed", {"reason": " "}),
    ),
    "policies.end_delegation": Example(
        (Role.SUPERVISOR,),
        lambda hall: {"delegation_id": hall.done("policies.delegate").id, "version": 1},
        ("gone", {"delegation_id": new_id()}),
    ),
    "staff.accept_confidentiality": Example(
        EVERYBODY,
        lambda _: {"language": "zh_CN", "text": "不泄露客户资料"},
        other={"language": "en"},
        cannot={"right": ALL_MAY, "refusal": "who does not sign it goes no further"},
    ),
    "staff.hand_on": Example(
        EVERYBODY,
        _without_key,
        other={"to": ()},
        cannot={"right": ALL_MAY, "refusal": "who was not let in is left out"},
    ),
    "sample.employ": Example(
        ADMINISTRATOR,
        _new_person,
        other={"name": "冯别名"},
        cannot={"refusal": "the sample hall's people are the program's"},
    ),
    "roots.due": Example(
        ADMINISTRATOR,
        _a_day_later,
        cannot={"refusal": "asked only by an administrator in force"},
        case=frozenset({"staff", "recovery_share"}),
    ),
    "roots.unvouched": Example(
        EVERYBODY,
        lambda _: {"found": (UNKNOWN,)},
        other={"found": ()},
        cannot={"right": ALL_MAY, "refusal": "what was seen is recorded"},
        clear=frozenset({UNKNOWN.name, UNKNOWN.digest}),
    ),
    "roots.told": Example(ADMINISTRATOR, _untold, cannot={"refusal": "it only tells"}),
    "trust.agree_release": Example(
        (Role.SUPERVISOR,), _lost, cannot={"refusal": "what is lost stays until it is released"}
    ),
    "trust.release_base": Example(
        (Role.AUDITOR, Role.ADMINISTRATOR),
        _to_release,
        ("release_reason", {"reason": " "}),
        other={"reason": "另一个原因"},
    ),
    "trust.note_head": Example(
        EVERYBODY,
        lambda _: {"why": "missing"},
        other={"why": "damaged"},
        cannot={"right": ALL_MAY, "refusal": "what was seen is recorded"},
        clear=frozenset({"missing"}),
    ),
    "trust.see_rollbacks": Example(
        (Role.AUDITOR,),
        _listed,
        other={"ids": ()},
        cannot={"refusal": "it only says what was seen"},
    ),
    "time.confirm": Example((Role.SUPERVISOR, Role.ADMINISTRATOR), _ahead, ("clock_right", {})),
}
