"""产品与地址: products are read, addresses imported, every row or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.domain.permissions import Role
from app.errors import OutcomeUnknown
from app.paths import Folders
from app.services import catalogue
from app.services.catalogue import COLUMNS
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin, choose_file
from ui.admin.catalogue_page import CataloguePage

GOOD = "440104,越秀区,试验路,试验花园,1 栋,2 单元,301,cable_tv;broadband"


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


def csv(folder: Path, *rows: str) -> Path:
    file = folder / "places.csv"
    file.write_text("\n".join((",".join(COLUMNS), *rows)), encoding="utf-8")
    return file


def catalogue_page(admin: Admin) -> CataloguePage:
    page = admin.page("catalogue", CataloguePage)
    admin.wait(lambda: page.places.count.text() == "10")
    return page


def test_products_are_listed_with_price_and_terms(admin: Admin) -> None:
    table = catalogue_page(admin).table
    rows = [[table.proxy.index(n, c).data() for c in range(9)] for n in range(2)]
    assert rows[1] == [
        "TV-HD",
        "高清互动套餐",
        "Cable TV",
        "¥39.00",
        "On sale",
        "12 months",
        "12 months, then ¥49.00",
        "Installation fee ¥60.00 · Deposit ¥100.00 · Prepayment ¥300.00",
        "To be verified",
    ]


def test_addresses_are_imported(
    admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = catalogue_page(admin)
    choose_file(monkeypatch, "getOpenFileName", csv(tmp_path, GOOD))
    page.places.go.click()
    admin.wait(lambda: page.places.count.text() == "11")
    assert page.places.result.text() == "Imported: 1 new, 0 changed, 0 as they were."
    assert not page.places.problems.isVisible()


def test_wrong_rows_are_listed_with_their_numbers_and_nothing_is_written(
    admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = catalogue_page(admin)
    bad = csv(tmp_path, GOOD, "440104,越秀区", GOOD.replace("440104", "4401"))
    choose_file(monkeypatch, "getOpenFileName", bad)
    page.places.go.click()
    admin.wait(page.places.problems.isVisible)
    table = page.places.problems.proxy
    shown = [(table.index(n, 0).data(), table.index(n, 1).data()) for n in range(table.rowCount())]
    assert shown == [
        ("3", "This row has 2 columns instead of 8."),
        ("4", "The district code has 6 digits."),
    ]
    assert page.places.result.text().startswith("Nothing was imported: 2 faults.")
    page.refresh()
    assert page.places.count.text() == "10"
    assert page.places.go.isEnabled()


def test_an_import_of_unknown_outcome_is_asked_again(
    admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real, asked = catalogue.import_places, []

    def lost(session: Any, operation_id: UUID, **arguments: Any) -> Any:
        asked.append(operation_id)
        made = real(session, operation_id, **arguments)
        if len(asked) == 1:
            raise OutcomeUnknown("unknown", "Nobody knows.")
        return made

    monkeypatch.setattr(catalogue, "import_places", lost)
    page = catalogue_page(admin)
    choose_file(monkeypatch, "getOpenFileName", csv(tmp_path, GOOD))
    page.places.go.click()
    admin.wait(page.places.again.isVisible)
    page.places.again.click()
    admin.wait(lambda: page.places.count.text() == "11")
    assert asked[0] == asked[1]


def test_a_file_that_cannot_be_read_is_said_so(
    admin: Admin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = catalogue_page(admin)
    choose_file(monkeypatch, "getOpenFileName", tmp_path / "missing.csv")
    page.places.go.click()
    admin.wait(page.places.result.isVisible)
    assert "cannot be read" in page.places.result.text()
