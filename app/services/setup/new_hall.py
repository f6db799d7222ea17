"""Setting up a hall: the deployment's keys, the first administrator, three recovery sheets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.text import hidden_problem, unseen
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.lanes import lane
from app.paths import Folders, make_private, write_durably
from app.security import profile as profiles
from app.security import recovery, secret_store
from app.security.kept_heads import can_write
from app.security.passwords import Argon2, check_strength
from app.security.profile import Administrator, Profile
from app.security.roots import RECOVERY, Begun, ClassKey, Root, first_step, key_digest
from app.security.signing import new_box_pair, new_sign_pair, sign_pair
from app.security.vault import new_key
from app.services import catalogue, staff, trust
from app.services.procedure import Work, declare
from app.services.session import (
    Actor,
    Clock,
    Installation,
    Keys,
    Session,
    Workstation,
    database_url,
    system_now,
    write_workstation,
)
from app.services.trust import give_key
from db import engine as engines
from db import failures, upgrade
from db.schema.catalogue import offering, rule
from db.schema.keys import class_key, recovery_share
from db.schema.organisation import deployment, hall, workstation

ZONE = "Asia/Shanghai"

KIND = declare(
    "setup",
    None,
    module=__name__,
    roles={Role.ADMINISTRATOR},
    writes={
        **staff.ADDED,
        deployment: {},
        hall: {"id": "hall"},
        workstation: {"id": "counter", "hall_id": "hall"},
        class_key: {},
        recovery_share: {},
        offering: {},
        rule: {},
    },
    lane="long",
)


@dataclass(frozen=True)
class SetUpForm:
    """The form of the first-run screen. `area_code` is 4 letters or digits that begin every number;
    `url` is empty for the local file."""

    operator_name: str
    operator_uscc: str
    service_phone: str
    hall_name: str
    area_code: str
    hall_address: str
    counter: str
    admin_name: str
    admin_no: str
    admin_password: str = field(repr=False)
    url: str = ""
    second_place: str = ""
    """A folder outside the data folder for the newest numbers of the counter; empty for this user's own. All
    accounts that work at the counter need to write there."""


@dataclass(frozen=True)
class SetUpDone:
    """Three codes for three holders; any two of them recover the deployment."""

    codes: tuple[str, str, str] = field(repr=False)
    administrator_id: UUID


def check_form(form: SetUpForm) -> list[Problem]:
    """The problems of the form, by field."""
    problems = [
        Problem(name, "required", QT_TR_NOOP("Please fill in this field."))
        for name in (
            "operator_name",
            "operator_uscc",
            "service_phone",
            "hall_name",
            "hall_address",
            "counter",
            "admin_name",
        )
        if not getattr(form, name).strip()
    ]
    problems += [
        Problem(
            name, "too_long", QT_TR_NOOP("At most {limit} characters fit here."), {"limit": 100}
        )
        for name, value in to_texts(form).items()
        if len(value) > 100 and name not in ("url", "second_place")
    ]
    problems += [
        hidden_problem(name, hidden)
        for name, value in to_texts(form).items()
        if name != "admin_password" and (hidden := unseen(value))
    ]
    area = form.area_code.strip().upper()
    if not (len(area) == 4 and area.isascii() and area.isalnum()):
        problems.append(
            Problem(
                "area_code",
                "area_code_form",
                QT_TR_NOOP("The area code has 4 letters or digits, such as GZ01."),
            )
        )
    try:
        staff.check_staff_no(form.admin_no.strip())
    except UserError as error:
        problems.append(Problem("admin_no", error.code, error.text, error.values))
    problems += [
        Problem("admin_password", problem.code, problem.text, problem.values)
        for problem in check_strength(form.admin_password, form.admin_no)
    ]
    return problems


def to_texts(form: SetUpForm) -> dict[str, str]:
    """The form's fields by name."""
    plain = to_plain(form)
    assert isinstance(plain, dict)
    return {name: str(value) for name, value in plain.items()}


@lane("long")
def set_up(
    folders: Folders,
    form: SetUpForm,
    *,
    clock: Clock = system_now,
    argon2: Argon2 | None = None,
) -> SetUpDone:
    """Make the deployment in an empty data folder. Refused with the form's problems, or UserError
    'already_set_up'. One transaction; the profile is written last, so a power cut leaves nothing half."""
    problems = check_form(form)
    if problems:
        raise Refused(problems)
    if folders.profile.exists():
        raise UserError(
            "already_set_up", QT_TR_NOOP("This data folder is already set up. Choose another one.")
        )
    with failures.folder_in_words():
        make_private(folders.data)
    _choose_second_place(folders, form.second_place.strip())
    url = form.url or "sqlite:counter.db"
    _set_aside_leftover(folders, url)
    engine = engines.connect(database_url(folders, url))
    try:
        with failures.in_words():
            upgrade.upgrade(engine, lambda: None)
            return _found(folders, form, engine, url, clock, argon2 or Argon2())
    finally:
        engine.dispose()


def _choose_second_place(folders: Folders, chosen: str) -> None:
    """Write down the folder that was chosen, once it is known that it can be written. Refused with the
    problem of the field."""
    place = Path(chosen) if chosen else folders.second_place
    inside = place.resolve().is_relative_to(folders.data.resolve())
    if not place.is_absolute() or inside or not can_write(place):
        text = QT_TR_NOOP(
            "This folder cannot be used: name one outside the data folder, from the root on, in which every "
            "account of this counter may write."
        )
        raise Refused([Problem("second_place", "second_place", text)])
    if chosen:
        with failures.folder_in_words():
            write_durably(folders.second_place_choice, chosen.encode())


def _set_aside_leftover(folders: Folders, url: str) -> None:
    """Keep a database without a profile, which an interrupted set-up left, under another name."""
    if url != "sqlite:counter.db" or not folders.database.exists():
        return
    for suffix in ("", "-wal", "-shm"):
        file = folders.database.with_name(folders.database.name + suffix)
        if file.exists():
            file.rename(file.with_name(f"unfinished-{new_id().hex[:8]}-{file.name}"))


def _found(
    folders: Folders, form: SetUpForm, engine: sa.Engine, url: str, clock: Clock, argon2: Argon2
) -> SetUpDone:
    deployment_id, hall_id, workstation_id, admin_id = new_id(), new_id(), new_id(), new_id()
    signs, box = new_sign_pair(), new_box_pair()
    audit, backup, recoverer = new_box_pair(), new_box_pair(), new_box_pair()
    key = secret_store.load_or_create(folders, str(workstation_id))
    here = Workstation(
        workstation_id,
        hall_id,
        form.hall_name.strip(),
        form.area_code.strip().upper(),
        form.counter.strip(),
    )
    profile = Profile(
        deployment_id,
        form.operator_name.strip(),
        ZONE,
        url,
        argon2,
        (Administrator(admin_id, signs.public),),
        admin_id,
    ).signed(signs.private)
    held = {("records", 1): new_key(), ("audit", 1): audit.private, ("backup", 1): backup.private}
    publics = {"audit": audit.public, "backup": backup.public}
    begun = Begun(
        deployment_id,
        profile.zone,
        profile.operator_name,
        recoverer.public,
        (Root(admin_id, signs.public),),
        (),
        tuple(
            ClassKey(
                name, epoch, publics.get(name), key_digest(name, epoch, publics.get(name, key))
            )
            for (name, epoch), key in held.items()
        ),
    )
    first = first_step(begun, admin_id, signs.private)
    keys = Keys(
        signs.private, box.private, held, 1, audit.public, backup.public, begun.roots(first)
    )
    session = Session(
        Installation(folders, profile, engine, here, key.private, key.where, clock),
        Actor(
            admin_id,
            form.admin_no.strip(),
            form.admin_name.strip(),
            Role.ADMINISTRATOR,
            hall_id,
            here.hall_name,
        ),
        keys,
        clock(),
        False,
        None,
    )
    codes = recovery.new_codes()
    with session.writing() as connection:
        work = Work(session, connection, new_id(), KIND)
        work.new_subject(deployment_id)
        _organisation(work, form, recoverer.public, sign_pair(key.private).public)
        _class_keys(work, admin_id, box.public, recoverer.public)
        key_of_sheets = recovery.RecoveryKey(recoverer.private, first.hash)
        shares = recovery.seal_three(key_of_sheets.packed(), codes, deployment_id.bytes)
        trust.write_shares(work, shares, recoverer.public)
        trust.store_roots(work, first)
        staff.add_person(
            work,
            staff_no=form.admin_no.strip(),
            name=form.admin_name.strip(),
            role=Role.ADMINISTRATOR,
            password=form.admin_password,
            must_change=False,
            pairs=(signs, box),
            staff_id=admin_id,
            known=keys.roots,
            hands_on=False,
        )
        catalogue.insert_defaults(work)
        work.details["publics"] = {"audit": audit.public.hex(), "backup": backup.public.hex()}
        work.finish(KIND.kind, bytes(32), "done", {"hall": str(hall_id)})
    session.installation.heads.close()
    write_workstation(folders, here)
    profiles.write(folders.profile, replace(profile, steps=(first,)))
    return SetUpDone(codes, admin_id)


def _organisation(
    work: Work, form: SetUpForm, recovery_public: bytes, workstation_public: bytes
) -> None:
    here = work.session.installation.workstation
    work.insert(
        deployment,
        id=work.deployment,
        operator_name=form.operator_name.strip(),
        operator_uscc=form.operator_uscc.strip(),
        service_phone=form.service_phone.strip(),
        zone=ZONE,
        recovery_public=recovery_public,
        created_at=work.now,
    )
    work.insert(
        hall,
        id=here.hall_id,
        area_code=here.area_code,
        name=here.hall_name,
        address=form.hall_address.strip(),
    )
    work.insert(
        workstation,
        id=here.id,
        hall_id=here.hall_id,
        counter=here.counter,
        sign_public=workstation_public,
    )


def _class_keys(work: Work, admin_id: UUID, admin_public: bytes, recovery_public: bytes) -> None:
    publics: dict[str, Any] = {
        "records": None,
        "audit": work.session.keys.audit_public,
        "backup": work.session.keys.backup_public,
    }
    holders = ((admin_id, admin_public), (RECOVERY, recovery_public))
    for (key_class, epoch), key in work.session.keys.held.items():
        work.technical(
            class_key,
            key_class=key_class,
            epoch=epoch,
            public=publics[key_class],
            created_at=work.now,
        )
        for holder_id, public in holders:
            give_key(work, key_class, epoch, key, holder_id, public)
