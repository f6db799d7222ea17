"""Setting up a hall: the form, one time only, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.errors import Refused, UserError
from app.paths import Folders
from app.security import profile as profiles
from app.services import setup, verification
from app.services.session import installation_state, open_installation
from app.services.staff import sign_in
from db.schema.catalogue import rule
from tests.kit.attack import events
from tests.kit.desk import FORM, Clock


def fields(form: setup.SetUpForm) -> dict[str, str]:
    return {problem.field: problem.code for problem in setup.check_form(form)}


def test_the_right_form_has_no_problem() -> None:
    assert setup.check_form(FORM) == []
    assert FORM.admin_password not in repr(FORM)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("operator_name", " ", "required"),
        ("hall_address", "", "required"),
        ("hall_name", "长" * 101, "too_long"),
        ("area_code", "GZ1", "area_code_form"),
        ("area_code", "越秀01", "area_code_form"),
        ("admin_no", "1", "staff_no_form"),
        ("admin_password", "123456", "password_short"),
    ],
)
def test_a_problem_names_its_field(name: str, value: str, code: str) -> None:
    form = replace(FORM, **{name: value})
    assert (name, code) in {(each.field, each.code) for each in setup.check_form(form)}


def test_a_refused_form_leaves_the_folder_alone(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        setup.set_up(Folders(tmp_path / "x"), replace(FORM, hall_name=""))
    assert not (tmp_path / "x").exists()
    assert fields(replace(FORM, hall_name="")) == {"hall_name": "required"}


def test_a_hall_begins_whole_and_only_once(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "hall")
    done = setup.set_up(folders, FORM, clock=Clock())
    assert len(set(done.codes)) == 3
    assert not any(code in repr(done) for code in done.codes)
    assert folders.data.stat().st_mode & 0o077 == 0
    assert folders.profile.stat().st_mode & 0o077 == 0
    opened = open_installation(folders, clock=Clock())
    session = sign_in(opened, FORM.admin_no, FORM.admin_password)
    assert session.actor.id == done.administrator_id
    assert ("audit", 1) in session.keys.held  # until the first auditor is enrolled
    assert verification.verify(opened, keys=session.keys).findings == ()
    with opened.engine.connect() as connection:
        assert '"procedure":"setup"' in events(connection)[0].body
    opened.close()
    before = folders.profile.read_bytes()
    with pytest.raises(UserError, match="already_set_up"):
        setup.set_up(folders, FORM)
    assert folders.profile.read_bytes() == before


def test_a_set_up_that_was_cut_off_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes before the profile is written: what was begun is kept under another name."""
    folders = Folders(tmp_path / "hall")
    real = profiles.write

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(profiles, "write", cut)
    with pytest.raises(KeyboardInterrupt):
        setup.set_up(folders, FORM, clock=Clock())
    assert installation_state(folders) == "none"
    monkeypatch.setattr(profiles, "write", real)
    setup.set_up(folders, FORM, clock=Clock())
    assert installation_state(folders) == "ready"
    assert list(folders.data.glob("unfinished-*-counter.db"))
    opened = open_installation(folders, clock=Clock())
    assert verification.verify(opened).findings == ()
    opened.close()


def test_the_operators_server_takes_a_hall_as_well(fresh_postgres: str, tmp_path: Path) -> None:
    folders = Folders(tmp_path / "hall")
    setup.set_up(folders, replace(FORM, url=fresh_postgres), clock=Clock())
    opened = open_installation(folders, clock=Clock())
    assert not opened.local
    assert not folders.database.exists()
    assert verification.verify(opened).findings == ()
    opened.close()


def test_in_a_new_hall_a_typed_card_needs_a_permit(tmp_path: Path) -> None:
    """D8: an exception that a supervisor permits; the sample hall alone begins without it."""
    folders = Folders(tmp_path / "hall")
    setup.set_up(folders, FORM, clock=Clock())
    opened = open_installation(folders, clock=Clock())
    with opened.engine.connect() as connection:
        off = connection.execute(sa.select(rule.c.code).where(rule.c.enabled.is_(False))).all()
    assert off == []
    opened.close()
