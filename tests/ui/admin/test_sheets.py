"""校验与备份: two recovery sheets are proved in place, and the screen says when they last were."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import setup, staff
from app.services.session import open_installation
from app.services.setup import SetUpDone
from app.services.staff import sign_in
from tests.kit.desk import FORM, Clock
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.check_page import CheckPage
from ui.admin.sheets_panel import SheetsPanel


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Folders, SetUpDone]]:
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-sheets-")))
    done = setup.set_up(folders, FORM, clock=Clock())
    opened = open_installation(folders, clock=Clock())
    session = sign_in(opened, FORM.admin_no, FORM.admin_password)
    staff.accept_confidentiality(session, new_id(), language="en", text="…")
    opened.close()
    yield folders, done
    shutil.rmtree(folders.data)


@pytest.fixture
def admin(qtbot, made: tuple[Folders, SetUpDone]) -> Iterator[Admin]:
    with admin_window.opened(qtbot, made[0], Role.ADMINISTRATOR) as opened:
        yield opened


def panel(admin: Admin) -> SheetsPanel:
    return admin.page("check", CheckPage).sheets


def test_two_sheets_are_proved_and_the_screen_says_when(
    admin: Admin, made: tuple[Folders, SetUpDone]
) -> None:
    card = panel(admin)
    admin.wait(lambda: card.state.text().startswith("No recovery sheets"))
    assert not card.fields.isVisible()
    card.ask.click()
    assert card.fields.isVisible()
    assert not card.prove.isEnabled()
    a, _, c = made[1].codes
    card.codes[0].set_text(a)
    card.codes[1].set_text(a)
    card.prove.click()
    admin.wait(lambda: "two different sheets" in card.result.text())
    assert card.codes[0].text() == a  # nothing typed is lost
    card.codes[1].set_text(c.lower().replace("-", " "))
    card.prove.click()
    admin.wait(lambda: card.state.text().startswith("Sheets 1 and 3 were proved good today"))
    assert card.result.text().startswith("Sheets 1 and 3 open the recovery key")
    assert [field.text() for field in card.codes] == ["", ""]
    assert not card.fields.isVisible()
    assert card.ask.isEnabled()
    admin.hall.clock.pass_time(days=400)
    card.refresh()
    admin.wait(lambda: card.state.property("tone") == "warn")


def test_codes_do_not_stay_when_it_is_given_up(
    admin: Admin, made: tuple[Folders, SetUpDone]
) -> None:
    card = panel(admin)
    card.ask.click()
    card.codes[0].set_text(made[1].codes[0])
    card.cancel.click()
    assert card.codes[0].text() == ""
    assert not card.fields.isVisible()
    assert card.ask.isEnabled()


def test_who_only_verifies_sees_the_age_and_no_button(qtbot, sqlite_hall: Folders) -> None:
    with admin_window.opened(qtbot, sqlite_hall, Role.AUDITOR) as auditor:
        card = panel(auditor)
        auditor.wait(lambda: bool(card.state.text()))
        assert card.ask.isVisibleTo(card)  # an auditor may restore
