"""A hall that is ready to work, on both databases: made once a worker, copied for each test.

Passwords are derived with the real Argon2 parameters, once each a session; a test asks for a clerk and
gets a session as if the clerk had just signed in.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.security import passwords
from app.security import profile as profiles
from app.services import catalogue, setup, staff, trust
from app.services.session import (
    Installation,
    Session,
    database_url,
    open_installation,
)
from app.services.setup import SetUpForm
from app.services.staff import enrolment, sign_in
from tests.kit import kinds_of_tests
from tests.kit.heads import keep_heads, place_of_its_own
from tests.kit.postgres import RUN_FOLDER

kinds_of_tests.known()

MORNING = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)  # 08:30 in the hall
PASSWORDS = {role: f"invented phrase of {role.value} 7" for role in Role}
STAFF_NO = {role: str(1001 + n) for n, role in enumerate(Role)}
NAMES = dict(
    zip(
        Role,
        ("林晓", "王芳", "周档", "赵经理", "钱合规", "孙稽核", "吴管理", "郑任务"),
        strict=True,
    )
)
FORM = SetUpForm(
    operator_name="示例有线电视网络有限公司",
    operator_uscc="91350100M000100Y43",
    service_phone="96956",
    hall_name="越秀旗舰厅",
    area_code="GZ01",
    hall_address="越秀区示例路 1 号",
    counter="3",
    admin_name=NAMES[Role.ADMINISTRATOR],
    admin_no=STAFF_NO[Role.ADMINISTRATOR],
    admin_password=PASSWORDS[Role.ADMINISTRATOR],
)

_real_derive = passwords.derive


@functools.cache
def _derived(
    password: str, deployment: bytes, staff_no: str, params: passwords.Argon2
) -> passwords.Derived:
    """Derived by one worker, read by the others: passwords of test people only."""
    asked = f"{password}\0{deployment.hex()}\0{staff_no}\0{params}"
    folder = Path(os.environ.get(RUN_FOLDER, tempfile.gettempdir()))
    known = folder / f"derived-{hashlib.sha256(asked.encode()).hexdigest()}"
    if RUN_FOLDER in os.environ and known.exists():
        login_secret, _, key = known.read_text().partition(" ")
        return passwords.Derived(login_secret, bytes.fromhex(key))
    made = _real_derive(password, deployment=deployment, staff_no=staff_no, params=params)
    if RUN_FOLDER in os.environ:
        part = known.with_suffix(f".{os.getpid()}")
        part.write_text(f"{made.login_secret} {made.key.hex()}")
        part.rename(known)
    return made


def derive_once(
    password: str, *, deployment: bytes, staff_no: str, params: passwords.Argon2
) -> passwords.Derived:
    """The real derivation, remembered for the test run."""
    return _derived(password, deployment, staff_no, params)


@dataclass
class Clock:
    """A clock that a test moves; a microsecond passes at each look, as in life."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def pass_time(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass
class TestHall:
    """An opened installation and the people of its hall."""

    __test__ = False

    installation: Installation
    clock: Clock
    _sessions: dict[Role, Session] = field(default_factory=dict)

    @property
    def folders(self) -> Folders:
        return self.installation.folders

    def session(self, role: Role = Role.CLERK) -> Session:
        """That person's session; the first use signs in."""
        if role not in self._sessions:
            self._sessions[role] = sign_in(self.installation, STAFF_NO[role], PASSWORDS[role])
        return self._sessions[role]

    def place(self, n: int = 0) -> str:
        """The id of the n-th standard address, as a form holds it."""
        found = catalogue.places(self.clerk, text="示例花园")
        return str(found[n].id)

    @property
    def clerk(self) -> Session:
        return self.session(Role.CLERK)


def build(
    folders: Folders, url: str = "", *, extra: Callable[[Session], None] | None = None
) -> None:
    """Set up a hall with one person a role, everybody with a password of their own and R-006 signed."""
    clock = Clock(MORNING - timedelta(days=60))
    setup.set_up(folders, replace(FORM, url=url), clock=clock)
    opened = open_installation(folders, clock=clock)
    try:
        administrator = sign_in(opened, FORM.admin_no, FORM.admin_password)
        _accept(administrator)
        for role in Role:
            if role is not Role.ADMINISTRATOR:
                _enrol(administrator, role)
        for role in Role:
            if role not in (Role.ADMINISTRATOR, Role.SERVICE):
                _accept(sign_in(opened, STAFF_NO[role], PASSWORDS[role]))
        add_places(administrator)
        switch(administrator, "manual_entry_permit", on=False)  # forms are typed in most tests
        if extra is not None:
            extra(administrator)
    finally:
        opened.close()


def switch(administrator: Session, code: str, *, on: bool) -> None:
    """Switch a rule as an administrator does."""
    row = next(each for each in catalogue.rules(administrator) if each.code == code)
    catalogue.edit_rule(
        administrator, new_id(), rule_id=row.id, version=row.version, enabled=on, value=row.value
    )


def add_places(administrator: Session) -> None:
    """Ten households; the ninth is served with television only, the tenth with nothing."""
    serves: list[tuple[str, ...]] = [("cable_tv", "broadband")] * 8 + [("cable_tv",), ()]
    lines = tuple(
        catalogue.PlaceLine(
            "440104", "越秀区", "示例路", "示例花园", "3 栋", "", f"{301 + n}", kinds
        )
        for n, kinds in enumerate(serves)
    )
    catalogue.import_places(administrator, new_id(), lines=lines)


def _enrol(administrator: Session, role: Role) -> None:
    """Enrolled with the password that stays, to spare one derivation a person."""

    def that_stays(*arguments: Any, **names: Any) -> Any:
        return staff.add_person(*arguments, **{**names, "must_change": False})

    with patch.object(enrolment, "add_person", that_stays):
        staff.enrol(
            administrator,
            new_id(),
            staff_no=STAFF_NO[role],
            name=NAMES[role],
            role=role,
            one_time=PASSWORDS[role],
        )


def _accept(session: Session) -> None:
    staff.accept_confidentiality(session, new_id(), language="zh_CN", text="…")


_COPIES = tempfile.TemporaryDirectory(prefix="counter-desk-")
"""Removed when this process ends."""


def copy_folder(source: Folders) -> Folders:
    """A private copy of a data folder."""
    target = Path(tempfile.mkdtemp(dir=_COPIES.name))
    shutil.copytree(source.data, target, dirs_exist_ok=True)
    return Folders(target)


def open_desk(folders: Folders, url: str = "") -> TestHall:
    """Open a data folder, on another database when `url` is given."""
    if url:
        profile = profiles.read(folders.profile)
        keys = key_of_administrator(folders, profile)
        profiles.write(folders.profile, replace(profile, url=url).signed(keys))
    clock = Clock()
    with place_of_its_own():
        opened = open_installation(folders, clock=clock)
    with suppress(sa.exc.DatabaseError):  # a damaged one has none
        keep_heads(opened)  # the template worked at another second place
    return TestHall(opened, clock)


_administrators: dict[str, bytes] = {}


def key_of_administrator(folders: Folders, profile: profiles.Profile) -> bytes:
    """The administrator's signing key, to sign a profile that names another copy of the database."""
    deployment = str(profile.deployment)
    if deployment not in _administrators:
        from db.engine import connect
        from db.schema.staff import staff_secret

        engine = connect(database_url(folders, profile.url))
        with engine.connect() as connection:
            sealed = connection.execute(
                staff_secret.select().where(staff_secret.c.staff_id == profile.signer)
            ).one()
        engine.dispose()
        _administrators[deployment], _ = trust.open_private(
            sealed.sealed,
            password=FORM.admin_password,
            deployment=profile.deployment,
            staff_no=FORM.admin_no,
            params=profile.argon2,
        )
    return _administrators[deployment]
