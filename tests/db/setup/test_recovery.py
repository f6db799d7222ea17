"""Two of three recovery codes make a new administrator; fewer or wrong ones do not."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Refused, UserError
from app.paths import Folders
from app.security import profile as profiles
from app.security.recovery_signature import sign_with_box_key
from app.security.signing import new_box_pair
from app.services import setup, staff, verification
from app.services.procedure import REGISTRY
from app.services.session import open_installation
from app.services.setup import RecoverForm, SetUpDone, recover
from app.services.staff import sign_in
from app.settings import LANGUAGE, Settings
from db.schema.keys import held_key
from tests.kit.attack import events
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO, Clock
from tests.kit.examples import BEFORE_SIGN_IN
from tests.kit.written import OF_EVERY_OPERATION, Written, heard

NEW = {"name": "新管理员", "staff_no": "2001", "password": "an invented phrase to recover"}


@pytest.fixture(scope="module")
def tables() -> Iterator[Written]:
    with heard() as written:
        yield written


@pytest.fixture(scope="module")
def found(tables: Written) -> Iterator[tuple[Folders, SetUpDone]]:
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-recover-")))
    yield folders, setup.set_up(folders, FORM, clock=Clock())
    shutil.rmtree(folders.data)


@pytest.fixture
def hall(found: tuple[Folders, SetUpDone]) -> Iterator[tuple[Folders, SetUpDone]]:
    source, done = found
    copy = Folders(Path(tempfile.mkdtemp(prefix="counter-recover-")))
    shutil.copytree(source.data, copy.data, dirs_exist_ok=True)
    yield copy, done
    shutil.rmtree(copy.data)


def form(codes: tuple[str, ...], **changes: str) -> RecoverForm:
    return RecoverForm(codes[0], codes[1], **{**NEW, **changes})


def test_any_two_codes_recover_and_the_new_administrator_enrols(
    hall: tuple[Folders, SetUpDone], tables: Written
) -> None:
    """Also here: set-up and recovery, which have no example, write exactly what they declare."""
    folders, done = hall
    a, b, c = done.codes
    for n, codes in enumerate(((a, b), (c, a), (b, c))):
        made = recover(folders, form(codes, staff_no=f"200{n}"), clock=Clock())
        assert made.staff_no == f"200{n}"
    opened = open_installation(folders, clock=Clock())
    session = sign_in(opened, "2000", NEW["password"])
    staff.accept_confidentiality(session, new_id(), language="en", text="…")
    staff.enrol(
        session,
        new_id(),
        staff_no=STAFF_NO[Role.CLERK],
        name="林晓",
        role=Role.CLERK,
        one_time=PASSWORDS[Role.CLERK],
    )
    assert all(row.trusted for row in staff.staff_list(session))
    assert verification.verify(opened, keys=session.keys).findings == ()
    with opened.engine.connect() as connection:
        told = [event for event in events(connection) if '"procedure":"recover"' in event.body]
    assert len(told) == 3
    assert not any(NEW["name"] in event.body for event in told)
    for kind in BEFORE_SIGN_IN:
        declared = {table.name for table in REGISTRY[kind].writes}
        assert tables[kind] - OF_EVERY_OPERATION == declared
    known = sign_in(opened, FORM.admin_no, FORM.admin_password)
    assert known.actor.name == FORM.admin_name
    assert (known.keys.roots.n, len(known.keys.roots.administrators)) == (4, 4)
    opened.close()


def test_who_was_there_before_a_recovery_gives_keys_to_whom_the_new_administrator_let_in(
    hall: tuple[Folders, SetUpDone],
) -> None:
    """A reset by the recovered administrator, who has no audit key: the first administrator gives it."""
    folders, done = hall
    recover(folders, form(done.codes), clock=Clock())
    opened = open_installation(folders, clock=Clock())
    session = sign_in(opened, NEW["staff_no"], NEW["password"])
    staff.accept_confidentiality(session, new_id(), language="en", text="…")
    made = staff.enrol(
        session,
        new_id(),
        staff_no="3001",
        name="孙稽核",
        role=Role.AUDITOR,
        one_time=PASSWORDS[Role.AUDITOR],
    )
    with opened.engine.connect() as connection:
        mine = sa.select(held_key.c.key_class).where(held_key.c.holder_id == made.staff_id)
        assert set(connection.execute(mine).scalars()) == {"records", "backup"}
    staff.after_sign_in(sign_in(opened, FORM.admin_no, FORM.admin_password))
    with opened.engine.connect() as connection:
        assert "audit" in set(connection.execute(mine).scalars())
    assert verification.verify(opened, keys=session.keys).findings == ()
    opened.close()


def test_a_recovery_step_that_the_recovery_key_did_not_sign_is_not_followed(
    hall: tuple[Folders, SetUpDone], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another key in its place: the recovery itself is refused, and nothing is written."""
    folders, done = hall
    other = new_box_pair()
    monkeypatch.setattr(
        "app.services.setup.recovery.sign_with_box_key",
        lambda _private, _public, message: sign_with_box_key(other.private, other.public, message),
    )
    with pytest.raises(UserError, match="bad_profile"):
        recover(folders, form(done.codes), clock=Clock())
    opened = open_installation(folders, clock=Clock())
    assert len(sign_in(opened, FORM.admin_no, FORM.admin_password).keys.roots.administrators) == 1
    opened.close()


def test_the_audit_key_goes_on_only_when_nobody_else_holds_it(
    hall: tuple[Folders, SetUpDone],
) -> None:
    folders, done = hall
    first = recover(folders, form(done.codes), clock=Clock())
    opened = open_installation(folders, clock=Clock())
    with opened.engine.begin() as connection:
        held = set(
            connection.execute(
                sa.select(held_key.c.key_class).where(held_key.c.holder_id == first.staff_id)
            ).scalars()
        )
        assert held == {"records", "backup"}  # the first administrator still holds audit
        connection.execute(
            sa.delete(held_key).where(
                held_key.c.key_class == "audit", held_key.c.holder_id == done.administrator_id
            )
        )
    second = recover(folders, form(done.codes, staff_no="2002"), clock=Clock())
    with opened.engine.begin() as connection:
        held = set(
            connection.execute(
                sa.select(held_key.c.key_class).where(held_key.c.holder_id == second.staff_id)
            ).scalars()
        )
    assert held == {"records", "backup", "audit"}
    opened.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda codes: (codes[0], codes[0]), "same_code"),
        (lambda codes: (codes[0], codes[1][:-1]), "code_length"),
        (lambda codes: (codes[0], "0000-0000-0000-0000-0000-0000-0000"), "wrong_codes"),
    ],
)
def test_less_than_two_right_codes_make_nothing(
    hall: tuple[Folders, SetUpDone], change: object, code: str
) -> None:
    folders, done = hall
    before = folders.profile.read_bytes()
    with pytest.raises(UserError, match=code):
        recover(folders, form(change(done.codes)), clock=Clock())  # type: ignore[operator]
    assert folders.profile.read_bytes() == before
    opened = open_installation(folders, clock=Clock())
    with opened.engine.connect() as connection:
        assert len(events(connection)) == 1
    opened.close()


def test_a_number_in_use_is_refused(hall: tuple[Folders, SetUpDone]) -> None:
    folders, done = hall
    with pytest.raises(UserError, match="staff_no_taken"):
        recover(folders, form(done.codes, staff_no=FORM.admin_no), clock=Clock())


def test_the_form_is_checked_first(hall: tuple[Folders, SetUpDone]) -> None:
    folders, done = hall
    with pytest.raises(Refused) as refused:
        recover(folders, form(done.codes, name=" ", staff_no="!", password="short"))
    assert {problem.field for problem in refused.value.problems} == {
        "name",
        "staff_no",
        "password",
    }


def test_the_pins_of_before_stay(hall: tuple[Folders, SetUpDone]) -> None:
    folders, done = hall
    before = profiles.read(folders.profile)
    made = recover(folders, form(done.codes), clock=Clock())
    after = profiles.read(folders.profile)
    assert after.administrators[:-1] == before.administrators
    assert after.administrators[-1].staff_id == made.staff_id == after.signer


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_three_sheets_carry_one_code_each(hall: tuple[Folders, SetUpDone], language: str) -> None:
    import io

    from pypdf import PdfReader

    folders, done = hall
    Settings(folders.settings).set(LANGUAGE, language)
    pdfs = setup.sheets(folders, replace(FORM, hall_name=" 越秀旗舰厅 "), done.codes)
    for pdf, code in zip(pdfs, done.codes, strict=True):
        text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
        printed = re.sub(r"\W", "", text)
        groups = code.split("-")
        assert all(group in printed for group in groups)
        others = [other for other in done.codes if other != code]
        assert not any(other.replace("-", "") in printed for other in others)
        assert "越秀旗舰厅" in text
