"""校验与备份: nothing found, something found, a backup made and proved."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QModelIndex

from app.domain.findings import Findings, Verified
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.lanes import lane
from app.paths import Folders
from app.services import session, staff, verification
from db.schema.operations import record_version
from tests.kit.party_work import make_party
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin, choose_file
from ui.admin.check_page import CheckPage
from ui.admin.verify_panel import PAGE


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


def test_nothing_found_is_a_state_of_its_own(admin: Admin) -> None:
    page = admin.page("check", CheckPage)
    page.verify.go.click()
    assert page.verify.running.isVisible()
    filled: list[int] = []
    page.verify.running.bar.valueChanged.connect(filled.append)
    admin.wait(lambda: not page.verify.running.isVisible())
    assert max(filled) > 10
    assert page.verify.result.text().startswith("Nothing found.")
    assert page.verify.table.empty.text() == "Nothing found."
    assert page.verify.go.isEnabled()


def test_what_was_changed_behind_our_back_is_listed(admin: Admin) -> None:
    with admin.hall.installation.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'record_version'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.execute(
            sa.update(record_version)
            .where(record_version.c.kind == "rule")
            .values(commitment=bytes(32))
        )
    page = admin.page("check", CheckPage)
    page.verify.start()
    admin.wait(lambda: bool(page.verify.table.model.rows))
    assert "things are wrong" in page.verify.result.text()
    assert page.verify.table.currentWidget() is page.verify.table.view


def test_findings_stand_by_kind_with_their_places_and_what_to_do(admin: Admin) -> None:
    page = admin.page("check", CheckPage)
    found = Findings()
    found.add("schema_foreign", "trigger audit_event.quiet")
    for n in range(3 * PAGE):
        found.add("unreadable", f"party {n} subject_id")
    found.add("gap", "counter 3 #7")
    page.verify._show(Verified(tuple(found.found), {}))
    rows = page.verify.table.model.rows
    assert [(row.code, len(row.places)) for row in rows] == [
        ("schema_foreign", 1),
        ("unreadable", 3 * PAGE),
        ("gap", 1),
    ]
    side = page.verify.side
    assert "put-schema-right" in side.advice.text()
    page.verify.table.select(1)
    assert "Somebody wrote into the database" in side.advice.text()
    shown = side.places.model
    assert len(shown.rows) == PAGE
    while shown.canFetchMore(QModelIndex()):
        shown.fetchMore(QModelIndex())
    assert shown.rows == [f"party {n} subject_id" for n in range(3 * PAGE)]
    page.verify._show_untried()
    assert not side.isVisible()


def test_what_is_only_worth_knowing_is_listed_as_a_note(admin: Admin) -> None:
    make_party(admin.hall.clerk, new_id(), name="甲乙")
    admin.hall.clock.pass_time(days=-1)
    staff.confirm_time(admin.hall.session(Role.SUPERVISOR), new_id())
    page = admin.page("check", CheckPage)
    page.verify.start()
    admin.wait(lambda: bool(page.verify.table.model.rows))
    assert page.verify.result.text().startswith("Nothing is wrong. 1 notes")
    assert page.verify.result.property("tone") == "warn"
    assert [row.code for row in page.verify.table.model.rows] == ["time_confirmed"]


def test_a_verification_can_be_given_up(admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = threading.Event()

    @lane("long")
    def slow(_: object, **__: object) -> None:
        goes_on.wait(30)

    monkeypatch.setattr(verification, "verify_for_person", slow)
    page = admin.page("check", CheckPage)
    page.verify.start()
    admin.wait(page.verify.running.cancel.isVisible)
    page.verify.running.cancel.click()
    assert not page.verify.running.is_running
    assert page.verify.go.isEnabled()
    goes_on.set()


def test_a_backup_is_made_and_proved_and_their_ages_are_told(
    admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = admin.page("check", CheckPage)
    card = page.backup
    admin.wait(lambda: card.made.text().startswith("No backup"))
    file = tmp_path / "hall.backup"
    choose_file(monkeypatch, "getSaveFileName", file)
    card.make.click()
    admin.wait(lambda: card.made.text().startswith("Last backup: today (2026-11-22 08:30)"))
    assert file.stat().st_size > 100_000
    assert card.result.text().startswith("The backup is written")
    assert card.restored.text().startswith("No backup was proved good")
    card.make.click()
    admin.wait(lambda: "already a file" in card.result.text())
    admin.hall.clock.pass_time(days=3)
    choose_file(monkeypatch, "getOpenFileName", file)
    card.prove.click()
    admin.wait(lambda: card.restored.text().startswith("Last backup proved good"))
    assert "today" in card.restored.text()
    assert "made on 2026-11-22 08:30" in card.restored.text()
    assert card.made.text().startswith("Last backup: 3 days ago")


def test_a_file_that_is_no_backup_is_refused(
    admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "holiday.backup"
    file.write_bytes(b"a picture" * 1000)
    choose_file(monkeypatch, "getOpenFileName", file)
    card = admin.page("check", CheckPage).backup
    card.prove.click()
    admin.wait(card.result.isVisible)
    assert card.result.property("tone") == "bad"
    assert card.prove.isEnabled()


def test_when_the_whole_file_was_checked_stands_there(admin: Admin) -> None:
    card = admin.page("check", CheckPage).backup
    admin.wait(lambda: "not checked yet" in card.file.text())
    assert session.check_file_daily(admin.hall.installation)
    card.refresh()
    admin.wait(lambda: "not damaged" in card.file.text())
    assert "today" in card.file.text()
