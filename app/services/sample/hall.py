"""A hall to try the program with: one person a role, 200 customers, six weeks of history.

Everything goes through the same procedures as at the counter, with a clock that starts six weeks
ago. The hall is made aside and moved into place last, so a power cut leaves no half hall. A shared
database cannot be named here, so none gets a sample hall.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.businesses import ACTIVATION
from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.domain.permissions import Permission, Role
from app.domain.registration.form import RegistrationForm
from app.domain.subscriptions import State
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.papers import confidentiality
from app.paths import Folders, make_private
from app.security.blind_index import BlindIndex
from app.security.signing import box_pair, new_box_pair, new_sign_pair, sign_pair
from app.services import (
    catalogue,
    customers,
    history,
    identity,
    orders,
    papers,
    registration,
    setup,
    staff,
    trust,
)
from app.services.procedure import Work, procedure
from app.services.sample.people import Inventor, places
from app.services.session import (
    PRACTICE_OPERATOR,
    Actor,
    Installation,
    Session,
    open_installation,
    system_now,
)
from app.services.setup import SetUpForm
from app.services.staff import sign_in
from app.settings import READER, Settings
from db import failures
from db.schema.catalogue import place
from db.schema.customers import customer, subscription

PASSWORD = "try the counter"
CUSTOMERS = 200
DAYS = 42
LATE = (31, 77, 118)
"""customers whose installation was forgotten, beside the last twelve, whose has time"""
PEOPLE = (
    (Role.CLERK, "1001", "林晓"),
    (Role.SUPERVISOR, "1002", "王芳"),
    (Role.RECORDS_KEEPER, "1003", "周兰"),
    (Role.ACCOUNT_MANAGER, "1004", "赵磊"),
    (Role.COMPLIANCE, "1005", "钱敏"),
    (Role.AUDITOR, "1006", "孙静"),
    (Role.SERVICE, "1008", "夜间任务"),
)
ADMINISTRATOR = SetUpForm(
    operator_name=PRACTICE_OPERATOR,
    operator_uscc="91350100M000100Y43",
    service_phone="96956",
    hall_name="越秀旗舰厅",
    area_code="GZ01",
    hall_address="广州市越秀区示例路 1 号",
    counter="3",
    admin_name="吴强",
    admin_no="1007",
    admin_password=PASSWORD,
)


@dataclass(frozen=True)
class SampleLogin:
    """Who can sign in to the sample hall."""

    staff_no: str
    name: str
    role: Role
    password: str


@lane("long")
def create(
    folders: Folders, progress: Callable[[int, int], None] = lambda done, of: None
) -> tuple[SampleLogin, ...]:
    """Make the sample hall in an empty data folder; `progress` hears (steps done, steps in all)."""
    with failures.folder_in_words():
        there = folders.profile.exists()
    if there:
        raise UserError(
            "already_set_up", QT_TR_NOOP("This data folder is already set up. Choose another one.")
        )
    with failures.folder_in_words():
        make_private(folders.data)
    aside = Folders(folders.data / f"sample-{new_id().hex[:8]}")
    try:
        _fill(aside, progress)
        _move(aside, folders)
    finally:
        shutil.rmtree(aside.data, ignore_errors=True)
    # Only now, when this folder is the sample hall's, because a real hall must not play invented
    # cards.
    Settings(folders.settings).set(READER, "simulator")
    everybody = (
        *PEOPLE,
        (Role.ADMINISTRATOR, ADMINISTRATOR.admin_no, ADMINISTRATOR.admin_name),
    )
    logins = (SampleLogin(number, name, role, PASSWORD) for role, number, name in everybody)
    return tuple(sorted(logins, key=lambda login: login.staff_no))


def _move(source: Folders, target: Folders) -> None:
    """Move the profile last, because a folder without one counts as empty."""
    # no sign-in try is open any more
    shutil.rmtree(source.data / staff.TRIES_FOLDER, ignore_errors=True)
    files = sorted(source.data.iterdir(), key=lambda file: file.name == source.profile.name)
    for file in files:
        os.replace(file, target.data / file.name)


class _Calendar:
    """A clock that the sample's history moves forward."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=20)
        return self.now


def _fill(folders: Folders, progress: Callable[[int, int], None]) -> None:
    steps = CUSTOMERS + 20 * (len(PEOPLE) + 1)
    calendar = _Calendar(system_now() - timedelta(days=DAYS + 1))
    progress(0, steps)
    setup.set_up(folders, ADMINISTRATOR, clock=calendar)
    opened = open_installation(folders, clock=calendar)
    try:
        administrator = sign_in(opened, ADMINISTRATOR.admin_no, PASSWORD)
        _accept(administrator)
        _let_cards_be_typed(administrator)
        sessions = {}
        for n, (role, staff_no, name) in enumerate(PEOPLE):
            sessions[role] = _employ(administrator, role, staff_no, name)
            progress(20 * (n + 2), steps)
        households = _add_places(administrator, new_id())
        _history(sessions[Role.CLERK], households, calendar, progress, steps)
    finally:
        opened.close()


def _let_cards_be_typed(administrator: Session) -> None:
    """The sample hall is tried without a reader or a camera, and without a supervisor at each card."""
    rules = catalogue.rules(administrator)
    row = next(each for each in rules if each.code == "manual_entry_permit")
    catalogue.edit_rule(
        administrator, new_id(), rule_id=row.id, version=row.version, enabled=False, value=row.value
    )


def _accept(session: Session) -> None:
    text = confidentiality.text("zh_CN")
    staff.accept_confidentiality(session, new_id(), language="zh_CN", text="\n".join(text.items))


@procedure("sample.employ", Permission.STAFF_ENROL, writes=staff.ADDED, changes=trust.VOUCHED)
def _add_person(
    work: Work, *, staff_id: UUID, role: Role, staff_no: str, name: str, sign: bytes, box: bytes
) -> UUID:
    return staff.add_person(
        work,
        staff_no=staff_no,
        name=name,
        role=role,
        password=PASSWORD,
        must_change=False,
        pairs=(sign_pair(sign), box_pair(box)),
        staff_id=staff_id,
    )


def _employ(administrator: Session, role: Role, staff_no: str, name: str) -> Session:
    """Enrol a person and open a session from the new keys (no second password derivation)."""
    staff_id, signs, box = new_id(), new_sign_pair(), new_box_pair()
    _add_person(
        administrator,
        new_id(),
        staff_id=staff_id,
        role=role,
        staff_no=staff_no,
        name=name,
        sign=signs.private,
        box=box.private,
    )
    opened: Installation = administrator.installation
    with administrator.reading() as connection:
        held = trust.open_held(
            connection,
            deployment=opened.profile.deployment,
            holder_id=staff_id,
            box_private=box.private,
        )
    keys = replace(
        administrator.keys, sign_private=signs.private, box_private=box.private, held=held
    )
    actor: Actor = replace(
        administrator.actor, id=staff_id, staff_no=staff_no, name=name, role=role
    )
    records = ("records", keys.epoch) in held
    session = replace(
        administrator,
        actor=actor,
        keys=keys,
        needs_confidentiality=records,
        index=BlindIndex(keys.records()) if records else None,
    )
    if records:
        _accept(session)
    return session


@procedure("sample.places", Permission.CATALOGUE_EDIT, writes={place: {}})
def _add_places(work: Work) -> tuple[str, ...]:
    """The hall's standard addresses; returns those where everything can be delivered."""
    made = []
    for line in places():
        place_id = work.insert(
            place,
            district_code=line.district_code,
            district=line.district,
            street=line.street,
            estate=line.estate,
            building=line.building,
            unit="",
            room=line.room,
            text=line.text,
            serviceable=line.serves,
        )
        if len(line.serves) == 2:
            made.append(str(place_id))
    return tuple(made)


def _history(
    clerk: Session,
    households: tuple[str, ...],
    calendar: _Calendar,
    progress: Callable[[int, int], None],
    steps: int,
) -> None:
    inventor = Inventor()
    zone = ZoneInfo(clerk.installation.profile.zone)
    opening = calendar.now.astimezone(zone).replace(hour=9, minute=0, second=0, microsecond=0)
    codes: list[str] = []
    for n in range(CUSTOMERS):
        day, of_day = divmod(DAYS * n / CUSTOMERS, 1)
        # the hall is open from 9 to 17
        moment = opening + timedelta(days=1 + day, hours=8 * of_day)
        calendar.now = max(calendar.now, moment.astimezone(UTC))
        form = inventor.form(n, households[n], clerk.today, tuple(codes[-4:]) if n > 20 else ())
        made = registration.register(clerk, new_id(), form=_as_read(clerk, form))
        if form.customer_kind == "individual":
            codes.append(made.customer_code)
        if n < CUSTOMERS - 2:  # the last two papers still wait for the printer
            for document_id in (made.agreement_document_id, made.slip_document_id):
                papers.record_print(
                    clerk, new_id(), document_id=document_id, outcome="good", printer="HP-A4"
                )
        if n < CUSTOMERS - 12 and n not in LATE:
            calendar.now += timedelta(hours=1)
            _activate(clerk, new_id(), customer_id=made.customer_id)
        progress(steps - CUSTOMERS + n + 1, steps)


def _as_read(clerk: Session, form: RegistrationForm) -> RegistrationForm:
    """Mark the invented people's cards as read on the practice reader."""

    def sealed(who: PersonForm) -> PersonForm:
        return replace(who, seals=identity.card_seals(clerk, who))

    return replace(
        form,
        holder=sealed(form.holder),
        agent=form.agent and sealed(form.agent),
        guardian=form.guardian and sealed(form.guardian),
        handler=form.handler and sealed(form.handler),
        same_person_checked=True,
    )


@procedure(
    "sample.activate",
    Permission.CUSTOMER_REGISTER,
    writes=history.WRITES,
    changes={**customers.MOVED, **orders.COMPLETED, **history.CHANGES},
)
def _activate(work: Work, *, customer_id: UUID) -> int:
    """Make subscriptions active, as after the installer's visit, with a line in the history."""
    owner = work.execute(sa.select(customer).where(customer.c.id == customer_id)).one()
    waiting = work.execute(
        sa.select(subscription.c.id, subscription.c.version).where(
            subscription.c.customer_id == customer_id,
            subscription.c.status == State.PENDING_ACTIVE.value,
        )
    ).all()
    for row in waiting:
        customers.move_subscription(
            work, row.id, row.version, State.ACTIVE, installed_on=work.today
        )
        orders.complete_installed(work, customer_id, row.id)
    if waiting:
        history.note(
            work,
            customer_id=customer_id,
            party_id=owner.party_id,
            business=ACTIVATION.code,
            channel="home",
        )
    return len(waiting)
